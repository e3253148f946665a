"""Which character separates the cells of a table, told from its first rows."""

from __future__ import annotations

import csv
import io

_CANDIDATES = (",", ";", "\t", "|")
_SAMPLE_ROWS = 20


def delimiter_of(text: str, prefer: str = ",") -> str:
    r"""The delimiter under which the first rows of `text` agree best on a number of cells; `prefer` if all are alike.

    >>> delimiter_of("Asset;Price\n1;2,50\n2;3,70\n")
    ';'
    """
    order = (prefer, *(one for one in _CANDIDATES if one != prefer))
    return max(order, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[bool, float, int]:
    """Whether the header has cells at all, the share of rows with as many as the header, and how many it has."""
    counts = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row:
                counts.append(len(row))
            if len(counts) == _SAMPLE_ROWS:
                break
    except csv.Error:
        return False, 0.0, 0
    if counts and counts[0] < 2:
        counts = _below_titles(counts)
    if not counts or counts[0] < 2:
        return False, 0.0, 0
    alike = sum(count == counts[0] for count in counts)
    return True, alike / len(counts), counts[0]


def _below_titles(counts: list[int]) -> list[int]:
    """The rows below lines without a delimiter, where those below are a table: three cells or more, and alike."""
    at = next((index for index, count in enumerate(counts) if count > 2), len(counts))
    rest = counts[at:]
    return rest if len(rest) > 1 and sum(count == rest[0] for count in rest) * 2 > len(rest) else []
