"""What the tools of a host print as JSON, by themselves or converted by `jc`: buses, disks, links, scans."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own, without
from banlint.inventories.fields import Key
from banlint.inventories.pick import at, identifiers, mappings
from banlint.inventories.records import FIRMWARE, MAC, MODEL, NAME, TEXT, Nothing, Records
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Identifier, Path, Role

_LINK = frozenset({"ifindex", "ifname"})
_FIELDS = {"Vendor ID": Role.CHIP, "Model name": Role.CHIP}

Arp = Records("arp", "hwtype|hwaddress|address", "hwtype|address|iface", keys={"hwtype": None}, every=False)
Ifconfig = Records("ifconfig", "mac_addr|mtu|name", keys={"mac_addr": MAC, "type": None, "state": None}, every=False)
Hciconfig = Records("hciconfig", "bd_address|bus", keys={"bd_address": MAC, "device": NAME}, every=False)
Upower = Records("upower", "native_path|power_supply", every=False, keys={"native_path": NAME, "type": None})
Lsblk = Records(
    "lsblk",
    "maj_min|mountpoint|name",
    "maj:min|name",
    roots=(("blockdevices",),),
    every=False,
    keys={"type": None, "owner": None, "label": None, "state": None},
)
Lsusb = Records(
    "lsusb",
    "bus|device|id|description",
    every=False,
    keys={"id": Key(Role.USB_ID, strong=True), "description": TEXT, "device": None},
    # The descriptors spell out the same numbers.
    ignored="devicedescriptor devicequalifier devicestatus hubdescriptor binaryobjectstoredescriptor",
)
# Who is heard on the air is somebody else.
Scan = Nothing("wifi-scan", "bssid|ssid", "bssid|freq", "bssid|rssi", beside=without("bssid"))
Lsmem = Records("lsmem", "range|removable|block", roots=(("memory",),), every=False)
Hostnamectl = Records(
    "hostnamectl",
    "HardwareVendor|Hostname",
    "OperatingSystemPrettyName|Hostname",
    every=False,
    keys={"FirmwareVersion": FIRMWARE, "Hostname": NAME, "Chassis": Key(fact="category")},
)
Smartctl = Records(
    "smartctl",
    "smartctl|device",
    keys={"model_name": MODEL, "model_family": TEXT, "firmware_version": FIRMWARE, "vendor": None},
    ignored="smartctl atasmartattributes atasmartdata device",
)
Nvme = Records(
    "nvme-list",
    "ModelNumber|DevicePath",
    "ModelNumber|SerialNumber|Firmware",
    roots=(("Devices",),),
    keys={"ModelNumber": MODEL, "DevicePath": NAME, "ProductName": None},
)
# The type is that of a driver, which serves the devices of many makers.
Netmiko = Records("netmiko", "device_type|username|password", "device_type|secret|ip", keys={"device_type": TEXT})


class Lspci:
    """`lspci` as `jc` converts it: what a slot holds, in words or by numbers alone."""

    name = "lspci"
    beside = staticmethod(without("slot"))

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Slots."""
        first = at(data, 0)
        return isinstance(first, dict) and "slot" in first and ("vendor_id" in first or "class" in first)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a slot."""
        for path, row in mappings(data, ()):
            found = list(identifiers(row, path, ((Role.MANUFACTURER, ("vendor",)), (Role.MODEL, ("device",)))))
            numbers = text(row.get("vendor_id")), text(row.get("device_id"))
            if all(numbers):
                found.append(Identifier(Role.PCI_ID, ":".join(numbers), (*path, "vendor_id"), "vendor_id"))
            if found:
                yield Asset(text(row.get("slot")) or UNNAMED, path, tuple(found))


class IpLink:
    """`ip -json link` and `ip -json address`: the interfaces of one machine."""

    name = "ip-link"
    beside = staticmethod(without("ifname"))

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Interfaces with an index and a name."""
        first = at(data, 0)
        return isinstance(first, dict) and first.keys() >= _LINK

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine, by the addresses of its interfaces."""
        found: list[Identifier] = []
        for path, row in mappings(data, ()):
            if row.get("link_type") in (None, "ether"):
                keys: tuple[Path, ...] = (("permaddr",),) if text(row.get("permaddr")) else (("address",),)
                found += identifiers(row, path, [(Role.MAC, key) for key in keys])
        if found:
            yield Asset(UNNAMED, (), tuple(found))


class Lscpu:
    """`lscpu --json`: fields and what they say."""

    name = "lscpu"
    beside = Own("lscpu")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """The key that it writes everything under."""
        return isinstance(data, dict) and isinstance(data.get("lscpu"), list)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine, by its processor."""
        stack = list(mappings(at(data, "lscpu"), ("lscpu",)))
        found = []
        while stack:
            path, row = stack.pop(0)
            role = _FIELDS.get(text(row.get("field")).removesuffix(":"))
            if role and text(row.get("data")):
                found.append(Identifier(role, text(row.get("data")), (*path, "data"), text(row.get("field"))))
            stack += mappings(row.get("children"), (*path, "children"))
        if found:
            yield Asset(UNNAMED, (), tuple(found))


class Nmap:
    """A scan of nmap, its XML converted: one host or a list of them, attributes marked by `@` or `_`."""

    name = "nmap"
    beside = Own("nmaprun #comment")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """The element that every scan is."""
        return isinstance(data, dict) and isinstance(data.get("nmaprun"), dict)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a host whose address on the wire was seen."""
        for path, host in _many(at(data, "nmaprun", "host"), ("nmaprun", "host")):
            found: list[Identifier] = []
            title = ""
            for where, address in _many(at(host, "address"), (*path, "address")):
                kind = _attribute(address, "addrtype")[1]
                key, written = _attribute(address, "addr")
                if kind != "mac":
                    title = title or written
                    continue
                found.append(Identifier(Role.MAC, written, (*where, key), "address"))
                key, maker = _attribute(address, "vendor")
                if maker:
                    found.append(Identifier(Role.MANUFACTURER, maker, (*where, key), "address.vendor"))
            if found:
                yield Asset(title or UNNAMED, path, tuple(found))


def _many(value: Data, path: Path) -> Iterator[tuple[Path, Data]]:
    """The mappings of a list, or the one that stands where a list might."""
    if isinstance(value, list):
        yield from mappings(value, path)
    elif isinstance(value, dict):
        yield path, value


def _attribute(element: Data, name: str) -> tuple[str, str]:
    if isinstance(element, dict):
        for mark in ("@", "_", ""):
            if written := text(element.get(mark + name)):
                return mark + name, written
    return name, ""


HOST_TOOLS = (
    Lspci(), Lsusb, Arp, Ifconfig, Hciconfig, Upower, Lsblk, Scan, IpLink(), Lscpu(), Lsmem, Hostnamectl, Smartctl,
    Nvme, Nmap(), Netmiko,
)  # fmt: skip
