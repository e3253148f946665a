"""What firmware says of its machine: `dmidecode`, as text or converted to JSON. The section says what was made."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.fields import normal
from banlint.inventories.pick import mappings
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_MACHINE = "systeminformation"
_PARTS = {
    "biosinformation": "firmware",
    "baseboardinformation": "board",
    "chassisinformation": "chassis",
    "processorinformation": "processor",
    "memorydevice": "memory",
    "systempowersupply": "power supply",
    "portablebattery": "battery",
}
_ROLES = {
    "manufacturer": Role.MANUFACTURER,
    "vendor": Role.MANUFACTURER,
    "productname": Role.MODEL,
    "name": Role.MODEL,
    "modelpartnumber": Role.PART_NUMBER,
    "partnumber": Role.PART_NUMBER,
    "skunumber": Role.PART_NUMBER,
    "serialnumber": Role.SERIAL,
    "family": Role.TEXT,
}
# What firmware says where its maker has said nothing.
_NOTHING = frozenset(
    {
        "", "notspecified", "unknown", "none", "na", "tobefilledbyoem", "defaultstring", "notprovided", "nodimm",
        "undefined", "empty", "notavailable", "systemmanufacturer", "systemproductname", "oem", "other",
    }
)  # fmt: skip


class Dmidecode:
    """A list of blocks, each with a description and values."""

    name = "dmidecode"
    beside = Own("[]/handle []/type []/bytes []/description []/values")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Blocks with a handle and a description."""
        first = data[0] if isinstance(data, list) and data else None
        return isinstance(first, dict) and first.keys() >= {"handle", "description", "values"}

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine, and its parts below it, in the order of the blocks."""
        blocks = list(mappings(data, ()))
        machine = next((one for one in blocks if normal(text(one[1].get("description"))) == _MACHINE), None)
        title = ""
        if machine:
            found = tuple(_said(machine[1].get("values"), machine[0]))
            title = next((one.value for one in found if one.role is Role.MODEL), "machine")
            yield Asset(title, machine[0], found, _noted(machine[1].get("values"), machine[0]))
        for path, block in blocks:
            kind = _PARTS.get(normal(text(block.get("description"))))
            if kind is None:
                continue
            found = tuple(one for one in _said(block.get("values"), path) if kind != "processor" or _is_maker(one))
            if any(one.role is Role.MANUFACTURER for one in found):
                yield Asset(kind, path, found, {"category": Fact(kind, path, "description")}, title)


def _is_maker(one: Identifier) -> bool:
    # The family and version of a processor are words of its architecture.
    return one.role is not Role.TEXT


def _said(values: Data, path: Path) -> Iterator[Identifier]:
    for key, value in values.items() if isinstance(values, dict) else ():
        role = _ROLES.get(normal(key))
        written = text(value)
        if role is not None and normal(written) not in _NOTHING:
            yield Identifier(role, written, (*path, "values", key), key)


def _noted(values: Data, path: Path) -> dict[str, Fact]:
    for key, value in values.items() if isinstance(values, dict) else ():
        if normal(key) == "family" and (written := text(value)):
            return {"family": Fact(written, (*path, "values", key), key)}
    return {}
