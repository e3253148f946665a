"""Adapters that are imported when a document might be theirs: most files a commit touches are of plainer shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from banlint.inventories.choosing import choose
from banlint.inventories.native import ASSETS, OWN, TOP
from banlint.model import Adapter, Asset, Data

_PLAIN = OWN | TOP
_LOOKED_AT = 20
VARIABLES = ("host_vars", "group_vars")
"""The folders in which the name of a file says whose variables it holds."""


class Family:
    """The adapters of one module, in the order they are asked."""

    def __init__(self, name: str, module: str, attribute: str) -> None:
        self.name = name
        self._module = module
        self._attribute = attribute

    @cached_property
    def members(self) -> tuple[Adapter, ...]:
        """The adapters themselves."""
        from importlib import import_module

        members: tuple[Adapter, ...] = getattr(import_module(self._module), self._attribute)
        return members

    def choose(self, data: Data, name: str) -> Adapter | None:
        """The first member to recognise `data`."""
        if is_plain(data) and not (of_variables(name) and isinstance(data, dict) and ASSETS not in data):
            return None
        return next((found for one in self.members if (found := choose(one, data, name))), None)

    def recognises(self, data: Data, name: str) -> bool:
        """Whether any member does."""
        return self.choose(data, name) is not None

    def assets(self, data: Data) -> Iterator[Asset]:
        """Those that the first member to recognise `data` finds."""
        found = self.choose(data, "")
        return found.assets(data) if found else iter(())


def of_variables(name: str) -> bool:
    """Whether the file called `name` stands where files say by their names what they are of."""
    return any(one in name for one in VARIABLES)


def is_plain(data: Data) -> bool:
    """Whether `data` says nothing but what our own shape says too: no product writes an export like that."""
    if isinstance(data, dict):
        if not data.keys() <= _PLAIN:
            return False
        listed = data.get(ASSETS)
        return listed is None or _are_plain(listed.values() if isinstance(listed, dict) else listed)
    return _are_plain(data)


def _are_plain(records: Data | Iterable[Data]) -> bool:
    """Whether the first of `records`, which is not empty, say no more than our own shape."""
    if not isinstance(records, Iterable) or isinstance(records, (str, dict)):
        return False
    looked = 0
    for one in records:
        if not isinstance(one, dict) or not one.keys() <= _PLAIN:
            return False
        looked += 1
        if looked == _LOOKED_AT:
            break
    return looked > 0


def every(adapters: Iterable[Adapter]) -> Iterator[Adapter]:
    """`adapters` with the members of families in their place."""
    for one in adapters:
        if isinstance(one, Family):
            yield from one.members
        else:
            yield one
