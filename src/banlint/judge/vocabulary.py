"""The closed lists of facts: what `purpose: perimeter` or `site.kind: harbour` counts as."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banlint.text import fold

# The fact, and the list of the pack's vocabulary that its values come from.
_LISTS = {"purpose": "purposes", "site.kind": "site_kinds", "category": "categories"}


class Vocabulary:
    """Words to terms, with every wider term they fall within."""

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self._words: dict[str, dict[str, frozenset[str]]] = {}
        for fact, name in _LISTS.items():
            terms: Mapping[str, Mapping[str, Any]] = vocabulary.get(name) or {}
            wide = {term: _closure(term, terms) for term in terms}
            words = self._words[fact] = {}
            for term, entry in terms.items():
                for word in (term, entry.get("title", term), *(entry.get("words") or ())):
                    words.setdefault(fold(word), frozenset())
                    words[fold(word)] |= wide[term]

    def is_closed(self, fact: str) -> bool:
        """Whether values of `fact` come from a list."""
        return bool(self._words.get(fact))

    def terms(self, fact: str, value: str) -> frozenset[str]:
        """All terms that `value` counts as; none where it is no word of the list.

        A value may hold several, parted by `,`, `;` or `/`.
        """
        words = self._words.get(fact, {})
        found = words.get(fold(value))
        if found is not None:
            return found
        parts = value.replace(";", ",").replace("/", ",").split(",")
        return frozenset().union(*(words.get(fold(part), frozenset()) for part in parts))


def _closure(term: str, terms: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [term]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(terms.get(one, {}).get("within") or ())
    return frozenset(seen)
