"""Packs to one index: parsed, checked against their schemas and each other, then laid out as matching reads them."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from banlint.catalog import checks, codes, context, heads, list_rows, pack, slips, terms
from banlint.catalog.complaints import Complaints
from banlint.catalog.files import IDENTIFIERS, Files
from banlint.catalog.index import ModelRow
from banlint.catalog.names import NameRow, key
from banlint.catalog.pack import Pack
from banlint.catalog.schema import Schemas
from banlint.catalog.store import pack_index
from banlint.catalog.terms import Term
from banlint.errors import PackError
from banlint.hints import Any
from banlint.model import Basis, Confidence
from banlint.text import fold

_ENTITY: dict[str, Any] = {
    "summary": "",
    "brands": [],
    "affiliates": [],
    "relabels": [],
    "models": [],
    "look_alikes": [],
}
_REGIME: dict[str, Any] = {"conditions": {}, "exceptions": [], "waivers": [], "reports": [], "unverified": []}
_COVERS: dict[str, Any] = {"categories": [], "goods": "both", "affiliates": True}
_LISTING: dict[str, Any] = {"conditions": [], "exceptions": [], "stages": [], "note": ""}
_VOCABULARY = (
    "parties",
    "acts",
    "categories",
    "purposes",
    "site_kinds",
    "countries",
    "capabilities",
    "fundings",
    "connections",
    "answers",
    "statuses",
)
_BESIDE = ("goes_with", "fillers", "made", "original", "denials")
_BASES = [basis.value for basis in Basis]


def compile_packs(folders: Sequence[Files], schemas: Files, sha256: str = "") -> bytes:
    """The index of the packs in `folders`, validated with the schemas that `schemas` holds.

    `sha256` is their content hash where it is known. Raises `PackError` with every problem found in `.problems`;
    nothing is compiled of packs one of which is broken, nor of packs without any regime or entity.
    """
    return lay_out(checked(folders, schemas), sha256 or content_hash(folders))


def lay_out(packs: Sequence[Pack], sha256: str) -> bytes:
    """The index of valid `packs`, whose content hash is `sha256`. Raises `PackError` where it would hold nothing."""
    tables = (table for one in packs for table in one.tables if table.kind == "list")
    lists = list_rows.lay_out(tables, list_rows.owners(_terms(packs)))
    hot, law = _hot(packs) | {"listed": lists.names}, _law(packs, lists)
    if not (law["regimes"] and law["entities"]):
        where = packs[0].files.folder.as_posix() if packs else ""
        raise PackError("the catalog is empty: no regime or no entity", "add packs that hold both", where)
    hot["info"] = _info(packs, law, sha256)
    return pack_index(hot, law, lists.rows)


def checked(folders: Sequence[Files], schemas: Files) -> tuple[Pack, ...]:
    """The packs in `folders`, parsed and valid. Raises `PackError`."""
    complaints = Complaints()
    parsed = [pack.parse(files, complaints) for files in folders]
    rules = Schemas(schemas)
    packs = tuple(one._replace(sheets=tuple(rules.check(sheet, complaints) for sheet in one.sheets)) for one in parsed)
    # What follows relies on every file having its shape.
    complaints.raise_any()
    checks.check(packs, complaints)
    complaints.raise_any()
    return packs


def content_hash(folders: Sequence[Files]) -> str:
    """The hash of one pack, or of several in their order."""
    if len(folders) == 1:
        return folders[0].sha256
    return hashlib.sha256("\n".join(files.sha256 for files in folders).encode()).hexdigest()


def _info(packs: Sequence[Pack], law: dict[str, Any], sha256: str) -> dict[str, str | int]:
    manifests = [sheet.data for one in packs for sheet in one.of("pack")]
    return {
        "name": "+".join(manifest["name"] for manifest in manifests),
        "version": "+".join(manifest["version"] for manifest in manifests),
        "edition": max(manifest["edition"] for manifest in manifests),
        "sha256": sha256,
        "regimes": len(law["regimes"]),
        "entities": len(law["entities"]) + law["listed"][1],
    }


def _hot(packs: Sequence[Pack]) -> dict[str, Any]:
    names = _names(packs)
    entities = sorted((sheet.data for one in packs for sheet in one.of("entity")), key=lambda data: str(data["id"]))
    hot: dict[str, Any] = {
        "names": _table(names),
        "longest": _longest(names),
        "slips": slips.packed(names),
        "vetoes": _table(
            {
                key(item["text"]): (data["id"], item["text"], item["why"])
                for data in entities
                for item in data.get("look_alikes", ())
            }
        ),
        "models": [
            tuple(model[field] for field in ModelRow._fields)
            for data in entities
            for model in ({"chip": False, **model, "entity": data["id"]} for model in data.get("models", ()))
        ],
    }
    hot["heads"] = heads.heads(model[ModelRow._fields.index("pattern")] for model in hot["models"])
    hot["lines"] = _lines(entities)
    hot["controls"] = {kind: one for pack in packs for sheet in pack.of("controls") for kind, one in sheet.data.items()}
    vocabularies = [sheet.data for one in packs for sheet in one.of("vocabulary")]
    hot["context"] = context.of(entities, vocabularies)
    hot["trades"] = _trades(vocabularies)
    hot |= _beside(vocabularies)
    hot["placeholders"] = _folded(text for data in vocabularies for text in data.get("placeholders", ()))
    for kind in IDENTIFIERS:
        rows = (row for one in packs for table in one.tables if table.kind == kind for row in table.rows)
        hot[kind] = _table({codes.code_of(kind, row): tuple(codes.ROWS[kind](row)) for row in rows})
    return hot


def _trades(vocabularies: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The folded words of all trades that make no equipment, each once."""
    trades = (trade for data in vocabularies for trade in data.get("trades", {}).values())
    return _folded(word for trade in trades for word in trade["words"])


