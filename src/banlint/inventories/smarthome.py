"""Home automation: the device registry of Home Assistant, the database of Zigbee2MQTT."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import at, facts, identifiers, mappings
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Identifier, Path, Role

_DEVICE = (
    (Role.MANUFACTURER, ("manufacturer",)),
    (Role.MODEL, ("model",)),
    (Role.PART_NUMBER, ("model_id",)),
    (Role.SERIAL, ("serial_number",)),
    (Role.FIRMWARE, ("sw_version",)),
)
_ZIGBEE = (
    (Role.MANUFACTURER, ("manufName",)),
    (Role.MODEL, ("modelId",)),
    (Role.MAC, ("ieeeAddr",)),
    (Role.FIRMWARE, ("swBuildId",)),
)


class HomeAssistant:
    """The registry of devices. Those deleted from it are not there any more, and are not read."""

    name = "home-assistant"
    beside = Own("version minor_version key data/devices/[] data/deleted_devices")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """The key that the registry bears, or devices with connections and identifiers."""
        if isinstance(data, dict) and data.get("key") == "core.device_registry":
            return True
        first = at(data, "data", "devices", 0)
        return isinstance(first, dict) and first.keys() >= {"connections", "identifiers"}

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a device, below the one that it is reached through."""
        listed = list(mappings(at(data, "data", "devices"), ("data", "devices")))
        names = {text(device.get("id")): _name(device) for _, device in listed}
        for path, device in listed:
            if device.get("entry_type") == "service":
                continue
            found = (*identifiers(device, path, _DEVICE), *_connections(device, path))
            if found:
                parent = names.get(text(device.get("via_device_id")), "")
                noted = facts(device, path, {"site": ("area_id",), "status": ("disabled_by",)})
                yield Asset(_name(device), path, found, noted, parent)


class Zigbee2Mqtt:
    """One line of the database: a device, the coordinator, or a group of devices."""

    name = "zigbee2mqtt"
    beside = Own(
        "id type ieeeAddr nwkAddr manufId manufName powerSource modelId epList endpoints appVersion stackVersion"
        " hwVersion dateCode swBuildId zclVersion interviewCompleted interviewState meta lastSeen checkinInterval"
        " defaultSendRequestWhen skipDefaultResponse pendingRequestTimeout customReadResponse linkquality genBasic"
        " groupID members gpSecurityKey"
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A record with a Zigbee address and type, or a group."""
        if not isinstance(data, dict) or "type" not in data:
            return False
        return "ieeeAddr" in data or (data.get("type") == "Group" and "groupID" in data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The device."""
        found = tuple(identifiers(data, (), _ZIGBEE))
        if found:
            yield Asset(text(at(data, "ieeeAddr")) or UNNAMED, (), found, facts(data, (), {"category": ("type",)}))


def _name(device: Data) -> str:
    return text(at(device, "name_by_user")) or text(at(device, "name")) or UNNAMED


def _connections(device: Data, path: Path) -> Iterator[Identifier]:
    listed = at(device, "connections")
    for index, pair in enumerate(listed if isinstance(listed, list) else ()):
        written = text(at(pair, 1))
        if at(pair, 0) == "mac" and written:
            yield Identifier(Role.MAC, written, (*path, "connections", index, 1), "connections.mac")
