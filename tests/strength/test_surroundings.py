"""Odd surroundings: full disks, closed pipes, read-only folders, no home, old locales, narrow terminals."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="there is nothing of the kind there")]
BANNED = "assets:\n  - name: Kai-Süd-Kamera\n    manufacturer: 华为\n"
ROOT = os.geteuid() == 0 if hasattr(os, "geteuid") else False


@pytest.fixture
def banned(tmp_path):
    (tmp_path / "kai-süd.yaml").write_text(BANNED, encoding="utf-8")
    return "kai-süd.yaml"


def test_a_full_disk_behind_standard_output_is_2(banlint, banned):
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    for arguments in ((banned,), ("--format", "json", banned), ("--help",)):
        with open("/dev/full", "wb") as full:
            done = banlint("check", *arguments, stdout=full)
        assert done.returncode == 2
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr


def test_a_full_disk_behind_both_streams_is_2(banlint, banned):
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        assert banlint("check", banned, stdout=full, stderr=full).returncode == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_goes_away_is_neither_a_pass_nor_findings(command, environment, inventories, tmp_path, jobs):
    arguments = [*command, "check", "-j", str(jobs), inventories(200)]
    process = subprocess.Popen(arguments, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(100)
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=30) in (141, -signal.SIGPIPE)
    assert said == b""


def test_closed_standard_streams_are_no_pass(banlint, banned, tmp_path, environment, command):
    script = f"exec {sys.executable} -P -m banlint check kai-süd.yaml >&- 2>&-"
    done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=environment, check=False, timeout=60)
    assert done.returncode in (1, 2)


@pytest.fixture
def common(command):
    """The command as somebody whom the modes of files bind: root is bound by them too without two of its powers."""
    if not ROOT:
        return command
    if not shutil.which("setpriv"):
        pytest.skip("root writes everywhere, and there is no setpriv here to take that power away")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--", *command]


def test_a_folder_that_cannot_be_written_is_told_and_the_findings_are_shown(banned, tmp_path, common, environment):
    target = tmp_path / "shut"
    target.mkdir()
    target.chmod(stat.S_IRUSR | stat.S_IXUSR)
    arguments = [*common, "check", "-o", "json=shut/report.json", banned]
    done = subprocess.run(arguments, cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"Permission denied" in done.stderr
    assert b"Traceback" not in done.stderr
    assert "Kai-Süd-Kamera" in done.stdout.decode()
    assert os.listdir(target) == []


def test_what_may_not_be_read_is_told_and_the_rest_is_checked(banned, tmp_path, common, environment):
    (tmp_path / "shut.yaml").write_text(BANNED, encoding="utf-8")
    (tmp_path / "shut.yaml").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    arguments = [*common, "check", "--format", "json", "."]
    done = subprocess.run(arguments, cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=60)
    assert done.returncode == 2
    report = json.loads(done.stdout)
    assert {one["path"] for one in report["problems"]} == {"shut.yaml", "closed"}
    assert {one["path"] for one in report["findings"]} == {banned}


def test_a_working_folder_that_may_not_be_written_is_enough(banned, tmp_path, common, environment):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        arguments = [*common, "check", banned]
        done = subprocess.run(arguments, cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=60)
    finally:
        tmp_path.chmod(stat.S_IRWXU)
    assert (done.returncode, done.stderr) == (1, b"")


def test_no_home_and_no_cache_change_nothing(banlint, banned, environment):
    expected = banlint("check", "--as-of", "2026-01-01", banned)
    assert expected.returncode == 1
    del environment["HOME"]
    environment["XDG_CACHE_HOME"] = "/proc/no-such-folder"
    done = banlint("check", "--as-of", "2026-01-01", banned)
    assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, expected.stderr)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "C.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "Pacific/Kiritimati"},
        {"TERM": "dumb", "COLUMNS": "20"},
        {"PYTHONOPTIMIZE": "1"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONHASHSEED": "1"},
    ],
    ids=lambda one: next(iter(one)) + "=" + next(iter(one.values())),
)
def test_the_bytes_are_the_same_wherever_it_runs(banlint, banned, locale):
    arguments = ("check", "--as-of", "2026-01-01", ".")
    expected = banlint(*arguments)
    assert expected.returncode == 1
    assert "Kai-Süd-Kamera" in expected.stdout.decode()
    done = banlint(*arguments, environment=locale)
    assert (done.returncode, done.stdout, done.stderr) == (1, expected.stdout, expected.stderr)


def test_a_terminal_of_twenty_columns_is_enough(command, environment, tmp_path, banned):
    import fcntl
    import pty
    import struct
    import termios

    for name in ("text", "table", "summary"):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 20, 0, 0))
        process = subprocess.Popen(
            [*command, "check", "--format", name, banned], cwd=tmp_path, env=environment | {"TERM": "xterm"},
            stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
        )  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                block = os.read(ours, 4096)
            except OSError:
                break
            if not block:
                break
            shown += block
        os.close(ours)
        assert process.wait(timeout=30) == 1
        assert b"Traceback" not in shown
        assert b"prohibited" in shown


def test_a_module_in_the_working_folder_is_never_loaded(banlint, banned, tmp_path):
    for name in ("yaml", "msgspec", "re2", "banlint"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken over')\n")
    assert banlint("check", banned).returncode == 1
