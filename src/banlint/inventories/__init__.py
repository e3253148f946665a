"""Documents to assets: one small module a shape, the generic one for the rest."""

from __future__ import annotations

from banlint.inventories.ansible import HostVars, Inventory
from banlint.inventories.generic import Generic
from banlint.inventories.managers import MANAGERS
from banlint.inventories.native import Native
from banlint.inventories.netbox import Api, TypeFile
from banlint.inventories.networks import NETWORKS
from banlint.model import Adapter

ADAPTERS: tuple[Adapter, ...] = (TypeFile(), HostVars(), Api(), Inventory(), *MANAGERS, *NETWORKS, Native(), Generic())
"""Every shape we know, most particular first."""
