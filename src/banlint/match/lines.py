"""Brands that several firms make goods for: what an asset says that speaks against one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from banlint.catalog.names import key
from banlint.hints import TYPE_CHECKING, Protocol
from banlint.match.names import Names, names_of, words
from banlint.model import Asset, Basis, Confidence, EntityId, Evidence, Role

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

SEARCHED = 200
"""Characters of a model, and words of a text, that are looked at."""
_FAR = 3
"""So many words before a name may deny what is said of it."""
_BY = frozenset({"by", "of"})
_MODELS = frozenset({Role.MODEL, Role.PART_NUMBER})
_TEXTS = frozenset({Role.TEXT, Role.MODEL})


class _Pattern(Protocol):
    def search(self, text: str) -> object: ...


class Lines:
    """What is known of the lines of a brand, and what the asset itself says of who made it."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._denials = catalog.denials | catalog.about_another
        self._made, self._original = catalog.made | catalog.original, catalog.original
        self._compiled: dict[str, _Pattern] = {}

    @cached_property
    def _names(self) -> Names:
        return names_of(self._catalog)

    def narrow(self, asset: Asset, evidence: list[Evidence]) -> list[Evidence]:
        """`evidence` less the makers of a brand that did not make this of it."""
        if not any(map(self._brand_of, evidence)):
            return evidence
        return [found for found in evidence if not self.why_not(asset, found)]

    def why_not(self, asset: Asset, found: Evidence) -> str:
        """Why a brand on `asset` does not stand for the maker it may stand for; empty where nothing says so."""
        brand = self._brand_of(found)
        if not brand:
            return ""
        for row in self._catalog.lines.get(brand, ()):
            if row.entity == found.match.entity and any(self._meets(row.pattern, model) for model in _models(asset)):
                return f"another firm makes the {row.family} of that brand ({row.source})"
        others = self._said_to_make(asset)
        if others and found.match.entity not in others:
            return f"the asset says that {', '.join(sorted(others))} made it"
        return ""

    def _brand_of(self, found: Evidence) -> str:
        """The brand by which `found` points to one of its makers: by name, or by a block of addresses it owns."""
        match = found.match
        if match.basis is Basis.RELABEL:
            return key(match.term)
        if match.basis is not Basis.OUI or match.confidence is not Confidence.POSSIBLE or not match.entity:
            return ""
        registrant = key(match.note)
        rows = self._catalog.names.get(registrant, ())
        return registrant if any(row.entity == match.entity and row.basis == Basis.RELABEL for row in rows) else ""

    def _meets(self, pattern: str, model: str) -> bool:
        compiled = self._compiled.get(pattern)
        if compiled is None:
            import re2

            compiled = self._compiled[pattern] = re2.compile(pattern)
        return bool(compiled.search(model))

    def _said_to_make(self, asset: Asset) -> set[EntityId]:
        return {entity for one in asset.identifiers if one.role in _TEXTS for entity in self._makers_in(one.value)}

    def _makers_in(self, text: str) -> Iterator[EntityId]:
        tokens = words(text)[:SEARCHED]
        for hit in self._names.within(tokens):
            if self._is_said_to_make(tokens, hit.start, hit.end):
                yield from (EntityId(row.entity) for row in hit.rows if row.basis != Basis.RELABEL)

    def _is_said_to_make(self, tokens: list[str], start: int, end: int) -> bool:
        """Whether the name at these words is that of a maker: `Acme OEM`, `Acme-made`, `OEM: Acme`, `made by Acme`."""
        before, after = tokens[max(0, start - _FAR) : start], tokens[end : end + 1]
        if not self._denials.isdisjoint(before):
            return False
        by = before[-2:]
        said_before = by[-1:] and (by[-1] in self._original or (len(by) > 1 and by[-1] in _BY and by[0] in self._made))
        return bool(said_before) or not self._made.isdisjoint(after)


def _models(asset: Asset) -> Iterable[str]:
    return (one.value[:SEARCHED].upper() for one in asset.identifiers if one.role in _MODELS)