def _beside(vocabularies: Sequence[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """The folded words of `beside` by kind: those of `goes_with` are about another thing too."""
    kinds: dict[str, tuple[str, ...]] = {kind: (kind,) for kind in _BESIDE}
    kinds["about_another"] = ("goes_with", "about_another")
    sections = [data.get("beside", {}) for data in vocabularies]
    return {
        kind: _folded(word for section in sections for one in parts for word in section.get(one, ()))
        for kind, parts in kinds.items()
    }


def _folded(words: Iterable[str]) -> tuple[str, ...]:
    """`words` as the words of a field are compared, each once."""
    return tuple(sorted(set(map(fold, words))))


def _lines(entities: Sequence[dict[str, Any]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """By each name of a brand, the lines that are not made by a firm which makes others of that brand."""
    lines: dict[str, tuple[tuple[str, ...], ...]] = {}
    for data in entities:
        for relabel in data.get("relabels", ()):
            rows = tuple(
                (data["id"], line["pattern"], line["family"], line["source"]) for line in relabel.get("not_models", ())
            )
            for name in (relabel["brand"], *relabel.get("aliases", ())) if rows else ():
                lines[key(name)] = lines.get(key(name), ()) + rows
    return lines


def _table(rows: dict[str, tuple[Any, ...]]) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    """`rows` as `index.Rows` reads them: where each key's row stands, and the distinct rows."""
    places: dict[tuple[Any, ...], int] = {}
    return {name: places.setdefault(row, len(places)) for name, row in sorted(rows.items())}, list(places)


def _names(packs: Sequence[Pack]) -> dict[str, tuple[tuple[Any, ...], ...]]:
    """Rows by key, surest first; of rows that say the same of the same entity, the first."""
    rows: dict[str, dict[tuple[Any, ...], NameRow]] = {}
    for term in _terms(packs):
        row = term.row
        same = (row.entity, row.basis, row.confidence, row.since, row.until, row.exact, row.needs_evidence,
                row.unverified)  # fmt: skip
        rows.setdefault(term.key, {}).setdefault(same, row)
    return {name: tuple(map(tuple, sorted(found.values(), key=_strength))) for name, found in rows.items()}


def _terms(packs: Sequence[Pack]) -> Iterator[Term]:
    for one in packs:
        for sheet in one.of("entity"):
            yield from terms.of_entity(sheet.data)


def _strength(row: NameRow) -> tuple[int, int, NameRow]:
    return -Confidence(row.confidence).rank, _BASES.index(row.basis), row


def _longest(names: dict[str, tuple[tuple[Any, ...], ...]]) -> dict[str, int]:
    longest: dict[str, int] = {}
    exact = NameRow._fields.index("exact")
    for name, rows in names.items():
        if not all(row[exact] for row in rows):
            words = name.split(" ")
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _law(packs: Sequence[Pack], lists: list_rows.Layout) -> dict[str, Any]:
    vocabulary: dict[str, Any] = {kind: {} for kind in _VOCABULARY}
    sources: dict[str, Any] = {}
    for one in packs:
        for sheet in one.of("vocabulary"):
            for kind, terms_of_kind in vocabulary.items():
                terms_of_kind.update(sheet.data.get(kind, {}))
        for sheet in one.of("sources"):
            sources |= sheet.data
    return {
        **list_rows.law(lists, {name: _entity(data) for name, data in _by_id(packs, "entity")}),
        "regimes": {name: _regime(data) for name, data in _by_id(packs, "regime")},
        "profiles": dict(_by_id(packs, "profile")),
        "papers": dict(_by_id(packs, "paper")),
        "calendars": dict(_by_id(packs, "calendar")),
        "vocabulary": vocabulary,
        "sources": _listed_sources(packs) | sources,
    }


def _listed_sources(packs: Sequence[Pack]) -> dict[str, Any]:
    """Each list is the source of what its rows say; `sources.yaml` may say more of it."""
    return {
        record["id"]: {"title": record["title"], "url": record["url"], "read": record["date"], "official": True}
        for one in packs
        for sheet in one.of("pack")
        for record in sheet.data.get("lists", ())
    }


def _by_id(packs: Sequence[Pack], kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in packs:
        for sheet in one.of(kind):
            yield sheet.data["id"], sheet.data


def _with(defaults: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    return data | {name: copy.deepcopy(value) for name, value in defaults.items() if name not in data}


def _entity(data: dict[str, Any]) -> dict[str, Any]:
    return _with(_ENTITY, data)


def _regime(data: dict[str, Any]) -> dict[str, Any]:
    regime = _with(_REGIME, data)
    regime["covers"] = _with(_COVERS, data["covers"])
    regime["listings"] = [_with(_LISTING, listing) for listing in data["listings"]]
    return regime
