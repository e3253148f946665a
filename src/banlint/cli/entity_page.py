"""The page of a company: every name, brand and affiliate with its dates, and every listing over time."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.cli.pages import Page, Record, Table, page, source_of
from banlint.cli.regime_page import conditions_of, held
from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.history import Listed, listings_of

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_SAID = ("kind", "lang", "relation", "country", "scope", "lines", "pattern")


def entity_page(entity: Record, catalog: Catalog, as_of: str = "") -> Page:
    """Who a company is, what it is known by and which regimes list it: on the ISO day `as_of`, or over all time."""
    lead = [str(entity[key]) for key in ("country", "summary") if entity.get(key)]
    if entity.get("list"):
        lead.append(f"known from the list {entity['list']} alone")
    listings = tuple(listings_of(catalog, str(entity["id"])))
    now = {f"listings, as of {as_of}": _on(listings, as_of)} if as_of else {}
    return page(
        f"{entity['id']}: {entity['name']}",
        tuple(lead),
        {
            "names": _named(entity.get("names") or (), "text", catalog, as_of),
            "brands": _named(entity.get("brands") or (), "text", catalog, as_of),
            "affiliates": _named(entity.get("affiliates") or (), "name", catalog, as_of),
            "sold under other firms' brands": _named(entity.get("relabels") or (), "brand", catalog, as_of),
            "models": _named(entity.get("models") or (), "family", catalog, as_of),
            "not to be taken for it": (f"{one['text']}: {one['why']}" for one in entity.get("look_alikes") or ()),
            **now,
            "listings over time": _over_time(listings),
        },
    )


def records(catalog: Catalog, entity: str, as_of: str) -> list[dict[str, Any]]:
    """Every listing of `entity` as plain values, for programs."""
    return [
        {
            "regime": one.regime["id"],
            "clause": one.clause.get("id", ""),
            "state": one.state(as_of).name,
            "since": one.state(as_of).since,
            "conditions": list(one.listing.get("conditions") or ()),
            "names": list(one.listing.get("names") or ()),
            "citation": one.listing.get("citation", ""),
            "url": one.listing.get("url", ""),
            "source": one.listing.get("source", ""),
            "confidence": one.listing.get("confidence", ""),
            "over_time": [{"on": day, "state": state.name or "none"} for day, state in one.changes()],
        }
        for one in listings_of(catalog, entity)
    ]


def _named(found: Iterable[Record], key: str, catalog: Catalog, as_of: str) -> Iterable[str]:
    return (_name(one, key, catalog, as_of) for one in found)


def _name(record: Record, key: str, catalog: Catalog, as_of: str) -> str:
    since, until = str(record.get("since") or ""), str(record.get("until") or "")
    dates = f", from {since}" * bool(since) + f", until {until}" * bool(until)
    if as_of and (since > as_of or (until and until < as_of)):
        dates += f" (not on {as_of})"
    also = ", ".join(record.get("aliases") or ())
    said = ", ".join(str(record[word]) for word in _SAID if record.get(word))
    return (
        (f"{record.get(key) or record.get('id', '')}" + f" (also {also})" * bool(also) + f": {said}" * bool(said))
        + f"{dates}{source_of(record, catalog)}"
        + f". {record.get('note')}" * bool(record.get("note"))
    )


def _on(listings: tuple[Listed, ...], as_of: str) -> Table:
    rows = [
        (str(one.regime["id"]), held(state), state.since, conditions_of(one), str(one.listing.get("citation") or ""))
        for one in listings
        for state in (one.state(as_of),)
    ]
    return Table(("regime", "state", "since", "narrowed to", "citation"), tuple(rows))


def _over_time(listings: tuple[Listed, ...]) -> Table:
    rows = {
        (day, str(one.regime["id"]), held(state), conditions_of(one), str(one.listing.get("citation") or ""))
        for one in listings
        for day, state in one.changes()
    }
    return Table(("from", "regime", "state", "narrowed to", "citation"), tuple(sorted(rows)))
