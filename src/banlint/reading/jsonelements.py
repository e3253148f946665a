"""One element of a JSON array as a document of its own, with the places that it has in its file."""

from __future__ import annotations

import re

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.model import Adapter, Data, Path, Place, Registered
from banlint.named import NamedTuple
from banlint.reading.jsonarrays import DoubtError, Spot
from banlint.reading.jsontext import JsonDocument, parse
from banlint.reading.places import LONGEST_SHOWN, Lines

AROUND = 4 * (LONGEST_SHOWN + 2)
"""Bytes on either side of an element that may be needed to show a line of it."""
_BREAK = re.compile(rb"\r\n?|\n")


def read_element(data: bytes, limits: Limits, lines: Lines | None = None) -> JsonDocument:
    """The element `data`. Raises `DoubtError` where the reader of a whole file might have anything to say of it."""
    try:
        read = list(parse(lines or Lines(data.decode()), "", limits, "", fast_from=0))
    except (UnicodeDecodeError, InputError):
        raise DoubtError from None
    if len(read) != 1 or not isinstance(read[0], JsonDocument) or not isinstance(read[0].data, dict):
        raise DoubtError
    return read[0]


class Stretch(NamedTuple):
    """A part of a file."""

    data: bytes
    offset: int
    """Where in the file it begins."""


class ElementLines(Lines):
    """The lines of an element, which begins at a spot in its file; what is around it is looked at when asked for."""

    __slots__ = ("_around", "_size", "_spot")

    def __init__(self, data: bytes, spot: Spot, around: Stretch) -> None:
        super().__init__(data.decode(), spot.line)
        self._size = len(data)
        self._spot = spot
        self._around = around

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column in the file of the character at `offset` of the element."""
        line, column = super().at(offset)
        return line, column + self._spot.column if line == self.first_line else column

    def line(self, number: int) -> str:
        """Line `number` of the file, as far as the element has a part in it; empty where it is too long to show."""
        super().at(0)
        starts = self._starts or [0]
        index = number - self.first_line
        if not 0 <= index < len(starts) or (index == 0 and self._spot.column > LONGEST_SHOWN):
            return ""
        last = index + 1 == len(starts)
        text = self.text[starts[index] : None if last else starts[index + 1]]
        text = (self._before() if index == 0 else "") + text + (self._behind() if last else "")
        return text.rstrip("\r\n") if len(text) <= LONGEST_SHOWN else ""

    def _before(self) -> str:
        """What stands before the element on its first line."""
        data, offset = self._around
        here = self._spot.offset - offset
        text = data[max(0, here - AROUND) : here].decode(errors="ignore")
        return text[len(text) - self._spot.column :]

    def _behind(self) -> str:
        """What stands behind the element on its last line, and the line's end; more than is shown where that is far."""
        data, offset = self._around
        here = self._spot.offset + self._size - offset
        found = _BREAK.search(data, here, here + AROUND)
        return data[here : found.end() if found else here + AROUND].decode(errors="ignore")


class ElementDocument:
    """One element; its paths are those of the whole document."""

    prefix = ""

    def __init__(self, document: JsonDocument, path: Path, adapter: Registered[Adapter]) -> None:
        self.data: Data = document.data
        self.path = path
        self.adapter = adapter
        """What reads it, whatever else recognises it."""
        self._document = document

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, which leads through the element."""
        return self._document.locate(path[len(self.path) :])

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._document.line(number)

    def holds(self, word: str) -> bool:  # noqa: ARG002
        """Whether `word` stands anywhere in the file; a file with any that is asked for is read whole."""
        return False
