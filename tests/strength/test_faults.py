"""Every read, write, flush, rename and call of a plugin fails once in turn, and what the run then says and leaves.

A fault is put into the functions of the system that banlint calls, and into the streams it writes to, for one call of
many; the run is repeated until no call is left. Only calls that concern the test's own folder count: the rules and the
modules of Python are read in the same way.
"""

import builtins
import io
import json
import os
import sys
import textwrap

import pytest

from banlint.cli.main import main

BANNED = "assets:\n  - name: {name}\n    manufacturer: Huawei\n    model: AR6120\n"
LARGE = "# filler\n" * 40_000
NAMES = ("router-a", "router-b", "router-c")
FAILED = OSError(5, "Input/output error")


class Faults:
    """Lets the call `at` of those that count fail; `calls` are their names."""

    def __init__(self, folder, at):
        self.folder, self.at, self.calls = str(folder), at, []
        self.files = set()

    def meet(self, name):
        self.calls.append(name)
        if len(self.calls) == self.at:
            raise OSError(*FAILED.args)

    def concerns(self, path):
        if isinstance(path, int):
            return path in self.files
        path = os.fspath(path)
        return isinstance(path, str) and (not os.path.isabs(path) or path.startswith(self.folder))

    def on_path(self, name, call):
        def faulty(path, *arguments, **more):
            if self.concerns(path):
                self.meet(name)
                found = call(path, *arguments, **more)
                if name == "open":
                    self.files.add(found)
                return found
            return call(path, *arguments, **more)

        return faulty

    def opened(self, call):
        def faulty(path, *arguments, **more):
            if not self.concerns(path):
                return call(path, *arguments, **more)
            if not isinstance(path, int):
                self.meet("open")
            return Stream(call(path, *arguments, **more), self)

        return faulty


class Stream:
    """A stream whose calls count."""

    def __init__(self, stream, faults):
        self.stream, self.faults = stream, faults

    def __getattr__(self, name):
        if name in ("read", "write", "flush", "readline"):
            self.faults.meet(name)
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stream.close()

    def __iter__(self):
        self.faults.meet("read")
        return iter(self.stream)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(BANNED.format(name="router-a"))
    (tmp_path / "b.json").write_text(json.dumps({"assets": [{"name": "router-b", "manufacturer": "Huawei"}]}))
    (tmp_path / "c.yaml").write_text(LARGE + BANNED.format(name="router-c"))
    return tmp_path


@pytest.fixture
def faulty(folder, monkeypatch):
    """Runs `banlint` in this process with the fault `at`; the status, both streams and the calls that counted."""

    def run(at, *arguments, before=()):
        faults = Faults(folder, at)
        out, err = io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(one, encoding="utf-8") for one in (out, err)]
        with monkeypatch.context() as patch:
            for name in ("open", "read", "fstat", "scandir", "lstat", "replace", "fsync"):
                patch.setattr(os, name, faults.on_path(name, getattr(os, name)))
            patch.setattr(builtins, "open", faults.opened(builtins.open))
            patch.setattr(sys, "stdout", Stream(streams[0], faults))
            patch.setattr(sys, "stderr", streams[1])
            status = main(["check", "--isolated", *arguments])
        for one in streams:
            one.flush()
        return status, out.getvalue().decode(), err.getvalue().decode(), faults.calls

    return run


def kept(run, *arguments, step=1):
    """Runs with every fault in turn, or every so-many-th; yields the name of the call that failed and what came of it."""
    status, _, _, calls = run(0, *arguments)
    assert status == 1
    assert calls
    for at in range(1, len(calls) + 1, step):
        status, out, err, met = run(at, *arguments)
        if len(met) >= at:
            yield met[at - 1], status, out, err


def test_no_call_of_the_system_that_fails_is_passed_over(faulty, folder):
    met = set()
    for call, status, out, err in kept(faulty, "-o", "json=report.json", "--no-plugins", "a.yaml", "b.json", "c.yaml"):
        met.add(call)
        assert status == 2 or (call == "lstat" and whole(status, out)), (call, out, err)
        assert "Traceback" not in err
        assert "problem: " in err or status == 1
        assert [name for name in os.listdir(folder) if name.endswith(".part")] == []
        report = folder / "report.json"
        said = out
        if report.exists():
            said += report.read_text()
            json.loads(report.read_text())
            report.unlink()
        if call not in ("write", "flush", "lstat"):
            assert sum(name in said for name in NAMES) >= 2, (call, said, err)
    assert {"open", "read", "fstat", "write", "flush", "fsync", "replace"} <= met


