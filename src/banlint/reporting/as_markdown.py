"""Markdown, for a pull request or a wiki: what keeps the report from being clean, the counts, then all findings."""

from __future__ import annotations

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo
from banlint.reporting.account import failures, told
from banlint.reporting.markdown import HEAD, escaped, finding_row, row
from banlint.reporting.spool import Spool
from banlint.reporting.wording import asked_line

_WIDE = 5000


class MarkdownReporter:
    """The counts come first, so the rows wait on disk."""

    name = "markdown"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to at the end."""
        self._info, self._out = info, out
        self._rows, self._problems = Spool(), Spool()
        self._problem_count = self._finding_count = 0

    def finding(self, finding: Finding) -> None:
        """Keep a row."""
        self._finding_count += 1
        self._rows.write(finding_row(finding))

    def problem(self, problem: Problem) -> None:
        """Keep a problem."""
        self._problem_count += 1
        where = f"{problem.path}:{problem.line}:{problem.column}" if problem.path else "banlint"
        cells = (escaped(where, 1000), escaped(problem.message, 1000), escaped(problem.mend, 1000))
        self._problems.write(row(cells))

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the page."""
        self._out.write(page_head(self._info, outcome, self._problem_count, footer))
        if self._problem_count:
            self._out.write(f"\n### Problems\n\n{PROBLEM_HEAD}")
            self._problems.pour(self._out.write)
        if self._finding_count:
            self._out.write(f"\n### Findings\n\n{HEAD}")
            self._rows.pour(self._out.write)


PROBLEM_HEAD = "| place | problem | mend |\n| --- | --- | --- |\n"


def page_head(info: RunInfo, outcome: Outcome, problems: int, footer: tuple[str, ...]) -> str:
    """The title, what keeps the page from being clean, the counts, and what was asked."""
    lines = [f"**{escaped(one, _WIDE)}**" for one in failures(outcome, problems)]
    counted, *others = told(outcome)
    lines += [f"**{escaped(counted, _WIDE)}**", *(escaped(one, _WIDE) for one in others)]
    lines += [escaped(asked_line(info), _WIDE), *(escaped(one, _WIDE) for one in footer)]
    return "## banlint\n\n" + "".join(f"{one}\n\n" for one in lines).rstrip("\n") + "\n"
