"""A workbook for auditors: a summary, then sheets of findings, problems, undetermined assets and decisions."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.errors import ReportError
from banlint.hints import BinaryIO, TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo, Seen, Verdict
from banlint.reporting.account import CLEARANCE, failures, told
from banlint.reporting.moment import moment
from banlint.reporting.records import verdict_count
from banlint.reporting.wording import asked_line, number
from banlint.reporting.xlsx import columns
from banlint.reporting.xlsx.book import Book, Waiting
from banlint.reporting.xlsx.cells import WRAPPED, day

_SUMMARY = "summary"


class XlsxReporter:
    """Findings go to the file as they come, in as many sheets as it takes; all else waits on disk."""

    name = "xlsx"

    def __init__(self) -> None:
        self.epoch = ""
        """The second it says it was made, since 1970; the day asked about where that is empty. Set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Begin the workbook, and in it the first sheet of findings."""
        self._info = info
        title = f"banlint, as of {info.question.as_of}"
        self._book = Book(_binary(out), moment(info, self.epoch), title)
        self._findings = self._book.open("findings", columns.FINDINGS)
        self._sheets = 1
        self._problems = Waiting("problems", columns.PROBLEMS)
        self._undetermined = Waiting("undetermined", columns.UNDETERMINED)
        self._decisions = Waiting("decisions", columns.DECISIONS)

    def finding(self, finding: Finding) -> None:
        """Write a finding, on a new sheet where the last one is full, and keep what was decided of it."""
        if self._findings.full:
            self._findings.close()
            self._sheets += 1
            self._findings = self._book.open(f"findings {self._sheets}", columns.FINDINGS)
        self._findings.add(columns.finding(finding))
        if finding.decision:
            self._decisions.add(columns.decision(finding, finding.decision))

    def asset(self, seen: Seen) -> None:
        """Keep an asset that nothing identifies."""
        if not seen.determined:
            self._undetermined.add(columns.undetermined(seen))

    def problem(self, problem: Problem) -> None:
        """Keep a problem."""
        self._problems.add(columns.problem(problem))

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the sheets that waited, and the summary, which is shown first."""
        self._findings.close()
        for sheet in (self._problems, self._undetermined, self._decisions):
            sheet.pour(self._book)
        summary = self._book.open(_SUMMARY, columns.SUMMARY, WRAPPED)
        for row in self._said(outcome, footer):
            summary.add(row)
        summary.close()
        self._book.close(_SUMMARY)

    def _said(self, outcome: Outcome, footer: tuple[str, ...]) -> Iterator[columns.Row]:
        question, catalog, counts = self._info.question, self._info.catalog, outcome.counts
        problems = self._problems.rows + self._problems.cut
        yield from (("attention", one) for one in failures(outcome, problems))
        yield from (("account", one) for one in told(outcome))
        yield ("asked", asked_line(self._info))
        yield ("as of", day(question.as_of))
        yield ("profile", ", ".join(question.profiles))
        yield ("banlint", self._info.version)
        yield from ((f"rules: {key}", value) for key, value in sorted(catalog.items()))
        yield from ((f"findings: {verdict}", verdict_count(counts, verdict)) for verdict in Verdict)
        yield from ((word.replace("_", " "), int(getattr(counts, word))) for word in _COUNTED)
        yield ("problems", problems)
        for sheet in (self._problems, self._undetermined, self._decisions):
            if sheet.cut:
                yield ("cut", f"{number(sheet.cut, 'row')} of sheet {sheet.name}, which is full")
        yield from (("note", one) for one in footer)
        yield ("advice", f"This is no legal advice, and {CLEARANCE}.")


_COUNTED = (
    "findings", "suppressed", "waived", "baselined", "assets", "undetermined", "files", "files_read", "files_failed",
    "files_skipped", "files_without_assets",
)  # fmt: skip


def _binary(out: TextIO) -> BinaryIO:
    """What is below `out`, for bytes. Raises `ReportError` where there is nothing, or somebody who reads along."""
    if out.isatty():
        raise ReportError("a workbook is not for a terminal", "write it to a file: -o xlsx=report.xlsx")
    raw: BinaryIO | None = getattr(out, "buffer", None)
    if raw is None:
        raise ReportError("a workbook is bytes, and this output takes text only", "write it to a file")
    out.flush()
    return raw
