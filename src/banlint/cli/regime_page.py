"""The page of a regime: its law, whom it binds, what it covers, whom or what it lists, over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.cli.pages import Page, Record, Table, after, page, plain, source_of
from banlint.hints import TYPE_CHECKING
from banlint.judge.history import Listed, listed
from banlint.judge.stages import State, state_on

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_KINDS = {"origin": "made in", "origin_not": "made anywhere but in", "category": "of kind", "capability": "capable of"}


def regime_page(regime: Record, catalog: Catalog, as_of: str = "") -> Page:
    """What a ban is: on the ISO day `as_of`, or over all time where that is empty."""
    covers = regime.get("covers") or {}
    lead = (
        f"{regime['jurisdiction']}, {regime['kind']}; while in force: {regime['effect']}",
        *([f"on {as_of}: {in_words(state_on(regime.get('stages') or (), as_of))}"] if as_of else ()),
        *(["unverified: off unless it is asked for with --include unverified"] if is_low(regime) else ()),
        *(["judged only where it is selected by name"] if regime.get("opt_in") else ()),
        *([str(regime["summary"])] if regime.get("summary") else ()),
    )
    return page(
        f"{regime['id']}: {regime['title']}",
        lead,
        {
            "law": (_cited(law) for law in regime.get("law") or ()),
            "whom it binds": (_clause(clause, catalog) for clause in regime.get("clauses") or ()),
            "stages": (_stage(stage, catalog) for stage in _stages(regime)),
            "covers": (f"{name}: {plain(value)}" for name, value in covers.items() if value not in ([], None)),
            "conditions": (_condition(name, one) for name, one in (regime.get("conditions") or {}).items()),
            "exceptions": (_told(one, "title", catalog) for one in regime.get("exceptions") or ()),
            "waivers": (_told(one, "authority", catalog) for one in regime.get("waivers") or ()),
            "reports the law asks for": (_report(one) for one in regime.get("reports") or ()),
            "listings": _listings(regime, catalog, as_of),
            "what is allowed": _allowed(regime, catalog),
            "duties": _duties(regime),
            "not verified": (str(one) for one in regime.get("unverified") or ()),
        },
    )


def in_words(state: State | None) -> str:
    """A state of a regime, as a phrase."""
    if state is None:
        return "as its listings say"
    if not state.name:
        return "nothing in force or proposed"
    until = "from" if state.name == "enacted" else "since"
    return f"{state.name}, {until} {state.since}" if state.since else state.name


def held(state: State) -> str:
    """A state of a listing, in a cell."""
    return state.name or "not in force"


def is_low(record: Record) -> bool:
    """Whether a fact could not be confirmed."""
    return record.get("confidence") == "low"


def conditions_of(one: Listed) -> str:
    """What narrows a listing: its clause, its conditions, its names."""
    listing = one.listing
    names = listing.get("names") or ()
    return "; ".join(
        filter(
            None,
            (
                f"clause {one.clause['id']}" if one.clause else "",
                f"only if {', '.join(listing['conditions'])}" if listing.get("conditions") else "",
                f"only {'; '.join(names[:3])}{f' and {len(names) - 3} more' if len(names) > 3 else ''}"
                if names
                else "",
                scope_of(listing) if listing.get("entity") else "",
                "unverified" if is_low(listing) else "",
            ),
        )
    )


def scope_of(listing: Record) -> str:
    """What a listing names beside an entity or a list."""
    return "; ".join(f"{said} {', '.join(listing[key])}" for key, said in _KINDS.items() if listing.get(key))


def _report(one: Record) -> str:
    """A report that the law asks for: by whom to whom, by when, and what it holds."""
    from banlint.papers.clock import amount

    then = f", a second one within {amount(one['then'])} of the first" if "then" in one else ""
    said = [
        f"{one['clause']}: within {amount(one['within'])}{then}",
        *(f"{name} {one[key]}" for name, key in (("by", "who"), ("to", "to"), ("once", "begins")) if key in one),
        *([f"holds {', '.join(one['asks'])}"] if "asks" in one else []),
        *([f"the second {', '.join(one['then_asks'])}"] if "then_asks" in one else []),
        *(f"{key} {one[key]}" for key in ("since", "until") if key in one),
        *([str(one["note"]).rstrip(".")] if "note" in one else []),
    ]
    address = f" <{one['url']}>" if "url" in one else ""
    return "; ".join(said) + address


def _stages(regime: Record) -> Iterable[Record]:
    return [
        *(regime.get("stages") or ()),
        *(
            {**stage, "of": clause["id"]}
            for clause in regime.get("clauses") or ()
            for stage in clause.get("stages") or ()
        ),
    ]


def _listings(regime: Record, catalog: Catalog, as_of: str) -> Table:
    day = (f"on {as_of}", "since") if as_of else ()
    rows = []
    for listing in regime.get("listings") or ():
        for one in listed(regime, listing):
            state = one.state(as_of) if as_of else None
            over = "; ".join(f"{on} {held(then)}" for on, then in one.changes())
            now = (held(state), state.since) if state else ()
            rows.append((_named(listing, catalog), *now, over, conditions_of(one), str(listing.get("citation") or "")))
    return Table(("what it names", *day, "over time", "narrowed to", "citation"), tuple(rows))


def _named(listing: Record, catalog: Catalog) -> str:
    entity = str(listing.get("entity") or "")
    if entity:
        return f"{entity} ({catalog.entities[entity]['name']})" if entity in catalog.entities else entity
    if listing.get("list"):
        return f"the list {listing['list']} ({len(catalog.lists.get(str(listing['list'])) or ()):,} companies)"
    said = scope_of(listing) or "anything of the kinds it covers"
    return said[:1].upper() + said[1:]


def _allowed(regime: Record, catalog: Catalog) -> Iterator[str]:
    for listing in regime.get("listings") or ():
        for one in listing.get("allowed") or ():
            also = f" ({', '.join(one['aliases'])})" if one.get("aliases") else ""
            models = f": {', '.join(one['models'])}" if one.get("models") else ""
            yield f"{one['maker']}{also}{models}{source_of(one, catalog)}"


def _duties(regime: Record) -> Iterator[str]:
    for listing in regime.get("listings") or ():
        rates = ", ".join(f"{rate['percent']} percent from {rate['on']}" for rate in listing.get("rates") or ())
        if rates:
            headings = listing.get("hts") or ()
            shown = ", ".join(headings[:8]) + (f" and {len(headings) - 8} more" if len(headings) > 8 else "")
            yield f"{shown or 'every heading'}: {rates}{after(listing.get('citation'))}"


def _clause(clause: Record, catalog: Catalog) -> str:
    parties = ", ".join(str(catalog.vocabulary["parties"].get(party, party)) for party in clause["parties"])
    low = " (unverified)" if is_low(clause) else ""
    return f"{clause['id']}: {parties}: {clause['says']}{after(clause.get('citation'))}{low}"


def _stage(stage: Record, catalog: Catalog) -> str:
    of = f" (clause {stage['of']})" if stage.get("of") else ""
    note = f". {stage['note']}" if stage.get("note") else ""
    return f"{stage['on']}  {stage['state']}{of}{after(stage.get('citation'))}{source_of(stage, catalog)}{note}"


def _condition(name: str, condition: Record) -> str:
    answer = ", ".join(condition.get("answer_in") or ())
    said = f"{name}: {condition.get('title', '')}. {condition.get('question', '')}"
    return said + f" (answer in {answer})" * bool(answer)


def _told(record: Record, key: str, catalog: Catalog) -> str:
    dates = f", from {record['since']}" if record.get("since") else ""
    dates += f", until {record['until']}" if record.get("until") else ""
    told = "" if record.get("when") or key != "title" else " (told, not judged)"
    note = f". {record['note']}" if record.get("note") else ""
    return f"{record[key]}{dates}{after(record.get('citation'))}{told}{source_of(record, catalog)}{note}"


def _cited(law: Record) -> str:
    return str(law["citation"]) + f" <{law.get('url')}>" * bool(law.get("url")) + " (unverified)" * is_low(law)
