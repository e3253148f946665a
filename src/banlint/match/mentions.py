"""Names in free text: what a description speaks of, which need not be what it describes. Not active by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banlint.match.names import Names, to_match, unique, words
from banlint.model import Basis, Confidence, Match, Role

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


class MentionMatcher:
    """Free text. What it names is never by itself the maker."""

    name = "mentions"
    roles = frozenset({Role.TEXT})

    def __init__(self, catalog: Catalog) -> None:
        self._names = Names(catalog)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that `value` speaks of, each `possible`."""
        return unique(
            to_match(row, Confidence.POSSIBLE)._replace(basis=Basis.MENTION)
            for hit in self._names.within(words(value))
            for row in hit.rows
        )
