"""Chips named as a part of an asset. They say whose the chip is; whose the device is, is another question."""

from __future__ import annotations

from banlint.hints import TYPE_CHECKING
from banlint.match.models import grammar_of
from banlint.match.names import names_of, unique, words
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banlint.catalog.index import Catalog

_NOTE = "a chip in it; it does not say who made the device"


class ChipMatcher:
    """Systems on a chip and processors: `possible`, since it is the asset that is judged."""

    name = "chips"
    roles = frozenset({Role.CHIP})

    def __init__(self, catalog: Catalog) -> None:
        self._grammar = grammar_of(catalog)
        self._names = names_of(catalog)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities whose chips `value` names."""
        return unique(self._of(value))

    def _of(self, value: str) -> Iterator[Match]:
        for row in self._grammar.search(value):
            if row.chip:
                yield _part(row.entity, row.family, row.source)
        for hit in self._names.within(words(value)):
            for name in hit.rows:
                if name.basis != Basis.RELABEL:
                    yield _part(name.entity, name.text, name.source)


def _part(entity: str, term: str, source: str) -> Match:
    return Match(EntityId(entity), Basis.CHIP, Confidence.POSSIBLE, term, source, note=_NOTE)
