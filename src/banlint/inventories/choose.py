"""The adapters, most particular first, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.inventories.ansible import HostVars, Inventory
from banlint.inventories.generic import Generic
from banlint.inventories.netbox import Api, TypeFile
from banlint.model import Adapter, Data, Registered

ADAPTERS: tuple[Adapter, ...] = (TypeFile(), HostVars(), Api(), Inventory(), Generic())


def choose(data: Data, name: str, adapters: Sequence[Registered[Adapter]]) -> Registered[Adapter] | None:
    """The first of `adapters` that recognises `data`, from a file called `name`; the generic ones are asked last."""
    for one in sorted(adapters, key=lambda registered: isinstance(registered.part, Generic)):
        if one.part.recognises(data, name):
            return one
    return None
