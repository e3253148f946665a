"""Which ids a question selects: by id, by prefix, by glob."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import takewhile


def matches(pattern: str, identifier: str) -> bool:
    """Whether `pattern` is the id, a glob for it, or a prefix of it that ends at a hyphen."""
    return pattern == identifier or fnmatchcase(identifier, pattern) or identifier.startswith(pattern.rstrip("-") + "-")


def names(pattern: str, identifier: str) -> bool:
    """Whether `pattern` selects the id; rows of lists, `list:row`, only by a pattern that has a colon too."""
    return (":" in pattern or ":" not in identifier) and matches(pattern, identifier)


class Selection:
    """The ids of one kind, regimes or entities, that pass."""

    def __init__(self, select: tuple[str, ...], ignore: tuple[str, ...], known: Iterable[str]) -> None:
        # Rows of lists come after all else, and are many: they are passed over unless they are asked for.
        rows = any(":" in pattern for pattern in select)
        ids = tuple(known if rows else takewhile(lambda one: ":" not in one, known)) if select else ()
        # Patterns that match no id of this kind say nothing about it.
        self._only = tuple(pattern for pattern in select if any(names(pattern, one) for one in ids))
        self._ignore = ignore

    def __contains__(self, one: str) -> bool:
        return (not self._only or self.names(one)) and not any(names(pattern, one) for pattern in self._ignore)

    def names(self, one: str) -> bool:
        """Whether a pattern asks for `one`, and not only fails to bar it."""
        return any(names(pattern, one) for pattern in self._only)

    @property
    def is_narrow(self) -> bool:
        """Whether some ids of this kind are asked for, and so the others are not."""
        return bool(self._only)
