"""osquery: rows of its tables, and the lines of its result log. Every value is text."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import at, mappings
from banlint.inventories.records import MAKER, MODEL, SERIAL, Records
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED, Shape, Walker
from banlint.model import Asset, Data, Fact, Path

_KEYS = {
    "hardware_vendor": MAKER,
    "hardware_model": MODEL,
    "hardware_serial": SERIAL,
    "computer_name": None,
    "board_vendor": None,
    "board_model": None,
    "cpu_brand": None,
    "type": None,
    "status": None,
    "vendor_id": None,
    "model_id": None,
    "version": None,
}
_SHAPE = Shape(keys=_KEYS)
OsqueryRows = Records(
    "osquery",
    "hardware_vendor|hardware_model",
    "hardware_serial|hardware_vendor",
    "firmware_type|vendor|version",
    "memory_type|manufacturer|part_number",
    "usb_address|vendor|model",
    "pci_slot|vendor|model",
    "ibytes|mac|interface",
    keys=_KEYS,
)


class OsqueryLog:
    """One line of the result log: rows that were added or removed, or a snapshot."""

    name = "osquery-log"
    beside = Own(
        "name hostIdentifier calendarTime unixTime epoch counter numerics logNumericsAsNumbers action columns"
        " snapshot/[] diffResults/added diffResults/removed"
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A query's name, the host's, and what was found."""
        return (
            isinstance(data, dict)
            and "hostIdentifier" in data
            and bool(data.keys() & {"columns", "snapshot", "diffResults"})
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """What is there; what was removed has that as its status."""
        host = text(at(data, "hostIdentifier"))
        rows: list[tuple[Path, Data]] = [(("columns",), at(data, "columns"))]
        rows.extend(mappings(at(data, "snapshot"), ("snapshot",)))
        for key in ("added", "removed"):
            rows.extend(mappings(at(data, "diffResults", key), ("diffResults", key)))
        action = text(at(data, "action"))
        for path, row in rows:
            walker = Walker(_SHAPE)
            walker.visit(row, path)
            for asset in walker.assets():
                noted = dict(asset.facts)
                if action == "removed":
                    noted["status"] = Fact(action, ("action",), "action")
                elif "removed" in path:
                    noted["status"] = Fact("removed", path, "removed")
                is_host = isinstance(row, dict) and "hardware_vendor" in row
                yield asset._replace(name=host if is_host else asset.name or UNNAMED, facts=noted,
                                     parent="" if is_host else host)  # fmt: skip
