"""NAPALM's getters: facts and interfaces are a device's own; neighbours, address tables and optics are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.inventories.beside import Aside, Own
from banlint.inventories.pick import identifiers
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Identifier, Path, Role

_FACTS = frozenset({"vendor", "model", "serial_number", "os_version"})
_OWN = (
    (Role.MANUFACTURER, ("vendor",)),
    (Role.MODEL, ("model",)),
    (Role.SERIAL, ("serial_number",)),
    (Role.FIRMWARE, ("os_version",)),
)
_INTERFACE = frozenset({"is_up", "is_enabled", "mac_address"})
# What getters return of others, or of the device without saying what it is: a list of such, or lists and mappings
# by the name of an interface, a routing instance or a protocol.
_ROWS = (
    frozenset({"mac", "interface", "vlan", "static"}),
    frozenset({"mac", "interface", "ip", "age"}),
    frozenset({"interface", "ip", "mac", "state"}),
)
_LISTED = (
    frozenset({"hostname", "port"}),
    frozenset({"remote_port", "remote_chassis_id"}),
    frozenset({"remote_as", "local_as"}),
)
_NAMED = (
    frozenset({"physical_channels"}),
    frozenset({"router_id", "peers"}),
    frozenset({"tx_errors", "rx_errors"}),
    frozenset({"prefix_length"}),
    frozenset({"ipv4"}),
    frozenset({"ipv6"}),
)
_BARE = (
    frozenset({"fans", "temperature", "power", "cpu"}),
    frozenset({"chassis_id", "community", "contact", "location"}),
    frozenset({"running", "startup", "candidate"}),
)
_WRAPPERS = ("facts", "get_facts", "interfaces", "get_interfaces")
_OTHERS = (
    "lldp_neighbors lldp_neighbors_detail arp_table ipv6_neighbors_table mac_address_table bgp_neighbors"
    " bgp_neighbors_detail bgp_config environment interfaces_counters interfaces_ip ntp_peers ntp_servers ntp_stats"
    " optics probes_config probes_results route_to snmp_information users vlans network_instances config"
    " firewall_policies"
)
_FACTS_OWN = Own(
    "vendor model serial_number os_version uptime uptime_string hostname fqdn interface_list"
    " " + " ".join(_WRAPPERS) + f" {_OTHERS} " + " ".join(f"get_{one}" for one in _OTHERS.split())
)


class Napalm:
    """What one getter returned, bare or under its name."""

    name = "napalm"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Facts, interfaces by name, or what tells of others."""
        if isinstance(data, list):
            return any(_has(data[0], signs) for signs in _ROWS) if data else False
        if not isinstance(data, dict) or not data:
            return False
        return _is_own(data) or any(_is_own(data.get(key)) for key in _WRAPPERS) or _is_of_others(data)

    def beside(self, data: Data) -> Iterable[Aside]:
        """What no getter returns; of interfaces and neighbours by name, the entries that are unlike the first."""
        if isinstance(data, list):
            return [((index,), one) for index, one in enumerate(data) if not any(_has(one, signs) for signs in _ROWS)]
        if not isinstance(data, dict):
            return ()
        if data.keys() >= _FACTS or any(key in data for key in _WRAPPERS) or any(_has(data, one) for one in _BARE):
            return _FACTS_OWN(data) if not any(_has(data, one) for one in _BARE) else ()
        return [((), {key: one for key, one in data.items() if one and not _is_entry(one)})]

    def assets(self, data: Data) -> Iterator[Asset]:
        """The device."""
        if not isinstance(data, dict):
            return
        found: list[Identifier] = []
        title = ""
        places: list[tuple[Path, Data]] = [((), data)]
        places += [((key,), data[key]) for key in _WRAPPERS if key in data]
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


def _has(record: Data, signs: frozenset[str]) -> bool:
    return isinstance(record, dict) and record.keys() >= signs


def _is_own(record: Data) -> bool:
    return _has(record, _FACTS) or _is_interfaces(record)


def _is_interfaces(record: Data) -> bool:
    first = next(iter(record.values()), None) if isinstance(record, dict) else None
    return _has(first, _INTERFACE)


def _is_of_others(data: Data) -> bool:
    first = next((one for one in data.values() if one), None) if isinstance(data, dict) else None
    return any(_has(data, one) for one in _BARE) or (not _has(first, _INTERFACE) and _is_entry(first))


def _is_entry(one: Data) -> bool:
    """Whether `one` is what a getter says under the name of an interface, a routing instance or a protocol."""
    if isinstance(one, list):
        return bool(one) and any(_has(one[0], signs) for signs in _LISTED)
    return _has(one, _INTERFACE) or any(_has(one, signs) for signs in _NAMED)