def whole(status, said):
    """Whether nothing is missing: what a path leads to is asked more often than needed."""
    return status == 1 and all(name in said for name in NAMES)


def test_no_folder_that_cannot_be_listed_is_passed_over(faulty, folder):
    for call, status, out, err in kept(faulty, "--no-plugins", "."):
        assert status == 2 or (call == "lstat" and whole(status, out)), (call, out, err)
        assert "Traceback" not in err


@pytest.mark.parametrize("name", ["json", "sarif", "csv", "html", "junit", "markdown", "jsonl", "github", "gitlab"])
def test_no_format_leaves_half_a_report(faulty, folder, name):
    arguments = ("--no-plugins", "-q", "-o", f"{name}=report.out", "a.yaml")
    for call, status, out, err in kept(faulty, *arguments, step=5 if name == "html" else 1):
        assert status == 2 or (call == "lstat" and "router-a" in out), (call, out, err)
        assert "Traceback" not in err
        assert set(os.listdir(folder)) - {"report.out"} == {"a.yaml", "b.json", "c.yaml"}
        if (folder / "report.out").exists():
            assert "router-a" in (folder / "report.out").read_text() or call in ("open", "read", "fstat", "lstat"), call
            (folder / "report.out").unlink()


PLUGIN = """
    from banlint.model import Role
    from banlint.plugins.hookspecs import hookimpl

    calls = []
    at = 0

    def meet(name):
        calls.append(name)
        if len(calls) == at:
            raise ValueError("broken")

    class Reader:
        name = "test"
        def accepts(self, name, head):
            meet("accepts")
            return name.endswith(".odd")
        def read(self, source):
            meet("read")
            return iter(())

    class Adapter:
        name = "test"
        def recognises(self, data, name):
            meet("recognises")
            return False
        def assets(self, data):
            return iter(())

    class Matcher:
        name = "test"
        roles = frozenset({Role.MANUFACTURER})
        def match(self, role, value):
            meet("match")
            return ()

    class Reporter:
        name = "test"
        def begin(self, info, stream):
            meet("begin")
        def finding(self, finding):
            meet("finding")
        def problem(self, problem):
            meet("problem")
        def end(self, outcome, footer):
            meet("end")

    def check(asset, identity, question):
        meet("asset check")
        return ()

    def whole(assets, question):
        meet("inventory check")
        return ()

    @hookimpl
    def banlint_register_readers(register):
        meet("readers")
        register(Reader())

    @hookimpl
    def banlint_register_adapters(register):
        meet("adapters")
        register(Adapter())

    @hookimpl
    def banlint_register_matchers(register, catalog):
        meet("matchers")
        register(Matcher())

    @hookimpl
    def banlint_register_asset_checks(register):
        meet("asset checks")
        register(check)

    @hookimpl
    def banlint_register_inventory_checks(register):
        meet("inventory checks")
        register(whole)

    @hookimpl
    def banlint_register_reporters(register):
        meet("reporters")
        register(Reporter)

    @hookimpl
    def banlint_register_packs(register):
        meet("packs")

    @hookimpl
    def banlint_report_footer(outcome):
        meet("footer")
        return []
"""


def test_no_call_of_a_plugin_that_fails_is_passed_over(folder, monkeypatch, capsys):
    (folder / "faulty_plugin.py").write_text(textwrap.dedent(PLUGIN))
    (folder / "d.odd").write_text("odd")
    monkeypatch.syspath_prepend(str(folder))
    import faulty_plugin

    def run(at):
        faulty_plugin.at = at
        faulty_plugin.calls.clear()
        options = ("--isolated", "--no-plugins", "-p", "faulty_plugin", "-o", "test=report.out")
        status = main(["check", *options, "a.yaml", "b.json", "c.yaml", "d.odd"])
        (folder / "report.out").unlink(missing_ok=True)
        return status, *capsys.readouterr()

    assert run(0)[0] == 1
    calls = list(faulty_plugin.calls)
    assert {"accepts", "read", "recognises", "match", "begin", "finding", "end", "asset check", "footer"} <= set(calls)
    for at, call in enumerate(calls, 1):
        status, out, err = run(at)
        assert status == 2, (at, call, out, err)
        assert "Traceback" not in err
        assert "broken" in err or call == "reporters", (call, err)
        if call not in ("match", "reporters"):
            assert sum(name in out for name in NAMES) >= 2, (call, out, err)
    del sys.modules["faulty_plugin"]
