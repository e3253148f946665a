"""What there is to the proof that a long list may be read by elements, however its file is written.

A proof goes through the whole file before anything is said of it. One adapter has to read each element by itself, and
what the screen clears is only counted; what it doubts is looked at some at a time, and it learns from that. What might
mean anything but the sum of its elements raises doubt, and the file is read whole.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from banlint.errors import InputError
from banlint.hints import TYPE_CHECKING, ClassVar, Protocol
from banlint.inventories.elementwise import Elements, Frame, Guard, InPlace, reading
from banlint.limits import Limits
from banlint.model import Adapter, Data, Document, Path, Registered, Source
from banlint.named import NamedTuple
from banlint.policy.field import FIELD

if TYPE_CHECKING:
    from banlint.run.screen import Screen

# So many doubtful elements are read before the rest is shown to a screen that has learnt from them.
_LESSON = 8

Counted = tuple[int, int]
"""Assets and undetermined assets in elements that need no reading."""


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


class Some(Protocol):
    """Some elements that stand one behind the other."""

    def __len__(self) -> int:
        """How many."""

    def data(self, number: int) -> Data:
        """One of them. Raises doubt where it cannot be read by itself."""

    def text(self, number: int) -> bytes:
        """One of them as JSON."""

    def block(self, numbers: Sequence[int]) -> tuple[bytes, Sequence[bytes] | None]:
        """These as JSON together, and one by one; `None` where each is a line of the block."""


class Proof(ABC):
    """One list, and what is found of it."""

    doubt: ClassVar[type[Exception]]
    """What is raised where the file has to be read whole."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.counted: Counted = (0, 0)

    @abstractmethod
    def run(self) -> None:
        """Go through the file. Raises doubt, and `InputError` where it cannot be read."""

    @abstractmethod
    def documents(self) -> Iterator[Document | Counted]:
        """What was found."""

    def proven(self) -> Iterator[Document | Counted] | None:
        """What `run` finds; `None` where it has doubts."""
        try:
            self.run()
        except (self.doubt, InputError):
            return None
        return self.documents()

    def look_for_remarks(self, written: bytes | str) -> None:
        """Raise doubt where something may be said of suppressions."""
        said = FIELD in written if isinstance(written, str) else FIELD.encode() in written
        if said and self.task.remarks:
            raise self.doubt

    def take_up(self, frame: Frame, first: list[Data]) -> None:
        """Find the adapter of a document whose list begins with `first`."""
        adapter = self.reading(frame, first)
        if adapter is None:
            raise self.doubt
        self.adapter = adapter
        self._guard = Guard(frame, self.task.adapters, adapter, self.task.source.name)
        self._screen = self.task.screen([Registered("banlint", Elements(adapter, frame.path))])

    def reading(self, frame: Frame, first: list[Data]) -> Adapter | None:
        """What reads each element of a document whose list begins with `first` by itself."""
        return reading(frame, first, self.task.adapters, self.task.source.name)

    def in_place(self, path: Path) -> Registered[InPlace]:
        """What reads the element that stands at `path`."""
        return Registered("banlint", InPlace(self.adapter, path))

    def sift(self, some: Some) -> list[int]:
        """Count what the screen clears of `some`; the numbers of the others, which it learns from."""
        waiting, doubtful = self._cleared(some, range(len(some))), []
        while waiting:
            lesson, waiting = waiting[:_LESSON], waiting[_LESSON:]
            learnt = self._lessons
            for number in lesson:
                self._learn(some, number)
            doubtful += lesson
            if waiting and self._lessons != learnt:
                waiting = self._cleared(some, waiting)
        return doubtful

    @property
    def _lessons(self) -> int:
        return self._screen.lessons if self._screen else 0

    def _cleared(self, some: Some, numbers: Sequence[int]) -> list[int]:
        """Count what can be cleared of these; the numbers of the others."""
        if self._screen is None:
            return list(numbers)
        cleared = self._screen.clear(*some.block(numbers))
        self.counted = self.counted[0] + cleared.assets, self.counted[1] + cleared.undetermined
        return [numbers[number] for number in cleared.doubtful]

    def _learn(self, some: Some, number: int) -> None:
        """Make sure that the list's adapter reads one element by itself, and have the screen learn from it."""
        data = some.data(number)
        if not self._guard.passes(data):
            raise self.doubt
        if self._screen and not self._screen.knows(some.text(number)):
            self._screen.learn(data)
