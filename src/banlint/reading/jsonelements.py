"""One element of a JSON array as a document of its own, with the places that it has in its file."""

from __future__ import annotations

import re

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.model import Adapter, Data, Path, Place, Registered, Span
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


class ElementLines(Lines):
    """The lines of an element that begins at a spot in its file, with what stands around it on its first and last."""

    __slots__ = ("_before", "_behind", "_column")

    def __init__(self, data: bytes, spot: Spot, around: Stretch) -> None:
        super().__init__(data.decode(), spot.line)
        self._column = spot.column
        # Nothing of a line is kept that is too long to show.
        self._before = around.before(spot) if spot.column <= LONGEST_SHOWN else ""
        last = max(data.rfind(b"\n"), data.rfind(b"\r"))
        self._behind = around.behind(spot.offset + len(data)) if last >= 0 or spot.column <= LONGEST_SHOWN else ""

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column in the file of the character at `offset` of the element."""
        line, column = super().at(offset)
        return line, column + self._column if line == self.first_line else column

    def span(self, start: int, end: int) -> Span:
        """The stretch from offset `start` to `end` of the element, the end exclusive."""
        return Span(*self.at(start), *self.at(end))

    def line(self, number: int) -> str:
        """Line `number` of the file, as far as the element has a part in it; empty where it is too long to show."""
        super().at(0)
        starts = self._starts or [0]
        index = number - self.first_line
        if not 0 <= index < len(starts) or (index == 0 and self._column > LONGEST_SHOWN):
            return ""
        last = index + 1 == len(starts)
        text = self.text[starts[index] : None if last else starts[index + 1]]
        text = self._before * (index == 0) + text + self._behind * last
        return text.rstrip("\r\n") if len(text) <= LONGEST_SHOWN else ""


class Stretch(NamedTuple):
    """A part of a file, and where in the file it begins."""

    data: bytes
    offset: int

    def before(self, spot: Spot) -> str:
        """What stands before `spot` on its line, which is not far."""
        here = spot.offset - self.offset
        text = self.data[max(0, here - AROUND) : here].decode(errors="ignore") if spot.column else ""
        return text[len(text) - spot.column :]

    def behind(self, offset: int) -> str:
        """What stands behind `offset` on its line, and the line's end; more than is shown where that is far."""
        here = offset - self.offset
        found = _BREAK.search(self.data, here, here + AROUND)
        return self.data[here : found.end() if found else here + AROUND].decode(errors="ignore")


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
