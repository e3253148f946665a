"""Long JSON arrays through the screen, in two passes over the file, without holding it.

The first finds out whether every byte is in order, counts what the screen
clears and notes what it doubts; only what the whole reader would take without
a word is in order, and nothing has been said before that is known. The second
pass goes back to what was doubted and reads it exactly, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from banlint.errors import InputError
from banlint.inventories.elementwise import Elements, Frame, Guard, InPlace, reading
from banlint.limits import Limits
from banlint.model import Adapter, Data, Document, Registered, Source
from banlint.named import NamedTuple
from banlint.policy.field import FIELD
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

if TYPE_CHECKING:
    from banlint.run.screen import Screen

# So many doubtful elements are read before the rest is shown to a screen that has learnt from them.
_LESSON = 8
_STANDS_FOR_ALL = "0"

Counted = tuple[int, int]
"""Assets and undetermined assets in elements that need no reading."""


class Doubtful(NamedTuple):
    """The elements of one window that have to be read exactly."""

    spot: Spot
    length: int
    cut: Cut | None
    index: int  # type: ignore[assignment]
    """The number of the window's first element in the array."""
    numbers: Sequence[int]
    """Which of the window's elements."""


class Task(NamedTuple):
    """What a proof goes by."""

    source: Source
    adapters: Sequence[Registered[Adapter]]
    """In the order they are asked."""
    screen: Callable[[Sequence[Registered[Adapter]]], Screen | None]
    """Makes the screen for what some adapters read."""
    limits: Limits
    remarks: bool
    """Whether what the file says of suppressions counts."""


def proven(task: Task) -> Iterator[Document | Counted] | None:
    """The elements that have to be looked at, and counts of all the rest; `None` where the file is to be read whole."""
    proof = _Proof(task)
    try:
        proof.run()
    except (DoubtError, InputError):
        return None
    return proof.documents()


class _Proof:
    """The first pass, and what it leaves for the second."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._counted = (0, 0)
        self._doubtful: list[Doubtful] = []

    def run(self) -> None:
        """Go through the file. Raises `DoubtError`, and `InputError` where it cannot be read."""
        task = self._task
        blocks = utf8_blocks(task.source.blocks(), task.source.name)
        start = next(blocks, b"")
        opening = opened(start)
        if opening is None or opening.end > MOST_AROUND:
            raise DoubtError
        self._opening = opening
        head = start[: opening.end]
        self._look_for_remarks(head)
        self._limits = task.limits._replace(depth=task.limits.depth - len(opening.path) - 1)
        cutter = Cutter(start[opening.end :], blocks, task.limits.record_bytes)
        frame = self._frame(head, b"]" + b"}" * len(opening.path))
        spot, index = Spot().past(head), 0
        found = cutter.next()
        if found is None:
            raise DoubtError
        first = [self._read(one) for one in found.elements[:SHOWN]]
        self._take_up(frame, first)
        while found:
            found, doubtful = self._sifted(found, cutter)
            spot = spot.past(found.before)
            if doubtful:
                self._doubtful.append(Doubtful(spot, len(found.data), found.cut, index, doubtful))
            spot = spot.past(found.data)
            index += len(found.elements)
            found = cutter.next()
        tail = cutter.rest()
        self._look_for_remarks(tail)
        # What stands behind the array has a say in what the document is, and may speak of other hardware.
        if reading(self._frame(head, tail), first, task.adapters, task.source.name) is not self._adapter:
            raise DoubtError

    def _frame(self, head: bytes, tail: bytes) -> Frame:
        """The document around the array. Raises `DoubtError` unless all of it is in order."""
        try:
            text = head.decode() + _STANDS_FOR_ALL + tail.decode()
            read = list(parse(Lines(text), "", self._task.limits))
        except (UnicodeDecodeError, InputError):
            raise DoubtError from None
        data: Data = read[0].data if len(read) == 1 and isinstance(read[0], JsonDocument) else None
        inner = data
        for step in self._opening.path:
            inner = inner.get(str(step)) if isinstance(inner, dict) else None
        if inner != [_STANDS_FOR_ALL]:
            raise DoubtError
        return Frame(data, self._opening.path)

    def _take_up(self, frame: Frame, first: list[Data]) -> None:
        """Find the adapter of a document whose array begins with `first`."""
        task = self._task
        adapter = reading(frame, first, task.adapters, task.source.name)
        if adapter is None:
            raise DoubtError
        self._adapter = adapter
        self._guard = Guard(frame, task.adapters, adapter, task.source.name)
        self._screen = task.screen([Registered("banlint", Elements(adapter, frame.path))])

    def _look_for_remarks(self, data: bytes) -> None:
        if self._task.remarks and FIELD.encode() in data:
            raise DoubtError

    def _read(self, element: bytes) -> Data:
        return read_element(element, self._limits).data

    def _sifted(self, found: Window, cutter: Cutter) -> tuple[Window, Sequence[int]]:
        """The window that `found` turns out to be, and which of its elements are doubtful."""
        self._look_for_remarks(found.data)
        before = self._counted
        try:
            return found, self._sift(found)
        except DoubtError:
            self._counted = before
            found = cutter.again(found)
        self._look_for_remarks(found.data)
        return found, self._sift(found)

    def _sift(self, found: Window) -> Sequence[int]:
        waiting: list[int] = self._cleared(found.elements, found.data, range(len(found.elements)))
        doubtful: list[int] = []
        while waiting:
            lesson, waiting = waiting[:_LESSON], waiting[_LESSON:]
            learnt = self._screen.lessons if self._screen else 0
            for number in lesson:
                self._prove(found.elements[number])
            doubtful += lesson
            if waiting and self._screen and self._screen.lessons != learnt:
                rest = [found.elements[number] for number in waiting]
                waiting = self._cleared(rest, b"\n".join(rest), waiting)
        # A range takes no room, however many they are.
        return range(len(doubtful)) if len(doubtful) == len(found.elements) else doubtful

    def _cleared(self, elements: list[bytes], block: bytes, numbers: Sequence[int]) -> list[int]:
        """Count what can be cleared of `elements`, which have these numbers; those of the others."""
        if self._screen is None:
            return list(numbers)
        cleared = self._screen.clear(block, elements)
        self._counted = self._counted[0] + cleared.assets, self._counted[1] + cleared.undetermined
        return [numbers[number] for number in cleared.doubtful]

    def _prove(self, element: bytes) -> None:
        data = self._read(element)
        if not self._guard.passes(data):
            raise DoubtError
        if self._screen and not self._screen.knows(element):
            self._screen.learn(data)

    def documents(self) -> Iterator[Document | Counted]:
        """The second pass."""
        yield self._counted
        if not self._doubtful:
            return
        around = _Around(utf8_blocks(self._task.source.blocks(), self._task.source.name))
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
            yield ElementDocument(document, path, Registered("banlint", InPlace(self._adapter, path)))


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
