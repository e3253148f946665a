"""The plainest YAML, read line by line: most inventories are no more than keys, dashes and words.

`plain` gives just what the parser would, or nothing at all: whatever is the
least out of the ordinary leaves the whole text to the parser, whose import
alone takes longer than a check of a small file. A test holds the two equal.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from banlint.limits import Limits

Value = dict[str, "Value"] | list["Value"] | str | None

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What, plain and untagged, stands for no value. Every other scalar is the text it is written as."""

# One line: its indent, a dash, a key, a plain or quoted text or nothing in brackets, a comment.
_LINE = (
    r"( *+)(- ++)?(?:(\w[\w./-]{0,99}(?: [\w./-]{1,99}){0,5}):(?![^ ]))? *+"
    r"(?:([\w/(+](?:[^ :]|:[^ :])*+(?: ++[^ :#](?:[^ :]|:[^ :])*+)*)"
    r"""|"([^"\\]*+)"|'([^']*+)'|(\[\]|\{\}))? *+(?:(?<![^ ])#.*)?"""
)
_FIRST_VALUE = 4


class _Open(NamedTuple):
    """A mapping or sequence that further lines may add to, and the column of its keys or dashes."""

    column: int
    held: dict[str, Value] | list[Value]


class _NotPlainError(Exception):
    """The text is one for the parser."""


def plain(text: str, limits: Limits) -> Value:
    """The one document of `text`; None where it is not of the plainest."""
    if len(text) > limits.scalar_chars:
        return None
    lines = text.split("\n")
    if lines[0] == "---":
        del lines[0]
    building = _Building(limits.depth)
    match = re.compile(_LINE).fullmatch
    try:
        for line in lines:
            found = match(line)
            if found is None or not line.isprintable():
                return None
            indent, dash, key, *values = found.groups()
            if found.lastindex and found.lastindex >= _FIRST_VALUE:
                building.add(len(indent), dash, key, _value(*values))
            elif key is not None:
                building.open(len(indent), dash, key)
            elif dash:
                return None
    except _NotPlainError:
        return None
    return building.root


def _value(word: str | None, double: str | None, single: str | None, empty: str | None) -> Value:
    if word is not None:
        return None if word in NULLS else word
    if empty is not None:
        return [] if empty == "[]" else {}
    return double or single or ""


class _Building:
    """The document so far: mappings and sequences still open, and the key that waits for what the next line holds."""

    def __init__(self, depth: int) -> None:
        self.root: Value = None
        self._depth = depth
        self._open: list[_Open] = []
        self._waiting: str | None = None

    def add(self, column: int, dash: str | None, key: str | None, value: Value) -> None:
        """A line that ends in a value."""
        if key is not None:
            self._mapping(column, dash, key)[key] = value
        elif dash:
            self._sequence(column).append(value)
        else:
            raise _NotPlainError

    def open(self, column: int, dash: str | None, key: str) -> None:
        """A line that ends in a key: its value is on the next lines, or there is none."""
        self._mapping(column, dash, key)[key] = None
        self._waiting = key

    def _mapping(self, column: int, dash: str | None, key: str) -> dict[str, Value]:
        """The mapping that gets a new `key` on this line."""
        if dash:
            made: dict[str, Value] = {}
            self._sequence(column).append(made)
            self._push(column + len(dash), made)
            return made
        found = self._at(column, dict)
        if isinstance(found, list) or key in found:
            raise _NotPlainError
        return found

    def _sequence(self, column: int) -> list[Value]:
        found = self._at(column, list)
        if isinstance(found, dict):
            raise _NotPlainError
        return found

    def _at(self, column: int, kind: type[dict[str, Value] | list[Value]]) -> dict[str, Value] | list[Value]:
        """The mapping or sequence that a line at `column` adds to."""
        waiting, self._waiting = self._waiting, None
        if not self._open:
            if self.root is not None:
                raise _NotPlainError
            self.root = self._push(column, kind())
            return self.root
        if waiting is not None:
            above, held = self._open[-1]
            # The dashes of a sequence may stand right below the key that it belongs to.
            if isinstance(held, dict) and (column > above or (column == above and kind is list)):
                made = kind()
                held[waiting] = made
                return self._push(column, made)
        while self._open and (
            self._open[-1].column > column
            or (self._open[-1].column == column and kind is dict and isinstance(self._open[-1].held, list))
        ):
            self._open.pop()
        if not self._open or self._open[-1].column != column:
            raise _NotPlainError
        return self._open[-1].held

    def _push(self, column: int, made: dict[str, Value] | list[Value]) -> dict[str, Value] | list[Value]:
        self._open.append(_Open(column, made))
        if len(self._open) > self._depth:
            raise _NotPlainError
        return made
