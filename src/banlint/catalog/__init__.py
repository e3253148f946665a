"""Rule packs: found, validated, compiled to one index, loaded."""

from __future__ import annotations

from banlint.catalog.index import Catalog
from banlint.catalog.load import check_pack, load, rules_folder

__all__ = ["Catalog", "check_pack", "load", "rules_folder"]
