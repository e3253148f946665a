"""Parsed samples of TextFSM templates. Rows seldom name a maker; the template's name does, and the file bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import mappings
from banlint.inventories.records import MODEL, SERIAL
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Adapter, Asset, Data, Identifier, Role

_TEMPLATE = re.compile(
    r"(?<![a-z0-9])([a-z0-9]+)_[a-z0-9]+(?:_[a-z0-9]+)?_+((?:admin_)?(?:show|display|system|get)_[a-z0-9_-]+)"
)
# These commands speak of the device they are given to; others of optics, terminals and neighbours, whoever made them.
_OF_THE_DEVICE = re.compile(r"(?:show|display|get)_(?:version|inventory|module|device|board|chassis|hardware|system)")
_OF_OTHERS = re.compile(r"neighbo|lldp|cdp|arp|mac_address|mac-address")
_BRACKETED = re.compile(r"\(([A-Z]{4}-?[0-9A-F]{8})\)")
_SHAPE = Shape(keys={"hardware": MODEL, "product": MODEL, "serial_number": SERIAL, "description": None})


class Ntc:
    """A file of parsed rows."""

    name = "ntc-templates"
    beside = Own("parsed_sample/[]")

    def __init__(self, file: str = "") -> None:
        self._file = file.lower().replace("\\", "/")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping whose one key says so."""
        return isinstance(data, dict) and "parsed_sample" in data

    def choose(self, data: Data, name: str) -> Adapter | None:
        """The adapter for the file called `name`, which says of the contents what they do not."""
        return Ntc(name) if self.recognises(data, name) else None

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a row that says what something is."""
        if _OF_OTHERS.search(self._file):
            return
        template = _TEMPLATE.search(self._file)
        maker = template[1] if template and _OF_THE_DEVICE.search(template[2]) else ""
        rows = data.get("parsed_sample") if isinstance(data, dict) else None
        for path, row in mappings(rows, ("parsed_sample",)):
            walker = Walker(_SHAPE)
            walker.visit(row, path)
            gpon = _bracketed(row.get("serial_number"))
            for asset in walker.assets():
                more = [Identifier(Role.MANUFACTURER, maker, asset.path, "name of the template")] if maker else []
                yield asset._replace(identifiers=(*more, *asset.identifiers))
            if gpon and not walker.drafts:
                yield Asset(gpon, path, (Identifier(Role.SERIAL, gpon, (*path, "serial_number"), "serial_number"),))


def _bracketed(value: Data) -> str:
    found = _BRACKETED.search(text(value))
    return found[1] if found else ""
