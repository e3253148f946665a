"""An asset, a finding, a decision and a problem as OSCAL has them: item of an inventory, observation, risk, entry."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from banlint.model import Decision, Finding, Problem
from banlint.reporting.brief import LONG, asset, because, decided, headline, law
from banlint.reporting.oscal.values import Record, full, markup, props, quoted, written
from banlint.reporting.sarif_places import artifact
from banlint.reporting.wording import decisions, evidence_line
from banlint.text import show

_STATES = {"waived": "deviation-approved", "suppressed": "deviation-requested"}
"""What is in a baseline is open: nobody has said that it may stay."""


def item(finding: Finding, own: str) -> str:
    """The asset of `finding`, written."""
    said = [("asset-id", finding.asset), ("parent", finding.parent), ("file", finding.path)]
    said += [("pointer", finding.pointer), ("cell", finding.place.cell)]
    said += [(role.replace("_", "-"), value) for role, value in sorted(finding.identifiers.items())]
    said += [("fact", f"{name}={value}") for name, value in sorted(finding.facts.items())]
    more = f', "props": [{known}]' if (known := written(said)) else ""
    return hidden(f'{{"uuid": "{own}", "description": {quoted(markup(asset(finding)))}{more}}}')


def observation(finding: Finding, own: str, subject: str, stamp: str) -> str:
    """`finding`, of the asset named `subject`, written."""
    same = (finding.verdict, finding.confidence, finding.regime, finding.clause, finding.effective, finding.entity)
    said = [("fingerprint", finding.fingerprint), ("line", str(finding.place.span.line))]
    said += [("decision", finding.decision.kind)] if finding.decision else []
    rests = quoted(markup(evidence_line(finding)) if finding.evidence else "-")
    remarks = _remarks(finding)
    more = f', "remarks": {quoted(remarks)}' if remarks else ""
    return hidden(
        f'{{"uuid": "{own}", "title": {quoted(markup(headline(finding)))}, '
        f'"description": {quoted(_why(because(finding), law(finding)))}, '
        f'"props": [{_same(*same)}, {written(said)}], "methods": ["EXAMINE"], "types": ["finding"], '
        f'"subjects": [{{"subject-uuid": "{subject}", "type": "inventory-item"}}], '
        f'"relevant-evidence": [{{"href": {_address(finding.path)}, "description": {rests}}}], '
        f'"collected": "{stamp}"{more}}}'
    )


def hidden(text: str) -> str:
    """Written JSON in which no CI service finds a command of its own."""
    return text.replace("##", "#\\u0023") if "##" in text else text


@lru_cache(4096)
def _same(verdict: str, confidence: str, regime: str, clause: str, effective: str, entity: str) -> str:
    """What many findings have in common."""
    said = (("verdict", str(verdict)), ("confidence", str(confidence)), ("regime", regime))
    return written((*said, ("clause", clause), ("effective", effective), ("entity", entity)))


@lru_cache(4096)
def _why(reason: str, citations: str) -> str:
    return f"{markup(reason)} ({markup(citations)})"


@lru_cache(64)
def _address(path: str) -> str:
    return quoted(str(artifact(path)["uri"]))


def _remarks(finding: Finding) -> str:
    """All else there is to say, a paragraph each."""
    said = [("covered", finding.covered)] if finding.covered else []
    said += [("needs", one) for one in finding.questions]
    said += [("conflict", one) for one in finding.conflicts]
    said += [("context", one) for one in finding.context]
    said += [("besides", one) for one in finding.besides]
    said += [("mend", finding.mend)] if finding.mend else []
    shown = [f"{word}: {markup(show(text, LONG))}" for word, text in said]
    if finding.decision or finding.not_honoured:
        shown += [f"decision: {markup(one)}" for one in decisions(finding)]
    return "\n\n".join(shown)


def risk(finding: Finding, decision: Decision, own: str, observed: str) -> Record:
    """What was decided of `finding`, which was observed as `observed`."""
    said = [("decision", decision.kind), ("authority", decision.authority), ("owner", decision.owner)]
    said += [("reference", decision.reference), ("file", decision.path), ("line", str(decision.line or ""))]
    return full(
        {
            "uuid": own,
            "title": markup(headline(finding)),
            "description": markup(decided(finding)),
            "statement": markup(because(finding)),
            "props": props(said),
            "status": _STATES.get(decision.kind, "open"),
            "deadline": f"{decision.until}T23:59:59Z" if _is_day(decision.until) else "",
            "related-observations": [{"observation-uuid": observed}],
        }
    )


def entry(problem: Problem, own: str, stamp: str) -> Record:
    """`problem`, as it was met."""
    where = f"{show(problem.path, 1000)}:{problem.line}: " if problem.path else ""
    return full(
        {
            "uuid": own,
            "title": markup(f"not checked: {where}{show(problem.message, 1000)}"),
            "description": markup(show(problem.mend, 1000)) if problem.mend else "",
            "start": stamp,
            "props": props((("kind", problem.kind), ("file", problem.path), ("line", str(problem.line or "")))),
        }
    )


def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
