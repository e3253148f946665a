"""NetBox and Nautobot: device and module type files, and exports of the REST API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Path

# A type file is known by these beside maker and model; the names of the component lists are NetBox's.
_TYPE_KEYS = frozenset(
    {
        "slug",
        "u_height",
        "is_full_depth",
        "console-ports",
        "power-ports",
        "interfaces",
        "front-ports",
        "rear-ports",
        "module-bays",
    }
)
_ALL_KEYS = (
    "manufacturer model slug part_number u_height is_full_depth airflow weight weight_unit front_image rear_image"
    " subdevice_role comments description is_powered exclude_from_utilization default_platform profile attributes"
    " console-ports console-server-ports power-ports power-outlets interfaces front-ports rear-ports module-bays"
    " device-bays inventory-items"
)
_KNOWN = frozenset(_ALL_KEYS.split())
"""Every key of a type file."""
# A card without ports has none of the keys above; these say that the file is no table of anyone's stock.
_CARD_KEYS = frozenset({"part_number", "comments", "weight", "profile"})
_API_KEYS = frozenset({"url", "display", "id"})
_HARDWARE_KEYS = frozenset({"device_type", "module_type", "manufacturer", "part_id"})
_SHAPE = Shape(
    inlined=frozenset({"devicetype", "moduletype", "customfields"}),
    ignored=frozenset(
        {
            "configcontext",
            "localcontextdata",
            "device",
            "parentdevice",
            "virtualchassis",
            "cluster",
            "tenant",
            "platform",
            "tags",
            "rack",
            "icon",
        }
    ),
    every=True,
)


class TypeFile:
    """A file of the device-type library: one device or module type."""

    name = "netbox-type"
    beside = Own(_ALL_KEYS)

    def recognises(self, data: Data, name: str) -> bool:
        """A mapping with maker and model as text and one of NetBox's own keys, or none but them."""
        return (
            isinstance(data, dict)
            and isinstance(data.get("manufacturer"), str)
            and isinstance(data.get("model"), str)
            and (not _TYPE_KEYS.isdisjoint(data) or _is_card(data, name))
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """The type itself, named by its model, and the inventory items it is delivered with."""
        assert isinstance(data, dict)
        own = {key: value for key, value in data.items() if not isinstance(value, (dict, list))}
        walker = Walker(_SHAPE)
        walker.visit(own)
        model = text(data["model"])
        for asset in walker.assets():
            yield asset._replace(name=model)
        items = Walker()
        items.visit(data.get("inventory-items"), ("inventory-items",))
        for item in items.assets():
            yield item._replace(parent=model)


def _is_card(data: Mapping[str, Data], name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and data.keys() <= _KNOWN and not _CARD_KEYS.isdisjoint(data)


class Api:
    """A page or a list of the REST API: devices, modules, inventory items, device types, interfaces."""

    name = "netbox-api"
    beside = Own("[] count next previous results/[]")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A page with `results`, or a list, whose first object is one of NetBox's hardware objects."""
        first = next(_objects(data), None)
        return first is not None and first[1].keys() >= _API_KEYS and not _HARDWARE_KEYS.isdisjoint(first[1])

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset an object; what is mounted in another device carries that as its parent."""
        for path, one in _objects(data):
            yield from self.element(one, path)

    def element(self, data: Data, path: Path) -> Iterator[Asset]:
        """Those of one object, which stands at `path`."""
        walker = Walker(_SHAPE)
        walker.visit(data, path)
        holder = (data.get("device") or data.get("parent_device")) if isinstance(data, dict) else None
        parent = text(holder.get("name") or holder.get("display")) if isinstance(holder, dict) else ""
        for asset in walker.assets():
            yield asset._replace(parent=asset.parent or parent)


def _objects(data: Data) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Data]]]:
    base: tuple[str | int, ...] = ()
    if isinstance(data, dict) and isinstance(data.get("results"), list):
        base, data = ("results",), data["results"]
    if isinstance(data, list):
        for index, one in enumerate(data):
            if isinstance(one, dict):
                yield (*base, index), one
