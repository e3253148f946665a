"""CSV for auditors: one row for each asset and ban, all cells quoted, none that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo
from banlint.reporting.account import failures, told
from banlint.reporting.brief import LONG
from banlint.reporting.wording import asked_line, evidence_line
from banlint.text import show

COLUMNS = (
    "record", "path", "line", "column", "pointer", "cell", "asset", "parent", "manufacturer", "brand", "model",
    "part_number", "serial", "mac", "cpe", "facts", "entity", "entity_name", "regime", "regime_title", "clause",
    "verdict", "confidence", "effective", "reason", "covered", "questions", "conflicts", "context", "evidence", "law",
    "law_url", "mend", "fingerprint", "decision", "decision_reason", "decision_reference", "decision_authority",
    "decision_owner", "decision_until", "decision_place", "not_honoured", "besides", "duty_percent", "duty_exposed",
    "duty_currency", "as_of", "profile", "catalog_sha256",
)  # fmt: skip
"""The first row. Columns may be added at the end; none changes or goes."""
_IDENTIFIERS = ("manufacturer", "brand", "model", "part_number", "serial", "mac", "cpe")
_CELL = 8000
"""Characters of a cell; spreadsheets take some thirty thousand."""
_STARTS = "=+-@\t\r\n＝＋－＠|%'"
"""What makes a spreadsheet take a cell for a formula or a command, and the apostrophe that tells it not to."""


def cell(value: str) -> str:
    """`value` as text that stays text: on one line, nothing hidden in it, an apostrophe before what may be a formula.

    Whoever takes one leading apostrophe away has the value back.

    >>> cell("=1+1")
    "'=1+1"
    """
    text = show(value, _CELL)
    if "##" in text:
        text = text.replace("##", "#\\x23")
    start = text.lstrip()
    return f"'{text}" if start and (start[0] in _STARTS or value.lstrip(" ")[:1] in "\t\r\n") else text


class CsvReporter:
    """A row for each finding as it comes, for each problem, and last of all for the counts; `record` says which."""

    name = "csv"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Write the names of the columns."""
        self._writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self._info = info
        question = info.question
        asked = (question.as_of, ", ".join(question.profiles), str(info.catalog.get("sha256", "")))
        self._asked = tuple(map(cell, asked))
        self._problems = 0

    def finding(self, finding: Finding) -> None:
        """Write one finding."""
        span, decision, duty = finding.place.span, finding.decision, finding.duty
        found = (
            "finding", finding.path, str(span.line), str(span.column), finding.pointer, finding.place.cell,
            finding.asset, finding.parent,
            *(finding.identifiers.get(role, "") for role in _IDENTIFIERS),
            _joined(f"{name}={value}" for name, value in sorted(finding.facts.items())),
            finding.entity, finding.entity_name, finding.regime, finding.regime_title, finding.clause,
            finding.verdict, finding.confidence, finding.effective, finding.reason, finding.covered,
            _joined(finding.questions), _joined(finding.conflicts), _joined(finding.context), evidence_line(finding),
            _joined(one.citation for one in finding.law), " ".join(one.url for one in finding.law if one.url),
            finding.mend, finding.fingerprint,
            *((decision.kind, decision.reason, decision.reference, decision.authority, decision.owner, decision.until,
               f"{decision.path}:{decision.line}" if decision.path else "") if decision else ("",) * 7),
            _joined(finding.not_honoured), _joined(finding.besides),
            *((duty.percent, duty.exposed, duty.currency) if duty else ("",) * 3),
        )  # fmt: skip
        self._writer.writerow((*map(cell, found), *self._asked))

    def problem(self, problem: Problem) -> None:
        """Write one problem: its message is the reason, its kind the verdict."""
        self._problems += 1
        self._row(
            "problem",
            path=problem.path,
            line=str(problem.line or ""),
            column=str(problem.column or ""),
            verdict=problem.kind,
            reason=problem.message,
            mend=problem.mend,
        )

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write what keeps the report from being clean, the counts, and what was asked."""
        for failure in failures(outcome, self._problems):
            self._row("failure", reason=failure)
        for said in (*told(outcome), asked_line(self._info)):
            self._row("counts", reason=said)
        for line in footer:
            self._row("note", reason=show(line, LONG))

    def _row(self, record: str, **given: str) -> None:
        row = {"record": record, **given}
        width = len(COLUMNS) - len(self._asked)
        self._writer.writerow((*(cell(row.get(name, "")) for name in COLUMNS[:width]), *self._asked))


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
