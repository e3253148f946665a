"""Large tables as bytes: nothing of them is built when a catalog loads, and only what is asked for is read.

`Places` finds numbers by the hash of a text; `Values` holds the value of each number. A hash can be shared by two
texts, so whoever looks up compares what was found with what was asked for.
"""

from __future__ import annotations

import marshal
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any
from zlib import crc32

_MARSHAL = 2
_OFFSET = 4


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _numbers(content: bytes | memoryview) -> array[int]:
    numbers = array("I")
    numbers.frombytes(content)
    if sys.byteorder != "little":
        numbers.byteswap()
    return numbers


def _bytes(numbers: Iterable[int]) -> bytes:
    made = array("I", numbers)
    if sys.byteorder != "little":
        made.byteswap()
    return made.tobytes()


class Places:
    """Numbers by text."""

    __slots__ = ("_hashes", "_numbers")

    def __init__(self, packed: tuple[bytes, bytes]) -> None:
        self._hashes, self._numbers = _numbers(packed[0]), _numbers(packed[1])

    def __contains__(self, text: str) -> bool:
        """Whether `text` has a number, or by a rare chance another text has."""
        wanted = _hash(text)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted

    def all(self, text: str) -> Sequence[int]:
        """The numbers of `text`, and by a rare chance of another text as well."""
        hashes = self._hashes
        wanted = _hash(text)
        at = bisect_left(hashes, wanted)
        if at == len(hashes) or hashes[at] != wanted:
            return ()
        end = at + 1
        while end < len(hashes) and hashes[end] == wanted:
            end += 1
        return self._numbers[at:end]

    def find(self, text: str) -> Iterator[int]:
        """The numbers of `text`, and by a rare chance of another text as well."""
        yield from self.all(text)


def places(numbers: Iterable[tuple[str, int]]) -> tuple[bytes, bytes]:
    """What `Places` reads: for each text its number; a text may have several."""
    pairs = sorted({(_hash(text), number) for text, number in numbers})
    return _bytes((one for one, _ in pairs)), _bytes((number for _, number in pairs))


class Values:
    """Values by number, from a section of the index that is read when the first of them is asked for."""

    def __init__(self, section: Callable[[], memoryview]) -> None:
        self._open = section

    @cached_property
    def _section(self) -> memoryview:
        return self._open()

    @cached_property
    def _ends(self) -> array[int]:
        count = int.from_bytes(self._section[:_OFFSET], "little")
        return _numbers(self._section[_OFFSET : _OFFSET * (count + 1)])

    @cached_property
    def _content(self) -> memoryview:
        return self._section[_OFFSET * (len(self._ends) + 1) :]

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> Any:
        ends = self._ends
        return marshal.loads(self._content[ends[number - 1] if number else 0 : ends[number]])  # noqa: S302 - as in `store`


def values(items: Sequence[tuple[Any, ...]]) -> bytes:
    """What `Values` reads: plain values only."""
    content = [marshal.dumps(item, _MARSHAL) for item in items]
    ends, total = [], 0
    for one in content:
        total += len(one)
        ends.append(total)
    return len(items).to_bytes(_OFFSET, "little") + _bytes(ends) + b"".join(content)
