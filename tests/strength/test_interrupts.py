"""An interrupt at any moment ends a check with 130: no traceback, no half report, no process left behind.

Moments of chance find what nobody thought of; moments that were found once are met again, each for itself, in a forked
process that sends itself the signal there.
"""

import contextlib
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from multiprocessing.util import _exit_function

import pytest

from banlint.__main__ import run as command_line
from banlint.cli.main import main
from banlint.run.workers import _serve

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are forked here")]

MOMENTS = int(os.environ.get("BANLINT_INTERRUPTS", "6"))
"""How many moments of chance for each number of processes; a thousand take a quarter of an hour."""
SEED = int(os.environ.get("BANLINT_SEED", "1"))
INTERRUPTED = 130
OF_OURS = re.compile(rb'__main__\.py", line \d+, in (run|main)|Exception ignored|internal error')
"""What a traceback of our own lines shows; without it, it is the interpreter's, from before our first line runs."""


@pytest.fixture(autouse=True)
def _heeded():
    """What is started in the background ignores interrupts, and so does what it starts; here they are heeded."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def arguments(inventories, tmp_path):
    """A check of a second or less, with a report into a folder of its own."""
    (tmp_path / "reports").mkdir()

    def make(jobs, count):
        return ["check", "--no-plugins", "-j", str(jobs), "-o", "json=reports/report.json", inventories(count)]

    return make


def left_in(group):
    """Whether a process of the group is still there a second later."""
    for _ in range(50):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.02)
    return True


def assert_no_half_report(folder, told):
    found = os.listdir(folder / "reports")
    assert [name for name in found if name != "report.json"] == [], told
    for name in found:
        assert json.loads((folder / "reports" / name).read_text())["findings"], told
    return bool(found)


class Interrupted:
    """One run of the command in a session of its own, and the signal after so many seconds."""

    def __init__(self, command, delay, *, everyone, **given):
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        process = subprocess.Popen(command, start_new_session=True, **pipes, **given)
        try:
            time.sleep(delay)
            self.in_time = process.poll() is None
            with contextlib.suppress(ProcessLookupError):
                (os.killpg if everyone else os.kill)(process.pid, signal.SIGINT)
            _, self.said = process.communicate(timeout=30)
        finally:
            process.kill()
        self.status, self.left = process.returncode, left_in(process.pid)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_at_a_moment_of_chance_ends_a_check_and_leaves_nothing_behind(
    command, environment, arguments, tmp_path, jobs
):
    chance = random.Random(f"{SEED} {jobs}")
    line = [*command, *arguments(jobs, 500)]
    for _ in range(2):  # the first may have to compile the rules
        began = time.monotonic()
        subprocess.run(line, cwd=tmp_path, env=environment, check=False, capture_output=True)
        whole = time.monotonic() - began
    for moment in range(MOMENTS):
        (tmp_path / "reports/report.json").unlink(missing_ok=True)
        delay, everyone = chance.uniform(0.02, 1.05) * whole, chance.random() < 0.5
        run = Interrupted(line, delay, everyone=everyone, cwd=tmp_path, env=environment)
        told = (
            f"seed {SEED}, moment {moment}: {delay:.4f} s, {'all' if everyone else 'one'}, {run.status}, {run.said!r}"
        )
        is_there = assert_no_half_report(tmp_path, told)
        assert not run.left, told
        assert not OF_OURS.search(run.said), told
        if b"Traceback" in run.said or run.status == -signal.SIGINT:
            # Before our first line runs, an interrupt is the interpreter's to answer.
            assert run.status in (1, -signal.SIGINT), told
            assert not is_there, told
        elif run.in_time and run.status != 1:
            assert run.status == INTERRUPTED, told
        else:
            assert is_there, told


class Striker:
    """Sends this process the signal when the line numbered `at` of those looked at is reached for the first time."""

    def __init__(self, is_meant, at):
        self.is_meant, self.at, self.met, self.process = is_meant, at, {}, os.getpid()

    def __call__(self, frame, event, argument):
        code = frame.f_code
        return self.line if self.is_meant(code.co_filename, code.co_name) else None

    def line(self, frame, event, argument):
        if event == "line" and os.getpid() == self.process:
            place = frame.f_code.co_filename, frame.f_lineno
            if place not in self.met:
                self.met[place] = len(self.met)
                if self.met[place] == self.at:
                    sys.settrace(None)
                    os.kill(self.process, signal.SIGINT)
        return self.line


@pytest.fixture
def struck(tmp_path):
    """Runs the command in a fork that interrupts itself at a line; its status, what it said, and whether it is gone."""

    def run(arguments, is_meant, at):
        (tmp_path / "said").write_bytes(b"")
        for name in os.listdir(tmp_path / "reports"):
            (tmp_path / "reports" / name).unlink()
        child = os.fork()
        if not child:
            _strike(tmp_path, arguments, Striker(is_meant, at))
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status), (tmp_path / "said").read_bytes(), left_in(child)

    return run


def _strike(folder, arguments, striker):
    """What `python -m banlint` does, with the signal on its way. Never returns."""
    status = 99
    try:
        os.setsid()
        os.chdir(folder)
        for number, name in ((1, os.devnull), (2, "said")):
            os.dup2(os.open(name, os.O_WRONLY | os.O_APPEND), number)
        sys.stdout, sys.stderr = (open(number, "w", closefd=False) for number in (1, 2))  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.argv = ["banlint", *arguments]
        sys.settrace(striker)
        try:
            try:
                command_line()
            except SystemExit as end:
                status = end.code
            # What the interpreter does at its end, less what the tests have for it to do.
            _exit_function()
        except BaseException as error:  # noqa: BLE001 what leaves the command is told, and is a fault
            os.write(2, f"Traceback: {error!r}".encode())
        sys.settrace(None)
        if striker.at is None:
            (folder / "places").write_text(json.dumps([f"{os.path.basename(p)}:{n}" for p, n in striker.met]))
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def in_file(name, *functions):
    end = os.path.join("banlint", *name.split("/"))
    return lambda path, function: path.endswith(end) and (not functions or function in functions)


REPORTS = pytest.param(in_file("reporting/output.py"), 1, 2, id="reports")
PROCESSES = pytest.param(
    in_file("run/workers.py", "spread", "__init__", "_hire", "_give", "dismiss", "end"), 2, 33, id="processes"
)


@pytest.mark.parametrize(("is_meant", "jobs", "count"), [REPORTS, PROCESSES])
def test_an_interrupt_at_any_line_of_what_is_to_be_undone_leaves_nothing_behind(
    struck, arguments, tmp_path, monkeypatch, is_meant, jobs, count
):
    given = arguments(jobs, count)
    monkeypatch.chdir(tmp_path)
    assert main(given) == 1
    assert struck(given, is_meant, None)[0] == 1
    assert assert_no_half_report(tmp_path, "")
    places = json.loads((tmp_path / "places").read_text())
    assert len(places) > 20
    wrong = {}
    for at, place in enumerate(places):
        status, said, left = struck(given, is_meant, at)
        found = [name for name in os.listdir(tmp_path / "reports") if name != "report.json"]
        if (status, left, found, said) != (INTERRUPTED, False, [], b""):
            wrong[place] = status, said[-200:], left, found
    assert not wrong, "\n".join(f"{place}: {what}" for place, what in wrong.items())


def test_a_process_whose_run_has_gone_ends_without_a_word():
    ours, theirs = multiprocessing.Pipe()
    ours.send(())
    ours.close()
    _serve(theirs, ())


STRIKES = """
import os, signal, sys

