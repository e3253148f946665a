"""Rows of identifier tables as the index keeps them, and the code each is looked up by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from banlint.catalog.index import BannerRow, CodeRow, OuiRow
from banlint.catalog.names import key
from banlint.catalog.tables import Row
from banlint.model import Confidence
from banlint.text import fold

_CODES = {
    "oui": "prefix", "snmp": "enterprise", "cpe": "vendor", "fcc": "grantee", "domain": "suffix", "gpon": "vendor",
}  # fmt: skip


def code_of(kind: str, row: Row) -> str:
    """The key of `row` in the table `kind`: `02A0B1`, `99999`, `pci:0a1b`, `acme`, `2AAAA` ..."""
    cells = row.cells
    if kind == "bus":
        return f"{cells['bus']}:{cells['vendor']}"
    if kind == "banner":
        return fold(cells["text"])
    if kind == "makers":
        return key(cells["name"])
    return cells[_CODES[kind]]


def _oui(row: Row) -> OuiRow:
    cells = row.cells
    return OuiRow(cells["entity"], cells["basis"], cells["registrant"], cells["until"], cells["source"])


def _snmp(row: Row) -> CodeRow:
    cells = row.cells
    assigned = cells["status"] == "assigned"
    # A number used without being assigned may be used by others as well.
    sure = Confidence.CERTAIN if assigned else Confidence.PROBABLE
    note = "" if assigned else "the number is used without being assigned"
    return CodeRow(cells["entity"], cells["registrant"], sure.value, cells["source"], note)


def _registered(row: Row) -> CodeRow:
    cells = row.cells
    sure = cells.get("confidence", Confidence.CERTAIN.value)
    text = cells.get("registrant", cells.get("vendor", ""))
    return CodeRow(cells["entity"], text, sure, cells["source"], cells.get("note", ""))


def _banner(row: Row) -> BannerRow:
    cells = row.cells
    return BannerRow(
        cells["entity"], cells["text"], cells["confidence"], cells["source"], cells["note"], cells["kind"],
        cells["match"],
    )  # fmt: skip


def _maker(row: Row) -> tuple[()]:  # noqa: ARG001 - that it is there is all there is to it
    return ()


ROWS: Mapping[str, Callable[[Row], tuple[str, ...]]] = {
    "banner": _banner,
    "domain": _registered,
    "gpon": _registered,
    "makers": _maker,
    "oui": _oui,
    "snmp": _snmp,
    "bus": _registered,
    "cpe": _registered,
    "fcc": _registered,
}
