"""Long YAML lists through the screen: elements of plain YAML are read some at a time, and only the doubtful are kept.

As with arrays of JSON, nothing is said before the whole file is known to be in
order: what is not plain YAML from end to end is read whole, by the parser. The
screen is shown each element as the JSON text that says the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.json import Encoder

from banlint.errors import InputError
from banlint.inventories.elementwise import Elements, Frame, Guard, InPlace, reading
from banlint.model import Data, Document, Path, Place, Registered
from banlint.named import NamedTuple
from banlint.policy.field import FIELD
from banlint.reading.places import Lines
from banlint.reading.streams import utf8_blocks
from banlint.reading.yamlplain import plain
from banlint.reading.yamltext import PlainDocument

if TYPE_CHECKING:
    from banlint.run.arrays import Counted, Task

_SHOWN = 50
"""By so many elements a list is known."""
_LESSON = 8
_ITEM = re.compile(r"^- ", re.MULTILINE)
_ENCODER = Encoder()
_FRAME = Frame([], ())


class _DoubtError(Exception):
    """The file has to be read whole."""


class _Doubtful(NamedTuple):
    """An element that has to be read exactly."""

    number: int
    line: int
    """The line of the file it begins on."""
    text: str
    data: Data


def proven(task: Task) -> Iterator[Document | Counted] | None:
    """The elements that have to be looked at, and counts of all the rest; `None` where the file is to be read whole."""
    proof = _Proof(task)
    try:
        proof.run()
    except (_DoubtError, InputError):
        return None
    return proof.documents()


class _Proof:
    """One pass over a file."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._counted = (0, 0)
        self._doubtful: list[_Doubtful] = []

    def run(self) -> None:
        """Go through the file. Raises `_DoubtError`, and `InputError` where it cannot be read."""
        task = self._task
        number, line = 0, 1
        for piece in _pieces(utf8_blocks(task.source.blocks(), task.source.name), task.limits.record_bytes):
            if task.remarks and FIELD.encode() in piece:
                raise _DoubtError
            text = _text(piece)
            elements = plain(text, task.limits)
            starts = [found.start() for found in _ITEM.finditer(text)]
            # Where the dashes stand further in, and where there is no list, there are none at the margin.
            if not isinstance(elements, list) or len(elements) != len(starts):
                raise _DoubtError
            if not number:
                self._take_up(elements[:_SHOWN])
            for one in self._sift(elements):
                start = starts[one]
                here = line + text.count("\n", 0, start)
                part = text[start : starts[one + 1] if one + 1 < len(starts) else None]
                self._doubtful.append(_Doubtful(number + one, here, part, elements[one]))
            number += len(elements)
            line += text.count("\n")
        if not number:
            raise _DoubtError

    def _take_up(self, first: list[Data]) -> None:
        """Find the adapter of a list that begins with `first`."""
        task = self._task
        adapter = reading(_FRAME, first, task.adapters, task.source.name)
        if adapter is None:
            raise _DoubtError
        self._adapter = adapter
        self._guard = Guard(_FRAME, task.adapters, adapter, task.source.name)
        self._screen = task.screen([Registered("banlint", Elements(adapter, ()))])

    def _sift(self, elements: list[Data]) -> list[int]:
        """Count what the screen clears of `elements`; the positions of the others, which it learns from."""
        if self._screen is None:
            return [number for number, one in enumerate(elements) if self._is_in_order(one)]
        waiting, doubtful = self._cleared(elements, range(len(elements))), []
        while waiting:
            lesson, waiting = waiting[:_LESSON], waiting[_LESSON:]
            learnt = self._screen.lessons
            for number in lesson:
                self._is_in_order(elements[number])
                if not self._screen.knows(_ENCODER.encode(elements[number])):
                    self._screen.learn(elements[number])
            doubtful += lesson
            if waiting and self._screen.lessons != learnt:
                waiting = self._cleared(elements, waiting)
        return doubtful

    def _cleared(self, elements: list[Data], numbers: Sequence[int]) -> list[int]:
        assert self._screen is not None
        cleared = self._screen.clear(_ENCODER.encode_lines([elements[number] for number in numbers]))
        self._counted = self._counted[0] + cleared.assets, self._counted[1] + cleared.undetermined
        return [numbers[number] for number in cleared.doubtful]

    def _is_in_order(self, element: Data) -> bool:
        """Whether the list's adapter reads `element` by itself; raises `_DoubtError` where not."""
        if not self._guard.passes(element):
            raise _DoubtError
        return True

    def documents(self) -> Iterator[Document | Counted]:
        """What was found."""
        yield self._counted
        for one in self._doubtful:
            yield _Element(one, Registered("banlint", InPlace(self._adapter, (one.number,))), self._task)


class _Element:
    """One element as a document; its paths are those of the whole list."""

    prefix = ""

    def __init__(self, one: _Doubtful, adapter: Registered[InPlace], task: Task) -> None:
        self.data = one.data
        self.adapter = adapter
        """What reads it, whatever else recognises it."""
        self._alone = PlainDocument([one.data], Lines(one.text, one.line), task.source.name, task.limits)

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, which leads through the element."""
        return self._alone.locate((0, *path[1:]))

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._alone.line(number)

    def holds(self, word: str) -> bool:  # noqa: ARG002
        """Whether `word` stands anywhere in the file; a file with any that is asked for is read whole."""
        return False


def _pieces(blocks: Iterator[bytes], most: int) -> Iterator[bytes]:
    """`blocks`, cut before items at the margin. Raises `_DoubtError` where one has more than `most` bytes."""
    held = b""
    for block in blocks:
        searched = max(0, len(held) - 2)
        held += block
        cut = held.rfind(b"\n- ", searched) + 1
        if cut:
            yield held[:cut]
            held = held[cut:]
        elif len(held) > most:
            raise _DoubtError
    yield held


def _text(piece: bytes) -> str:
    try:
        return piece.decode()
    except UnicodeDecodeError:
        raise _DoubtError from None
