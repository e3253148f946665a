"""Inventories as pytest collects them: one check of all that is named, and an item for each asset with findings."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from banlint.cli import check as command
from banlint.cli import checking
from banlint.cli.parser import Parser
from banlint.errors import BanlintError
from banlint.model import Finding, Outcome, Problem, Seen
from banlint.named import NamedTuple
from banlint.reporting.as_text import TextReporter, problem_lines
from banlint.reporting.wording import decisions, number
from banlint.run.check import check
from banlint.run.ledger import fails
from banlint.text import show

_NAME = "inventory"
"""Of the item that is the file itself."""


class Found(NamedTuple):
    """What a check found of one file."""

    assets: list[tuple[str, list[Finding]]]
    """The findings of each asset that has any, by its pointer."""
    problems: list[Problem]
    seen: list[int]
    """How many assets it holds, and how many of them nothing identifies."""


class NotAllowed(Exception):  # noqa: N818 - what pytest shows of it is its text
    """An asset, or a file, that fails. Its text is the report."""


class Inventories:
    """The check behind one run of pytest."""

    def __init__(self, config: pytest.Config, arguments: Sequence[str]) -> None:
        self._config = config
        self._arguments = arguments
        self._files: dict[str, Found] | None = None
        self._told: set[str] = set()
        named = config.getini("banlint_paths")
        # Paths on the command line are all that is wanted.
        if named and config.args_source is not pytest.Config.ArgsSource.ARGS:
            config.args += [os.path.join(config.rootpath, path) for path in named]

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:  # noqa: ARG002 - by name
        """Ask. Raises `pytest.UsageError` for what is wrong with the question."""
        named = (os.path.relpath(str(one).partition("::")[0]) for one in self._config.args)
        # A path that looks like an option is still a path.
        paths = dict.fromkeys(os.path.join(os.curdir, one) if one.startswith("-") else one for one in named)
        parser = Parser("banlint check", "", "")
        command.arguments(parser)
        try:
            self.asked = checking.asked(parser.read([*self._arguments, "--force-exclude", *paths]))
        except BanlintError as error:
            raise pytest.UsageError("\n".join(problem_lines(error.problem()))) from None

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A collector for what the check knows as an inventory."""
        if self._files is None:
            self._files = self._run()
        path = os.path.realpath(file_path)
        if path not in self._files:
            return None
        self._told.add(path)
        made: Inventory = Inventory.from_parent(parent, path=file_path, found=self._files[path], asked=self.asked)
        return made

    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Add what went wrong beside files that were collected: a problem is never silent."""
        for path, found in (self._files or {}).items():
            if path not in self._told:
                for problem in found.problems:
                    name = f"banlint: {show(problem.path) or problem.kind}"
                    items.append(File.from_parent(session, name=name, found=Found([], [problem], [0, 0])))

    def _run(self) -> dict[str, Found]:
        """One check of all that pytest was given: what was found, by file."""
        files: dict[str, Found] = {}
        pointers: dict[tuple[str, str], list[Finding]] = {}

        def of(path: str) -> Found:
            return files.setdefault(os.path.realpath(path) if path else "", Found([], [], [0, 0]))

        def on_finding(finding: Finding) -> None:
            own = (finding.path, finding.pointer)
            if own not in pointers:
                pointers[own] = []
                of(finding.path).assets.append((finding.asset, pointers[own]))
            pointers[own].append(finding)

        def on_asset(seen: Seen) -> None:
            count = of(seen.path).seen
            count[0] += 1
            count[1] += not seen.determined

        def on_problem(problem: Problem) -> None:
            of(problem.path).problems.append(problem)

        loaded = self.asked.loaded
        parts = loaded.plugins.parts(loaded.catalog)
        settings = self.asked.settings._replace(every_asset=True)
        self.outcome: Outcome = check(
            self.asked.paths, settings, loaded.catalog, parts, on_finding, on_problem, on_asset=on_asset
        )
        for problem in loaded.plugins.problems:
            of("").problems.append(problem)
        return files


class Inventory(pytest.File):
    """A file that was checked."""

    def __init__(self, *, found: Found, asked: checking.Asked, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.found = found
        self.asked = asked

    def collect(self) -> Iterator[pytest.Item]:
        """The file itself, and each of its assets that has findings."""
        yield File.from_parent(self, name=_NAME, found=self.found)
        names: dict[str, int] = {_NAME: 1}
        for asset, findings in self.found.assets:
            # pytest parts its names at `::`.
            name = show(asset).replace("::", ":") or "?"
            names[name] = names.get(name, 0) + 1
            own = name if names[name] == 1 else f"{name} ({names[name]})"
            yield Asset.from_parent(self, name=own, findings=findings, asked=self.asked)


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> object:  # type: ignore[override]
        """Our report, and no traceback."""
        if isinstance(excinfo.value, NotAllowed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)  # type: ignore[arg-type]


class File(_Item):
    """Whether a file could be checked in full."""

    def __init__(self, *, found: Found, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.found = found

    def runtest(self) -> None:
        """Fail for problems."""
        if self.found.problems:
            raise NotAllowed("\n".join(line for one in self.found.problems for line in problem_lines(one)))
        assets, unknown = self.found.seen
        said = f"{number(assets, 'asset')}, {unknown:,} undetermined: no finding is no clearance\n"
        self.add_report_section("call", "banlint", said)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the first problem is."""
        line = self.found.problems[0].line - 1 if self.found.problems else 0
        return self.path, max(line, 0), self.name


class Asset(_Item):
    """An asset with findings: it fails for those that fail a check, and is skipped where all of them were decided."""

    def __init__(self, *, findings: Sequence[Finding], asked: checking.Asked, **more: object) -> None:
        super().__init__(**more)  # type: ignore[arg-type]
        self.findings = findings
        self.asked = asked

    def runtest(self) -> None:
        """Fail with the report of `banlint check`, or show it."""
        settings = self.asked.settings
        text = self._report()
        if any(fails(one, settings) for one in self.findings):
            raise NotAllowed(text)
        decided = [said for one in self.findings if one.decision for said in decisions(one)]
        if decided and all(one.decision for one in self.findings):
            pytest.skip(show("; ".join(dict.fromkeys(decided)), 1000))
        self.add_report_section("call", "banlint", text)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the asset stands."""
        return self.path, self.findings[0].place.span.line - 1, self.name

    def _report(self) -> str:
        from banlint import __version__
        from banlint.model import RunInfo
        from banlint.reporting.wording import asked_line

        settings = self.asked.settings
        info = RunInfo(__version__, self.asked.loaded.catalog.info, settings.question, settings.policy.info)
        reporter, out = TextReporter(), io.StringIO()
        reporter.begin(info._replace(policy=info.policy._replace(added=())), out)
        for finding in self.findings:
            reporter.finding(finding)
        return f"{out.getvalue()}{asked_line(info)}\n"
