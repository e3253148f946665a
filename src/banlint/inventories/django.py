"""What `manage.py dumpdata` writes of NetBox or Nautobot: a flat list of rows that point to one another by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import facts, identifiers, mappings
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role
from banlint.named import NamedTuple

_TYPE_OF = {"dcim.device": "device_type", "dcim.module": "module_type", "dcim.inventoryitem": ""}
_OWN = ((Role.SERIAL, ("serial",)), (Role.PART_NUMBER, ("part_id",)))
_OWN_FACTS: dict[str, Path] = {"status": ("status",), "installed_on": ("install_date",)}
_REFERRED = {"site": "dcim.site", "device_role": "dcim.devicerole", "role": "dcim.devicerole"}
_FACTS = {"site": "site", "device_role": "category", "role": "category"}


class _Row(NamedTuple):
    path: Path
    fields: Mapping[str, Data]


class DjangoDump:
    """`[{"model": "dcim.device", "pk": 1, "fields": {...}}]`, makers two keys away from their devices."""

    name = "netbox-dumpdata"
    beside = Own("[]/model []/pk []/fields")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A list whose first element is a row of a fixture."""
        first = data[0] if isinstance(data, list) and data else None
        return isinstance(first, dict) and isinstance(first.get("fields"), dict) and isinstance(first.get("model"), str)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The devices, modules and inventory items, each with the maker its type points to."""
        rows = _rows(data)
        addresses = _addresses(rows)
        for (model, key), row in rows.items():
            if model in _TYPE_OF:
                yield _asset(model, row, rows, addresses.get(key, []) if model == "dcim.device" else [])


def _rows(data: Data) -> dict[tuple[str, str], _Row]:
    """Every row by its model and key."""
    rows = {}
    for path, one in mappings(data, ()):
        fields = one.get("fields")
        if isinstance(fields, dict):
            rows[text(one.get("model")), text(one.get("pk"))] = _Row(path, fields)
    return rows


def _addresses(rows: Mapping[tuple[str, str], _Row]) -> dict[str, list[Identifier]]:
    """The MAC addresses of each device's interfaces."""
    found: dict[str, list[Identifier]] = {}
    for (model, _), row in rows.items():
        written = text(row.fields.get("mac_address"))
        if written and model == "dcim.interface":
            one = Identifier(Role.MAC, written, (*row.path, "fields", "mac_address"), "mac_address")
            found.setdefault(text(row.fields.get("device")), []).append(one)
    return found


def _asset(model: str, row: _Row, rows: Mapping[tuple[str, str], _Row], addresses: list[Identifier]) -> Asset:
    key = _TYPE_OF[model]
    found = list(_from_type(row, key, rows) if key else _maker(row, (*row.path, "fields", "manufacturer"), rows))
    found += identifiers(row.fields, (*row.path, "fields"), _OWN)
    noted = facts(row.fields, (*row.path, "fields"), _OWN_FACTS)
    for field, table in _REFERRED.items():
        other = rows.get((table, text(row.fields.get(field))))
        if other and (written := text(other.fields.get("name"))):
            noted.setdefault(_FACTS[field], Fact(written, (*other.path, "fields", "name"), f"{field}.name"))
    holder = rows.get(("dcim.device", text(row.fields.get("device"))))
    parent = text(holder.fields.get("name")) if holder else ""
    name = text(row.fields.get("name")) or text(row.fields.get("asset_tag")) or "/" + "/".join(map(str, row.path))
    return Asset(name, row.path, tuple(found + addresses), noted, parent)


def _from_type(row: _Row, key: str, rows: Mapping[tuple[str, str], _Row]) -> Iterator[Identifier]:
    """Maker and model by the type that `key` points to, placed where the device points to it."""
    here = (*row.path, "fields", key)
    natural = row.fields.get(key)
    if isinstance(natural, list):
        # With natural keys a type is written as its maker and its model.
        for index, (role, one) in enumerate(zip((Role.MANUFACTURER, Role.MODEL), natural, strict=False)):
            if text(one):
                yield Identifier(role, text(one), (*here, index), key)
        return
    kind = rows.get(("dcim." + key.replace("_", ""), text(natural)))
    if kind is None:
        return
    yield from _maker(kind, here, rows)
    for role, name in ((Role.MODEL, "model"), (Role.PART_NUMBER, "part_number")):
        written = text(kind.fields.get(name))
        if written:
            yield Identifier(role, written, here, f"{key}.{name}", (*kind.path, "fields", name))


def _maker(row: _Row, here: Path, rows: Mapping[tuple[str, str], _Row]) -> Iterator[Identifier]:
    """The maker that `row` points to, placed at the pointing field: each device is found at its own place."""
    natural = row.fields.get("manufacturer")
    if isinstance(natural, list) and natural and text(natural[0]):
        where = (*row.path, "fields", "manufacturer", 0)
        yield Identifier(Role.MANUFACTURER, text(natural[0]), here, "manufacturer", where if here != where[:-1] else ())
        return
    maker = rows.get(("dcim.manufacturer", text(natural)))
    written = text(maker.fields.get("name")) if maker else ""
    if maker and written:
        field = f"{here[-1]}.manufacturer.name" if here[-1] != "manufacturer" else "manufacturer.name"
        yield Identifier(Role.MANUFACTURER, written, here, field, (*maker.path, "fields", "name"))
