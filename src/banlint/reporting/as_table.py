"""Findings as a table in columns, one to a line."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo
from banlint.reporting.account import failures, told
from banlint.reporting.brief import asset, place
from banlint.reporting.layout import PLAIN, Style, cells, guard
from banlint.reporting.spool import Spool
from banlint.reporting.wording import asked_line
from banlint.text import show

_HEADS = ("verdict", "regime", "asset", "maker", "since", "place")
# Verdict and decision are few words, and are what the table is for: they are never cut.
_WIDEST = (24, 40, 48, 48, 10, 100)
_NARROWEST = 10
_GAP = "  "
_BETWEEN = "\x1f"


class TableReporter:
    """A line for each finding, in the order of the input, then problems and counts."""

    name = "table"

    def __init__(self) -> None:
        self.style: Style = PLAIN
        """How wide it may be; set before `begin`."""
        self.quiet = False
        """Whether the counts are left out; what keeps the table from being clean never is."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to, once the widths of the columns are known."""
        self._info, self._out = info, out
        self._rows = Spool()
        self._widths = [len(head) for head in _HEADS]
        self._problems = 0

    def finding(self, finding: Finding) -> None:
        """Keep a line for the end."""
        verdict = f"{finding.verdict}, {finding.decision.kind}" if finding.decision else finding.verdict
        cols = (show(verdict), show(finding.regime), asset(finding), show(finding.entity_name), show(finding.effective))
        self._row("", (*cols, place(finding)))

    def problem(self, problem: Problem) -> None:
        """Keep a problem for the end."""
        self._problems += 1
        where = f"{show(problem.path, 1000)}:{problem.line}:{problem.column}" if problem.path else ""
        self._rows.write(f"PROBLEM{_BETWEEN}{show(problem.message, 1000)}{_BETWEEN}{where}\n")

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the table, what keeps it from being clean, and the counts."""
        widths = _fitted(self._widths, self.style.width)
        if outcome.counts.findings:
            self._write(_laid_out(_HEADS, widths))
        for row in self._rows.lines():
            kind, *cols = row.split(_BETWEEN)
            self._write(f"{kind}  {_GAP.join(filter(None, cols))}" if kind else _laid_out(cols, widths))
        counts = () if self.quiet else (*told(outcome), asked_line(self._info))
        for line in (*failures(outcome, self._problems), *counts, *(show(one, 1000) for one in footer)):
            self._write(line)

    def _row(self, kind: str, cols: Sequence[str]) -> None:
        self._widths = [max(width, cells(col)) for width, col in zip(self._widths, cols, strict=True)]
        self._rows.write(_BETWEEN.join((kind, *cols)) + "\n")

    def _write(self, line: str) -> None:
        self._out.write(guard(line.rstrip()) + "\n")


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """`widths` within their bounds, the widest narrowed until all fit into `room`; 0 is any room."""
    fitted = [min(width, widest) for width, widest in zip(widths, _WIDEST, strict=True)]
    over = sum(fitted) + len(_GAP) * (len(fitted) - 1) - room if room else 0
    while over > 0 and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
        over -= 1
    return fitted


def _laid_out(cols: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(_padded(col, width) for col, width in zip(cols, widths, strict=True))


def _padded(text: str, width: int) -> str:
    """`text` in `width` cells; what is too long loses its middle, for both ends of a path or name tell it apart."""
    size = cells(text)
    if size <= width:
        return text + " " * (width - size)
    half = max(1, (width - 3) // 2)
    while cells(text[:half]) + 3 + cells(text[-half:]) > width and half > 1:
        half -= 1
    return _padded(f"{text[:half]}...{text[-half:]}", max(width, half * 2 + 3))
