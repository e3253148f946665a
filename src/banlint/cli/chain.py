"""The answer of `banlint identify`: the chain from each value to a company, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint import __version__
from banlint.hints import TYPE_CHECKING
from banlint.model import Evidence, Role
from banlint.reporting.chain import bounds, folded, holds, met, owned, source_line, source_record
from banlint.text import show

if TYPE_CHECKING:
    from banlint.api.identify import Answer
    from banlint.catalog.index import Catalog

SCHEMA_VERSION = 1
"""Of `rules/schema/identify.schema.json`. A field may be added within a version; none changes or goes."""
_CAPITALS = frozenset({"mac", "cpe", "purl", "edid", "gpon"})
_WORDS = {
    "fcc_id": "FCC ID",
    "pci_id": "PCI id",
    "usb_id": "USB id",
    "sysobjectid": "sysObjectID",
    "text": "description",
}


def title(role: Role) -> str:
    """A role as people write it."""
    return role.value.upper() if role.value in _CAPITALS else _WORDS.get(role.value, role.value.replace("_", " "))


def as_text(answer: Answer, catalog: Catalog) -> str:
    """The chain for people."""
    date = f", for a device of {answer.date}" if answer.date else ""
    return (
        "\n".join(
            (f"as of {answer.as_of}{date}", *_values(answer), *_companies(answer, catalog), *_rest(answer, catalog))
        )
        + "\n"
    )


def _values(answer: Answer) -> Iterator[str]:
    identifiers = answer.asset.identifiers
    for value in dict.fromkeys(one.value for one in identifiers):
        roles = [one.role for one in identifiers if one.value == value]
        compared = next((text for one in identifiers if one.value == value and (text := folded(one))), "")
        yield (
            f"{show(value)}: read as {' or '.join(map(title, roles))}"
            + f", compared as `{show(compared)}`" * bool(compared)
        )
        for row in answer.look_alikes.get(value, ()):
            yield f"   = {show(row.text)} is listed as a look-alike of {row.entity}: {show(row.why, 400)}"
        near = answer.near.get(value)
        if near:
            yield (
                f"   = no match; nearest catalog name: {show(near.text)} of {near.entity} at distance {near.distance},"
                f" not taken because {near.why}"
            )


def _companies(answer: Answer, catalog: Catalog) -> Iterator[str]:
    evidence = answer.identity.evidence
    for entity in dict.fromkeys(one.match.entity for one in evidence):
        name = _name(catalog, entity)
        yield f"-> {entity}: {show(name)}"
        for one in evidence:
            if one.match.entity == entity:
                yield from _link(one, name, answer, catalog)
        yield f"   = see: banlint explain {entity}"
    if not evidence:
        yield "-> no company of the catalog" if answer.identity.determined else "-> undetermined: this names no maker"


def _link(one: Evidence, name: str, answer: Answer, catalog: Catalog) -> Iterator[str]:
    yield f"   = {title(one.identifier.role)}: {met(one, name)}"
    if whose := owned(one.match, _days(answer)):
        yield f"     {whose}"
    if one.match.source:
        yield f"     {source_line(one.match, catalog.sources)}"


def _rest(answer: Answer, catalog: Catalog) -> Iterator[str]:
    for conflict in answer.identity.conflicts:
        yield f"   = conflict: {show(conflict, 400)}"
    for one, why in answer.not_taken:
        match = one.match
        yield (
            f"   = not taken: {title(one.identifier.role)} {show(one.identifier.value)} met {match.basis}"
            f" `{show(match.term)}` of {show(_name(catalog, match.entity))}{bounds(match)}: {why}"
            + f" ({show(match.note, 400)})"
            * bool(match.note)
        )
        if match.source:
            yield f"     {source_line(match, catalog.sources)}"


def _days(answer: Answer) -> dict[str, str]:
    days = {answer.as_of: "the day asked about"}
    return days | {answer.date: "the device's own"} if answer.date else days


def as_json(answer: Answer, catalog: Catalog) -> str:
    """The chain for programs, as `rules/schema/identify.schema.json` has it."""
    from banlint.reporting.as_json import encode

    record = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "banlint", "version": __version__},
        "catalog": dict(sorted(catalog.info.items())),
        "as_of": answer.as_of,
        "date": answer.date,
        "read_as": [
            {"role": one.role.value, "value": one.value, "folded": folded(one) or one.value}
            for one in answer.asset.identifiers
        ],
        "determined": answer.identity.determined,
        "entities": list(dict.fromkeys(one.match.entity for one in answer.identity.evidence)),
        "evidence": [_record(one, answer, catalog) for one in answer.identity.evidence],
        "conflicts": list(answer.identity.conflicts),
        "not_taken": [{**_record(one, answer, catalog), "why": why} for one, why in answer.not_taken],
        "look_alikes": [
            {"value": value, **row._asdict()} for value, rows in answer.look_alikes.items() for row in rows
        ],
        "near": [{"value": value, **near._asdict()} for value, near in answer.near.items()],
    }
    return encode(record) + "\n"


def _record(one: Evidence, answer: Answer, catalog: Catalog) -> Mapping[str, object]:
    identifier, match = one.identifier, one.match
    return {
        "field": identifier.field,
        "role": identifier.role.value,
        "value": identifier.value,
        "folded": folded(identifier) or identifier.value,
        "entity": match.entity,
        "entity_name": _name(catalog, match.entity),
        "basis": match.basis.value,
        "confidence": match.confidence.value,
        "term": match.term,
        "since": match.since,
        "until": match.until,
        "holds_as_of": holds(match, answer.as_of),
        "holds_on_date": holds(match, answer.date or answer.as_of),
        "note": match.note,
        "needs_maker": match.needs_maker,
        **source_record(match, catalog.sources),
    }


def _name(catalog: Catalog, entity: str) -> str:
    return str((catalog.entities.get(entity) or {}).get("name") or entity)
