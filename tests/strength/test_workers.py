"""Processes that die, cannot be started, or are interrupted: the run says so, ends with 2, and checks the rest."""

import json
import os
import textwrap

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")]

DIES = """
    import multiprocessing, os, signal
    from banlint.plugins.hookspecs import hookimpl

    class Reader:
        name = "dies"
        def accepts(self, name, head):
            return name.endswith({name!r})
        def read(self, source):
            if multiprocessing.parent_process() and {when}:
                os.kill(os.getpid(), signal.SIGKILL)
            return iter(())

    @hookimpl
    def banlint_register_readers(register):
        register(Reader())
"""
NO_FORK = """
    import os
    forked, fork = 0, os.fork

    def refusing():
        global forked
        forked += 1
        if forked == {number}:
            raise OSError(12, "Cannot allocate memory")
        return fork()

    os.fork = refusing
    from banlint.plugins.hookspecs import hookimpl

    @hookimpl
    def banlint_report_footer(outcome):
        return []
"""


GONE = """
    import os
    from banlint.plugins.hookspecs import hookimpl

    class Reader:
        name = "removes"
        def accepts(self, name, head):
            return name.endswith(".odd")
        def read(self, source):
            os.unlink({name!r})
            return iter(())

    @hookimpl
    def banlint_register_readers(register):
        register(Reader())
"""


@pytest.fixture
def plugin(tmp_path):
    def write(text, **given):
        (tmp_path / "faulty.py").write_text(textwrap.dedent(text).format(**given))
        return {"PYTHONPATH": os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))}

    return write


@pytest.fixture
def spread(banlint, environment, plugin):
    """Runs over two processes with a plugin of this text; the report, the messages and the status."""

    def run(folder, text, **given):
        path = os.pathsep.join((plugin(text, **given)["PYTHONPATH"].split(os.pathsep)[0], environment["PYTHONPATH"]))
        options = ("--no-plugins", "-p", "faulty", "-j", "2", "--format", "json")
        done = banlint("check", *options, folder, environment={"PYTHONPATH": path})
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done.returncode, json.loads(done.stdout)

    return run


def names(report):
    return {one["asset"]["name"] for one in report["findings"]}


def wanted(count):
    return {f"asset-{number}" for number in range(count)}


def test_a_file_that_kills_its_process_is_named_and_all_others_are_checked(spread, inventories, tmp_path):
    (tmp_path / inventories(100) / "asset-7.dies").touch()
    status, report = spread("inventories", DIES, name=".dies", when=True)
    assert status == 2
    assert names(report) == wanted(100)
    assert [one["path"] for one in report["problems"]] == ["", "inventories/asset-7.dies"]
    assert (report["counts"]["files_failed"], report["counts"]["files"]) == (1, 101)


def test_a_process_that_is_killed_once_costs_no_finding_and_is_told(spread, inventories, tmp_path):
    once = f"not os.path.exists({str(tmp_path / 'killed')!r}) and not open({str(tmp_path / 'killed')!r}, 'w').close()"
    (tmp_path / inventories(100) / "asset-7.dies").touch()
    status, report = spread("inventories", DIES, name=".dies", when=once)
    assert status == 2
    assert names(report) == wanted(100)
    assert ["died" in one["message"] for one in report["problems"]] == [True]
    assert report["counts"]["files_failed"] == 0


def test_a_file_that_disappears_before_it_is_read_is_told_and_the_others_are_checked(spread, inventories, tmp_path):
    folder = inventories(5)
    (tmp_path / folder / "asset-3.yaml").rename(tmp_path / folder / "asset-3.odd")
    status, report = spread(folder, GONE, name=str(tmp_path / folder / "asset-4.yaml"))
    assert status == 2
    assert [one["path"] for one in report["problems"]] == ["inventories/asset-4.yaml"]
    assert names(report) == {"asset-0", "asset-1", "asset-2"}


@pytest.mark.parametrize("number", [1, 2])
def test_a_process_that_cannot_be_started_is_told_and_its_files_are_checked(spread, inventories, number):
    status, report = spread(inventories(100), NO_FORK, number=number)
    assert status == 2
    assert names(report) == wanted(100)
    assert ["could not be started" in one["message"] for one in report["problems"]] == [True]
