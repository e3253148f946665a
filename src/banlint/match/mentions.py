"""What an asset speaks of, which need not be what it is. Not active by default."""

from __future__ import annotations

from banlint.hints import TYPE_CHECKING
from banlint.match.names import names_of, to_match, unique, words
from banlint.model import Asset, Basis, Confidence, Identifier, Match, Role

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_IDENTIFYING = frozenset({Role.MANUFACTURER, Role.BRAND, Role.MODEL, Role.PART_NUMBER})


class MentionMatcher:
    """Free text, and makers' fields that say what a thing replaces or goes with. It is never by itself the maker."""

    name = "mentions"
    roles = frozenset({Role.TEXT, Role.BANNER}) | _IDENTIFYING

    def __init__(self, catalog: Catalog) -> None:
        self._names = names_of(catalog)
        self._about_another = catalog.about_another

    def match(self, role: Role, value: str) -> tuple[Match, ...]:
        """The entities that `value` speaks of, each `possible`."""
        tokens = words(value)
        if role in _IDENTIFYING and self._about_another.isdisjoint(tokens):
            return ()
        return unique(
            to_match(row, Confidence.POSSIBLE)._replace(basis=Basis.MENTION, needs_maker=False)
            for hit in self._names.within(tokens)
            for row in hit.rows
        )


def with_all_texts(asset: Asset) -> Asset:
    """`asset` with its name and its facts as texts: roads are called after firms, hosts after what they serve."""
    spoken = [Identifier(Role.TEXT, asset.name, asset.path, "name")] if asset.name else []
    spoken += [Identifier(Role.TEXT, fact.value, fact.path, fact.field) for fact in asset.facts.values()]
    return asset._replace(identifiers=(*asset.identifiers, *spoken))
