"""Entity files: no name that folds to nothing, no look-alike that is a name, no name of two entities at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.catalog import patterns, terms
from banlint.catalog.complaints import Complaints
from banlint.catalog.known import Known, unknown
from banlint.catalog.list_rows import entity_of
from banlint.catalog.names import NameRow, key
from banlint.catalog.pack import Pack, Sheet, Table
from banlint.catalog.tables import Row
from banlint.catalog.terms import Term
from banlint.model import Basis
from banlint.named import NamedTuple
from banlint.text import show


def check(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of what is wrong within one entity file."""
    names = set()
    for term in terms.of_entity(sheet.data):
        names.add(term.key)
        if not term.key:
            _empty(sheet, term, complaints)
    for number, look_alike in enumerate(sheet.data.get("look_alikes", ())):
        where = ("look_alikes", number, "text")
        found = key(look_alike["text"])
        if not found:
            sheet.complain(complaints, where, "the name holds no letter or digit", "write a name")
        elif found in names:
            message = f"'{show(look_alike['text'], 60)}' is a name of this entity too"
            sheet.complain(complaints, where, message, "keep it in one of the two places")
    _ids_once(sheet, complaints)
    _categories(sheet, known, complaints)
    _among(sheet, known, complaints)
    patterns.check(sheet, complaints)


def check_controls(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of a control that has to lead to an entity which is not there."""
    name = sheet.data["found"]["entity"]
    if name not in known.ids("entities"):
        sheet.complain(complaints, ("found", "entity"), *unknown("entity", name, known.ids("entities")))


def _empty(sheet: Sheet, term: Term, complaints: Complaints) -> None:
    sheet.complain(complaints, term.where, f"'{show(term.row.text, 60)}' holds no letter or digit", "write a name")


def _ids_once(sheet: Sheet, complaints: Complaints) -> None:
    seen: set[str] = set()
    for number, model in enumerate(sheet.data.get("models", ())):
        if model["id"] in seen:
            where = ("models", number, "id")
            sheet.complain(
                complaints, where, f"the model id '{show(model['id'])}' stands twice", "rename one of the two"
            )
        seen.add(model["id"])


def _categories(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    for part in ("models", "relabels"):
        for number, item in enumerate(sheet.data.get(part, ())):
            for place, term in enumerate(item.get("categories", ())):
                if term not in known.ids("categories"):
                    where = (part, number, "categories", place)
                    sheet.complain(complaints, where, *unknown("category", term, known.ids("categories")))


def _among(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    for number, relabel in enumerate(sheet.data.get("relabels", ())):
        makers = relabel.get("among", ())
        for place, name in enumerate(makers):
            if name not in known.ids("entities"):
                at = ("relabels", number, "among", place)
                sheet.complain(complaints, at, *unknown("entity", name, known.ids("entities")))
        if makers and sheet.data["id"] not in makers:
            whole = ("relabels", number, "among")
            sheet.complain(complaints, whole, "this entity is not among the makers of the brand", "add it to the list")


class _Use(NamedTuple):
    term: Term
    origin: Sheet | Table
    row: Row | None

    def complain(self, complaints: Complaints, message: str, mend: str) -> None:
        if self.row is not None and isinstance(self.origin, Table):
            self.origin.complain(complaints, self.row, message, mend)
        elif isinstance(self.origin, Sheet):
            self.origin.complain(complaints, self.term.where, message, mend)


def check_homonyms(packs: Sequence[Pack], complaints: Complaints) -> None:
    """Complains of every name that leads to two entities on one day, and of a look-alike that two entities share.

    Declared homonyms are allowed: a brand that one of the two only relabels, a joint venture of both, names held one
    after the other, and rows of lists that are about no entity of ours.
    """
    by_key: dict[str, list[_Use]] = {}
    for use in _uses(packs):
        others = by_key.setdefault(use.term.key, [])
        clash = next((other for other in others if _clashing(use, other)), None)
        if clash is not None:
            entity, other = use.term.row.entity, clash.term.row.entity
            message = f"'{show(use.term.row.text, 60)}' of {entity} is a name of {other} too"
            use.complain(complaints, message, _mend(use, clash))
        others.append(use)
    _shared_look_alikes(packs, complaints)


def _uses(packs: Sequence[Pack]) -> Iterator[_Use]:
    for pack in packs:
        for sheet in pack.of("entity"):
            for term in terms.of_entity(sheet.data):
                if term.key:
                    yield _Use(term, sheet, None)
    for pack in packs:
        for table in pack.tables:
            for row in table.rows if table.kind == "list" else ():
                yield _Use(_official(table, row), table, row)


def _official(table: Table, row: Row) -> Term:
    """The official name of a list's row. Its aliases may be anyone's: where one is a name of ours, ours is meant."""
    name = row.cells["name"]
    found = NameRow(entity_of(table, row), Basis.OFFICIAL_NAME.value, "", name, table.stem, "", "", True, "")
    return Term(key(name), found, ())


def _clashing(one: _Use, other: _Use) -> bool:
    first, second = one.term.row, other.term.row
    if first.entity == second.entity or Basis.RELABEL.value in (first.basis, second.basis):
        return False
    if one.row is not None and other.row is not None:
        return False
    if one.term.relation == other.term.relation == "joint-venture":
        return False
    return not (_before(first.until, second.since) or _before(second.until, first.since))


def _before(until: str, since: str) -> bool:
    return bool(until and since) and until < since


def _mend(use: _Use, clash: _Use) -> str:
    if use.row is not None:
        return f"write {clash.term.row.entity} in the column entity: `banlint lists link --into PACK` does"
    return "keep it in one; or give both days that do not overlap; or make it a relabel, or a joint-venture of both"


def _shared_look_alikes(packs: Sequence[Pack], complaints: Complaints) -> None:
    seen: dict[str, str] = {}
    for pack in packs:
        for sheet in pack.of("entity"):
            for number, look_alike in enumerate(sheet.data.get("look_alikes", ())):
                found = key(look_alike["text"])
                other = seen.setdefault(found, sheet.data["id"])
                if other != sheet.data["id"]:
                    message = f"'{show(look_alike['text'], 60)}' is a look-alike of {other} too"
                    sheet.complain(complaints, ("look_alikes", number, "text"), message, "keep it in one of the two")
