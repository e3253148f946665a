"""Large tables as bytes: nothing of them is built when a catalog loads, and only what is asked for is read.

`Places` finds numbers by the hash of a text; `Values` holds the value of each number. A hash can be shared by two
texts, so whoever looks up compares what was found with what was asked for.
"""

from __future__ import annotations

import itertools
import marshal
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from zlib import crc32

from banlint.hints import Any

_MARSHAL = 2
_OFFSET = 4
_BITS = 32
"""Of a hash. The first ones tell its bucket. There are more buckets than texts, for most texts have no number."""


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _numbers(content: bytes | memoryview) -> Sequence[int]:
    if sys.byteorder == "little":
        # As they lie: a copy would be as large again.
        return memoryview(content).cast("I")
    from array import array

    numbers = array("I", bytes(content))
    numbers.byteswap()
    return numbers


def _bytes(numbers: Iterable[int]) -> bytes:
    from array import array

    made = array("I", numbers)
    if sys.byteorder != "little":
        made.byteswap()
    return made.tobytes()


class Places:
    """Numbers by text."""

    __slots__ = ("_hashes", "_numbers", "_shift", "_starts")

    def __init__(self, packed: tuple[bytes, bytes, bytes]) -> None:
        self._starts, self._hashes, self._numbers = map(_numbers, packed)
        self._shift = _BITS - (len(self._starts) - 2).bit_length()

    def all(self, text: str) -> Sequence[int]:
        """The numbers of `text`, and by a rare chance of another text as well."""
        wanted = crc32(text.encode("utf-8", "surrogatepass"))
        bucket = wanted >> self._shift
        at, end = self._starts[bucket], self._starts[bucket + 1]
        if at == end:
            return ()
        hashes = self._hashes
        if end - at == 1:
            return (self._numbers[at],) if hashes[at] == wanted else ()
        return [self._numbers[one] for one in range(at, end) if hashes[one] == wanted]


def places(numbers: Iterable[tuple[str, int]]) -> tuple[bytes, bytes, bytes]:
    """What `Places` reads: for each text its number; a text may have several."""
    pairs = sorted({(_hash(text), number) for text, number in numbers})
    bits = len(pairs).bit_length()
    starts = [0] * ((1 << bits) + 1)
    for one, _ in pairs:
        starts[(one >> _BITS - bits) + 1] += 1
    return (
        _bytes(itertools.accumulate(starts)),
        _bytes(one for one, _ in pairs),
        _bytes(number for _, number in pairs),
    )


class Values:
    """Values by number, from a section of the index that is read when the first of them is asked for."""

    def __init__(self, section: Callable[[], memoryview]) -> None:
        self._open = section

    @cached_property
    def _section(self) -> memoryview:
        return self._open()

    @cached_property
    def _starts(self) -> Sequence[int]:
        count = int.from_bytes(self._section[:_OFFSET], "little")
        return _numbers(self._section[_OFFSET : _OFFSET * (count + 2)])

    @cached_property
    def _content(self) -> memoryview:
        return self._section[_OFFSET * (len(self._starts) + 1) :]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Any:
        starts = self._starts
        return marshal.loads(self._content[starts[number] : starts[number + 1]])  # noqa: S302 - as in `store`


def values(items: Sequence[Any]) -> bytes:
    """What `Values` reads: plain values only."""
    content = [marshal.dumps(item, _MARSHAL) for item in items]
    starts = itertools.accumulate(map(len, content), initial=0)
    return len(items).to_bytes(_OFFSET, "little") + _bytes(starts) + b"".join(content)


def shelf(parts: Sequence[bytes]) -> bytes:
    """Several `parts` as one: how long each is, then all of them."""
    return _bytes([len(parts), *map(len, parts)]) + b"".join(parts)


def parted(content: memoryview) -> list[memoryview]:
    """What `shelf` put together."""
    count = int.from_bytes(content[:_OFFSET], "little")
    ends = itertools.accumulate(_numbers(content[_OFFSET : _OFFSET * (count + 1)]), initial=_OFFSET * (count + 1))
    return [content[start:end] for start, end in itertools.pairwise(ends)]
