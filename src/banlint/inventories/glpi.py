"""GLPI and its agents, FusionInventory and Rudder too: the inventory a computer or a network device sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.fields import normal
from banlint.inventories.pick import mappings
from banlint.inventories.records import FIRMWARE, SERIAL, fact
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_ROLES = {
    "smanufacturer": Role.MANUFACTURER,
    "smodel": Role.MODEL,
    "ssn": Role.SERIAL,
    "skunumber": Role.PART_NUMBER,
    "bversion": Role.FIRMWARE,
}
_BOARD = {"mmanufacturer": Role.MANUFACTURER, "mmodel": Role.MODEL, "msn": Role.SERIAL}
_PARTS = (
    "memories",
    "storages",
    "monitors",
    "controllers",
    "usbdevices",
    "batteries",
    "printers",
    "cameras",
    "videos",
    "modems",
    "inputs",
    "powersupplies",
    "network_components",
)
_SECTIONS = (
    "accesslog antivirus batteries bios cameras cartridges controllers cpus databases_services drives"
    " envs firewalls firmwares hardware inputs licenseinfos local_groups local_users logical_volumes"
    " memories modems monitors networks operatingsystem pagecounters physical_volumes ports powersupplies"
    " printers processes registry remote_mgmt rudder sensors simcards slots softwares sounds storages"
    " usbdevices users versionclient versionprovider videos virtualmachines volume_groups"
    " network_components network_device network_ports device accountinfo autoupdatesystems bioses jobs"
)
_TOP = "action deviceid itemtype partial tag query versionclient jsonversion"
_ENVELOPE = Own(
    " ".join(
        f"{prefix}{one} {prefix.upper()}{one.upper()}"
        for prefix in ("", "request/")
        for one in (*_TOP.split(), *(f"content/{section}" for section in _SECTIONS.split()))
    )
)
_SHAPE = Shape(every=False, keys={"name": None, "NAME": None, "caption": None, "serial": SERIAL, "type": None})
_DEVICE = Shape(
    every=True,
    ignored=frozenset({"ips", "credentials"}),
    keys={"type": fact("category"), "TYPE": fact("category"), "firmware": FIRMWARE, "cpu": None},
)


class Glpi:
    """`{"content": {...}}` with the sections of an agent, in small letters or capitals."""

    name = "glpi"
    beside = _ENVELOPE

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with `content` that has a BIOS, a hardware section or a network device."""
        _, content = _content(data)
        return content is not None and any(
            isinstance(_get(content, key)[1], dict) for key in ("bios", "hardware", "network_device")
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """The machine or the network device, and its components under it."""
        path, content = _content(data)
        if content is None:
            return
        key, device = _get(content, "network_device")
        if isinstance(device, dict):
            walker = Walker(_DEVICE)
            walker.visit(device, (*path, key))
            yield from walker.assets()
            title = text(_get(device, "name")[1])
        else:
            machine = _machine(path, content)
            title = machine.name
            yield machine
            yield from _board(path, content, title)
        for section in _PARTS:
            key, listed = _get(content, section)
            for at, part in mappings(listed, (*path, key)):
                walker = Walker(_SHAPE)
                walker.visit(part, at)
                for one in walker.assets():
                    yield one._replace(name=text(_get(part, "name")[1]) or one.name, parent=title)


def _content(data: Data) -> tuple[Path, Mapping[str, Data] | None]:
    path: Path = ()
    for wanted in ("request", "content"):
        if isinstance(data, dict):
            key, inner = _get(data, wanted)
            if isinstance(inner, dict):
                path, data = (*path, key), inner
    return path, data if path and normal(str(path[-1])) == "content" and isinstance(data, dict) else None


def _get(data: Mapping[str, Data], wanted: str) -> tuple[str, Data]:
    """The key and value of `wanted`, in small letters or capitals."""
    return (wanted, data[wanted]) if wanted in data else (wanted.upper(), data.get(wanted.upper()))


def _machine(path: Path, content: Mapping[str, Data]) -> Asset:
    found = list(_section(content, path, "bios", _ROLES))
    key, networks = _get(content, "networks")
    for at, network in mappings(networks, (*path, key)):
        virtual = text(_get(network, "virtualdev")[1])
        for address in ("mac", "macaddr"):
            word, value = _get(network, address)
            if text(value) and virtual not in {"1", "yes"}:
                found.append(Identifier(Role.MAC, text(value), (*at, word), f"{key}.{word}"))
    key, hardware = _get(content, "hardware")
    noted: dict[str, Fact] = {}
    name = ""
    if isinstance(hardware, dict):
        name = text(_get(hardware, "name")[1])
        word, kind = _get(hardware, "chassis_type")
        if text(kind):
            noted["category"] = Fact(text(kind), (*path, key, word), f"{key}.{word}")
    return Asset(name or "machine", path, tuple(found), noted)


def _board(path: Path, content: Mapping[str, Data], parent: str) -> Iterator[Asset]:
    found = tuple(_section(content, path, "bios", _BOARD))
    if found:
        yield Asset("mainboard", (*path, _get(content, "bios")[0]), found, {}, parent)


def _section(content: Mapping[str, Data], path: Path, section: str, roles: Mapping[str, Role]) -> Iterator[Identifier]:
    key, values = _get(content, section)
    if isinstance(values, dict):
        for word, role in roles.items():
            spelt, value = _get(values, word)
            if text(value):
                yield Identifier(role, text(value), (*path, key, spelt), f"{key}.{spelt}")
