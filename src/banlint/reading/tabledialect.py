"""Which character separates the cells of a table, told from its first rows."""

from __future__ import annotations

import csv
import io
import re

_CANDIDATES = (",", ";", "\t", "|")
_SAMPLE_ROWS = 20
_FEW = 2
"""So many characters of a script tell it."""


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


def legacy_encoding(data: bytes) -> str:
    """The encoding of a table that is not UTF-8, as spreadsheets of the region write it.

    >>> legacy_encoding("名称,品牌".encode("gbk")), legacy_encoding("メーカー,型番".encode("cp932"))
    ('gb18030', 'cp932')
    >>> legacy_encoding("Gerät;Hersteller;Größe".encode("cp1252"))
    'cp1252'
    """
    high = re.findall(rb"[\x80-\xff]+", data)
    try:
        kana = sum("\u3040" <= one <= "\u30ff" for one in data.decode("cp932"))
    except UnicodeDecodeError:
        kana = 0
    if kana >= _FEW and kana * 10 > len(high):
        return "cp932"
    # Letters with accents stand alone among others; the characters of this one are pairs of such bytes.
    if sum(map(len, high)) >= 2 * _FEW and all(len(run) % 2 == 0 and min(run) > 0xA0 for run in high):
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            return "cp1252"
        return "gb18030"
    return "cp1252"
