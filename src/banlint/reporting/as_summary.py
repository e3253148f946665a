"""The run on one page: how many findings by verdict, ban, maker and file, and what could not be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo, Verdict
from banlint.reporting.account import failures, told
from banlint.reporting.as_text import problem_lines
from banlint.reporting.layout import guard
from banlint.reporting.wording import asked_line, number
from banlint.text import show

_MOST = 20
"""Lines of a list; the rest is counted."""
_ORDER = (*(verdict.value for verdict in Verdict), "suppressed", "waived", "baselined")


class SummaryReporter:
    """Counts alone, kept in little memory however many findings there are."""

    name = "summary"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to at the end."""
        self._info, self._out = info, out
        self._counted: dict[str, Counter[tuple[str, str]]] = {
            "ban": Counter(),
            "maker": Counter(),
            "file": Counter(),
        }
        self._problems: list[Problem] = []
        self._problem_count = 0

    def finding(self, finding: Finding) -> None:
        """Count a finding."""
        verdict = finding.decision.kind if finding.decision else finding.verdict.value
        self._counted["ban"][finding.regime, verdict] += 1
        self._counted["maker"][finding.entity_name or "of no maker", verdict] += 1
        self._counted["file"][finding.path, verdict] += 1

    def problem(self, problem: Problem) -> None:
        """Keep a problem, of many the first ones."""
        self._problem_count += 1
        if len(self._problems) < _MOST:
            self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the page."""
        lines = [*failures(outcome, self._problem_count), *told(outcome)]
        for what, counted in self._counted.items():
            lines += _block(what, counted)
        if self._problems:
            lines += ["", "problems", *(f"  {line}" for one in self._problems for line in problem_lines(one))]
            more = self._problem_count - len(self._problems)
            lines += [f"  and {more:,} more"] * bool(more)
        lines += ["", asked_line(self._info), *(show(line, 1000) for line in footer)]
        self._out.write("".join(f"{guard(line)}\n" for line in lines))


def _block(what: str, counted: Counter[tuple[str, str]]) -> Iterator[str]:
    """The names that were counted, those with the gravest verdict first."""
    by_name: dict[str, dict[str, int]] = {}
    for (name, verdict), amount in counted.items():
        by_name.setdefault(name, {})[verdict] = amount
    if not by_name:
        return
    yield from ("", f"by {what}")
    ordered = sorted(by_name, key=lambda name: (*(-by_name[name].get(verdict, 0) for verdict in _ORDER), name))
    for name in ordered[:_MOST]:
        said = ", ".join(f"{by_name[name][verdict]:,} {verdict}" for verdict in _ORDER if verdict in by_name[name])
        yield f"  {show(name, 1000)}: {said}"
    if len(ordered) > _MOST:
        yield f"  and {number(len(ordered) - _MOST, 'more ' + what)}"
