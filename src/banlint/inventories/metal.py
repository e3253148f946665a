"""Bare metal: MAAS, Metal3, Tinkerbell, and the tuples that Ironic's collectors write."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Aside, Own, without
from banlint.inventories.hosts import Host, Part
from banlint.inventories.pick import at, mappings
from banlint.inventories.records import MAC, NAME, Records
from banlint.inventories.scalars import text
from banlint.inventories.walk import Walker
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_RESOURCE = Own("apiVersion kind metadata spec status items", again="items/[]")
_OWN_OF_MAAS = Own(
    "address_ttl architecture bios_boot_method blockdevice_set bmc_id boot_disk boot_interface bcaches"
    " bond_mode cache_sets children commissioning_* cpu_* current_* default_gateways description disable_ipv4"
    " discovered distro_series domain effective_mtu enable_* enabled ephemeral_deploy error_description"
    " firmware_version fqdn hardware_info hardware_uuid hostname hwe_kernel id interface_set"
    " interface_test_status* iscsiblockdevice_set ip_addresses is_dpu last_applied* last_ping last_sync link_*"
    " locked media_versions memory* min_hwe_kernel netboot network_test_status* next_sync node_type*"
    " numanode_set osystem other_test_status* owner owner_data parent partitions parents permissions"
    " physicalblockdevice_set pod pool power_* previous_status* pxe_mac raids resource_uri service_set"
    " special_filesystems status* storage* swap_size sync_interval system_id tag_names testing_status* tags"
    " type_name update_interval version virtualblockdevice_set virtualmachine_id virtualmachine_* vlan*"
    " volume_groups workload_annotations zone"
)
_MAAS = Host(
    (("fqdn",), ("hostname",), ("system_id",)),
    (
        (Role.MANUFACTURER, ("hardware_info", "system_vendor")),
        (Role.MODEL, ("hardware_info", "system_product")),
        (Role.SERIAL, ("hardware_info", "system_serial")),
    ),
    (
        Part("board", ("hardware_info",),
             ((Role.MANUFACTURER, ("mainboard_vendor",)), (Role.MODEL, ("mainboard_product",))), False),
        Part("network", ("interface_set",), ((Role.MANUFACTURER, ("vendor",)), (Role.MODEL, ("product",)))),
        Part("disk", ("physicalblockdevice_set",), ((Role.MODEL, ("model",)), (Role.SERIAL, ("serial",)))),
    ),
    {"site": ("zone", "name"), "status": ("status_name",)},
)  # fmt: skip
_METAL3 = Host(
    (("metadata", "name"),),
    (
        (Role.MANUFACTURER, ("status", "hardware", "systemVendor", "manufacturer")),
        (Role.MODEL, ("status", "hardware", "systemVendor", "productName")),
        (Role.SERIAL, ("status", "hardware", "systemVendor", "serialNumber")),
        (Role.MAC, ("spec", "bootMACAddress")),
    ),
    (
        Part("firmware", ("status", "hardware", "firmware", "bios"), ((Role.MANUFACTURER, ("vendor",)),), False),
        Part("disk", ("status", "hardware", "storage"),
             ((Role.MANUFACTURER, ("vendor",)), (Role.MODEL, ("model",)), (Role.SERIAL, ("serialNumber",)))),
    ),
)  # fmt: skip
_TINKERBELL = Host(
    (("metadata", "name"),),
    (
        (Role.MANUFACTURER, ("spec", "metadata", "manufacturer", "slug")),
        (Role.MODEL, ("spec", "metadata", "manufacturer", "model")),
    ),
    (),
    {"site": ("spec", "metadata", "facility", "facility_code")},
)
_TUPLES = {"vendor": Role.MANUFACTURER, "name": Role.MODEL, "model": Role.MODEL, "product": Role.MODEL,
           "serial": Role.SERIAL}  # fmt: skip


class Maas:
    """What the API of MAAS answers: machines, devices and controllers, bare or under the command's name."""

    name = "maas"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Records with a system id and what only MAAS says beside it."""
        first = next((one for one in _nodes(data) if "system_id" in one[1]), None)
        return first is not None and bool(first[1].keys() & {"interface_set", "node_type_name", "hardware_info"})

    def beside(self, data: Data) -> Iterator[Aside]:
        """What a node does not have, and what is no node."""
        for path, node in _nodes(data):
            yield from (((*path, *below), part) for below, part in _OWN_OF_MAAS(node))
        if isinstance(data, dict) and "system_id" not in data:
            yield (), {key: one for key, one in data.items() if not _is_listing(one) and not _is_node(one)}
        elif not _is_listing(data):
            yield from without("system_id")(data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a node, and its parts."""
        for path, node in _nodes(data):
            yield from _MAAS.assets(node, path, tuple(_listed_macs(node, path, ("interface_set",), ("mac_address",))))


