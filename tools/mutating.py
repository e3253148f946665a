"""What tools/mutants.py makes: mutants of a module, and the tests of a floor run against each in a forked child."""

from __future__ import annotations

import ast
import copy
import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

SWAPPED: dict[type[ast.AST], Any] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}  # fmt: skip
PLAIN = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Constant, ast.NamedExpr)
SLOW = 1.0
"""CPU seconds from which on a test is only asked where no other executes a line."""
MOST = 300
"""Tests that are asked of one mutant."""


class Mutant(NamedTuple):
    """One change: which node of the module, by its number in walking order, becomes what."""

    module: str
    path: str
    function: str
    line: int
    end: int
    number: int
    what: str
    source: str

    @property
    def key(self) -> str:
        """The mutant without its line, so that it is known again when lines above it come and go."""
        return f"{self.module.removeprefix('banlint.')}:{self.function}: {self.what}: {self.source}"

    @property
    def place(self) -> str:
        return f"{self.path}:{self.line}"


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What a node may become, and a word for it."""
    if isinstance(node, ast.Compare):
        for at, one in enumerate(node.ops):
            swap = SWAPPED[type(one)]
            ops = [*node.ops[:at], swap(), *node.ops[at + 1 :]]
            yield f"{type(one).__name__} to {swap.__name__}", ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in SWAPPED:
        changed = copy.copy(node)
        changed.op = SWAPPED[type(node.op)]()
        yield f"{type(node.op).__name__} to {type(changed.op).__name__}", changed
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "drop not", node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        value = not node.value if isinstance(node.value, bool) else node.value + 1
        yield f"{node.value} to {value}", ast.Constant(value)
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)) and not isinstance(node.test, PLAIN):
        changed = copy.copy(node)
        changed.test = ast.UnaryOp(ast.Not(), node.test)
        yield "negate the test", changed
    else:
        yield from _dropped(node)


def _dropped(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A statement without what it does."""
    if isinstance(node, ast.Return) and not (node.value is None or isinstance(node.value, ast.Constant)):
        yield "return None", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Continue):
        yield "continue to break", ast.Break()
    elif isinstance(node, ast.Break):
        yield "break to continue", ast.Continue()
    elif isinstance(node, (ast.Raise, ast.AugAssign, ast.Delete)) or _is_effect(node):
        yield f"delete {type(node).__name__}", ast.Pass()


def _is_effect(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return all(isinstance(one, (ast.Attribute, ast.Subscript)) for one in node.targets)
    return isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant)


def _walk(
    node: ast.AST, inside: tuple[str, ...] = (), first: int = 0
) -> Iterator[tuple[ast.AST, tuple[str, ...], int]]:
    """Every node that is run when a function is, or a module's value made, with the function it stands in."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "args", "bases", "keywords") and isinstance(
            node, (ast.FunctionDef, ast.ClassDef, ast.AnnAssign)
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or (
                isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test)
            ):
                continue
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                yield from _walk(child, (*inside, child.name), first + isinstance(child, ast.FunctionDef))
            elif first or not (inside or isinstance(child, ast.Expr)):
                yield child, inside, first
                yield from _walk(child, inside, first)


def mutants(module: str, path: Path) -> list[Mutant]:
    """Every mutant of a module."""
    text = path.read_text(encoding="utf-8")
    lines, found = text.splitlines(), []
    for number, (node, inside, _) in enumerate(_walk(ast.parse(text))):
        for what, _ in _changes(node):
            end = node.test.end_lineno if isinstance(node, (ast.If, ast.While)) else node.end_lineno
            place = (module, str(path.relative_to(path.parents[len(module.split("."))])), ".".join(inside))
            found.append(Mutant(*place, node.lineno, end, number, what, lines[node.lineno - 1].strip()))
    return found


def _mutated(mutant: Mutant, text: str) -> ast.Module:
    tree = ast.parse(text)
    wanted = next(node for number, (node, *_) in enumerate(_walk(tree)) if number == mutant.number)
    changed = next(made for what, made in _changes(wanted) if what == mutant.what)

    class Change(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return ast.copy_location(changed, node) if node is wanted else self.generic_visit(node)

    return ast.fix_missing_locations(Change().visit(tree))


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from _codes(one)


def apply(mutant: Mutant, text: str) -> None:
    """Puts the change into this process: into the functions that are there, or the module's values."""
    module, tree = sys.modules[mutant.module], _mutated(mutant, text)
    if not mutant.function:
        return _revalue(module, tree, mutant.line)
    new = {(one.co_qualname, one.co_firstlineno): one for one in _codes(compile(tree, module.__file__ or "", "exec"))}
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__code__.co_filename == module.__file__:
            code = new.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
            if code is not None and code.co_freevars == one.__code__.co_freevars:
                one.__code__ = code
    return None


def _revalue(module: types.ModuleType, tree: ast.Module, line: int) -> None:
    """Makes the module's values from `line` on anew, for it and for whoever imported them."""
    old = dict(vars(module))
    later = [one for one in tree.body if isinstance(one, (ast.Assign, ast.AnnAssign)) and (one.end_lineno or 0) >= line]
    exec(compile(ast.Module(later, []), module.__file__ or "", "exec"), vars(module))  # the changed module itself
    for name, value in vars(module).items():
        if name in old and old[name] is not value:
            for other in list(sys.modules.values()):
                if getattr(other, "__dict__", {}).get(name) is old[name]:
                    setattr(other, name, value)


