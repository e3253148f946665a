"""NAPALM's getters: facts and interfaces are a device's own; neighbours, address tables and optics are not."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.pick import identifiers
from banlint.inventories.walk import UNNAMED, text
from banlint.model import Asset, Data, Identifier, Path, Role

_FACTS = frozenset({"vendor", "model", "serial_number", "os_version"})
_OWN = (
    (Role.MANUFACTURER, ("vendor",)),
    (Role.MODEL, ("model",)),
    (Role.SERIAL, ("serial_number",)),
    (Role.FIRMWARE, ("os_version",)),
)
_INTERFACE = frozenset({"is_up", "is_enabled", "mac_address"})
_NEIGHBOUR = (frozenset({"hostname", "port"}), frozenset({"remote_port", "remote_chassis_id"}))
_ADDRESS = frozenset({"mac", "interface", "vlan", "static"})
_WRAPPERS = {"facts", "get_facts", "interfaces", "get_interfaces"}


class Napalm:
    """What one getter returned, bare or under its name."""

    name = "napalm"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Facts, interfaces by name, or what tells of others."""
        if isinstance(data, list):
            first = data[0] if data else None
            return isinstance(first, dict) and first.keys() >= _ADDRESS
        if not isinstance(data, dict) or not data:
            return False
        return _is_own(data) or any(_is_own(data.get(key)) for key in _WRAPPERS) or _is_of_others(data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The device."""
        if not isinstance(data, dict):
            return
        found: list[Identifier] = []
        title = ""
        places: list[tuple[Path, Data]] = [((), data), *(((key,), data[key]) for key in _WRAPPERS & data.keys())]
        for path, record in places:
            if not isinstance(record, dict):
                continue
            if record.keys() >= _FACTS:
                found.extend(identifiers(record, path, _OWN))
                title = text(record.get("fqdn")) or text(record.get("hostname"))
            elif _is_interfaces(record):
                found.extend(
                    Identifier(Role.MAC, written, (*path, key, "mac_address"), "mac_address")
                    for key, one in record.items()
                    if isinstance(one, dict) and (written := text(one.get("mac_address")))
                )
        if found:
            yield Asset(title or UNNAMED, (), tuple(found))


def _is_own(record: Data) -> bool:
    return isinstance(record, dict) and (record.keys() >= _FACTS or _is_interfaces(record))


def _is_interfaces(record: Data) -> bool:
    first = next(iter(record.values()), None) if isinstance(record, dict) else None
    return isinstance(first, dict) and first.keys() >= _INTERFACE


def _is_of_others(data: Data) -> bool:
    first = next((one for one in data.values() if one), None) if isinstance(data, dict) else None
    if isinstance(first, list) and first and isinstance(first[0], dict):
        return any(first[0].keys() >= signs for signs in _NEIGHBOUR)
    return isinstance(first, dict) and "physical_channels" in first
