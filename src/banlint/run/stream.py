"""JSON Lines through the screen: what it clears is counted, what it doubts is read exactly, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from banlint.limits import Limits
from banlint.model import Document, Problem, Source
from banlint.reading.jsonlines import read_record
from banlint.reading.streams import too_long, utf8_blocks, whole_lines
from banlint.run.screen import Screen

# So many doubtful records are read before the rest is shown to a screen that has learnt from them.
_LESSON = 8

Counted = tuple[int, int]
"""Assets and undetermined assets in records that need no reading."""


def screened(source: Source, screen: Screen, limits: Limits) -> Iterator[Document | Problem | Counted]:
    """The documents of `source` that have to be looked at, what cannot be read, and counts of all the rest."""
    line, index = 1, 0
    for data in whole_lines(utf8_blocks(source.blocks(), source.name), limits.record_bytes):
        if data is None:
            yield too_long(line, limits.record_bytes, source.name)
            line, index = line + 1, index + 1
            continue
        lines = data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        block = _Block(lines, data, line, index, source.name)
        yield from block.read(screen, limits)
        line, index = line + len(lines), index + len(lines) - len(block.blank)


class _Block:
    """Whole lines of a stream; `line` and `index` are those of the first line and the first record."""

    def __init__(self, lines: list[bytes], data: bytes, line: int, index: int, name: str) -> None:
        self._lines = lines
        self._data = data
        self._line = line
        self._index = index
        self._name = name
        self.blank: list[int] = []
        """The numbers of lines that hold no record. No shape fits them, so the screen never clears one."""

    def read(self, screen: Screen, limits: Limits) -> Iterator[Document | Problem | Counted]:
        """What there is to look at; complete once `blank` is used."""
        cleared = screen.clear(self._lines, self._data)
        yield cleared.assets, cleared.undetermined
        self.blank = [number for number in cleared.doubtful if self._is_blank(number)]
        doubtful = [number for number in cleared.doubtful if not self._is_blank(number)]
        while doubtful:
            lesson, doubtful = doubtful[:_LESSON], doubtful[_LESSON:]
            learnt = screen.lessons
            for number in lesson:
                yield from self._exactly(number, screen, limits)
            if doubtful and screen.lessons != learnt:
                rest = [self._lines[number] for number in doubtful]
                cleared = screen.clear(rest, b"\n".join(rest))
                yield cleared.assets, cleared.undetermined
                doubtful = [doubtful[number] for number in cleared.doubtful]

    def _is_blank(self, number: int) -> bool:
        line = self._lines[number]
        return not line or line.isspace()

    def _exactly(self, number: int, screen: Screen, limits: Limits) -> Iterator[Document | Problem]:
        line = self._lines[number]
        index = self._index + number - bisect_left(self.blank, number)
        read = list(read_record(line, index, self._line + number, self._name, limits))
        yield from read
        if len(read) == 1 and not isinstance(read[0], Problem) and not screen.knows(line):
            screen.learn(read[0].data)
