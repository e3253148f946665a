"""What a report can write only later, once the counts before it are known: kept on disk where it is much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tempfile import SpooledTemporaryFile

from banlint.hints import TextIO, cast

_IN_MEMORY = 1 << 20


class Spool:
    """Text that waits: written in order, then poured out or read again by lines."""

    def __init__(self) -> None:
        self._file = cast(
            "TextIO",
            SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", errors="backslashreplace", newline="\n"),  # noqa: SIM115 - closed with this object
        )
        self.write = self._file.write

    def pour(self, write: Callable[[str], object]) -> None:
        """Hand all that waits to `write`."""
        self._file.seek(0)
        while block := self._file.read(_IN_MEMORY):
            write(block)

    def lines(self) -> Iterator[str]:
        """All that waits, by lines, without their ends."""
        self._file.seek(0)
        for line in self._file:
            yield line[:-1]

    def __del__(self) -> None:
        self._file.close()