def strike(frame, event, _):
    code = frame.f_code
    if code.co_name == {function!r} and code.co_filename.endswith({file!r}) and {after!r} in sys.modules:
        sys.settrace(None)
        os.kill(os.getpid(), signal.SIGINT)

sys.settrace(strike)
sys.argv = ["banlint", *{arguments!r}]
from banlint.__main__ import run
run()
"""
SEEN = [
    # Where the interpreter is; the function and its file, and what was loaded before.
    pytest.param("cb", "<frozen importlib._bootstrap>", "banlint.cli.main", id="a-lock-is-let-go"),
    pytest.param("__set_name__", "functools.py", "banlint.cli.main", id="a-class-is-made"),
    pytest.param("main", "main.py", "banlint.cli.main", id="the-command-begins"),
    pytest.param("_run", "check.py", "banlint.cli.main", id="the-check-begins"),
    pytest.param("commit", "output.py", "banlint.cli.main", id="a-report-is-whole"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "file", "after"), SEEN)
def test_an_interrupt_ends_a_check_wherever_the_interpreter_is(
    unmeasured, environment, arguments, tmp_path, function, file, after
):
    text = STRIKES.format(function=function, file=file, after=after, arguments=arguments(1, 2))
    done = subprocess.run(
        [sys.executable, "-P", "-c", text], cwd=tmp_path, env=environment, check=False, capture_output=True, timeout=60
    )
    assert (done.returncode, done.stderr, os.listdir(tmp_path / "reports")) == (INTERRUPTED, b"", [])


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="there `typing` is loaded, and is cheaper")
def test_hardly_anything_is_loaded_before_an_interrupt_is_answered(environment):
    text = "import sys; before = {*sys.modules}; import banlint.__main__; print(*{*sys.modules} - before)"
    done = subprocess.run([sys.executable, "-P", "-c", text], env=environment, check=True, capture_output=True)
    assert {*done.stdout.decode().split()} <= {"__future__", "atexit", "banlint", "banlint.__main__", "banlint.hints"}
