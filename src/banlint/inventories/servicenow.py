"""ServiceNow's Table API: references as display values, as keys to resolve, or as keys that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Aside
from banlint.inventories.fields import KEYS, Key
from banlint.inventories.pick import mappings
from banlint.inventories.records import MAC, MAKER, MODEL, NAME, PART, SERIAL, SUPPLIER, fact
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_KEYS: dict[str, Key | None] = {
    "manufacturer": MAKER,
    "manufacturer.name": MAKER,
    "model_id": MODEL,
    "model_id.name": MODEL,
    "model_id.display_name": MODEL,
    "model_id.manufacturer": MAKER,
    "model_id.manufacturer.name": MAKER,
    "model_number": PART,
    "serial_number": SERIAL,
    "mac_address": MAC,
    "vendor": SUPPLIER,
    "vendor.name": SUPPLIER,
    "location": fact("site"),
    "location.name": fact("site"),
    "install_status": fact("status"),
    "operational_status": None,
    "hardware_status": None,
    "sys_class_name": fact("category"),
    "install_date": fact("installed_on"),
    "retirement_date": fact("retired_on"),
    "retired": fact("retired_on"),
    "po_number": fact("order"),
    "asset_tag": None,
    "display_name": NAME,
    "os": None,
    "category": None,
    "company": None,
    "company.name": None,
    "cpu_manufacturer": None,
    "firmware_manufacturer": None,
    "product_instance_id": None,
    "host_name": None,
}
_REFERENCE = frozenset({"link", "value", "display_value"})
_HEX = frozenset("0123456789abcdef")
# Tables that others point to; what is in them is no asset by itself.
_REFERRED = frozenset({"core_company", "cmn_location", "cmdb_hardware_product_model", "cmdb_model", "sys_user"})
_SIGNS = frozenset({"manufacturer", "model_id", "serial_number", "asset_tag", "manufacturer.name", "sys_class_name"})
_UNRESOLVED = "unresolved"
"""The fact that says which key could not be resolved."""


class ServiceNow:
    """`{"result": [...]}`, or several tables by name."""

    name = "servicenow"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A table of configuration items or assets."""
        first = next((row for _, _, row in _rows(data)), None)
        return first is not None and ("sys_id" in first or "manufacturer.name" in first) and bool(_SIGNS & first.keys())

    def beside(self, data: Data) -> Iterator[Aside]:
        """What is no table, and what rows hold that is neither text nor a reference."""
        tables: set[str | int] = set(_REFERRED)
        for table, path, row in _rows(data):
            tables.add(table)
            odd = {key: value for key, value in row.items() if not _is_plain(value)}
            if odd:
                yield path, odd
        if isinstance(data, dict):
            yield (), {key: value for key, value in data.items() if key not in tables}

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a row of the tables of items; makers and models that are keys are looked up in the other tables."""
        names = {
            value: ((*path, key), _plain(row[key]))
            for _, path, row in _rows(data, every=True)
            if (value := _plain(row.get("sys_id"))) and (key := _named(row))
        }
        for _, path, row in _rows(data):
            yield _asset(row, path, names)


def _rows(data: Data, *, every: bool = False) -> Iterator[tuple[str, Path, Mapping[str, Data]]]:
    """Rows with the table they are of; those of tables that are only referred to where `every`."""
    if not isinstance(data, dict):
        return
    for table, value in data.items():
        if table in _REFERRED and not every:
            continue
        inner = value.get("result") if isinstance(value, dict) else None
        path: Path = (table, "result") if isinstance(inner, list) else (table,)
        if table != "result" and "_" not in table:
            continue
        single = inner if isinstance(inner, dict) else value
        if isinstance(single, dict) and "sys_id" in single:
            yield table, (table, "result") if single is inner else (table,), single
        for at, row in mappings(inner if isinstance(inner, list) else value, path):
            yield table, at, row


def _is_plain(value: Data) -> bool:
    return not isinstance(value, (dict, list)) or (isinstance(value, dict) and value.keys() <= _REFERENCE)


def _named(row: Mapping[str, Data]) -> str:
    return next((key for key in ("display_name", "name") if _plain(row.get(key))), "")


def _plain(value: Data) -> str:
    """The text of a field in either of its spellings."""
    return text(value.get("display_value") or value.get("value")) if isinstance(value, dict) else text(value)


def _asset(row: Mapping[str, Data], path: Path, names: Mapping[str, tuple[Path, str]]) -> Asset:
    found: list[Identifier] = []
    noted: dict[str, Fact] = {}
    title = _plain(row.get("name")) or _plain(row.get("display_name")) or _plain(row.get("asset_tag"))
    for raw, value in row.items():
        key = _KEYS[raw] if raw in _KEYS else KEYS[raw]
        if key is None or not (key.role or key.fact):
            continue
        for written, at, named in _values(value, (*path, raw), names):
            if _is_key(written):
                noted.setdefault(_UNRESOLVED, Fact(f"{raw} is a sys_id whose table is not in the file", at, raw))
            elif key.role is not None:
                found.append(Identifier(key.role, written, at, raw, named))
            else:
                said = _STATES.get(written, written) if raw == "install_status" else written
                noted.setdefault(key.fact, Fact(said, at, raw))
    if any(one.role is Role.MANUFACTURER for one in found):
        noted.pop(_UNRESOLVED, None)
    return Asset(title or "item", path, tuple(found), noted)


def _values(value: Data, at: Path, names: Mapping[str, tuple[Path, str]]) -> Iterator[tuple[str, Path, Path]]:
    """What a field says and where: by itself, or the name its key resolves to and where that is written."""
    if isinstance(value, dict):
        key = "display_value" if text(value.get("display_value")) else "value"
        value, at = value.get(key), (*at, key)
    written = text(value)
    if not written:
        return
    if written in names:
        yield names[written][1], at, names[written][0]
    else:
        yield written, at, ()


# The numbers of the base system for what is no more in use; the table gives them where names are not asked for.
_STATES = {"7": "retired", "100": "removed"}


def _is_key(written: str) -> bool:
    return len(written) == 32 and set(written) <= _HEX
