"""Every name an entity file gives, as one kind of row: what it is, how sure, between which days."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.catalog.names import NameRow, key
from banlint.hints import Any
from banlint.model import Basis, Confidence, Path
from banlint.named import NamedTuple

_KINDS = {
    "official": (Basis.OFFICIAL_NAME, Confidence.CERTAIN),
    "alias": (Basis.ALIAS, Confidence.CERTAIN),
    "misspelling": (Basis.ALIAS, Confidence.PROBABLE),
}


class Term(NamedTuple):
    """A name, the path of it in its file, and the relation that may share it with another entity."""

    key: str
    row: NameRow
    where: Path
    relation: str = ""


def of_entity(data: dict[str, Any]) -> Iterator[Term]:
    """The names of an entity file whose shape is valid, in the order they stand."""
    entity: str = data["id"]
    for number, name in enumerate(data.get("names", ())):
        basis, confidence = _KINDS[name["kind"]]
        yield _term(entity, name["text"], name, ("names", number, "text"), basis, confidence)
    for number, brand in enumerate(data.get("brands", ())):
        yield _term(entity, brand["text"], brand, ("brands", number, "text"), Basis.BRAND, _of_fact(brand))
    for number, affiliate in enumerate(data.get("affiliates", ())):
        yield from _affiliate(entity, affiliate, ("affiliates", number))
    for number, relabel in enumerate(data.get("relabels", ())):
        # A relabel is only ever possible; one of low confidence is less than that, and off unless asked for.
        note = "; ".join(filter(None, (relabel.get("lines", ""), relabel.get("note", ""))))
        item = relabel | {"note": note}
        for where, text in _spellings(relabel, "brand"):
            yield _term(entity, text, item, ("relabels", number, *where), Basis.RELABEL, Confidence.POSSIBLE)


def _affiliate(entity: str, affiliate: dict[str, Any], above: Path) -> Iterator[Term]:
    for where, text in _spellings(affiliate, "name"):
        of = "" if where == ("name",) else affiliate["name"]
        note = ": ".join(filter(None, (of, affiliate.get("note", ""))))
        term = _term(entity, text, affiliate | {"note": note}, (*above, *where), Basis.AFFILIATE, _of_fact(affiliate))
        yield term._replace(relation=affiliate["relation"])


def _spellings(item: dict[str, Any], first: str) -> Iterator[tuple[Path, str]]:
    yield (first,), item[first]
    for number, alias in enumerate(item.get("aliases", ())):
        yield ("aliases", number), alias


def _of_fact(item: dict[str, Any]) -> Confidence:
    return Confidence.POSSIBLE if item.get("confidence") == "low" else Confidence.CERTAIN


def _term(entity: str, text: str, item: dict[str, Any], where: Path, basis: Basis, confidence: Confidence) -> Term:
    row = NameRow(
        entity, basis.value, confidence.value, text, item.get("source", ""), item.get("since", ""),
        item.get("until", ""), item.get("exact", False), item.get("note", ""), item.get("needs_evidence", False),
        item.get("confidence") == "low",
    )  # fmt: skip
    return Term(key(text), row, where)
