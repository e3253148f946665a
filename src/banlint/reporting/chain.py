"""The chain of a piece of evidence in full: the value, how it was folded, what it met, on which days, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.hints import Any
from banlint.model import Evidence, Identifier, Match, Role
from banlint.reporting.wording import basis
from banlint.text import fold, show

Sources = Mapping[str, Mapping[str, Any]]
"""The sources of the catalog by id: `title`, `url`, `read`."""
Record = dict[str, object]
FOLDED = frozenset({Role.MANUFACTURER, Role.BRAND, Role.SUPPLIER, Role.TEXT})
"""The roles whose values are compared folded; all others follow a grammar of their own."""
_LONGEST = 400


def folded(identifier: Identifier) -> str:
    """The value as it is compared, where that is another text than the one written."""
    if identifier.role not in FOLDED:
        return ""
    text = fold(identifier.value[:_LONGEST])
    return text if text != identifier.value else ""


def holds(match: Match, day: str) -> bool:
    """Whether what was met holds on the ISO day `day`."""
    return (not match.since or match.since <= day) and (not match.until or day <= match.until)


def bounds(match: Match) -> str:
    """The first and last day of what was met, as far as it has any."""
    return f", from {match.since}" * bool(match.since) + f", until {match.until}" * bool(match.until)


def met(evidence: Evidence, entity: str) -> str:
    """What the value met and what that is to the entity: ``met brand `Acme Eye`, a brand of Acme, certain``."""
    match = evidence.match
    note = f" ({show(match.note, _LONGEST)})" if match.note else ""
    alone = ", which needs other evidence beside it" if match.needs_maker else ""
    return (
        f"met {match.basis} `{show(match.term)}`, {basis(evidence, entity)}{bounds(match)}, "
        f"{match.confidence}{alone}{note}"
    )


def owned(match: Match, days: Mapping[str, str]) -> str:
    """On which of `days`, titles by ISO day, what was met is the entity's; empty where that has no bounds."""
    if not (match.since or match.until):
        return ""
    said = (f"{'' if holds(match, day) else 'not '}on {day} ({title})" for day, title in sorted(days.items()))
    return f"{match.entity}'s: {', '.join(said)}"


def source_line(match: Match, sources: Sources) -> str:
    """The source of the fact: its title, its address and the day it was read."""
    said = source_record(match, sources)
    parts = (said["source_title"], said["source_url"], f"read {said['source_read']}" if said["source_read"] else "")
    return "source: " + ", ".join(show(str(part), _LONGEST) for part in parts if part)


def source_record(match: Match, sources: Sources) -> Record:
    """The source of the fact, for programs; its id as title where the catalog says nothing of it."""
    found = sources.get(match.source) or {}
    return {
        "source": match.source,
        "source_title": str(found.get("title") or match.source),
        "source_url": str(found.get("url") or ""),
        "source_read": str(found.get("read") or ""),
    }


def chain_lines(evidence: Evidence, entity: str, sources: Sources, as_of: str) -> Iterator[str]:
    """One piece of evidence of a finding, step by step."""
    identifier, match, place = evidence
    where = f" at line {place.span.line}" if place else ""
    compared = folded(identifier)
    yield (
        f"{show(identifier.field)}: {show(identifier.value)}{where}"
        + f", compared as `{show(compared)}`" * bool(compared)
        + f" {met(evidence, entity)}"
    )
    # What does not hold today stands in a finding because it held on the asset's own day.
    ended = "" if holds(match, as_of) else ", but on the asset's own day"
    if whose := owned(match, {as_of: "the day asked about"}):
        yield whose + ended
    if match.source:
        yield source_line(match, sources)


def chain_record(evidence: Evidence, sources: Sources, as_of: str) -> Record:
    """What `chain_lines` says beside the evidence itself, for programs."""
    found = source_record(evidence.match, sources)
    del found["source"]
    return {"folded": folded(evidence.identifier), "holds": holds(evidence.match, as_of), **found}
