"""What stands in which column: names, widths, values."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.model import Decision, Finding, Problem, Seen
from banlint.reporting.wording import evidence_line
from banlint.reporting.xlsx.cells import Value, day

Row = tuple[Value, ...]

FINDINGS = (
    ("verdict", 13), ("confidence", 11), ("asset", 26), ("parent", 18), ("maker", 34), ("ban", 24), ("ban title", 44),
    ("clause", 10), ("effective", 12), ("reason", 60), ("covered", 40), ("needs", 40), ("decision", 12),
    ("site", 16), ("category", 14), ("manufacturer", 20), ("brand", 16), ("model", 22), ("part number", 18),
    ("serial", 18), ("mac", 18), ("other facts", 24), ("evidence", 50), ("conflicts", 30), ("context", 30),
    ("besides", 30), ("law", 50), ("law address", 40), ("what to do", 40), ("duty percent", 12), ("duty exposed", 12),
    ("duty currency", 12), ("not honoured", 30), ("file", 34), ("line", 8), ("column", 8), ("cell", 14),
    ("pointer", 30), ("entity", 14), ("fingerprint", 34),
)  # fmt: skip
DECISIONS = (
    ("decision", 12), ("asset", 26), ("maker", 34), ("ban", 24), ("verdict", 13), ("reason", 60), ("reference", 18),
    ("authority", 16), ("owner", 20), ("until", 12), ("written in", 34), ("written at line", 14), ("file", 34),
    ("line", 8), ("pointer", 30), ("fingerprint", 34),
)  # fmt: skip
PROBLEMS = (("kind", 10), ("file", 34), ("line", 8), ("column", 8), ("what is wrong", 70), ("what would mend it", 50))
UNDETERMINED = (("asset", 30), ("part of", 26), ("file", 40), ("pointer", 40))
SUMMARY = (("what", 26), ("value", 100))
_IDENTIFIERS = ("manufacturer", "brand", "model", "part_number", "serial", "mac")
_OWN = ("site", "category")
"""The facts that have a column to themselves."""


def finding(one: Finding) -> Row:
    """A finding under `FINDINGS`."""
    span, facts, duty = one.place.span, one.facts, one.duty
    return (
        one.verdict, one.confidence, one.asset, one.parent, one.entity_name, one.regime, one.regime_title, one.clause,
        day(one.effective), one.reason, one.covered, _joined(one.questions), one.decision.kind if one.decision else "",
        *(facts.get(name, "") for name in _OWN), *(one.identifiers.get(role, "") for role in _IDENTIFIERS),
        _joined(f"{name}={value}" for name, value in sorted(facts.items()) if name not in _OWN),
        evidence_line(one), _joined(one.conflicts), _joined(one.context), _joined(one.besides),
        _joined(law.citation for law in one.law), " ".join(law.url for law in one.law if law.url), one.mend,
        *((duty.percent, duty.exposed, duty.currency) if duty else ("", "", "")), _joined(one.not_honoured),
        one.path, span.line, span.column, one.place.cell, one.pointer, one.entity, one.fingerprint,
    )  # fmt: skip


def decision(one: Finding, made: Decision) -> Row:
    """What was decided of a finding, under `DECISIONS`."""
    return (
        made.kind, one.asset, one.entity_name, one.regime, one.verdict, made.reason, made.reference, made.authority,
        made.owner, day(made.until), made.path, made.line or "", one.path, one.place.span.line, one.pointer,
        one.fingerprint,
    )  # fmt: skip


def problem(one: Problem) -> Row:
    """A problem under `PROBLEMS`."""
    return (one.kind, one.path, one.line or "", one.column or "", one.message, one.mend)


def undetermined(one: Seen) -> Row:
    """An asset that nothing identifies, under `UNDETERMINED`."""
    return (one.asset, one.parent, one.path, one.pointer)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
