"""What kinds of things a pattern or a brand is about that is too common to count by itself, as the words for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.hints import Any
from banlint.text import fold

Categories = Mapping[str, Mapping[str, Any]]


def of(
    entities: Sequence[dict[str, Any]], vocabularies: Sequence[dict[str, Any]]
) -> tuple[dict[str, int], list[tuple[str, ...]]]:
    """By entity, tab and term, the number of a set of words; and those sets."""
    categories: dict[str, Mapping[str, Any]] = {}
    for vocabulary in vocabularies:
        categories |= vocabulary.get("categories") or {}
    sets: dict[tuple[str, ...], int] = {}
    found: dict[str, int] = {}
    for data in entities:
        for term, wanted in _terms(data):
            words = tuple(sorted({word for one in wanted for word in _words(one, categories)}))
            found[f"{data['id']}\t{term}"] = sets.setdefault(words, len(sets))
    return found, list(sets)


def _terms(data: dict[str, Any]) -> Iterator[tuple[str, Sequence[str]]]:
    for model in data.get("models", ()):
        if model.get("categories"):
            yield model["family"], model["categories"]
    for relabel in data.get("relabels", ()):
        if relabel.get("categories"):
            for name in (relabel["brand"], *relabel.get("aliases", ())):
                yield name, relabel["categories"]


def _words(wanted: str, categories: Categories) -> Iterator[str]:
    """The words of a category and of those within it."""
    for name, category in categories.items():
        if _is_within(name, wanted, categories):
            yield from map(fold, (name, category.get("title", name), *category.get("words", ())))


def _is_within(name: str, wanted: str, categories: Categories) -> bool:
    return name == wanted or any(
        _is_within(wider, wanted, categories) for wider in (categories.get(name) or {}).get("within", ())
    )
