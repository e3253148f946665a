"""Regime, profile and vocabulary files: every id they refer to exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from banlint.catalog.complaints import Complaints
from banlint.catalog.known import Known, unknown
from banlint.catalog.pack import Sheet
from banlint.hints import Any
from banlint.model import Path
from banlint.text import fold, show

_TERMS = {
    "purpose": "purposes", "site_kind": "site_kinds", "category": "categories", "country_of_origin": "countries",
    "brand_country": "countries", "site_country": "countries", "funding": "fundings", "connects_to": "connections",
    "routes_user_data": "answers", "essential": "answers", "status": "statuses",
}  # fmt: skip
_SINGULAR = {
    "parties": "party", "acts": "act", "categories": "category", "purposes": "purpose", "site_kinds": "site kind",
    "countries": "country", "capabilities": "capability", "fundings": "funding", "connections": "connection",
    "answers": "answer", "statuses": "status",
}  # fmt: skip


def check_regime(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of references of a regime to what does not exist, and of ids it gives twice."""
    data = sheet.data
    for number, clause in enumerate(data["clauses"]):
        _clause(sheet, ("clauses", number), clause, known, complaints)
    _exist(sheet, ("covers", "categories"), data["covers"].get("categories", ()), "categories", known, complaints)
    for key in ("components", "open"):
        _exist(sheet, ("covers", key), data["covers"].get(key, ()), "categories", known, complaints)
    for name, condition in data.get("conditions", {}).items():
        _when(sheet, ("conditions", name, "when"), condition["when"], known, complaints)
    for number, exception in enumerate(data.get("exceptions", ())):
        if "when" in exception:
            _when(sheet, ("exceptions", number, "when"), exception["when"], known, complaints)
        if exception.get("ask_when"):
            _when(sheet, ("exceptions", number, "ask_when"), exception["ask_when"], known, complaints)
    for part in ("clauses", "exceptions"):
        _once(sheet, part, complaints)
    for number, listing in enumerate(data["listings"]):
        _listing(sheet, ("listings", number), listing, known, complaints)


def check_profile(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of parties and acts of a profile that do not exist."""
    for kind in ("parties", "acts"):
        _exist(sheet, (kind,), sheet.data[kind], kind, known, complaints)


def check_vocabulary(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of wider terms that do not exist, and of words that no word of a name can be."""
    for kind in dict.fromkeys((*_TERMS.values(), "capabilities")):
        for name, term in sheet.data.get(kind, {}).items():
            _exist(sheet, (kind, name, "within"), term.get("within", ()), kind, known, complaints)
    for name, trade in sheet.data.get("trades", {}).items():
        _single(sheet, ("trades", name, "words"), trade["words"], complaints)
    for name, words in sheet.data.get("beside", {}).items():
        _single(sheet, ("beside", name), words, complaints)


def _single(sheet: Sheet, where: Path, words: Iterable[str], complaints: Complaints) -> None:
    for number, word in enumerate(words):
        if len(fold(word).split()) != 1:
            message = f"'{show(word, 60)}' is not a single word"
            sheet.complain(complaints, (*where, number), message, "write one word: names are compared word by word")


def _clause(sheet: Sheet, where: Path, clause: dict[str, Any], known: Known, complaints: Complaints) -> None:
    for kind in ("parties", "acts"):
        _exist(sheet, (*where, kind), clause[kind], kind, known, complaints)
    own = list(sheet.data.get("conditions", ()))
    for number, name in enumerate(clause.get("conditions", ())):
        if name not in own:
            sheet.complain(complaints, (*where, "conditions", number), *unknown("condition", name, own))


def _listing(sheet: Sheet, where: Path, listing: dict[str, Any], known: Known, complaints: Complaints) -> None:
    for key, kind in (("entity", "entities"), ("list", "lists")):
        if key in listing and listing[key] not in known.ids(kind):
            sheet.complain(complaints, (*where, key), *unknown(key, listing[key], known.ids(kind)))
    terms = {"category": "categories", "capability": "capabilities", "origin": "countries", "origin_not": "countries"}
    for key, kind in terms.items():
        _exist(sheet, (*where, key), listing.get(key, ()), kind, known, complaints)
    own = {
        "clauses": [clause["id"] for clause in sheet.data["clauses"]],
        "conditions": list(sheet.data.get("conditions", ())),
        "exceptions": [exception["id"] for exception in sheet.data.get("exceptions", ())],
    }
    for key, ids in own.items():
        for number, name in enumerate(listing.get(key, ())):
            if name not in ids:
                sheet.complain(complaints, (*where, key, number), *unknown(key.removesuffix("s"), name, ids))


def _when(sheet: Sheet, where: Path, when: dict[str, Any], known: Known, complaints: Complaints) -> None:
    waiting: list[tuple[Path, dict[str, Any]]] = [(where, when)]
    while waiting:
        place, node = waiting.pop(0)
        for key in ("any", "all"):
            waiting.extend(((*place, key, number), part) for number, part in enumerate(node.get(key, ())))
        if "not" in node:
            waiting.append(((*place, "not"), node["not"]))
        if node.get("fact") in _TERMS and "in" in node:
            for key in ("in", "open"):
                _exist(sheet, (*place, key), node.get(key, ()), _TERMS[node["fact"]], known, complaints)


def _exist(sheet: Sheet, where: Path, values: Iterable[str], kind: str, known: Known, complaints: Complaints) -> None:
    ids: Collection[str] = known.ids(kind)
    for number, value in enumerate(values):
        if value not in ids:
            sheet.complain(complaints, (*where, number), *unknown(_SINGULAR[kind], value, ids))


def _once(sheet: Sheet, part: str, complaints: Complaints) -> None:
    seen: set[str] = set()
    for number, item in enumerate(sheet.data.get(part, ())):
        if item["id"] in seen:
            sheet.complain(
                complaints, (part, number, "id"), f"the id '{item['id']}' stands twice", "rename one of the two"
            )
        seen.add(item["id"])
