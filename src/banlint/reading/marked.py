"""A document whose reader marked where each value stands while it read."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.model import Data, Path, Place
from banlint.reading.places import Lines


class MarkedDocument:
    """Plain data, and the offsets at which its values begin and end."""

    __slots__ = ("_lines", "_marks", "data", "prefix")

    def __init__(self, data: Data, lines: Lines, marks: Mapping[Path, tuple[int, int]]) -> None:
        self.data = data
        self.prefix = ""
        self._lines = lines
        self._marks = marks

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, or of the nearest around it that is marked."""
        while path and path not in self._marks:
            path = path[:-1]
        return Place(self._lines.span(*self._marks.get(path, (0, 0))))

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._lines.line(number)
