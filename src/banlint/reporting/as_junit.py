"""JUnit XML: a suite for each file, a case for each asset and ban it was judged by, so that passes show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from xml.sax.saxutils import escape

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RegimeId, RunInfo, Seen, Verdict
from banlint.reporting.account import CLEARANCE, failures, told
from banlint.reporting.brief import asset, because, decided, details, headline, place
from banlint.reporting.layout import guard
from banlint.reporting.spool import Spool
from banlint.reporting.wording import asked_line
from banlint.text import show

_COUNTED = {"failure": "failures", "error": "errors", "skipped": "skipped"}
"""What a case may hold, and the attribute of its suite that counts it."""
_MOST_TAILS = 1000
_MOST_NAMES = 200_000
_UNDETERMINED = f'<skipped message="nothing says who made it: {CLEARANCE}"/>'


class _Suite:
    """The cases of one file, on disk until they are counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head = f'<testcase classname="{_attribute(show(name, 1000))}" name="'
        """How each of its cases begins."""
        self.counts: Counter[str] = Counter()
        self.cases = Spool()
        self._names: Counter[str] = Counter()

    def own_name(self, name: str) -> str:
        """`name`, numbered where an asset before was called so: readers take cases of one name for one case."""
        if len(self._names) >= _MOST_NAMES and name not in self._names:
            return name
        self._names[name] += 1
        count = self._names[name]
        return name if count == 1 else f"{name} ({count})"

    def add(self, cases: str, amount: int, kind: str = "") -> None:
        """Add `amount` cases, each of which holds an element `kind`, or nothing where it passed."""
        self.counts["tests"] += amount
        if kind:
            self.counts[_COUNTED[kind]] += amount
        self.cases.write(cases)


