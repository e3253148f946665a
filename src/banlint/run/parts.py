"""One large stream of JSON Lines as parts that processes can check side by side, each told where in the file it is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from operator import itemgetter

from banlint.errors import BanlintError
from banlint.limits import Limits
from banlint.model import Problem
from banlint.named import NamedTuple
from banlint.reading.decoding import encoding_of
from banlint.reading.jsonlines import count_of_blank
from banlint.reading.source import FileSource, Part
from banlint.reading.streams import whole_lines
from banlint.run.check import Settings, open_input
from banlint.run.checker import Checker, Event
from banlint.run.discovery import Input
from banlint.run.ledger import FileDone

SIZE = 32 << 20
"""Bytes of a part, about: a second of work, beside which what a process learns of the values anew hardly counts."""


class Stretch(NamedTuple):
    """A part of an input, of which the parts before it are checked elsewhere."""

    input: Input
    part: Part

    @property
    def is_first(self) -> bool:
        """Whether it begins the file."""
        return self.part.start == 0


def parts_of(one: Input, settings: Settings, checker: Checker) -> Iterator[Stretch] | None:
    """The parts of an input; `None` for one that is checked whole."""
    if one.path == "-" or settings.cache:
        return None
    try:
        chosen = open_input(one, settings, checker.parts.readers, None)
    except BanlintError:
        return None
    source, reader = chosen or (None, None)
    if not isinstance(source, FileSource) or source.size < 2 * SIZE or reader is None:
        return None
    if source.is_packed() or encoding_of(source.head()) != ("utf-8", 0) or not checker.clears_lines(source, reader):
        return None
    return (Stretch(one, part) for part in _parts(source, settings.limits))


def check_part(stretch: Stretch, settings: Settings, checker: Checker) -> list[Event | FileDone]:
    """What there is to say of a part; its file is done where it is the last, or nothing can be read beyond it."""
    one = stretch.input
    source = FileSource(one.name, one.path, settings.limits, part=stretch.part)
    reader = next(
        reader for reader in checker.parts.readers if reader.plugin == "banlint" and reader.part.name == "jsonl"
    )
    events: list[Event | FileDone] = list(checker.check(source, reader))
    if stretch.part.is_last or not source.finished:
        events.append(FileDone(one.name))
    return events


def lost(stretch: Stretch) -> Iterator[Event | FileDone]:
    """What to say of a part whose process died, and died again."""
    message = f"the process that checked it from line {stretch.part.line:,} on died"
    yield Problem("input", message, "split it, or see what it is", stretch.input.name)
    if stretch.part.is_last:
        yield FileDone(stretch.input.name)


def _parts(source: FileSource, limits: Limits) -> Iterator[Part]:
    start = offset = 0
    line, index = at = 1, 0
    blocks = source.raw()
    for data in whole_lines(blocks, limits.record_bytes):
        if data is None:
            # How long the line is that was left out is not known: the rest is one part.
            break
        if offset - start >= SIZE:
            yield Part(start, offset, *at, source.status)
            start, at = offset, (line, index)
        offset += len(data)
        lines, records = _counted(data)
        line, index = line + lines, index + records
    yield Part(start, source.size, *at, source.status)


def _counted(data: bytes) -> tuple[int, int]:
    """The lines of `data`, and how many hold a record."""
    firsts = bytes(map(itemgetter(0), BytesIO(data)))
    lines = len(firsts)
    return lines, lines if firsts.count(b"{") == lines else lines - count_of_blank(data)
