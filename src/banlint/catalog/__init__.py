"""Rule packs: found, validated, compiled to one index, loaded."""

from __future__ import annotations

from banlint.catalog.load import info, load
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.catalog.folders import check_pack as check_pack
    from banlint.catalog.folders import open_pack as open_pack
    from banlint.catalog.folders import rules_folder as rules_folder
    from banlint.catalog.index import Catalog as Catalog

__all__ = ["Catalog", "check_pack", "info", "load", "open_pack", "rules_folder"]

_EXPORTS = {
    "Catalog": "banlint.catalog.index",
    "check_pack": "banlint.catalog.folders",
    "open_pack": "banlint.catalog.folders",
    "rules_folder": "banlint.catalog.folders",
}


def __getattr__(name: str) -> object:
    """Import at first use what a run with the built-in rules has no need of."""
    if name not in _EXPORTS:
        raise AttributeError(f"module 'banlint.catalog' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_EXPORTS[name]), name)