class JunitReporter:
    """Findings wait for their asset, which is told of behind them; an asset that nobody tells of is still reported."""

    name = "junit"

    def __init__(self) -> None:
        self.fail_on: tuple[Verdict, ...] = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS)
        """The verdicts that are failures; others are skipped, with what they say. Set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to at the end."""
        self._info, self._out = info, out
        self._suites = Spool()
        self._suite: _Suite | None = None
        self._total: Counter[str] = Counter()
        self._problems = _Suite("banlint")
        self._problem_count = 0
        self._own, self._name = ("", ""), ""
        """The place and name of the asset that findings wait for."""
        self._waiting: dict[RegimeId, list[Finding]] = {}
        self._tails: dict[tuple[tuple[RegimeId, ...], bool], list[str]] = {}
        """How the cases of passes end, made once for assets of which the same bans found nothing."""

    def finding(self, finding: Finding) -> None:
        """Keep a finding until its asset is told of."""
        own = (finding.path, finding.pointer)
        if own != self._own:
            self._flush()
            self._own, self._name = own, asset(finding)
        self._waiting.setdefault(finding.regime, []).append(finding)

    def asset(self, seen: Seen) -> None:
        """Write the cases of an asset: every ban it was judged by, and what else was found of it."""
        if self._own != (seen.path, seen.pointer):
            self._flush()
        by_regime, self._waiting = self._waiting, {}
        suite = self._of(seen.path)
        name = suite.own_name(show(seen.asset) + (f" in {show(seen.parent)}" if seen.parent else ""))
        rest = tuple(one for one in seen.regimes if one not in by_regime)
        for regime, findings in by_regime.items():
            self._case(suite, name, regime, findings)
        self._rest(suite, name, rest, determined=seen.determined)

    def problem(self, problem: Problem) -> None:
        """Write a problem as a case that is in error."""
        self._problem_count += 1
        where = f"{show(problem.path, 1000)}:{problem.line}: " if problem.path else ""
        said = guard(f"{where}{show(problem.message, 1000)}")
        name = f"problem {self._problem_count}: {show(problem.path, 1000) or show(problem.kind)}"
        body = f'<error message="{_attribute(said)}">{escape(guard(show(problem.mend, 1000)))}</error>'
        self._problems.add(_case(show(problem.path, 1000) or "banlint", name, body), 1, "error")

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write all suites, that of the run itself first: its problems, and what could not be told."""
        self._flush()
        self._close()
        if not outcome.counts.assets:
            kind = "skipped" if outcome.allow_empty else "error"
            body = f'<{kind} message="{_attribute(failures(outcome, 0)[0])}"/>'
            self._problems.add(_case("banlint", "anything was checked", body), 1, kind)
        lines = (*failures(outcome, self._problem_count), *told(outcome), asked_line(self._info))
        said = "\n".join(map(guard, (*lines, *(show(one, 1000) for one in footer))))
        out, total = self._out, self._total + self._problems.counts
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="banlint"{_numbers(total)}>\n')
        self._write_suite(out.write, self._problems, f"<system-out>{escape(said)}</system-out>\n")
        self._suites.pour(out.write)
        out.write("</testsuites>\n")

    def _flush(self) -> None:
        """Write what waits for an asset that is not told of."""
        if self._waiting:
            suite = self._of(self._own[0])
            name = suite.own_name(self._name)
            for regime, findings in self._waiting.items():
                self._case(suite, name, regime, findings)
            self._waiting = {}

    def _of(self, path: str) -> _Suite:
        if self._suite is None or self._suite.name != path:
            self._close()
            self._suite = _Suite(path)
        return self._suite

    def _close(self) -> None:
        if self._suite is not None:
            self._total.update(self._suite.counts)
            self._write_suite(self._suites.write, self._suite)
            self._suite = None

    def _write_suite(self, write: Callable[[str], object], suite: _Suite, more: str = "") -> None:
        write(f'<testsuite name="{_attribute(show(suite.name, 1000))}"{_numbers(suite.counts)}>\n')
        suite.cases.pour(write)
        write(f"{more}</testsuite>\n")

    def _case(self, suite: _Suite, name: str, regime: RegimeId, findings: list[Finding]) -> None:
        failing = [one for one in findings if one.verdict in self.fail_on and not one.decision]
        said = _attribute("; ".join(map(_headline, failing or findings)))
        text = escape("\n".join(line for one in findings for line in _lines(one)))
        if failing:
            body = f'<failure type="{failing[0].verdict}" message="{said}">{text}</failure>'
        else:
            body = f'<skipped message="{said}"/><system-out>{text}</system-out>'
        case = f'{suite.head}{_attribute(f"{name} [{show(regime)}]")}">{body}</testcase>\n'
        suite.add(case, 1, "failure" if failing else "skipped")

    def _rest(self, suite: _Suite, name: str, regimes: tuple[RegimeId, ...], *, determined: bool) -> None:
        """The cases of bans that found nothing: passes, where anything says who made the asset."""
        tails = self._tails.get((regimes, determined))
        if tails is None:
            end = "/>\n" if determined else f">{_UNDETERMINED}</testcase>\n"
            if len(self._tails) >= _MOST_TAILS:
                self._tails.clear()
            tails = ["", *(f'{_attribute(f" [{show(one)}]")}"{end}' for one in regimes)]
            self._tails[regimes, determined] = tails
        # There may be millions of them: one joining for each asset.
        suite.add(f"{suite.head}{_attribute(name)}".join(tails), len(regimes), "" if determined else "skipped")


def _headline(finding: Finding) -> str:
    return f"{decided(finding)}: {headline(finding)}" if finding.decision else headline(finding)


def _lines(finding: Finding) -> list[str]:
    said = [f"{place(finding)}  {headline(finding)}", because(finding)]
    return [guard(one) for one in (*said, *(f"{word}: {text}" for word, text in details(finding)))]


def _case(file: str, name: str, body: str) -> str:
    return f'<testcase classname="{_attribute(file)}" name="{_attribute(name)}">{body}</testcase>\n'


def _numbers(counts: Counter[str]) -> str:
    return "".join(f' {name}="{counts[name]}"' for name in ("tests", *_COUNTED.values()))


def _attribute(text: str) -> str:
    return escape(guard(text), {'"': "&quot;"})
