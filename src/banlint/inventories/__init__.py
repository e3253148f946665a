"""Documents to assets: one small module a shape, the generic one for the rest."""

from __future__ import annotations

from banlint.inventories.ansible import HostVars, Inventory
from banlint.inventories.family import Family
from banlint.inventories.generic import Generic
from banlint.inventories.native import Native
from banlint.inventories.netbox import Api, TypeFile
from banlint.model import Adapter

ADAPTERS: tuple[Adapter, ...] = (
    TypeFile(),
    HostVars(),
    Api(),
    Inventory(),
    Family("managers", "banlint.inventories.managers", "MANAGERS"),
    Family("networks", "banlint.inventories.networks", "NETWORKS"),
    Native(),
    Generic(),
)
"""Every shape we know, most particular first."""
