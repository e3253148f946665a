"""Model and part numbers: every vendor's grammar in one automaton, linear in the length of the value."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from banlint.match.names import NOT_ITS_OWN, Names, to_match, unique, words
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog, ModelRow

SEARCHED = 200
"""Characters of a value that are searched; a model number is far shorter."""
_MEMORY = 64 << 20


class _PatternSet(Protocol):
    def Match(self, text: bytes) -> list[int] | None: ...  # noqa: N802 - the library's name


class Grammar:
    """The patterns of the catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _patterns(self) -> _PatternSet | None:
        if not self._catalog.models:
            return None
        import re2

        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for row in self._catalog.models:
            patterns.Add(row.pattern)
        patterns.Compile()
        found: _PatternSet = patterns
        return found

    def search(self, value: str) -> list[ModelRow]:
        """The families that `value` is one of, in the catalog's order."""
        return [self._catalog.models[number] for number in self.numbers(value)]

    def numbers(self, value: str) -> list[int]:
        """Where those families stand in the catalog."""
        if self._patterns is None or not value:
            return []
        found = self._patterns.Match(value[:SEARCHED].upper().encode("utf-8", "replace"))
        return sorted(found) if found else []


class ModelMatcher:
    """Model and part numbers, and maker names written into them."""

    name = "models"
    roles = frozenset({Role.MODEL, Role.PART_NUMBER})

    def __init__(self, catalog: Catalog) -> None:
        self._rows = catalog.models
        self._grammar = Grammar(catalog)
        self._names = Names(catalog)

    @cached_property
    def _families(self) -> tuple[Match, ...]:
        """The match of each family, in the catalog's order."""
        return tuple(map(_to_match, self._rows))

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - both roles read alike
        """The entities whose grammar `value` follows, and those it names as a word (at most `probable`)."""
        value = value[:SEARCHED]
        found = [self._families[number] for number in self._grammar.numbers(value)]
        found += self._named(value)
        return unique(found) if len(found) > 1 else tuple(found)

    def _named(self, value: str) -> list[Match]:
        """Relabelled brands are left out: in a model they are mostly a line's or a part's ordinary word."""
        tokens = words(value)
        hits = self._names.within(tokens)
        if not hits or not NOT_ITS_OWN.isdisjoint(tokens):
            return []
        rows = (row for hit in hits for row in hit.rows if row.basis != Basis.RELABEL)
        return [to_match(row, Confidence.PROBABLE) for row in rows]


def _to_match(row: ModelRow) -> Match:
    return Match(
        EntityId(row.entity), Basis.MODEL_PATTERN, Confidence(row.confidence), row.family, row.source,
        needs_maker=not row.stands_alone,
    )  # fmt: skip
