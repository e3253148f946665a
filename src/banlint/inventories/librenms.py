"""LibreNMS: rows of its devices, as its API and tests write them. No column names a maker; the agent's number does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.inventories.beside import Aside, Own
from banlint.inventories.pick import at, facts, identifiers, mappings
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED, Shape, Walker
from banlint.model import Asset, Data, Identifier, Path, Role

_OWN = (
    (Role.SYSOBJECTID, ("sysObjectID",)),
    (Role.BANNER, ("sysDescr",)),
    (Role.MODEL, ("hardware",)),
    (Role.SERIAL, ("serial",)),
    (Role.FIRMWARE, ("version",)),
)
_SITE = {"site": ("location",), "category": ("type",)}
_PORTS = "ports"
_OTHERS = frozenset({"os", "ports", "links", "arp-table", "fdb-table", "ipv4-addresses", "route"})
_PAGE = Own("status message count devices/[]")
_ANSWER = frozenset({"status", "message", "count", "locations", "inventory", "ports", "links", "components", "groups"})
_RUNS = ("discovery", "poller")
_SHAPE = Shape(ignored=frozenset({"links", "neighbours", "sensors", "syslog", "ipv4mac", "portsfdb"}))


class LibreNms:
    """The answer of the API for devices, or the tables of a test."""

    name = "librenms"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Devices with what an SNMP agent says of itself, or modules with what their runs found."""
        if not isinstance(data, dict):
            return False
        first = at(data, "devices", 0)
        if isinstance(first, dict) and ("sysObjectID" in first or "sysDescr" in first):
            return True
        if isinstance(first, dict) and first.keys() >= {"snmpver", "hostname"}:
            return True
        if "status" in data and "devices" not in data and data.keys() <= _ANSWER and len(data) > 1:
            return True
        return any(isinstance(one, dict) and one.keys() and one.keys() <= {*_RUNS} for one in data.values())

    def beside(self, data: Data) -> Iterable[Aside]:
        """What stands beside the API's devices; the modules of a test are all walked."""
        return _PAGE(data) if isinstance(data, dict) and "devices" in data else ()

    def assets(self, data: Data) -> Iterator[Asset]:
        """The devices with the addresses of their ports, and below a device the parts that its modules list."""
        for path, row in mappings(at(data, "devices"), ("devices",)):
            yield _device(row, path)
        title = ""
        for path, row in mappings(at(data, "os", "discovery", "devices"), ("os", "discovery", "devices")):
            asset = _device(row, path, tuple(_addresses(data)))
            title = asset.name
            yield asset
        for module, found in data.items() if isinstance(data, dict) and "devices" not in data else ():
            if module not in _OTHERS:
                walker = Walker(_SHAPE)
                walker.visit(found, (module,))
                for asset in walker.assets():
                    yield asset._replace(parent=asset.parent or title)


def _device(row: Data, path: Path, addresses: tuple[Identifier, ...] = ()) -> Asset:
    found = list(identifiers(row, path, _OWN))
    # The definition that fits a device is called after its maker and kind.
    maker, dash, _ = text(at(row, "os")).partition("-")
    if dash:
        found.append(Identifier(Role.BRAND, maker, (*path, "os"), "os"))
    title = text(at(row, "hostname")) or text(at(row, "sysName")) or text(at(row, "hardware")).strip() or UNNAMED
    return Asset(title, path, (*found, *addresses), facts(row, path, _SITE))


def _addresses(data: Data) -> Iterator[Identifier]:
    """Each address of a port once: a device repeats them."""
    seen: set[str] = set()
    for run in _RUNS:
        for path, row in mappings(at(data, _PORTS, run, _PORTS), (_PORTS, run, _PORTS)):
            written = text(row.get("ifPhysAddress"))
            if written and written not in seen:
                seen.add(written)
                yield Identifier(Role.MAC, written, (*path, "ifPhysAddress"), "ifPhysAddress")
