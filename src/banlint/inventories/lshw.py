"""`lshw -json`: a tree of a machine's parts, in an array, alone, or several one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import identifiers, mappings
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

_OWN = ((Role.MANUFACTURER, ("vendor",)), (Role.MODEL, ("product",)))
_SERIAL = ((Role.SERIAL, ("serial",)),)
_ADDRESS = ((Role.MAC, ("serial",)),)


class Lshw:
    """A tree of nodes with an id and a class."""

    name = "lshw"
    beside = Own(
        "id class claimed disabled handle description product vendor physid businfo logicalname dev version date serial"
        " slot size capacity width clock units configuration capabilities resources hints",
        again="[] children/[]",
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A node, or a list of nodes, with the keys that every node has."""
        first = data[0] if isinstance(data, list) and data else data
        return (
            isinstance(first, dict)
            and first.keys() >= {"id", "class"}
            and ("claimed" in first or "children" in first or "businfo" in first)
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """Machines, and below each its parts that name a maker; the addresses of its network parts are its own."""
        roots = list(mappings(data, ())) if isinstance(data, list) else [((), data)] if isinstance(data, dict) else []
        for path, root in roots:
            title = text(root.get("id")) or "machine"
            parts = list(_below(root, path))
            own = [one for at, part in ((path, root), *parts) if part.get("class") == "network"
                   for one in identifiers(part, at, _ADDRESS)]  # fmt: skip
            if root.get("class") == "system" or _makes(root):
                yield Asset(title, path, (*_said(root, path), *own))
            for at, part in parts:
                if _makes(part):
                    kind = text(part.get("class"))
                    yield Asset(
                        text(part.get("id")) or kind,
                        at,
                        tuple(_said(part, at)),
                        {"category": Fact(kind, (*at, "class"), "class")} if kind else {},
                        title,
                    )


def _below(root: Mapping[str, Data], path: Path) -> Iterator[tuple[Path, Mapping[str, Data]]]:
    stack = list(reversed(list(mappings(root.get("children"), (*path, "children")))))
    while stack:
        at, node = stack.pop()
        yield at, node
        stack.extend(reversed(list(mappings(node.get("children"), (*at, "children")))))


def _makes(node: Mapping[str, Data]) -> bool:
    return bool(text(node.get("vendor")))


def _said(node: Mapping[str, Data], path: Path) -> Iterator[Identifier]:
    yield from identifiers(node, path, _OWN)
    yield from identifiers(node, path, _ADDRESS if node.get("class") == "network" else _SERIAL)
