"""Values that are told clean by their first characters: addresses, serial numbers, what no two records share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from operator import itemgetter

from banlint.hints import Any, Protocol, TypeGuard
from banlint.model import Matcher, Registered, Role

# A head is short, and texts of all kinds begin in a great many ways.
_REMEMBERED = 50_000


class CleanHead(Matcher, Protocol):
    """A matcher with a test of a value by its first characters."""

    head: int
    """How many characters it takes."""
    speaks_for: int
    """How long a value may be for its head to speak for all of it."""

    def clean_head(self, value: str) -> bool:
        """Whether `value` can match no entity, judging by its first `head` characters alone."""


class Heads:
    """Values of one role: those whose heads say nothing are shown to the matchers."""

    def __init__(self, matchers: Sequence[CleanHead]) -> None:
        self._matchers = matchers
        self._longest = min(one.speaks_for for one in matchers)
        self._length = max(one.head for one in matchers)
        self._head = itemgetter(slice(self._length))
        self._clean: set[str] = set()

    def clears(self, values: Sequence[str]) -> bool:
        """Whether all of `values`, of which none is empty, certainly meet nothing in the catalog."""
        if not self._clean.issuperset(map(self._head, values)) and not self._learn(set(map(self._head, values))):
            return all(map(self.clears_one, values))
        if self._longest != sys.maxsize and max(map(len, values), default=0) > self._longest:
            return all(map(self.clears_one, values))
        return True

    def in_doubt(self, values: Sequence[str]) -> set[str]:
        """The heads of those of `values`, of which none is empty, that may meet something in the catalog."""
        doubt = set(map(self._head, values)) - self._clean
        if doubt:
            self._learn(doubt)
            doubt -= self._clean
        if self._longest != sys.maxsize and max(map(len, values), default=0) > self._longest:
            doubt.update(self._head(value) for value in values if len(value) > self._longest)
        return doubt

    def clears_heads_of(self, items: Iterable[Any]) -> bool:
        """Whether the attribute `head` of each of `items`, a text or nothing, certainly meets nothing.

        This is the innermost step of a stream: there are more addresses than anything else.
        """
        clean, length, longest = self._clean, self._length, self._longest
        for item in items:
            value = item.head
            if value and (value[:length] not in clean or len(value) > longest) and not self.clears_one(value):
                return False
        return True

    def clears_one(self, value: str) -> bool:
        """Whether `value`, which is not empty, certainly meets nothing in the catalog."""
        head = value[: self._length]
        if (head in self._clean or self._learn({head})) and len(value) <= self._longest:
            return True
        try:
            return not any(tuple(one.match(role, value)) for one in self._matchers for role in one.roles)
        except Exception:  # noqa: BLE001 a matcher that fails is named on the exact way
            return False

    def _learn(self, heads: set[str]) -> bool:
        """Remember the clean ones of `heads`; whether they all are."""
        clean = {head for head in heads if all(one.clean_head(head) for one in self._matchers)}
        if len(self._clean) >= _REMEMBERED:
            self._clean.clear()
        self._clean |= clean
        return len(clean) == len(heads)


def heads_by_role(roles: Iterable[Role], matchers: Sequence[Registered[Matcher]]) -> dict[Role, Heads]:
    """How values are told clean by their heads, for those of `roles` whose every matcher has such a test."""
    found = {}
    for role in roles:
        looking = [one.part for one in matchers if role in one.part.roles]
        tests = [part for part in looking if _tells_by_head(part)]
        if tests and len(tests) == len(looking):
            found[role] = Heads(tests)
    return found


def _tells_by_head(matcher: Matcher) -> TypeGuard[CleanHead]:
    return all(hasattr(matcher, part) for part in ("clean_head", "head", "speaks_for"))
