"""Device42: devices that name a hardware model and no maker, custom fields as pairs of key and value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import mappings, pairs
from banlint.inventories.records import MODEL, PART, SERIAL, fact
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Identifier, Path, Role

_ROOTS = ("Devices", "devices", "models", "hardware", "Hardware")
_TABLES = ("racks", "Racks", "parts")
# Tables that name things which are no hardware, or only whom it was bought of.
_NOTHING = ("vendors", "buildings", "rooms", "customers", "patch_panels")
_KNOWN = "[] 0* 1* 2* 3* 4* 5* 6* 7* 8* 9* total_count limit offset " + " ".join(
    f"{root}/[]" for root in (*_ROOTS, *_TABLES, *_NOTHING)
)
_KEYED = ("_pk", "_fk")
_DEVICE = frozenset({"hw_model", "serial_no"})
_HARDWARE = frozenset({"hardware_id", "manufacturer"})
_SHAPE = Shape(
    ignored=frozenset({"customfields", "ipaddresses", "hdddetails", "aliases", "tags"}),
    every=True,
    keys={
        "hw_model": MODEL,
        "part_no": PART,
        "serial_no": SERIAL,
        "building": fact("site"),
        "type": None,
        "os": None,
        "osver": None,
        "cpucore": None,
        "asset_no": None,
    },
)


_OTHER = _SHAPE._replace(every=False)


class Device42:
    """A list of devices or of hardware models, under its name or bare."""

    name = "device42"
    beside = Own(_KNOWN)

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Records with the keys of either list."""
        first = next(_records(data), None)
        if isinstance(data, dict) and "total_count" in data and any(root in data for root in (*_TABLES, *_NOTHING)):
            return True
        if first is None:
            return False
        keys = first[1].keys()
        return keys >= _DEVICE or keys >= _HARDWARE or any(key.endswith(_KEYED) for key in keys)

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a record. A device takes its maker from the hardware model of that name, where that is here too."""
        models = {text(one.get("name")): (path, one) for path, one in _records(data) if "hardware_id" in one}
        for path, record in _records(data):
            shape = _SHAPE._replace(keys={**_SHAPE.keys, "name": MODEL}) if "hardware_id" in record else _SHAPE
            walker = Walker(shape if any(key in record for key in ("hw_model", "hardware_id", "serial_no")) else _OTHER)
            walker.visit(record, path)
            for asset in walker.assets():
                yield _whole(asset, record, models) if asset.path == path else asset


def _whole(asset: Asset, record: Mapping[str, Data], models: Mapping[str, tuple[Path, Mapping[str, Data]]]) -> Asset:
    """`asset` with its custom fields and the maker of its hardware model."""
    found, noted = pairs(record.get("custom_fields"), (*asset.path, "custom_fields"), "key", "value")
    found += _maker(record, asset.path, models)
    return asset._replace(
        name=text(record.get("name")) or asset.name,
        identifiers=(*asset.identifiers, *found),
        facts={**noted, **asset.facts},
    )


def _records(data: Data) -> Iterator[tuple[Path, Mapping[str, Data]]]:
    if isinstance(data, list):
        yield from mappings(data, ())
    elif isinstance(data, dict):
        for root in (*_ROOTS, *_TABLES):
            yield from mappings(data.get(root), (root,))
        for key, one in data.items():
            if key.isdecimal() and isinstance(one, dict):
                yield (key,), one


def _maker(
    record: Mapping[str, Data], path: Path, models: Mapping[str, tuple[Path, Mapping[str, Data]]]
) -> list[Identifier]:
    where, model = models.get(text(record.get("hw_model")), ((), {}))
    written = text(model.get("manufacturer"))
    if not written:
        return []
    return [
        Identifier(Role.MANUFACTURER, written, (*path, "hw_model"), "hw_model.manufacturer", (*where, "manufacturer"))
    ]
