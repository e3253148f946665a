"""What no schema can say of packs: ids that refer to something, days in order, names that lead to one entity."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from banlint.catalog import entity_checks, paper_checks, regime_checks, table_checks
from banlint.catalog.complaints import Complaints
from banlint.catalog.days import is_day
from banlint.catalog.known import Known, unknown
from banlint.catalog.pack import Pack, Sheet
from banlint.hints import Any
from banlint.model import Path
from banlint.text import show

_DAYS = frozenset({"since", "until", "on", "read", "edition", "date"})
_BY_ID = {
    "entity": "entities",
    "regime": "regimes",
    "profile": "profiles",
    "paper": "papers",
    "calendar": "calendars",
}
_LISTS = ("beside", "placeholders")
_CHECKS = {
    "entity": entity_checks.check,
    "regime": regime_checks.check_regime,
    "profile": regime_checks.check_profile,
    "vocabulary": regime_checks.check_vocabulary,
    "paper": paper_checks.check_paper,
    "calendar": paper_checks.check_calendar,
    "controls": entity_checks.check_controls,
}


def check(packs: Sequence[Pack], complaints: Complaints) -> None:
    """Complains of everything wrong between and within `packs`, whose files all have the shape of their schema."""
    known = _known(packs, complaints)
    for pack in packs:
        for sheet in pack.sheets:
            _sources(sheet, known, complaints)
            _days(sheet, complaints)
            if sheet.kind in _CHECKS:
                _CHECKS[sheet.kind](sheet, known, complaints)
            if sheet.kind == "regime":
                paper_checks.check_reports(sheet, known, complaints)
        table_checks.check(pack, known, complaints)
    entity_checks.check_homonyms(packs, complaints)


def _known(packs: Sequence[Pack], complaints: Complaints) -> Known:
    """Every id of `packs`; one that stands twice, or is not its file's name, is a complaint."""
    known = Known.empty()
    for pack in packs:
        known.lists.update(table.stem for table in pack.tables if table.kind == "list")
        for sheet in pack.sheets:
            if sheet.kind in _BY_ID:
                _identified(sheet, complaints)
            for kind, where in _ids(sheet):
                name = sheet.data["id"] if where == ("id",) else str(where[-1])
                if name in known.ids(kind):
                    message = f"the id '{show(name)}' stands in another file too"
                    sheet.complain(complaints, where, message, "give each its own id", at_key=where != ("id",))
                known.ids(kind).add(name)
    return known


def _ids(sheet: Sheet) -> Iterator[tuple[str, Path]]:
    """The kind and the path of every id that `sheet` defines."""
    if sheet.kind in _BY_ID:
        yield _BY_ID[sheet.kind], ("id",)
    elif sheet.kind == "sources":
        yield from (("sources", (name,)) for name in sheet.data)
    elif sheet.kind == "vocabulary":
        # Lists of words have no ids: those of all packs are one.
        kinds = ((kind, terms) for kind, terms in sheet.data.items() if kind not in _LISTS)
        yield from ((kind, (kind, name)) for kind, terms in kinds for name in terms)


def _identified(sheet: Sheet, complaints: Complaints) -> None:
    if sheet.data["id"] != sheet.stem:
        message = f"the id '{show(sheet.data['id'])}' is not the file's name"
        sheet.complain(complaints, ("id",), message, f"write id: {sheet.stem}, or rename the file")


def _sources(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    for where, value in _walk(sheet.data):
        if where[-1] == "source" and isinstance(value, str) and value not in known.sources:
            sheet.complain(complaints, where, *unknown("source", value, known.sources))


def _days(sheet: Sheet, complaints: Complaints) -> None:
    for where, value in _walk(sheet.data):
        if where[-1] in _DAYS and isinstance(value, str) and not is_day(value):
            sheet.complain(complaints, where, f"'{show(value)}' is not a day", "write an ISO day: 2019-08-13")
        if isinstance(value, dict) and _reversed(value):
            message = f"until {show(value['until'])} is before since {show(value['since'])}"
            sheet.complain(complaints, (*where, "until"), message, "swap or mend the days")
        if where[-1] == "stages" and isinstance(value, list):
            for number, (one, other) in enumerate(itertools.pairwise(value), 1):
                if str(other.get("on", "")) < str(one.get("on", "")):
                    place = (*where, number, "on")
                    sheet.complain(
                        complaints, place, "the stage is before the one above it", "put stages in order of days"
                    )


def _reversed(item: dict[str, Any]) -> bool:
    since, until = item.get("since"), item.get("until")
    return isinstance(since, str) and isinstance(until, str) and until < since


def _walk(data: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    """Every value below `data` with its path, in the order of the file."""
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        where, value = waiting.pop()
        if where:
            yield where, value
        if isinstance(value, dict):
            waiting.extend(((*where, key), item) for key, item in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend(((*where, number), item) for number, item in reversed(list(enumerate(value))))