def _spread(names: set[str], seconds: dict[str, float]) -> list[str]:
    """Tests in the order to ask them: the quickest case of every test, then the second of each, and so on."""
    known: dict[str, int] = {}
    ranked = []
    for name in sorted(names, key=lambda name: (seconds[name], name)):
        test = name.partition("[")[0]
        known[test] = known.get(test, -1) + 1
        ranked.append((known[test], seconds[name], name))
    return [name for *_, name in sorted(ranked)]


def _uses(text: str, line: int) -> set[int]:
    """The lines that read what the statement on `line` of a module gives a name, or what is made of that."""
    tree, names, found = ast.parse(text), set[str](), set[int]()
    for statement in tree.body:
        read = {one.id for one in ast.walk(statement) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
        if statement.lineno <= line <= (statement.end_lineno or 0) or (
            isinstance(statement, ast.Assign) and read & names
        ):
            names |= {
                one.id for one in ast.walk(statement) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
            }
    for one in ast.walk(tree):
        if isinstance(one, ast.Name) and one.id in names:
            found.add(one.lineno)
    return found


class Runner:
    """A plugin of pytest: after collection, runs the tests unchanged in a child, and then once for each mutant."""

    def __init__(self, wanted: list[Mutant], into: Path, processes: int) -> None:
        self.wanted, self.into, self.processes = wanted, into, processes
        self.texts: dict[str, str] = {}

    def pytest_configure(self) -> None:
        from hypothesis import settings

        settings.register_profile("mutants", derandomize=True, database=None, max_examples=25, deadline=None)
        settings.load_profile("mutants")

    def pytest_runtestloop(self, session: Any) -> bool:
        for name in sorted({one.module for one in self.wanted}):
            self.texts[name] = Path(importlib.import_module(name).__file__ or "").read_text("utf-8")
        items = {item.nodeid: item for item in session.items if not item.get_closest_marker("slow")}
        known = self.into.with_suffix(".lines")
        child = os.fork()
        if not child:
            known.write_text(json.dumps(self._lines(items)))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        lines, failed, seconds, modules = json.loads(known.read_text())
        known.unlink()
        self.into.write_text("[]")
        if failed:
            print("unchanged, these fail:", *failed, sep="\n  ")
        for name in modules:  # what the tests import is imported once, not in every child
            if not name.startswith(("banlint", "tests")):
                try:
                    __import__(name)
                except Exception:  # noqa: BLE001 # a part that cannot stand alone
                    continue
        self._all(items, lines, seconds)
        return True

    def _lines(self, items: dict[str, Any]) -> tuple[dict[str, list[str]], list[str], dict[str, float], list[str]]:
        """By line the tests that execute it; the tests that fail unchanged; the CPU seconds of each test."""
        import coverage

        files = {sys.modules[module].__file__ or "": module for module in self.texts}
        watch = coverage.Coverage(data_file=None, include=list(files), config_file=False)
        failed, seconds = [], {}
        watch.start()
        for name, item in items.items():
            watch.switch_context(name)
            began = time.process_time()
            if not _passes(item):
                failed.append(name)
            seconds[name] = time.process_time() - began
        watch.stop()
        found: dict[str, list[str]] = {}
        for file, module in files.items():
            for line, tests in watch.get_data().contexts_by_lineno(file).items():
                kept = [one for one in tests if one and one not in failed]
                quick = [one for one in kept if seconds[one] < SLOW]
                found[f"{module}:{line}"] = quick or kept
        return found, failed, seconds, list(sys.modules)

    def _all(self, items: dict[str, Any], lines: dict[str, list[str]], seconds: dict[str, float]) -> None:
        results: list[dict[str, Any]] = []
        running: dict[int, tuple[Mutant, int]] = {}
        idle = set(items).difference(*lines.values())
        for mutant in [*self.wanted, *[None] * self.processes]:
            while running and (mutant is None or len(running) >= self.processes):
                child, status = os.wait()
                one, tried = running.pop(child)
                results.append({"key": one.key, "place": one.place, "tests": tried, "killed": status != 0})
                self.into.write_text(json.dumps(results, indent=1, ensure_ascii=False))
            if mutant is None:
                continue
            every = set(range(mutant.line, mutant.end + 1))
            if not mutant.function:
                every = _uses(self.texts[mutant.module], mutant.line)
            names = {name for line in every for name in lines.get(f"{mutant.module}:{line}", ())}
            if not names:  # others import the value; or a process that a test starts executes the line
                names = {name for key, some in lines.items() if key.startswith(mutant.module + ":") for name in some}
            # Who executes nothing of the modules may do so in a process of its own.
            tests = _spread(names | idle, seconds)[:MOST]
            child = os.fork()
            if not child:
                self._try(mutant, [items[name] for name in tests], sum(seconds[name] for name in tests))
            running[child] = mutant, len(tests)

    def _try(self, mutant: Mutant, tests: list[Any], usual: float) -> None:
        """In a child: the tests, until one fails. Never returns."""
        limit = int(usual * 4 + 4)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit * 60)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            apply(mutant, self.texts[mutant.module])
            os._exit(0 if all(_passes(test) for test in tests) else 1)
        except BaseException:  # noqa: BLE001 # a value that cannot even be made
            os._exit(1)


def _passes(item: Any) -> bool:
    from _pytest.runner import runtestprotocol

    try:
        return not any(one.failed for one in runtestprotocol(item, log=False, nextitem=None))
    except BaseException:  # noqa: BLE001 # whatever a mutant raises kills it
        return False


def session(wanted: list[Mutant], tests: list[str], into: Path, processes: int) -> int:
    """Collects `tests` once and tries every mutant; 0 where that could be done."""
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:banlint", "--no-header", "--no-summary"]
    return int(pytest.main([*options, *tests], plugins=[Runner(wanted, into, processes)]) not in (0, 5))
