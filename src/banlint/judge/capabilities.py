"""Surveillance capabilities: inferred from explicit words of a controlled list, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from banlint.hints import Any
from banlint.inventories.fields import normal
from banlint.model import Asset, Identifier, Role
from banlint.text import fold, show

_FIELDS = frozenset({"capability", "capabilities", "feature", "features", "description"})
_SEARCHED = 4000
_NOT_BEFORE = frozenset({"no", "not", "non", "without", "lacks", "ohne", "kein", "keine", "sans", "无", "不支持"})
_NOT_AFTER = frozenset({"disabled", "unsupported", "off", "not"})


class Capabilities:
    """Finds what assets are said to be capable of."""

    def __init__(self, vocabulary: Mapping[str, Any]) -> None:
        self._terms: Mapping[str, Mapping[str, Any]] = vocabulary.get("capabilities") or {}

    def of(self, asset: Asset) -> dict[str, Identifier]:
        """Each capability that a field of `asset` names, with that field."""
        found: dict[str, Identifier] = {}
        for identifier in asset.identifiers:
            if identifier.role is Role.TEXT and normal(identifier.field.rpartition(".")[2]) in _FIELDS:
                for term in self._named(identifier.value):
                    found.setdefault(term, identifier)
        return found

    def context(self, asset: Asset) -> tuple[str, ...]:
        """What `asset` is said to be capable of, in words."""
        return tuple(
            f"said to be capable of {self.title(term)} ({identifier.field}: {show(identifier.value, 80)})"
            for term, identifier in sorted(self.of(asset).items())
        )

    def title(self, term: str) -> str:
        """How a capability is shown."""
        return str((self._terms.get(term) or {}).get("title") or term)

    @cached_property
    def _words(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (fold(word), term)
            for term, entry in self._terms.items()
            for word in (term, entry.get("title", term), *(entry.get("words") or ()))
        )

    def _named(self, value: str) -> Iterator[str]:
        folded = fold(value[:_SEARCHED])
        padded = f" {folded} "
        for word, term in self._words:
            if word.isascii():
                at = padded.find(f" {word} ")
                if at >= 0 and not _is_denied(padded[:at].split(), padded[at + len(word) + 2 :].split()):
                    yield term
            elif (at := folded.find(word)) >= 0 and not folded[:at].endswith(("无", "不支持")):
                yield term


def _is_denied(before: list[str], after: list[str]) -> bool:
    return not _NOT_BEFORE.isdisjoint(before[-2:]) or bool(after and after[0] in _NOT_AFTER)