BmcList = Records(
    "metal3-bmc-list",
    "bootMacAddress|address|name",
    keys={"bootMacAddress": MAC, "name": NAME, "address": None},
    ignored="rootdevicehints",
)


class Metal3:
    """A resource of Metal3. Only hosts are hardware."""

    name = "metal3"
    beside = _RESOURCE

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A resource, or a list of such, whose API is Metal3's."""
        items = at(data, "items")
        first = items[0] if isinstance(items, list) and items else data
        return text(at(first, "apiVersion")).startswith("metal3.io/")

    def assets(self, data: Data) -> Iterator[Asset]:
        """The host, its addresses and its disks."""
        for path, one in _items(data):
            if one.get("kind") in ("BareMetalHost", "HardwareData"):
                nics = ("status", "hardware", "nics")
                yield from _METAL3.assets(one, path, tuple(_listed_macs(one, path, nics, ("mac",))))


class Tinkerbell:
    """A resource of Tinkerbell. Only `Hardware` is."""

    name = "tinkerbell"
    beside = _RESOURCE

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A resource whose API is Tinkerbell's."""
        items = at(data, "items")
        first = items[0] if isinstance(items, list) and items else data
        return text(at(first, "apiVersion")).startswith("tinkerbell.org/")

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine and its addresses."""
        for path, one in _items(data):
            if one.get("kind") == "Hardware":
                macs = tuple(_listed_macs(one, path, ("spec", "interfaces"), ("dhcp", "mac")))
                yield from _TINKERBELL.assets(one, path, macs)


class Kubernetes:
    """Any other resource of a cluster. It also keeps streams of resources, told apart by a value, from the screen."""

    name = "kubernetes"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What every resource has."""
        return isinstance(data, dict) and data.keys() >= {"apiVersion", "kind"}

    def assets(self, data: Data) -> Iterator[Asset]:
        """What the well-known keys say."""
        walker = Walker()
        walker.visit(data)
        yield from walker.assets()


class Ironic:
    """Tuples of class, thing, property and value."""

    name = "ironic-hardware"
    beside = Own("")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Rows of four texts that begin with a class of hardware."""
        rows = data[:20] if isinstance(data, list) else []
        return bool(rows) and all(isinstance(row, list) and len(row) == 4 and row[0] in _CLASSES for row in rows)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine with its addresses, and below it what else names a maker."""
        things: dict[tuple[str, str], list[Identifier]] = {}
        own: list[Identifier] = []
        for index, row in enumerate(data if isinstance(data, list) else ()):
            if not isinstance(row, list) or len(row) != 4:
                continue
            kind, thing, key, value = map(text, row)
            role = Role.MAC if (kind, key) == ("network", "serial") else _TUPLES.get(key)
            if role is None or not value:
                continue
            found = Identifier(role, value, (index, 3), f"{kind}.{thing}.{key}")
            is_own = (kind, thing) == ("system", "product") or role is Role.MAC
            (own if is_own else things.setdefault((kind, thing), [])).append(found)
        title = next((one.value for one in own if one.role is Role.MODEL), "machine")
        if own:
            yield Asset(title, own[0].path[:1], tuple(own))
        for (kind, thing), said in things.items():
            if any(one.role is Role.MANUFACTURER for one in said):
                at_class = (*said[0].path[:1], 0)
                yield Asset(thing, said[0].path[:1], tuple(said), {"category": Fact(kind, at_class, "0")}, title)


def _nodes(data: Data) -> Iterator[tuple[Path, dict[str, Data]]]:
    if isinstance(data, list):
        yield from mappings(data, ())
    elif isinstance(data, dict):
        if "system_id" in data:
            yield (), dict(data)
            return
        for key, one in data.items():
            if isinstance(one, list):
                yield from mappings(one, (key,))
            elif isinstance(one, dict) and _is_node(one):
                yield (key,), dict(one)


def _is_listing(value: Data) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _is_node(one: Data) -> bool:
    return isinstance(one, dict) and "system_id" in one


def _items(data: Data) -> Iterator[tuple[Path, dict[str, Data]]]:
    listed = at(data, "items")
    if isinstance(listed, list):
        yield from mappings(listed, ("items",))
    elif isinstance(data, dict):
        yield (), dict(data)


def _listed_macs(record: Data, path: Path, steps: Path, last: Path) -> Iterator[Identifier]:
    for where, one in mappings(at(record, *steps), (*path, *steps)):
        written = text(at(one, *last))
        if written:
            yield Identifier(Role.MAC, written, (*where, *last), str(last[-1]))


_CLASSES = frozenset(
    {"boot", "cpu", "disk", "diskphysical", "firmware", "hpa", "hw", "infiniband", "ipmi", "lldp", "memory"}
    | {"network", "numa", "pdu", "system"}
)
