"""JSON Lines through the screen: what it clears is counted, what it doubts is read exactly, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from banlint.limits import Limits
from banlint.model import Document, Problem, Source
from banlint.reading.jsonlines import read_record
from banlint.reading.source import FileSource
from banlint.reading.streams import too_long, utf8_blocks, whole_lines
from banlint.run.screen import Screen

# So many bytes are looked at together: what is made of them stays in the processor's cache.
_STRETCH = 1 << 17
# So many doubtful records are read before the rest is shown to a screen that has learnt from them.
_LESSON = 8

Counted = tuple[int, int]
"""Assets and undetermined assets in records that need no reading."""


def screened(source: Source, screen: Screen, limits: Limits) -> Iterator[Document | Problem | Counted]:
    """The documents of `source` that have to be looked at, what cannot be read, and counts of all the rest."""
    line, index, blocks = _beginning(source)
    # A longer record may break a limit; the exact reader says where.
    most = min(_STRETCH, limits.record_bytes, limits.scalar_chars, limits.nodes)
    for data in whole_lines(blocks, limits.record_bytes):
        if data is None:
            yield too_long(line, limits.record_bytes, source.name)
            line, index = line + 1, index + 1
            continue
        for stretch in _stretches(data, most):
            lines = _Lines(stretch, line, index, source.name)
            yield from lines.read(screen if len(stretch) <= most else None, limits)
            line, index = line + lines.count, index + lines.count - len(lines.blank)
    if isinstance(source, FileSource):
        source.finished = True


def _beginning(source: Source) -> tuple[int, int, Iterator[bytes]]:
    """The first line of `source`, the index of the first record, and its bytes as UTF-8."""
    part = source.part if isinstance(source, FileSource) else None
    if part and part.start:
        # A byte order mark in the midst of a file is none.
        return part.line, part.index, source.blocks()
    return 1, 0, utf8_blocks(source.blocks(), source.name)


def _stretches(data: bytes, most: int) -> Iterator[bytes]:
    """`data` cut at line ends into parts of at most `most` bytes; a longer line is a part of its own."""
    start = 0
    while start < len(data):
        end = data.rfind(b"\n", start, start + most) + 1 or data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end


class _Lines:
    """Whole lines of a stream; `line` and `index` are those of the first line and the first record."""

    def __init__(self, data: bytes, line: int, index: int, name: str) -> None:
        self._data = data
        self._line = line
        self._index = index
        self._name = name
        self.count = 1
        """How many; this and `blank` once all is read."""
        self.blank: list[int] = []
        """The numbers of lines that hold no record. No shape fits them, so the screen never clears one."""

    def read(self, screen: Screen | None, limits: Limits) -> Iterator[Document | Problem | Counted]:
        """What there is to look at; without a `screen` this is one line, and is read exactly."""
        if screen is None:
            self.blank = [0] if self._is_blank(0) else []
            yield from () if self.blank else self._exactly(0, limits)
            return
        cleared = screen.clear(self._data)
        self.count = cleared.records
        yield cleared.assets, cleared.undetermined
        self.blank = [number for number in cleared.doubtful if self._is_blank(number)]
        doubtful = [number for number in cleared.doubtful if not self._is_blank(number)]
        while doubtful:
            lesson, doubtful = doubtful[:_LESSON], doubtful[_LESSON:]
            learnt = screen.lessons
            for number in lesson:
                yield from self._taught(number, screen, limits)
            if doubtful and screen.lessons != learnt:
                cleared = screen.clear(b"\n".join([self._lines[number] for number in doubtful]))
                yield cleared.assets, cleared.undetermined
                doubtful = [doubtful[number] for number in cleared.doubtful]

    @cached_property
    def _lines(self) -> list[bytes]:
        return self._data.split(b"\n")

    def _is_blank(self, number: int) -> bool:
        return not self._lines[number].strip(b" \t\r")

    def _taught(self, number: int, screen: Screen, limits: Limits) -> Iterator[Document | Problem]:
        """What a line holds, and the screen learns of it."""
        read = list(self._exactly(number, limits))
        yield from read
        if len(read) == 1 and not isinstance(read[0], Problem) and not screen.knows(self._lines[number]):
            screen.learn(read[0].data)

    def _exactly(self, number: int, limits: Limits) -> Iterator[Document | Problem]:
        index = self._index + number - bisect_left(self.blank, number)
        yield from read_record(self._lines[number], index, self._line + number, self._name, limits)
