"""Which row of a table names its columns: the first, or one below the title rows that reports begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence

LOOKED_AT = 20
"""Rows among which the header is looked for."""
_FEWEST = 3
_WIDEST_ADDRESS = 20


def is_title(cells: Sequence[str]) -> bool:
    """Whether a row may stand above a header: it fills at most one cell.

    >>> is_title(["Hardware register 2026", "", "", ""]), is_title(["id", "vendor"])
    (True, False)
    """
    return sum(bool(cell.strip()) for cell in cells) <= 1


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The index of the header among the first rows; 0 where no later row looks more like one.

    >>> header_row([["Register"], [], ["Asset", "Make", "Model"], ["1", "Cisco", "C9300"]])
    2
    """
    if not rows or not is_title(rows[0]):
        return 0
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled)
    if widest < _FEWEST:
        return 0
    for index, row in enumerate(rows):
        if not is_title(row):
            if filled[index] < _FEWEST or filled[index] * 2 <= widest:
                # A row above the header that is no title would be lost.
                return 0
            # A first wide row that holds a number is a row of a table without a header of that width.
            return index if not any(_is_number(cell) for cell in row) else 0
    return 0


def _is_number(cell: str) -> bool:
    plain = cell.strip().replace(".", "", 1).replace(",", "", 1)
    return plain.isdecimal()


_ADDRESS = re.compile(
    r"[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}|\d{1,3}(?:\.\d{1,3}){3}"
)


def is_data(cells: Sequence[str]) -> bool:
    """Whether a row that stands where the header should holds an address, which names no column.

    >>> is_data(["cam-1", "Acme", "00:00:5e:00:53:01"]), is_data(["name", "make", "mac"])
    (True, False)
    """
    return any(len(cell) <= _WIDEST_ADDRESS and _ADDRESS.fullmatch(cell.strip()) for cell in cells)
