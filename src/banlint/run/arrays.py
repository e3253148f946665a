"""Long JSON arrays through the screen, in two passes over the file, without holding it.

The first finds out whether every byte is in order, counts what the screen
clears and notes what it doubts; only what the whole reader would take without
a word is in order, and nothing has been said before that is known. The second
pass goes back to what was doubted and reads it exactly, in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.errors import InputError
from banlint.inventories.elementwise import Frame
from banlint.limits import Limits
from banlint.model import Data, Document
from banlint.named import NamedTuple
from banlint.reading.jsonarrays import (
    MOST_AROUND,
    SHOWN,
    Cut,
    Cutter,
    DoubtError,
    Spot,
    Window,
    opened,
    window,
)
from banlint.reading.jsonelements import AROUND, ElementDocument, ElementLines, Stretch, read_element
from banlint.reading.jsontext import JsonDocument, parse
from banlint.reading.places import Lines
from banlint.reading.streams import utf8_blocks
from banlint.run.proof import Counted, Proof, Task

_STANDS_FOR_ALL = "0"


class Doubtful(NamedTuple):
    """The elements of one window that have to be read exactly."""

    spot: Spot
    length: int
    cut: Cut | None
    index: int  # type: ignore[assignment]
    """The number of the window's first element in the array."""
    numbers: Sequence[int]
    """Which of the window's elements."""


def proven(task: Task) -> Iterator[Document | Counted] | None:
    """The elements that have to be looked at, and counts of all the rest; `None` where the file is to be read whole."""
    return _Proof(task).proven()


class _Elements:
    """The elements of a window."""

    def __init__(self, found: Window, limits: Limits) -> None:
        self._found = found
        self._limits = limits

    def __len__(self) -> int:
        return len(self._found.elements)

    def data(self, number: int) -> Data:
        return read_element(self._found.elements[number], self._limits).data

    def text(self, number: int) -> bytes:
        return self._found.elements[number]

    def block(self, numbers: Sequence[int]) -> tuple[bytes, list[bytes]]:
        if len(numbers) == len(self):
            return self._found.data, self._found.elements
        some = [self._found.elements[number] for number in numbers]
        return b"\n".join(some), some


class _Proof(Proof):
    """The first pass, and what it leaves for the second."""

    doubt = DoubtError

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._doubtful: list[Doubtful] = []

    def run(self) -> None:
        """The first pass."""
        task = self.task
        blocks = utf8_blocks(task.source.blocks(), task.source.name)
        start = next(blocks, b"")
        opening = opened(start)
        if opening is None or opening.end > MOST_AROUND:
            raise DoubtError
        self._opening = opening
        head = start[: opening.end]
        self.look_for_remarks(head)
        self._limits = task.limits._replace(depth=task.limits.depth - len(opening.path) - 1)
        cutter = Cutter(start[opening.end :], blocks, task.limits.record_bytes)
        frame = self._frame(head, b"]" + b"}" * len(opening.path))
        spot, index = Spot().past(head), 0
        found = cutter.next()
        if found is None:
            raise DoubtError
        first = [read_element(one, self._limits).data for one in found.elements[:SHOWN]]
        self.take_up(frame, first)
        while found:
            found, doubtful = self._sifted(found, cutter)
            spot = spot.past(found.before)
            if doubtful:
                self._doubtful.append(Doubtful(spot, len(found.data), found.cut, index, doubtful))
            spot = spot.past(found.data)
            index += len(found.elements)
            found = cutter.next()
        tail = cutter.rest()
        self.look_for_remarks(tail)
        # What stands behind the array has a say in what the document is, and may speak of other hardware.
        if self.reading(self._frame(head, tail), first) is not self.adapter:
            raise DoubtError

    def _frame(self, head: bytes, tail: bytes) -> Frame:
        """The document around the array. Raises `DoubtError` unless all of it is in order."""
        try:
            text = head.decode() + _STANDS_FOR_ALL + tail.decode()
            read = list(parse(Lines(text), "", self.task.limits))
        except (UnicodeDecodeError, InputError):
            raise DoubtError from None
        data: Data = read[0].data if len(read) == 1 and isinstance(read[0], JsonDocument) else None
        inner = data
        for step in self._opening.path:
            inner = inner.get(str(step)) if isinstance(inner, dict) else None
        if inner != [_STANDS_FOR_ALL]:
            raise DoubtError
        return Frame(data, self._opening.path)

    def _sifted(self, found: Window, cutter: Cutter) -> tuple[Window, Sequence[int]]:
        """The window that `found` turns out to be, and which of its elements are doubtful."""
        self.look_for_remarks(found.data)
        before = self.counted
        try:
            return found, self._doubted(found)
        except DoubtError:
            self.counted = before
            found = cutter.again(found)
        self.look_for_remarks(found.data)
        return found, self._doubted(found)

    def _doubted(self, found: Window) -> Sequence[int]:
        doubtful = self.sift(_Elements(found, self._limits))
        # A range takes no room, however many they are.
        return range(len(doubtful)) if len(doubtful) == len(found.elements) else doubtful

    def documents(self) -> Iterator[Document | Counted]:
        """The second pass."""
        yield self.counted
        if not self._doubtful:
            return
        around = _Around(utf8_blocks(self.task.source.blocks(), self.task.source.name))
        try:
            for some in self._doubtful:
                yield from self._exactly(some, around.stretch(some.spot.offset, some.length))
        except DoubtError:
            raise InputError("it changed while it was read", "run again when nothing writes to it") from None
        around.finish()

    def _exactly(self, some: Doubtful, stretch: Stretch) -> Iterator[Document]:
        here = some.spot.offset - stretch.offset
        found = window(stretch.data[here : here + some.length], some.cut)
        starts = found.starts()
        spot, past = some.spot, 0
        for number in some.numbers:
            spot = spot.past(found.data[past : starts[number]])
            past = starts[number]
            element = found.elements[number]
            document = read_element(element, self._limits, ElementLines(element, spot, stretch))
            path = (*self._opening.path, some.index + number)
            yield ElementDocument(document, path, self.in_place(path))


class _Around:
    """Stretches of a file, one behind the other, each with what may stand on its first and last line besides."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = Stretch(b"", 0)

    def stretch(self, offset: int, length: int) -> Stretch:
        """The `length` bytes at `offset`, with `AROUND` bytes on either side, where there are so many."""
        first = max(0, offset - AROUND)
        held, end = [self._held.data], self._held.offset + len(self._held.data)
        while end < offset + length + AROUND and (block := next(self._blocks, b"")):
            if end <= first:
                held.clear()
            held.append(block)
            end += len(block)
        data = b"".join(held)
        start = end - len(data)
        self._held = Stretch(data[max(0, first - start) :], max(start, first))
        return self._held

    def finish(self) -> None:
        """Go to the end of the file, so that it is known whether it is still what it was."""
        for _ in self._blocks:
            pass
