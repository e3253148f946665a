"""Dumps of ISAPI, the interface of cameras and recorders: answers by their address. Channels are other devices."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import at, identifiers
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Path, Role

_ROOT: Path = ("data", "ISAPI")
_OWN = (
    (Role.MANUFACTURER, ("manufacturer",)),
    (Role.MODEL, ("model",)),
    (Role.SERIAL, ("serialNumber",)),
    (Role.MAC, ("macAddress",)),
    (Role.FIRMWARE, ("firmwareVersion",)),
    (Role.TEXT, ("@xmlns",)),
)
_SOURCE = "sourceInputPortDescriptor"


class Isapi:
    """Answers gathered under `data.ISAPI`, or alone."""

    name = "isapi"
    beside = Own("DeviceInfo ISAPI data/ISAPI")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping of answers by address, or the answer that says what a device is."""
        return isinstance(_answers(data)[1], dict)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The device, and below it what its channels are connected to."""
        path, answers = _answers(data)
        title = UNNAMED
        stack: list[tuple[Path, Data]] = [(path, answers)]
        while stack:
            here, value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed([((*here, index), one) for index, one in enumerate(value)]))
                continue
            for key, one in reversed(value.items()) if isinstance(value, dict) else ():
                if key == "DeviceInfo" and isinstance(one, dict):
                    title = text(one.get("deviceName")) or UNNAMED
                    yield Asset(title, (*here, key), tuple(identifiers(one, (*here, key), _OWN)))
                elif key == _SOURCE and isinstance(one, dict):
                    found = tuple(identifiers(one, (*here, key), _OWN))
                    if found:
                        yield Asset(text(at(value, "name")) or "channel", (*here, key), found, {}, title)
                elif isinstance(one, (dict, list)):
                    stack.append(((*here, key), one))


def _answers(data: Data) -> tuple[Path, Data]:
    for path in (_ROOT, ("ISAPI",)):
        found = at(data, *path)
        if isinstance(found, dict):
            return path, found
    device = at(data, "DeviceInfo")
    return (), data if isinstance(device, dict) and "firmwareVersion" in device else None
