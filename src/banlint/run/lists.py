"""Long YAML lists through the screen: elements are read some at a time, and only the doubtful are kept.

As with arrays of JSON, nothing is said before the whole file is known to be in
order: what might mean anything but the sum of its elements is read whole. The
screen is shown each element as the JSON text that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.json import Encoder

from banlint.errors import InputError
from banlint.inventories.elementwise import Elements, Frame, Guard, InPlace, reading
from banlint.model import Data, Document, Path, Place, Registered
from banlint.named import NamedTuple
from banlint.policy.field import FIELD
from banlint.reading.streams import utf8_blocks
from banlint.reading.yamlelements import DoubtError, Element, element_document, elements, opened, pieces

if TYPE_CHECKING:
    from banlint.run.arrays import Counted, Task

_SHOWN = 50
"""By so many elements a list is known."""
_LESSON = 8
_ENCODER = Encoder()


class _Doubtful(NamedTuple):
    """An element that has to be read exactly."""

    number: int
    """Its place in the list."""
    line: int
    """The line of the file it begins on."""
    element: Element


def proven(task: Task) -> Iterator[Document | Counted] | None:
    """The elements that have to be looked at, and counts of all the rest; `None` where the file is to be read whole."""
    proof = _Proof(task)
    try:
        proof.run()
    except (DoubtError, InputError):
        return None
    return proof.documents()


class _Proof:
    """One pass over a file."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._counted = (0, 0)
        self._doubtful: list[_Doubtful] = []

    def run(self) -> None:
        """Go through the file. Raises `DoubtError`, and `InputError` where it cannot be read."""
        task = self._task
        blocks = utf8_blocks(task.source.blocks(), task.source.name)
        start = next(blocks, b"")
        opening = opened(start, task.limits)
        self._look_for_remarks(opening.text)
        self._frame = Frame(opening.data, opening.path)
        limits = task.limits._replace(depth=task.limits.depth - len(opening.path))
        number, line = 0, 1 + opening.text.count("\n")
        for piece in pieces(opening, start, blocks, task.limits.record_bytes):
            self._look_for_remarks(piece)
            some = elements(piece, opening.margin, limits)
            data = [one.data for one in some]
            if not number:
                self._take_up(data[:_SHOWN])
            for one in self._sift(data):
                here = line + piece.count("\n", 0, some[one].offset)
                self._doubtful.append(_Doubtful(number + one, here, some[one]))
            number += len(some)
            line += piece.count("\n")

    def _look_for_remarks(self, text: str) -> None:
        if self._task.remarks and FIELD in text:
            raise DoubtError

    def _take_up(self, first: list[Data]) -> None:
        """Find the adapter of a list that begins with `first`."""
        task = self._task
        adapter = reading(self._frame, first, task.adapters, task.source.name)
        if adapter is None:
            raise DoubtError
        self._adapter = adapter
        self._guard = Guard(self._frame, task.adapters, adapter, task.source.name)
        self._screen = task.screen([Registered("banlint", Elements(adapter, self._frame.path))])

    def _sift(self, data: list[Data]) -> list[int]:
        """Count what the screen clears of `data`; the positions of the others, which it learns from."""
        if self._screen is None:
            return [number for number, one in enumerate(data) if self._is_in_order(one)]
        waiting, doubtful = self._cleared(data, range(len(data))), []
        while waiting:
            lesson, waiting = waiting[:_LESSON], waiting[_LESSON:]
            learnt = self._screen.lessons
            for number in lesson:
                self._is_in_order(data[number])
                if not self._screen.knows(_ENCODER.encode(data[number])):
                    self._screen.learn(data[number])
            doubtful += lesson
            if waiting and self._screen.lessons != learnt:
                waiting = self._cleared(data, waiting)
        return doubtful

    def _cleared(self, data: list[Data], numbers: Sequence[int]) -> list[int]:
        assert self._screen is not None
        cleared = self._screen.clear(_ENCODER.encode_lines([data[number] for number in numbers]))
        self._counted = self._counted[0] + cleared.assets, self._counted[1] + cleared.undetermined
        return [numbers[number] for number in cleared.doubtful]

    def _is_in_order(self, element: Data) -> bool:
        """Whether the list's adapter reads `element` by itself; raises `DoubtError` where not."""
        if not self._guard.passes(element):
            raise DoubtError
        return True

    def documents(self) -> Iterator[Document | Counted]:
        """What was found."""
        yield self._counted
        for one in self._doubtful:
            path = (*self._frame.path, one.number)
            yield _ElementDocument(one, path, Registered("banlint", InPlace(self._adapter, path)), self._task)


class _ElementDocument:
    """One element as a document; its paths are those of the whole document."""

    prefix = ""

    def __init__(self, one: _Doubtful, path: Path, adapter: Registered[InPlace], task: Task) -> None:
        self.data = one.element.data
        self.adapter = adapter
        """What reads it, whatever else recognises it."""
        self._depth = len(path)
        self._alone = element_document(one.element.text, task.source.name, task.limits, one.line)

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, which leads through the element."""
        return self._alone.locate((0, *path[self._depth :]))

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._alone.line(number)

    def holds(self, word: str) -> bool:  # noqa: ARG002
        """Whether `word` stands anywhere in the file; a file with any that is asked for is read whole."""
        return False
