"""Findings and problems as SARIF has them."""

from __future__ import annotations

from banlint.model import Decision, Evidence, Finding, Problem, Span
from banlint.reporting.brief import LONG, because, decided, headline, law, whose
from banlint.reporting.records import counts_record
from banlint.reporting.sarif_places import Record, location, plain
from banlint.reporting.sarif_rules import LEVELS, PRECISIONS, SECURITY_SEVERITIES, rule_id
from banlint.reporting.wording import use
from banlint.text import show

FINGERPRINT = "banlintAsset/v1"
"""Our own key: GitHub's is of the line, which its upload works out by itself."""
_RELATED = 8
__all__ = ["counts_record", "notification", "result"]


def result(finding: Finding) -> Record:
    """`finding` as a result. What was decided of it stands as a suppression."""
    related = _related(finding)
    record: Record = {
        "ruleId": rule_id(finding.regime),
        "level": LEVELS[finding.verdict],
        "rank": SECURITY_SEVERITIES[finding.verdict] * 10,
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": _properties(finding),
    }
    if related:
        record["relatedLocations"] = related
    if finding.decision:
        record["suppressions"] = [_suppression(finding, finding.decision)]
    return record


def notification(level: str, text: str, problem: Problem | None = None) -> Record:
    """Something to know of the run itself: a problem, what was cut, what could not be told."""
    record: Record = {"level": level, "message": {"text": plain(show(text, 4 * LONG))}}
    if problem is not None:
        record["descriptor"] = {"id": show(problem.kind)}
        if problem.path:
            span = Span(problem.line, problem.column, problem.line, problem.column)
            record["locations"] = [location(problem.path, span)]
    return record


def _message(finding: Finding) -> str:
    """Sentences, the most important first, for the first may be all that is shown."""
    said = [headline(finding), because(finding), f"Law: {law(finding)}"]
    said += [f"It is covered: {show(finding.covered, LONG)}"] * bool(finding.covered)
    said += [f"It rests on {whose(finding)}"] * bool(finding.evidence)
    said += [f"What has to be known: {show(question, LONG)}" for question in finding.questions]
    said += [f"It conflicts: {show(one, LONG)}" for one in finding.conflicts]
    said += [show(finding.mend, LONG)] * bool(finding.mend)
    said += [f"It is {decided(finding)}"] * bool(finding.decision)
    sentences = (one.rstrip(".") for one in (said[0], *(one[:1].upper() + one[1:] for one in said[1:])))
    text = plain(". ".join(sentences) + ".")
    if finding.place.anchor:
        text += f" Its value is [written at line {finding.place.anchor.line}](1) and {use(finding)}."
    return text


def _location(finding: Finding) -> Record:
    record = location(finding.path, finding.place.span)
    record["logicalLocations"] = [
        {"name": show(finding.asset), "fullyQualifiedName": show(finding.pointer, LONG), "kind": "element"}
    ]
    return record


def _related(finding: Finding) -> list[Record]:
    """The anchor of an alias first of all, then the other values that the finding rests on."""
    found: list[Record] = []
    seen = {finding.place.span}
    if finding.place.anchor:
        seen.add(finding.place.anchor)
        found.append(location(finding.path, finding.place.anchor, "written here, and used elsewhere", 1))
    for one in finding.evidence:
        span = _written(one)
        if span and span not in seen and len(found) < _RELATED:
            seen.add(span)
            text = f"{one.identifier.role}: {show(one.identifier.value)} ({one.match.confidence})"
            found.append(location(finding.path, span, text, len(found) + 1))
    return found


def _written(one: Evidence) -> Span | None:
    return (one.place.anchor or one.place.span) if one.place else None


def _properties(finding: Finding) -> Record:
    said: Record = {
        "asset": finding.asset,
        "parent": finding.parent,
        "identifiers": dict(sorted(finding.identifiers.items())),
        "entity": finding.entity,
        "entityName": finding.entity_name,
        "cell": finding.place.cell,
        "clause": finding.clause,
        "verdict": finding.verdict,
        "confidence": finding.confidence,
        "precision": PRECISIONS[finding.confidence],
        "effective": finding.effective,
        "covered": finding.covered,
        "questions": list(finding.questions),
        "conflicts": list(finding.conflicts),
        "besides": list(finding.besides),
        "notHonoured": list(finding.not_honoured),
        "law": [one.citation for one in finding.law],
    }
    return {name: value for name, value in said.items() if value}


def _suppression(finding: Finding, decision: Decision) -> Record:
    """SARIF knows two kinds: a note in the file itself, and everything else."""
    record: Record = {
        "kind": "inSource" if decision.kind == "suppressed" else "external",
        "status": "accepted",
        "justification": plain(decided(finding)),
        "properties": {name: value for name, value in decision._asdict().items() if value},
    }
    if decision.path:
        record["location"] = location(decision.path, Span(decision.line, 1, decision.line, 1))
    return record
