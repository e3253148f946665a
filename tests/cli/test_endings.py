"""How a command ends when its streams fail: by a status that is no verdict, and without the interpreter's own words."""

import errno
import gc
import io
import os

import pytest

from banlint.cli.main import main

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")


def ended(out, err, *arguments):
    """The status of `main` in a child whose streams lead to these descriptors, 99 where they still fail afterwards."""
    child = os.fork()
    if not child:
        status = 98
        try:
            import sys

            streams = [io.TextIOWrapper(io.BufferedWriter(io.FileIO(one, "w"))) for one in (out, err)]
            sys.stdout, sys.stderr = streams
            status = main(list(arguments))
            for one in streams:
                one.write("more")
                one.flush()
        except OSError:
            status = 99
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.fixture
def pipe():
    """A pipe; what was written to it is read by calling the fixture."""
    reading, writing = os.pipe()
    yield writing, lambda: os.read(reading, 65536).decode()
    os.close(reading)
    os.close(writing)


@pytest.fixture
def gone():
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.fixture
def full():
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no full device here")
    descriptor = os.open("/dev/full", os.O_WRONLY)
    yield descriptor
    os.close(descriptor)


def test_a_reader_that_goes_away_is_141_and_quiet(pipe, gone):
    err, said = pipe
    assert ended(gone, err, "--help") == 141
    assert said() == "more"


def test_a_full_disk_behind_the_output_is_2_and_says_why(pipe, full):
    err, said = pipe
    assert ended(full, err, "--version") == 2
    assert f"cannot write to standard output: {os.strerror(errno.ENOSPC)}" in said()


def test_where_nothing_can_be_said_the_status_still_says_it(full):
    assert ended(full, full, "--version") == 2
    assert ended(full, full, "no-such-command") == 2


def test_a_caller_keeps_its_collector(banlint):
    before = gc.get_threshold()
    assert banlint("--version").status == 0
    assert banlint("no-such-command").status == 2
    assert gc.get_threshold() == before


def test_a_stream_of_another_encoding_gets_the_same_bytes(pipe, tmp_path):
    out, said = pipe
    path = tmp_path / "a.yaml"
    path.write_text("assets:\n  - name: Kai-Süd\n    manufacturer: Huawei\n", encoding="utf-8")
    child = os.fork()
    if not child:
        import sys

        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(out, "w")), encoding="ascii")
        os._exit(main(["check", "--isolated", "--no-plugins", str(path)]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert "Kai-Süd" in said()


def test_a_broken_plugin_is_told_beside_a_word_that_is_no_command(banlint, tmp_path, monkeypatch):
    (tmp_path / "acme_torn.py").write_text("raise ValueError('torn')\n")
    info = tmp_path / "site/acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[banlint]\nacme = acme_torn\n")
    for folder in (tmp_path, tmp_path / "site"):
        monkeypatch.syspath_prepend(str(folder))
    ran = banlint("no-such-command")
    assert ran.status == 2
    assert "torn" in ran.err
    assert "there is no command `no-such-command`" in ran.err
    assert "torn" not in banlint("--no-such-option").err


def test_what_a_plugin_left_open_is_written_when_the_command_ends(process, tmp_path):
    (tmp_path / "noting.py").write_text(
        "from banlint.plugins.hookspecs import hookimpl\n"
        "NOTES = open('notes.txt', 'w')\n"
        "@hookimpl\n"
        "def banlint_report_footer(outcome):\n"
        "    NOTES.write(f'{outcome.counts.assets} seen')\n"
        "    return ()\n"
    )
    (tmp_path / "a.json").write_text('[{"manufacturer": "Axis", "model": "P3245"}]')
    path = os.environ.get("PYTHONPATH", "")
    ran = process("check", "-p", "noting", "a.json", environment={"PYTHONPATH": f"{tmp_path}:{path}"})
    assert ran.returncode == 0
    assert (tmp_path / "notes.txt").read_text() == "1 seen"
