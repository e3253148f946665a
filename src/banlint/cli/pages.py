"""The pages of `banlint explain`: a record of the catalog as titled lists of lines, and those as text or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

Record = Mapping[str, Any]
_MARKDOWN = {ord(one): f"\\{one}" for one in "\\`*_[]<>|#!@&~"}


class Page(NamedTuple):
    """A title, a line or two about it, and sections, each a title and its lines."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def regime_page(regime: Record, catalog: Catalog, as_of: str) -> Page:
    """What a ban is, on the ISO day `as_of`."""
    covers = regime.get("covers") or {}
    lead = (
        f"{regime['jurisdiction']}, {regime['kind']}; while in force: {regime['effect']}",
        f"on {as_of}: {_state(regime.get('stages') or (), as_of)}",
        *([str(regime["summary"])] if regime.get("summary") else ()),
    )
    return _page(
        f"{regime['id']}: {regime['title']}",
        lead,
        {
            "law": (_cited(law) for law in regime.get("law") or ()),
            "whom it binds": (_clause(clause, catalog) for clause in regime.get("clauses") or ()),
            "stages": (_stage(stage, catalog) for stage in regime.get("stages") or ()),
            "covers": (f"{name}: {_plain(value)}" for name, value in covers.items() if value not in ([], None)),
            "conditions": (_condition(name, one) for name, one in (regime.get("conditions") or {}).items()),
            "exceptions": (_exception(one) for one in regime.get("exceptions") or ()),
            "waivers": (_plain(one) for one in regime.get("waivers") or ()),
            "reports the law asks for": (_plain(one) for one in regime.get("reports") or ()),
            "listings": (_listing(one, regime, catalog, as_of) for one in regime.get("listings") or ()),
            "not verified": (str(one) for one in regime.get("unverified") or ()),
        },
    )


def entity_page(entity: Record, catalog: Catalog, as_of: str) -> Page:
    """Who a company is, what it is known by, and which regimes list it, on the ISO day `as_of`."""
    lead = [str(entity[key]) for key in ("country", "summary") if entity.get(key)]
    listed = (
        f"{regime['id']}: {_listing(one, regime, catalog, as_of)}"
        for _, regime in sorted(catalog.regimes.items())
        for one in regime.get("listings") or ()
        if one.get("entity") == entity["id"]
    )
    return _page(
        f"{entity['id']}: {entity['name']}",
        tuple(lead),
        {
            "names": (_named(one, "text", catalog) for one in entity.get("names") or ()),
            "brands": (_named(one, "text", catalog) for one in entity.get("brands") or ()),
            "affiliates": (_named(one, "name", catalog) for one in entity.get("affiliates") or ()),
            "sold under other firms' brands": (_named(one, "brand", catalog) for one in entity.get("relabels") or ()),
            "models": (_named(one, "family", catalog) for one in entity.get("models") or ()),
            "not to be taken for it": (f"{one['text']}: {one['why']}" for one in entity.get("look_alikes") or ()),
            f"listings, as of {as_of}": listed,
        },
    )


def text(page: Page) -> str:
    """`page` for a terminal."""
    lines = [show(page.title, 400), *(f"  {show(line, 2000)}" for line in page.lead)]
    for title, items in page.sections:
        lines += ["", title, *(f"  - {show(item, 2000)}" for item in items)]
    return "\n".join(lines) + "\n"


def markdown(page: Page) -> str:
    """`page` as Markdown in which no text of the catalog acts as markup."""
    lines = [f"# {_escaped(page.title)}", ""]
    lines += [f"{_escaped(line)}\n" for line in page.lead]
    for title, items in page.sections:
        lines += [f"## {_escaped(title.capitalize())}", "", *(f"- {_escaped(item)}" for item in items), ""]
    return "\n".join(lines).rstrip() + "\n"


def _page(title: str, lead: tuple[str, ...], sections: Mapping[str, Iterable[str]]) -> Page:
    full = ((name, tuple(lines)) for name, lines in sections.items())
    return Page(title, lead, tuple((name, lines) for name, lines in full if lines))


def _state(stages: Any, as_of: str) -> str:
    from banlint.judge.stages import state_on

    state = state_on(stages, as_of)
    if state is None:
        return "as its listings say"
    if not state.name:
        return "nothing in force or proposed"
    until = "from" if state.name == "enacted" else "since"
    return f"{state.name}, {until} {state.since}" if state.since else state.name


def _clause(clause: Record, catalog: Catalog) -> str:
    parties = ", ".join(str(catalog.vocabulary["parties"].get(party, party)) for party in clause["parties"])
    return f"{parties}: {clause['says']}{_after(clause.get('citation'))}"


def _stage(stage: Record, catalog: Catalog) -> str:
    return f"{stage['on']}  {stage['state']}{_after(stage.get('citation'))}{_source(stage, catalog)}"


def _condition(name: str, condition: Record) -> str:
    answer = ", ".join(condition.get("answer_in") or ())
    return f"{name}: {condition.get('title', '')}. {condition.get('question', '')}" + f" (answer in {answer})" * bool(
        answer
    )


def _exception(exception: Record) -> str:
    return f"{exception.get('title', exception.get('id', ''))}{_after(exception.get('citation'))}"


def _listing(listing: Record, regime: Record, catalog: Catalog, as_of: str) -> str:
    from banlint.judge.stages import state_on, weakest

    entity = str(listing.get("entity") or "")
    what = f"{entity} ({catalog.entities[entity]['name']})" if entity in catalog.entities else _plain(_scope(listing))
    state = weakest((state_on(regime.get("stages") or (), as_of), state_on(listing.get("stages") or (), as_of)))
    own = "; ".join(f"{stage['on']} {stage['state']}" for stage in listing.get("stages") or ())
    terms = ", ".join(listing.get("conditions") or ())
    held = f"{state.name or 'not in force'}" + f" ({state.since})" * bool(state.since)
    return (
        (f"{what}: {held}" + f"; only if {terms}" * bool(terms) + f"; dates: {own}" * bool(own))
        + f"{_after(listing.get('citation'))}{_source(listing, catalog)}"
        + f". {listing.get('note')}" * bool(listing.get("note"))
    )


def _scope(listing: Record) -> Record:
    return {key: listing[key] for key in ("origin", "category", "list") if listing.get(key)}


def _named(record: Record, key: str, catalog: Catalog) -> str:
    dates = f", from {record['since']}" if record.get("since") else ""
    dates += f", until {record['until']}" if record.get("until") else ""
    also = ", ".join(record.get("aliases") or ())
    said = ", ".join(str(record[word]) for word in ("kind", "lang", "relation", "scope", "pattern") if record.get(word))
    return (
        (f"{record.get(key) or record.get('id', '')}" + f" (also {also})" * bool(also) + f": {said}" * bool(said))
        + f"{dates}{_source(record, catalog)}"
        + f". {record.get('note')}" * bool(record.get("note"))
    )


def _cited(law: Record) -> str:
    return str(law["citation"]) + f" <{law.get('url')}>" * bool(law.get("url"))


def _after(citation: object) -> str:
    return f" [{citation}]" if citation else ""


def _source(record: Record, catalog: Catalog) -> str:
    name = record.get("source")
    if not name:
        return ""
    source = catalog.sources.get(str(name)) or {}
    return f" (source: {source.get('title') or name})"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_plain(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return ", ".join(_plain(one) for one in value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _escaped(line: str) -> str:
    return show(line, 2000).translate(_MARKDOWN)
