"""The closed lists of facts: what `purpose: perimeter` or `site.kind: harbour` counts as."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.hints import Any
from banlint.text import fold

# The fact, and the list of the pack's vocabulary that its values come from.
_LISTS = {
    "purpose": "purposes",
    "site.kind": "site_kinds",
    "category": "categories",
    "country_of_origin": "countries",
    "brand_country": "countries",
    "site.country": "countries",
    "funding": "fundings",
    "connects_to": "connections",
    "routes_user_data": "answers",
    "essential": "answers",
    "status": "statuses",
}
# What labels put before a country's name.
_BEFORE_COUNTRY = ("made in ", "product of ", "assembled in ")
Words = dict[str, frozenset[str]]
_REMEMBERED = 20_000
"""Values kept with what they count as; past it the memory starts anew."""


class Vocabulary:
    """Words to terms, with every wider term they fall within. A list is read when its first word is asked for."""

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self._vocabulary = vocabulary
        self._words: dict[str, Words] = {}
        self._terms: dict[tuple[str, str], frozenset[str]] = {}

    def is_closed(self, fact: str) -> bool:
        """Whether values of `fact` come from a list."""
        return bool(self._of(fact))

    def terms(self, fact: str, value: str) -> frozenset[str]:
        """All terms that `value` counts as; none where it is no word of the list.

        A value may hold several, parted by `,`, `;` or `/`.
        """
        found = self._terms.get((fact, value))
        if found is None:
            if len(self._terms) >= _REMEMBERED:
                self._terms.clear()
            found = self._terms[fact, value] = self._counted(fact, value)
        return found

    def _counted(self, fact: str, value: str) -> frozenset[str]:
        words = self._of(fact)
        found = words.get(fold(value))
        if found is not None:
            return found
        parts = value.replace(";", ",").replace("/", ",").split(",")
        return frozenset().union(*(_of_word(words, fold(part)) for part in parts))

    def title(self, kind: str, term: str) -> str:
        """How `term` of the list `kind` is shown: `title("countries", "NO")` is the country's name."""
        entry = (self._vocabulary.get(kind) or {}).get(term) or {}
        return str(entry.get("title") or term)

    def _of(self, fact: str) -> Words:
        found = self._words.get(fact)
        if found is None:
            found = self._words[fact] = _words(self._vocabulary.get(_LISTS.get(fact, "")) or {})
        return found


def _of_word(words: Words, word: str) -> frozenset[str]:
    found = words.get(word)
    if found is None:
        before = next((before for before in _BEFORE_COUNTRY if word.startswith(before)), "")
        found = words.get(word.removeprefix(before)) if before else None
    return found or frozenset()


def _words(terms: Mapping[str, Mapping[str, Any]]) -> Words:
    words: Words = {}
    for term, entry in terms.items():
        wide = closure(term, terms)
        for word in (term, entry.get("title", term), *(entry.get("words") or ())):
            words[fold(word)] = words.get(fold(word), frozenset()) | wide
    return words


def closure(term: str, terms: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """`term` and every term of `terms` that it is within."""
    seen: set[str] = set()
    waiting = [term]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(terms.get(one, {}).get("within") or ())
    return frozenset(seen)
