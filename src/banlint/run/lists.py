"""Long YAML lists through the screen: elements are read some at a time, and only the doubtful are kept.

As with arrays of JSON, nothing is said before the whole file is known to be in
order: what might mean anything but the sum of its elements is read whole. The
screen is shown each element as the JSON text that says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.inventories.elementwise import Frame, InPlace
from banlint.model import Data, Document, Path, Place, Registered
from banlint.named import NamedTuple
from banlint.reading.streams import utf8_blocks
from banlint.reading.yamlelements import DoubtError, Element, element_document, elements, opened, pieces
from banlint.run.msgspecs import msgspec
from banlint.run.proof import Counted, Proof, Task

_SHOWN = 50
"""By so many elements a list is known."""
_ENCODER = msgspec.json.Encoder()


class _Doubtful(NamedTuple):
    """An element that has to be read exactly."""

    number: int
    """Its place in the list."""
    line: int
    """The line of the file it begins on."""
    element: Element


def proven(task: Task) -> Iterator[Document | Counted] | None:
    """The elements that have to be looked at, and counts of all the rest; `None` where the file is to be read whole."""
    return _Proof(task).proven()


class _Elements:
    """The elements of a piece."""

    def __init__(self, some: list[Element]) -> None:
        self._some = some

    def __len__(self) -> int:
        return len(self._some)

    def data(self, number: int) -> Data:
        return self._some[number].data

    def text(self, number: int) -> bytes:
        return _ENCODER.encode(self._some[number].data)

    def block(self, numbers: Sequence[int]) -> tuple[bytes, None]:
        return _ENCODER.encode_lines([self._some[number].data for number in numbers]), None


class _Proof(Proof):
    """One pass over a file."""

    doubt = DoubtError

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        self._doubtful: list[_Doubtful] = []

    def run(self) -> None:
        """The one pass."""
        task = self.task
        blocks = utf8_blocks(task.source.blocks(), task.source.name)
        start = next(blocks, b"")
        opening = opened(start, task.limits)
        self.look_for_remarks(opening.text)
        self._frame = Frame(opening.data, opening.path)
        limits = task.limits._replace(depth=task.limits.depth - len(opening.path))
        number, line = 0, 1 + opening.text.count("\n")
        for piece in pieces(opening, start, blocks, task.limits.record_bytes):
            self.look_for_remarks(piece)
            some = elements(piece, opening.margin, limits)
            if not number:
                self.take_up(self._frame, [one.data for one in some[:_SHOWN]])
            for one in self.sift(_Elements(some)):
                here = line + piece.count("\n", 0, some[one].offset)
                self._doubtful.append(_Doubtful(number + one, here, some[one]))
            number += len(some)
            line += piece.count("\n")

    def documents(self) -> Iterator[Document | Counted]:
        """What was found."""
        yield self.counted
        for one in self._doubtful:
            path = (*self._frame.path, one.number)
            yield _ElementDocument(one, path, self.in_place(path), self.task)


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
