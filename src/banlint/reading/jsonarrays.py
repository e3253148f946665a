"""Large JSON arrays in windows of whole elements, each found without being decoded.

A cut is a guess: that what stands between two elements, and the first key
behind it, is spelt alike throughout. Whoever decodes the elements proves it:
where each is one JSON object, and only a comma stands between them, they are
the elements. Where one is not, `again` takes the window back and cuts it by
its brackets and strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain

from banlint.model import Path
from banlint.named import NamedTuple

MOST_AROUND = 1 << 20
"""Bytes that may stand before the array, and behind it."""
SHOWN = 50
"""The first window has so many elements at least, where there are as many: by them a shape is known."""
_DEEPEST = 8
_TRIES = 3
_NUL = b"\0"

_TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_FLAT = rb'[^"{}\[\]]*+(?:' + _TEXT + rb'[^"{}\[\]]*+)*+'
_SPACE = rb"[ \t\n\r]*+"
_GAP = re.compile(_SPACE)
_COMMA = re.compile(_SPACE + b"," + _SPACE)
_CLOSED = re.compile(_SPACE + rb"\]")
_HEAD = re.compile(rb"\{" + _SPACE + rb'"[^"\\]*+"' + _SPACE + b":")
_KEY = re.compile(rb'"([^"\\]*+)"' + _SPACE + b":" + _SPACE)
_SCALAR = re.compile(_TEXT + rb'|[^ \t\n\r,\]}\[{"]++', re.DOTALL)
_BREAK = re.compile(rb"\r\n?|\n")


def _nested(levels: int) -> bytes:
    inner = _FLAT
    for _ in range(levels):
        inner = _FLAT + rb"(?:[{\[]" + inner + rb"[}\]]" + _FLAT + rb")*+"
    return inner


# What stands between brackets, strings in it heeded, down to a depth that is far below any inventory's.
_BRACKETS = re.compile(rb"[{\[]" + _nested(_DEEPEST) + rb"[}\]]", re.DOTALL)


class DoubtError(ValueError):
    """The document has to be read whole."""


class Spot(NamedTuple):
    """A place in a file, before some character."""

    offset: int = 0
    """In bytes, of what is read of the file."""
    line: int = 1
    column: int = 0
    """Characters of the line before it."""

    def past(self, data: bytes) -> Spot:
        """The place behind `data`, which begins here and ends neither within a character nor between CR and LF."""
        offset = self.offset + len(data)
        ends = data.count(b"\n") if b"\r" not in data else sum(1 for _ in _BREAK.finditer(data))
        if not ends:
            return Spot(offset, self.line, self.column + _characters(data))
        start = max(data.rfind(b"\n"), data.rfind(b"\r")) + 1
        return Spot(offset, self.line + ends, _characters(data[start:]))


def _characters(data: bytes) -> int:
    try:
        return len(data) if data.isascii() else len(data.decode())
    except UnicodeDecodeError:
        raise DoubtError from None


class Opening(NamedTuple):
    """Where the array of a document begins."""

    path: Path
    """The keys that lead to it."""
    end: int
    """Past its bracket, in bytes."""


def opened(head: bytes) -> Opening | None:
    """The first array in a document that begins with `head` of which the end is not within `head`; `None` without."""
    path: Path = ()
    at = _past(_GAP, head, 0)
    while head.startswith(b"{", at):
        at = _past(_GAP, head, at + 1)
        while (key := _KEY.match(head, at)) and (value := key.end()) < len(head):
            whole = (_BRACKETS if head[value] in b"{[" else _SCALAR).match(head, value)
            if whole is None or whole.end() == len(head):
                break
            at = _past(_COMMA, head, whole.end())
        else:
            return None
        try:
            path = (*path, key[1].decode())
        except UnicodeDecodeError:
            return None
        at = value
    return Opening(path, at + 1) if head.startswith(b"[", at) else None


def _past(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at


class Cut(NamedTuple):
    """What tells where elements end: the end of one, what is between, and the start of the next to its first key."""

    needle: bytes
    gap: int
    """How many bytes of it stand between the elements."""


class Window(NamedTuple):
    """Some elements that follow each other."""

    before: bytes
    """What stands between the window before and this one, or behind the array's bracket."""
    data: bytes
    """From the start of the first element to the end of the last."""
    elements: list[bytes]
    cut: Cut | None
    """By what they were cut apart; `None`: by their brackets."""

    def starts(self) -> list[int]:
        """Where in `data` each element begins."""
        if self.cut is None:
            return [start for start, _ in _spans(self.data)]
        gap = self.cut.gap
        return list(accumulate((len(one) + gap for one in self.elements[:-1]), initial=0))


