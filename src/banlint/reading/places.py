"""Where things stand in a text: offsets to lines and columns, and a bounded list of what was wrong where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from banlint.errors import InputError
from banlint.model import Problem, Span

_BREAK = r"\r\n?|\n"
_MOST_PROBLEMS = 50
LONGEST_SHOWN = 1 << 16
"""Characters of a line that is given for showing."""


class Lines:
    """Offsets of a text to 1-based lines and columns, in characters. A line ends with LF, CR LF or CR.

    `first_line` is the line the text begins on, for a record of a longer file.
    """

    __slots__ = ("_held", "_starts", "first_line", "text")

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.first_line = first_line
        self._starts: list[int] | None = None
        self._held: tuple[str, bool] = ("", True)

    def holds(self, word: str) -> bool:
        """Whether `word` stands anywhere in the text; remembered, for the documents of a stream ask one by one."""
        if self._held[0] != word:
            self._held = word, word in self.text
        return self._held[1]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of the character at `offset`."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in re.finditer(_BREAK, self.text))]
        line = bisect_right(self._starts, offset) - 1
        return self.first_line + line, offset - self._starts[line] + 1

    def line(self, number: int) -> str:
        """Line `number` without its end; empty where there is none, or where it is too long to show."""
        self.at(0)
        starts = self._starts or [0]
        index = number - self.first_line
        if not 0 <= index < len(starts):
            return ""
        end = starts[index + 1] if index + 1 < len(starts) else len(self.text)
        return self.text[starts[index] : end].rstrip("\r\n") if end - starts[index] <= LONGEST_SHOWN else ""

    def span(self, start: int, end: int) -> Span:
        """The stretch from offset `start` to `end`, the end exclusive."""
        if self._starts is not None and len(self._starts) == 1:
            return Span(self.first_line, start + 1, self.first_line, end + 1)
        return Span(*self.at(start), *self.at(end))


class Troubles:
    """The problems of one file, in order; past a bound they are counted and not kept."""

    def __init__(self, name: str, lines: Lines) -> None:
        self.name = name
        self.lines = lines
        self._new: list[Problem] = []
        self._kept = 0
        self._more = 0

    def add(self, offset: int, message: str, mend: str) -> None:
        """Note what is wrong at `offset`, and what would put it right."""
        if self._kept == _MOST_PROBLEMS:
            self._more += 1
            return
        self._kept += 1
        self._new.append(Problem("input", message, mend, self.name, *self.lines.at(offset)))

    def error(self, offset: int, message: str, mend: str) -> InputError:
        """An error at `offset`, for the caller to raise."""
        return InputError(message, mend, self.name, *self.lines.at(offset))

    def drain(self) -> Iterator[Problem]:
        """The problems noted since the last call."""
        found, self._new = self._new, []
        yield from found

    def finish(self) -> Iterator[Problem]:
        """What is left, and how many were not kept."""
        yield from self.drain()
        if self._more:
            yield Problem("input", f"{self._more} more problems in this file", "mend those above first", self.name)
            self._more = 0
