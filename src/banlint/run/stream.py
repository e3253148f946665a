"""JSON Lines through the screen: what it clears is counted, what it doubts is read exactly, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from banlint.limits import Limits
from banlint.model import Document, Problem, Source
from banlint.reading.jsonlines import Block, read_record, records
from banlint.run.screen import Screen

# So many doubtful records are read before the rest is shown to a screen that has learnt from them.
_LESSON = 8

Counted = tuple[int, int]
"""Assets and undetermined assets in records that need no reading."""


def screened(source: Source, screen: Screen, limits: Limits) -> Iterator[Document | Problem | Counted]:
    """The documents of `source` that have to be looked at, what cannot be read, and counts of all the rest."""
    for block in records(source, limits):
        if isinstance(block, Problem):
            yield block
        else:
            yield from _block(block, source.name, screen, limits)


def _block(block: Block, name: str, screen: Screen, limits: Limits) -> Iterator[Document | Problem | Counted]:
    lines = block.data.split(b"\n")
    if not lines[-1]:
        lines.pop()
    cleared = screen.clear(lines, block.data)
    yield cleared.assets, cleared.undetermined
    doubtful = cleared.doubtful
    index_of = _indices(lines, block.index) if doubtful else None
    while doubtful and index_of is not None:
        lesson, doubtful = doubtful[:_LESSON], doubtful[_LESSON:]
        learnt = screen.lessons
        for number in lesson:
            if not lines[number].isspace():
                yield from _exactly(lines[number], index_of(number), block.line + number, name, screen, limits)
        if doubtful and screen.lessons != learnt:
            rest = [lines[number] for number in doubtful]
            cleared = screen.clear(rest, b"\n".join(rest))
            yield cleared.assets, cleared.undetermined
            doubtful = [doubtful[number] for number in cleared.doubtful]


def _exactly(
    line: bytes, index: int, number: int, name: str, screen: Screen, limits: Limits
) -> Iterator[Document | Problem]:
    read = list(read_record(line, index, number, name, limits))
    yield from read
    if len(read) == 1 and not isinstance(read[0], Problem) and not screen.knows(line):
        screen.learn(read[0].data)


def _indices(lines: list[bytes], first: int) -> Callable[[int], int]:
    """From a line's number in its block to its record's index in the stream; blank lines hold no record."""
    blank = [number for number, line in enumerate(lines) if not line or line.isspace()]
    if not blank:
        return lambda number: first + number
    return lambda number: first + number - sum(one < number for one in blank)