def window(data: bytes, cut: Cut | None, before: bytes = b"") -> Window:
    """The window `data`, which was cut by `cut`."""
    if cut is None:
        return Window(before, data, [data[start:end] for start, end in _spans(data)], cut)
    needle, gap = cut
    # No JSON holds a NUL, and no window does.
    apart = data.replace(needle, needle[:1] + _NUL + needle[1 + gap :])
    return Window(before, data, apart.split(_NUL), cut)


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """The objects at the start of `data` with nothing but commas between them."""
    at = 0
    while data.startswith(b"{", at) and (found := _BRACKETS.match(data, at)):
        yield found.span()
        comma = _COMMA.match(data, found.end())
        if comma is None:
            return
        at = comma.end()


class Cutter:
    """Cuts what follows an array's bracket into windows. Raises `DoubtError`, and what reading raises."""

    def __init__(self, start: bytes, blocks: Iterator[bytes], most: int) -> None:
        """`most` bytes may one element have."""
        self._data = b""
        self._blocks = chain((start,), blocks)
        self._most = most
        self._before = b""
        self._cut: Cut | None = None
        self._tries = _TRIES
        self._first = True
        self._last = b"", b""
        self.behind: bytes | None = None
        """Once all elements have been given: what stands behind the last."""

    def next(self) -> Window | None:
        """The next elements; `None` behind the last."""
        while self.behind is None:
            more = self._read()
            self._last = self._before, self._data
            found = self._by_needle() or self._by_brackets(more=more)
            if found:
                return found
            if self.behind is None and (not more or len(self._data) > self._most):
                raise DoubtError
        return None

    def again(self, refused: Window) -> Window:
        """What begins as the window that was `refused`, cut by brackets. Raises `DoubtError` if that was, too."""
        if refused.cut is None:
            raise DoubtError
        self._before, self._data = self._last
        self._tries -= 1
        self._cut = None
        found = self.next()
        if found is None:
            raise DoubtError
        return found

    def rest(self) -> bytes:
        """All of the document that stands behind the last element."""
        held = [self.behind or b""]
        size = len(held[0])
        for block in self._blocks:
            size += len(block)
            if size > MOST_AROUND:
                raise DoubtError
            held.append(block)
        return b"".join(held)

    def _read(self) -> bool:
        """Read on, so much that a long element is not looked at too often; whether there was more."""
        held = [self._data]
        wanted = len(self._data) or 1
        while wanted > 0 and (block := next(self._blocks, b"")):
            if _NUL in block:
                raise DoubtError
            held.append(block)
            wanted -= len(block)
        self._data = b"".join(held)
        start = _past(_GAP, self._data, 0)
        if start:
            self._before += self._data[:start]
            self._data = self._data[start:]
        return len(held) > 1

    def _by_needle(self) -> Window | None:
        if self._cut is None:
            return None
        needle, gap = self._cut
        end = self._data.rfind(needle) + 1
        if not end:
            return None
        found = window(self._data[:end], self._cut, self._before)
        self._leave(end, end + gap)
        return found

    def _by_brackets(self, *, more: bool) -> Window | None:
        spans = list(_spans(self._data))
        if not spans:
            return None
        # Of the last it is known only with what follows that it is whole.
        last = spans[-1][1]
        comma = _COMMA.match(self._data, last)
        closed = comma is None and _CLOSED.match(self._data, last) is not None
        if comma is None and not closed:
            spans.pop()
        if not spans or (self._first and more and not closed and len(spans) < SHOWN):
            return None
        self._first = False
        self._learn(spans)
        end = spans[-1][1]
        found = Window(self._before, self._data[:end], [self._data[start:end] for start, end in spans], None)
        self._leave(end, _past(_COMMA, self._data, end))
        if closed:
            self.behind, self._data = self._data, b""
        return found

    def _leave(self, end: int, following: int) -> None:
        """Go on behind the last element, which ends at `end`, with the one at `following`."""
        self._before = self._data[end:following]
        self._data = self._data[following:]

    def _learn(self, spans: list[tuple[int, int]]) -> None:
        if self._cut or self._tries <= 0 or len(spans) < 3:
            return
        end, start = spans[-2][1], spans[-1][0]
        head = _HEAD.match(self._data, start)
        if head:
            self._cut = Cut(self._data[end - 1 : head.end()], start - end)
