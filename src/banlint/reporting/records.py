"""A finding or a problem as the plain record that every machine-readable format holds."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.model import Counts, Evidence, Finding, Notice, Path, PolicyInfo, Problem, Span, Verdict

SCHEMA_VERSION = 1
"""Of `rules/schema/output.schema.json`. A field may be added within a version; none changes or goes."""

Record = dict[str, object]


def finding_record(finding: Finding) -> Record:
    """`finding` as the published schema has it. Lines and columns are 1-based; the end is exclusive."""
    record: Record = {"path": finding.path, **_span(finding.place.span), "pointer": finding.pointer}
    if finding.place.anchor:
        record["anchor"] = _span(finding.place.anchor)
    if finding.place.cell:
        record["cell"] = finding.place.cell
    return record | {
        "asset": {
            "name": finding.asset,
            "parent": finding.parent,
            "identifiers": dict(sorted(finding.identifiers.items())),
            "facts": dict(sorted(finding.facts.items())),
        },
        "entity": finding.entity,
        "entity_name": finding.entity_name,
        "regime": finding.regime,
        "regime_title": finding.regime_title,
        "clause": finding.clause,
        "verdict": finding.verdict.value,
        "confidence": finding.confidence.value,
        "reason": finding.reason,
        "covered": finding.covered,
        "questions": list(finding.questions),
        "conflicts": list(finding.conflicts),
        "context": list(finding.context),
        "besides": list(finding.besides),
        "duty": finding.duty._asdict() if finding.duty else None,
        "evidence": evidence_records(finding),
        "law": [{"citation": law.citation, "url": law.url} for law in finding.law],
        "effective": finding.effective,
        "mend": finding.mend,
        "fingerprint": finding.fingerprint,
        "decision": finding.decision._asdict() if finding.decision else None,
        "not_honoured": list(finding.not_honoured),
    }


def evidence_records(finding: Finding) -> list[Record]:
    """The evidence of `finding`, in its order."""
    prefix = finding.pointer.partition("/")[0]
    return [_evidence(one, prefix) for one in finding.evidence]


def problem_record(problem: Problem) -> Record:
    """`problem` as the published schema has it; line and column are 0 where it has no place."""
    return dict(problem._asdict())


def notice_record(notice: Notice) -> Record:
    """`notice` as the published schema has it."""
    return dict(notice._asdict())


def policy_record(policy: PolicyInfo) -> Record:
    """Where recorded decisions come from, with the waivers that a change adds."""
    return policy._asdict() | {"added": [one._asdict() for one in policy.added]}


def counts_record(counts: Counts) -> Record:
    """`counts`, with every verdict named, 0 among them."""
    return counts._asdict() | {"by_verdict": {verdict.value: verdict_count(counts, verdict) for verdict in Verdict}}


def verdict_count(counts: Counts, verdict: Verdict) -> int:
    """How many findings of `verdict` there are."""
    return counts.by_verdict.get(verdict.value, 0)


def pointer(path: Path, prefix: str = "") -> str:
    """`path` as an RFC 6901 pointer behind `prefix`.

    >>> pointer(("a/b", 0), "@2")
    '@2/a~1b/0'
    """
    joined = "/".join(map(str, path))
    if "~" not in joined and joined.count("/") < max(1, len(path)):
        return f"{prefix}/{joined}" if path else prefix
    return prefix + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _evidence(one: Evidence, prefix: str) -> Record:
    identifier, match = one.identifier, one.match
    # Evidence stands where it is written; the finding stands where that is used.
    span: Mapping[str, object] = _span(one.place.anchor or one.place.span) if one.place else {}
    return {
        "field": identifier.field,
        "role": identifier.role.value,
        "value": identifier.value,
        **span,
        "pointer": pointer(identifier.path, prefix),
        "basis": match.basis.value,
        "confidence": match.confidence.value,
        "term": match.term,
        "since": match.since,
        "until": match.until,
        "note": match.note,
        "source": match.source,
    }


def _span(span: Span) -> Record:
    line, column, end_line, end_column = span
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column}
