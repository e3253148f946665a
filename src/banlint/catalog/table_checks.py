"""CSV files of packs: each cell in its form, each code once, each entity and source existing, each list as recorded."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

from banlint.catalog.codes import code_of
from banlint.catalog.complaints import Complaints
from banlint.catalog.days import is_day
from banlint.catalog.known import Known, unknown
from banlint.catalog.names import key
from banlint.catalog.pack import Pack, Table
from banlint.catalog.tables import Row
from banlint.text import fold, show

Form = tuple[Callable[[str], object], str]


def _matches(pattern: str, mend: str) -> Form:
    return re.compile(pattern).fullmatch, mend


def _one_of(*values: str) -> Form:
    return values.__contains__, f"write one of {', '.join(value or 'nothing' for value in values)}"


def _day_or_nothing(cell: str) -> bool:
    return not cell or is_day(cell)


_DAY: Form = (_day_or_nothing, "write an ISO day or nothing")
_SURE = _one_of("certain", "probable", "possible")
_FORMS: Mapping[str, Mapping[str, Form]] = {
    "oui": {
        "prefix": _matches("[0-9A-F]{6,7}|[0-9A-F]{9}", "write 6, 7 or 9 upper-case hex digits"),
        "basis": _one_of("parent", "subsidiary", "affiliate", "former", "relabel", "trap", "disputed"),
        "until": _DAY,
    },
    "snmp": {
        "enterprise": _matches("[1-9][0-9]{0,9}", "write a number"),
        "status": _one_of("assigned", "squatted"),
    },
    "bus": {
        "bus": _one_of("pci", "usb", "edid"),
        "vendor": _matches("[0-9a-f]{4}(:[0-9a-f]{4})?|[A-Z]{3}", "write 4 lower-case hex digits, or vendor:device"),
    },
    "cpe": {
        "vendor": _matches(r"[a-z0-9_.\\!&+~-]+", "write it as CPE names do, in lower case"),
        "confidence": _SURE,
    },
    "fcc": {
        "grantee": _matches("[A-Z][A-Z0-9]{2}|[0-9][A-Z0-9]{4}", "write 3 or, after a digit, 5 capitals and digits"),
        "confidence": _SURE,
    },
    "banner": {
        "kind": _matches("[a-z][a-z0-9-]*", "write what says it: http-server, snmp, x509 ..."),
        "text": (fold, "write what the device says"),
        "match": _one_of("exact", "prefix", "word", "contains"),
        "confidence": _SURE,
    },
    "domain": {
        "suffix": _matches(r"[a-z0-9-]+(\.[a-z0-9-]+)+", "write the end of a host name, in lower case"),
        "confidence": _SURE,
    },
    "gpon": {"vendor": _matches("[A-Z0-9]{4}", "write 4 capitals or digits"), "confidence": _SURE},
    "makers": {"name": (key, "write a name")},
    "list": {
        "name": (key, "write a name"),
        "country": _matches("([A-Z]{2})?", "write an ISO 3166-1 code or nothing"),
        "listed_on": _DAY,
        "delisted_on": _DAY,
    },
}


def check(pack: Pack, known: Known, complaints: Complaints) -> None:
    """Complains of what is wrong in the tables of `pack`."""
    for table in pack.tables:
        seen: dict[str, int] = {}
        for row in table.rows:
            _cells(table, row, complaints)
            _references(table, row, known, complaints)
            if table.kind != "list":
                before = seen.setdefault(code_of(table.kind, row), row.line)
                if before != row.line:
                    table.complain(complaints, row, "the code stands twice", f"keep one; the other is in line {before}")
    _recorded(pack, complaints)


def _cells(table: Table, row: Row, complaints: Complaints) -> None:
    for column, (good, mend) in _FORMS[table.kind].items():
        cell = row.cells[column]
        if not good(cell):
            table.complain(complaints, row, f"'{show(cell, 60)}' is no {column.replace('_', ' ')}", mend)
    if table.kind == "list" and row.cells["delisted_on"] and row.cells["delisted_on"] < row.cells["listed_on"]:
        table.complain(complaints, row, "delisted_on is before listed_on", "swap or mend the days")


def _references(table: Table, row: Row, known: Known, complaints: Complaints) -> None:
    entity = row.cells.get("entity", "")
    trap = row.cells.get("basis") == "trap"
    may_lack = trap or table.kind in ("list", "makers") or row.cells.get("basis") == "disputed"
    if trap and entity:
        table.complain(complaints, row, "a trap names an entity", "leave the column entity empty")
    elif entity and entity not in known.ids("entities"):
        table.complain(complaints, row, *unknown("entity", entity, known.ids("entities")))
    elif not entity and not may_lack:
        table.complain(complaints, row, "the row names no entity", "fill the column entity")
    source = row.cells.get("source")
    if source is not None and source not in known.sources:
        table.complain(complaints, row, *unknown("source", source, known.sources))


def _recorded(pack: Pack, complaints: Complaints) -> None:
    """The rows and hash that pack.yaml records of a list are those of the file."""
    tables = {table.path: table for table in pack.tables}
    for sheet in pack.of("pack"):
        for number, record in enumerate(sheet.data.get("lists", ())):
            name = record.get("path", f"lists/{record['id']}.csv")
            table = tables.get(pack.files.shown(name))
            if table is None:
                sheet.complain(complaints, ("lists", number), f"the pack holds no {name}", "add it, or mend path")
                continue
            digest = hashlib.sha256(pack.files.contents[name]).hexdigest()
            for key_, found in (("rows", len(table.rows)), ("sha256", digest)):
                if record[key_] != found:
                    message = f"{name} is not as recorded: its {key_} is {found}"
                    sheet.complain(
                        complaints, ("lists", number, key_), message, f"review the change, then write {found}"
                    )
