"""Snipe-IT's API: pages of assets whose text is escaped for HTML, custom fields by their labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banlint.inventories.beside import Aside, Own
from banlint.inventories.fields import KEYS
from banlint.inventories.pick import mappings
from banlint.inventories.records import PART, fact
from banlint.inventories.scalars import text
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Fact, Identifier, Path

_SHAPE = Shape(
    ignored=frozenset({"customfields", "company", "assignedto", "availableactions", "createdby", "components"}),
    every=True,
    keys={"model_number": PART, "status_label": fact("status"), "image": None, "rtd_location": fact("site")},
)
_PAGE = Own("total rows/[]")
_KIND = "status_meta"
_ARCHIVED = "archived"
_OURS = frozenset({"asset_tag", "available_actions", "rtd_location"})


class SnipeIt:
    """`{"total": ..., "rows": [...]}`, or one asset."""

    name = "snipeit-api"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Assets with Snipe-IT's own keys, under `rows` or alone."""
        listed = data.get("rows") if isinstance(data, dict) else None
        first = listed[0] if isinstance(listed, list) and listed else data
        if not isinstance(first, dict) or "asset_tag" not in first:
            return False
        return len(_OURS & first.keys()) > 1 or (isinstance(data, dict) and "total" in data and "rows" in data)

    def beside(self, data: Data) -> Iterable[Aside]:
        """What stands beside the rows of a page."""
        return _PAGE(data) if isinstance(data, dict) and isinstance(data.get("rows"), list) else ()

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a row, its values as people read them."""
        if isinstance(data, dict) and isinstance(data.get("rows"), list):
            for path, row in mappings(data["rows"], ("rows",)):
                yield from _row(row, path)
        elif isinstance(data, dict):
            yield from _row(data, ())


def _row(row: Mapping[str, Data], path: Path) -> Iterator[Asset]:
    # Its table of all entities is dear at start.
    from html import unescape

    walker = Walker(_SHAPE)
    walker.visit(row, path)
    label = row.get("status_label")
    for asset in walker.assets():
        found, noted = list(asset.identifiers), dict(asset.facts)
        if asset.path == path:
            _custom(row.get("custom_fields"), (*path, "custom_fields"), found, noted)
            if isinstance(label, dict) and label.get(_KIND) == _ARCHIVED:
                # Labels are each user's own words; their kind is not.
                noted["status"] = Fact(_ARCHIVED, (*path, "status_label", _KIND), f"status_label.{_KIND}")
        yield asset._replace(
            name=unescape(asset.name),
            identifiers=tuple(one._replace(value=unescape(one.value)) for one in found),
            facts={key: one._replace(value=unescape(one.value)) for key, one in noted.items()},
        )


def _custom(fields: Data, path: Path, found: list[Identifier], noted: dict[str, Fact]) -> None:
    """Take `{label: {"value": ...}}` by what the label says."""
    for label, entry in fields.items() if isinstance(fields, dict) else ():
        key = KEYS[label]
        written = text(entry.get("value")) if isinstance(entry, dict) else ""
        if key is None or not written:
            continue
        at = (*path, label, "value")
        if key.role is not None:
            found.append(Identifier(key.role, written, at, label))
        elif key.fact:
            noted.setdefault(key.fact, Fact(written, at, label))
