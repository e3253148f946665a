"""Ansible: inventories in YAML, and what `ansible-inventory --list` prints, with the plugins of NetBox and Nautobot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.beside import Own
from banlint.inventories.family import VARIABLES, of_variables
from banlint.inventories.pick import at
from banlint.inventories.walk import Shape, Walker
from banlint.model import Adapter, Asset, Data, Path

_GROUP_KEYS = frozenset({"hosts", "children", "vars"})
_SHAPE = Shape(
    inlined=frozenset({"ansiblefacts", "customfields", "devicetype", "dmi", "hardware", "data"}),
    ignored=frozenset(
        {"configcontext", "localcontextdata", "icon", "neighbors", "lldpneighbors", "platform", "services", "tags"}
    ),
)

_PLAY = frozenset({"tasks", "roles", "gather_facts", "pre_tasks", "post_tasks", "handlers", "import_playbook"})
_PLUGIN = frozenset(
    {"plugin", "strict", "compose", "groups", "keyed_groups", "cache", "regions", "filters", "api_endpoint", "token"}
    | {"query_filters", "group_by", "use_vars_plugins", "host_pattern", "hostnames", "url", "plugin_hosts"}
)
_SETTINGS = Shape(
    ignored=_SHAPE.ignored | {"compose", "keyedgroups", "groups", "groupby", "filters", "queryfilters", "regions"}
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


class Settings:
    """What belongs to an inventory and lists no hosts: settings of a plugin, playbooks."""

    name = "ansible-settings"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """The settings of a plugin, by its name, or plays."""
        if isinstance(data, list):
            return bool(data) and all(isinstance(play, dict) and _is_play(play) for play in data)
        plugin = data.get("plugin") if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(plugin, str):
            return False
        return "." in plugin or data.keys() <= _PLUGIN or len(data.keys() & _PLUGIN) > 1

    def assets(self, data: Data) -> Iterator[Asset]:
        """What variables say of hardware. Settings of groups and filters speak of what is to be found elsewhere."""
        walker = Walker(_SETTINGS)
        walker.visit(data)
        yield from walker.assets()


class Variables:
    """The variables of a host or of a group, in a file of their own: the file's name says whose they are."""

    name = "ansible-variables"

    def __init__(self, file: str = "") -> None:
        self._file = file

    def choose(self, data: Data, name: str) -> Adapter | None:
        """One that knows the name of the file."""
        return Variables(name) if self.recognises(data, name) else None

    def recognises(self, data: Data, name: str) -> bool:
        """A mapping in a folder for variables."""
        return isinstance(data, dict) and of_variables(name)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The host, and what else its variables speak of."""
        host = _whose(self._file)
        walker = Walker(_SHAPE)
        walker.visit(data)
        for asset in walker.assets():
            yield asset._replace(name=host) if not asset.path else asset


def _whose(file: str) -> str:
    """The host or group that variables are of: a file of its name, or a folder of its name with files of any name."""
    *folders, last = file.replace("\\", "/").split("/")
    for folder, below in zip(reversed(folders[:-1]), reversed(folders[1:]), strict=True):
        if folder in VARIABLES:
            return below
    name = last.removesuffix(".gz")
    # A host's name may have dots in it.
    return next((name.removesuffix(end) for end in (".yml", ".yaml", ".json") if name.endswith(end)), name)


def _is_play(play: Mapping[str, Data]) -> bool:
    return not _PLAY.isdisjoint(play) and ("hosts" in play or "import_playbook" in play)


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
