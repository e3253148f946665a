"""HTML: one page that needs nothing else, for people who are to decide: totals, charts, findings, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo, Seen
from banlint.reporting.chain import Sources
from banlint.reporting.html import bars, page, sections
from banlint.reporting.html.island import Shared, encode
from banlint.reporting.html.kept import Kept
from banlint.reporting.html.markup import text
from banlint.reporting.html.rows import COLUMNS, Rows
from banlint.reporting.html.tally import Totals
from banlint.reporting.html.timeline import timeline
from banlint.reporting.worst import rank

MOST_ROWS = 200_000
"""Of findings in the table. The totals and the charts count all."""
_MOST_LISTED = 1000
"""Of problems, and of assets that nothing identifies."""


class HtmlReporter:
    """Keeps the rows of findings on disk, and writes the whole page at the end, the gravest findings first."""

    name = "html"

    def __init__(self) -> None:
        self.sources: Sources | None = None
        """The sources of the catalog, where that is asked for; set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to at the end."""
        self._info, self._out = info, out
        self._kept = Kept(MOST_ROWS)
        self._shared = Shared()
        self._rows = Rows(self._shared, self.sources)
        self._totals = Totals()
        self._problems: list[Problem] = []
        self._problem_count = 0
        self._undetermined: list[Seen] = []

    def finding(self, finding: Finding) -> None:
        """Count a finding, and keep its row while there may be room."""
        self._totals.add(finding)
        own = rank(finding)
        if self._kept.admits(own):
            self._kept.add(own, self._rows.row(finding))

    def asset(self, seen: Seen) -> None:
        """Keep an asset that nothing identifies, of very many the first ones."""
        if not seen.determined and len(self._undetermined) < _MOST_LISTED:
            self._undetermined.append(seen)

    def problem(self, problem: Problem) -> None:
        """Keep a problem, of very many the first ones."""
        self._problem_count += 1
        if len(self._problems) < _MOST_LISTED:
            self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the page."""
        totals, question = self._totals, self._info.question
        places: dict[str, Iterable[str]] = {
            "as_of": [text(question.as_of)],
            "profiles": [text(", ".join(question.profiles))],
            "banner": [sections.banner(outcome, self._problem_count)],
            "said": [sections.said(outcome)],
            "tiles": [sections.tiles(totals)],
            "figures": [sections.figures(outcome)],
            "legend": [bars.legend(totals.verdicts)],
            "timeline": [timeline(totals.days, question.as_of)],
            "makers": [bars.chart("By maker", "entity", totals.entities, "makers")],
            "bans": [bars.chart("By ban", "regime", totals.regimes, "bans")],
            "sites": [bars.chart("By site", "site", totals.sites, "sites")],
            "undetermined": [sections.undetermined(outcome, self._undetermined)],
            "decisions": [sections.decisions(outcome, totals)],
            "problems": [sections.problems(outcome, self._problems, self._problem_count)],
            "run": [sections.run(outcome, footer)],
            "advice": [text(sections.NO_ADVICE)],
            "about": [encode({"columns": COLUMNS, "cut": self._kept.cut})],
            "shared": self._shared.parts(),
            "rows": self._lines(),
        }
        page.pour(self._out.write, places)

    def _lines(self) -> Iterator[str]:
        """The rows as a JSON list, one a line."""
        yield "["
        for at, row in enumerate(self._kept):
            yield f",\n{row}" if at else f"\n{row}"
        yield "]"
