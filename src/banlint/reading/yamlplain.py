"""Plain YAML, read without the parser: block mappings and lists, one value a line, nothing that needs a second look.

Most inventories are written so, and by machines. What is understood here means the same to the parser, value for
value; at the first line that might not, the whole text is left to it, with its messages. Places are the parser's too.
"""

from __future__ import annotations

from collections.abc import Iterator

from banlint.hints import Any
from banlint.limits import Limits

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
"""What, plain and untagged, stands for no value. Every other scalar is the text it is written as."""

_REMEMBERED = 1 << 14
_STRETCH = 1 << 16
_LONGEST_KEY = 128
# What else may stand in a key, and begin a plain value, beside letters and digits. Fewer than YAML allows.
_IN_KEYS = str.maketrans("", "", " -./()+@")
_BEGINNINGS = frozenset("_/.$(+<=;^~")
_EMPTY: dict[str, type[Any]] = {"[]": list, "{}": dict}


class _NotPlainError(Exception):
    """The parser has to read this."""


_Line = tuple[int, int, int, str | None, str | None, type[Any] | None]
"""A line: its column again where it is one more key of a mapping, else -1; the column it begins at, -1 if it says
nothing; that behind the dash of an item, if it has one; its key; its value; `list` or `dict` where that is an empty
one, and `object` where it may stand below."""

_NOTHING: _Line = (-1, -1, -1, None, None, None)
_NOWHERE = -2


def plain(text: str, limits: Limits) -> Any:
    """What the parser would make of `text`, a mapping or a list; `None` where only the parser can tell."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    try:
        blocks = _Blocks(limits.depth)
        for lines in _stretches(text, limits.scalar_chars):
            blocks.read(lines)
    except _NotPlainError:
        return None
    return blocks.top.get("")


def read_line(line: str) -> _Line:
    """What a line says, that was read before."""
    return _KNOWN[line]


def _stretches(text: str, longest: int) -> Iterator[list[str]]:
    """The lines of `text`, some at a time."""
    start = 0
    if text.startswith("---\n"):
        start = 4
    while start < len(text):
        end = len(text) if len(text) - start <= _STRETCH else text.find("\n", start + _STRETCH)
        part = text[start : end if end >= 0 else len(text)]
        # No control character, no line end but one: what else YAML allows there is rare.
        lines = part.split("\n")
        if not part.replace("\n", "").isprintable() or (len(part) > longest and max(map(len, lines)) > longest):
            raise _NotPlainError
        yield lines
        start += len(part) + 1


class _Blocks:
    """Builds mappings and lists from lines; raises `_NotPlainError`."""

    def __init__(self, depth: int) -> None:
        self.top: dict[str, Any] = {}
        self._box: Any = self.top
        self._column = -1
        self._listed = False
        # The key whose value may begin on the next line.
        self._open: str | None = ""
        # What the innermost box stands in.
        self._around: list[tuple[Any, int, bool]] = []
        self._depth = depth
        self._here = _NOWHERE

    def read(self, lines: list[str]) -> None:
        """Take in more lines."""
        known = _KNOWN
        box, here = self._box, self._here
        for line in lines:
            at, column, inner, key, value, kind = known[line]
            if at != here:
                if column < 0:
                    continue
                here = self._turn(column, inner, key)
                box = self._box
                if key is None:
                    box.append(value if kind is None else kind())
                    continue
            if key in box:
                raise _NotPlainError
            box[key] = value
            if kind is object:
                self._open, here = key, _NOWHERE
            elif kind is not None:
                box[key] = kind()
        self._here = here

    def _turn(self, column: int, inner: int, key: str | None) -> int:
        """Go to the mapping or list that takes the line at `column`; where further keys of it would begin."""
        item = inner > column
        if self._open is not None:
            if column > self._column or (item and column == self._column and not self._listed):
                child: Any = [] if item else {}
                self._box[self._open] = child
                self._enter(child, column, listed=item)
            self._open = None
        while column < self._column or (self._listed and column == self._column and not item):
            self._box, self._column, self._listed = self._around.pop()
        if column != self._column or item != self._listed:
            raise _NotPlainError
        if not item:
            return column
        if key is None:
            return _NOWHERE
        child = {}
        self._box.append(child)
        self._enter(child, inner, listed=False)
        return inner

    def _enter(self, child: Any, column: int, *, listed: bool) -> None:
        self._around.append((self._box, self._column, self._listed))
        if len(self._around) > self._depth:
            raise _NotPlainError
        self._box, self._column, self._listed = child, column, listed


class _Known(dict[str, _Line]):
    """Lines and what they say, remembered: an inventory repeats itself."""

    def __missing__(self, line: str) -> _Line:
        head, colon, value = line.partition(": ")
        column, inner, key = _HEADS[head] if colon else (0, 0, None)
        if (
            key is not None
            and value[:1].isalnum()
            and ": " not in value
            and " #" not in value
            and value[-1] not in ": "
        ):
            # By far the most lines, and those that differ most.
            at = column if inner == column else -1
            found: _Line = (at, column, inner, key, None if value in NULLS else value, None)
        else:
            found = _read(line)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[line] = found
        return found


class _Heads(dict[str, tuple[int, int, str | None]]):
    """What stands before the values of lines: column, the same behind a dash, key, which is none for what is no key."""

    def __missing__(self, head: str) -> tuple[int, int, str | None]:
        body = head.lstrip(" ")
        column = inner = len(head) - len(body)
        if body.startswith("- "):
            body = body[2:].lstrip(" ")
            inner = len(head) - len(body)
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[head] = (column, inner, body if _is_key(body) else None)
        return found


_KNOWN = _Known()
_HEADS = _Heads()


def _read(line: str) -> _Line:
    """What a line says; raises `_NotPlainError`."""
    line = line.rstrip(" ")
    body = line.lstrip(" ")
    if not body or body[0] == "#":
        return _NOTHING
    head, colon, value = line.partition(": ")
    if not colon and line[-1] == ":":
        head = line[:-1]
    column, inner, key = _HEADS[head]
    if key is not None and (value or line[-1] == ":"):
        return column if inner == column else -1, column, inner, key, *_value(value.lstrip(" "))
    # An item of a list; no key can stand there, or it could not be told from one.
    if not body.startswith("- "):
        raise _NotPlainError
    written, kind = _value(body[2:].lstrip(" "))
    if kind is object:
        raise _NotPlainError
    return -1, column, column + 1, None, written, kind


def _is_key(key: str) -> bool:
    if len(key) > _LONGEST_KEY:
        return False
    return key.isidentifier() or (
        key[:1].isalnum() and key[-1] != " " and key.translate(_IN_KEYS).replace("_", "").isalnum()
    )


def _value(value: str) -> tuple[str | None, type[Any] | None]:
    first = value[:1]
    if first.isalnum() or first in _BEGINNINGS or (first == "-" and value[1:2] not in ("", " ")):
        if " #" in value:
            value = value[: value.index(" #")].rstrip(" ")
        if ": " in value or value[-1] == ":":
            raise _NotPlainError
        return None if value in NULLS else value, None
    if first in ('"', "'"):
        if len(value) < 2 or value[-1] != first or first in value[1:-1] or (first == '"' and "\\" in value):
            raise _NotPlainError
        return value[1:-1], None
    if not value or first == "#":
        return None, object
    if value in _EMPTY:
        return None, _EMPTY[value]
    raise _NotPlainError
