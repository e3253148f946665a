"""The kind of thing an asset is: it bears out a model or a brand that is too common to count by itself."""

from __future__ import annotations

from banlint.hints import TYPE_CHECKING
from banlint.model import Asset, Basis, Match, Role
from banlint.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import Catalog

LONGEST_VALUE = 200
"""Characters of a category or a model that are read."""
_CATEGORY = "category"
_ANY = "\x00"
"""A value that is not known yet and may turn out to be any."""
_MODELS = frozenset({Role.MODEL, Role.PART_NUMBER})


class Context:
    """Whether an asset is of the kind that a pattern or a brand asks for, by its category or the words of its model."""

    def __init__(self, catalog: Catalog) -> None:
        self._wanted: Mapping[str, frozenset[str]] = catalog.context

    def __call__(self, asset: Asset, match: Match) -> bool:
        """Whether `asset` is of a kind that `match` asks for."""
        wanted = self._wanted.get(f"{match.entity}\t{match.term}")
        if not wanted:
            return False
        category = asset.facts.get(_CATEGORY)
        said = [category.value] if category else []
        if match.basis is Basis.RELABEL:
            said += [one.value for one in asset.identifiers if one.role in _MODELS]
        return any(_names_one(value, wanted) for value in said)


def _names_one(value: str, wanted: frozenset[str]) -> bool:
    if value == _ANY:
        return True
    folded = fold(value[:LONGEST_VALUE])
    padded = f" {folded} "
    return folded in wanted or any(f" {phrase} " in padded for phrase in wanted)
