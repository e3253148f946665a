"""Ansible: inventories in YAML, and what `ansible-inventory --list` prints, with the plugins of NetBox and Nautobot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.pick import at
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data, Path

_GROUP_KEYS = frozenset({"hosts", "children", "vars"})
_SHAPE = Shape(
    inlined=frozenset({"ansiblefacts", "customfields", "devicetype", "dmi", "hardware", "data"}),
    ignored=frozenset(
        {"configcontext", "localcontextdata", "icon", "neighbors", "lldpneighbors", "platform", "services", "tags"}
    ),
)


class HostVars:
    """The JSON of `ansible-inventory --list`: `_meta.hostvars.<host>`."""

    name = "ansible-hostvars"
    beside = Own("_meta/hostvars")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with `_meta.hostvars`."""
        return _hostvars(data) is not None

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a host that says anything of its hardware. Group names repeat vendors and are not read."""
        yield from _hosts(_hostvars(data) or {}, ("_meta", "hostvars"))


class Inventory:
    """An inventory in YAML: groups with `hosts`, `children` and `vars`."""

    name = "ansible-inventory"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping of groups and nothing else, at least one of them with hosts or children."""
        if not isinstance(data, dict) or not data:
            return False
        # The group of all hosts tells by itself; others only where there is nothing but groups.
        groups = [group for group in ([data["all"]] if "all" in data else data.values()) if group is not None]
        return all(isinstance(group, dict) and group.keys() <= _GROUP_KEYS for group in groups) and any(
            isinstance(group.get(key), dict)
            for group in groups
            if isinstance(group, dict)
            for key in ("hosts", "children")
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a host that says anything of its hardware, in the order of the file."""
        assert isinstance(data, dict)
        stack: list[tuple[Path, Data]] = [((name,), group) for name, group in reversed(data.items())]
        while stack:
            path, group = stack.pop()
            hosts, children = at(group, "hosts"), at(group, "children")
            if isinstance(hosts, dict):
                yield from _hosts(hosts, (*path, "hosts"))
            walker = Walker(_SHAPE)
            walker.visit(_besides(group), path)
            yield from walker.assets()
            if isinstance(children, dict):
                stack.extend(((*path, "children", name), child) for name, child in reversed(children.items()))


def _besides(group: Data) -> Data:
    """A group without the hosts and children that are read apart: its variables, and whatever else it holds."""
    if not isinstance(group, dict):
        return group
    return {
        key: value for key, value in group.items() if key not in ("hosts", "children") or not isinstance(value, dict)
    }


def _hostvars(data: Data) -> Mapping[str, Data] | None:
    meta = data.get("_meta") if isinstance(data, dict) else None
    found = meta.get("hostvars") if isinstance(meta, dict) else None
    return found if isinstance(found, dict) else None


def _hosts(hosts: Mapping[str, Data], path: Path) -> Iterator[Asset]:
    for host, variables in hosts.items():
        walker = Walker(_SHAPE)
        walker.visit(variables, (*path, host))
        for asset in walker.assets():
            yield asset._replace(name=host) if asset.path == (*path, host) else asset
