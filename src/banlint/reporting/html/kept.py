"""The rows of the table until they are written: on disk, so that memory does not grow with the number of findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banlint.reporting.spool import Spool


class Kept:
    """Rows on disk by their rank, of each rank no more than can be shown."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._ranks: dict[int, Spool] = {}
        self._amounts: Counter[int] = Counter()

    def admits(self, own: int) -> bool:
        """Whether there may be room for a row of rank `own`, which is counted."""
        self._amounts[own] += 1
        return self._amounts[own] <= self._most

    def add(self, own: int, row: str) -> None:
        """Keep a row of rank `own`."""
        if own not in self._ranks:
            self._ranks[own] = Spool()
        self._ranks[own].write(row + "\n")

    @property
    def cut(self) -> int:
        """How many there is no room for."""
        return max(self._amounts.total() - self._most, 0)

    def __iter__(self) -> Iterator[str]:
        for _, row in zip(range(self._most), self._all(), strict=False):
            yield row

    def _all(self) -> Iterator[str]:
        for own in sorted(self._ranks):
            yield from self._ranks[own].lines()
