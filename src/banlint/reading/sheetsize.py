"""How many cells a sheet of a workbook spans, found in its XML before a parser makes room for them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from banlint.errors import InputError
from banlint.limits import MIB, Limits
from banlint.named import NamedTuple

_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_TAG = re.compile(rb"""<(?:[^<>\s/]{1,64}:)?(?:c|row)(?:\s+r="([A-Za-z]{0,3})(\d{1,7})"|(?=[\s/>]))""")
_ROW = re.compile(rb"<(?:[^<>\s/]{1,64}:)?row[\s/>]")
_CELL = re.compile(rb"<(?:[^<>\s/]{1,64}:)?c[\s/>]")
_PREFIXED = re.compile(rb"<[^<>\s/:]{1,64}:(?:c|row)[\s/>]")
_NUMBERED = re.compile(rb'<row r="(\d{1,7})"')
_LETTERS = re.compile(rb'<c r="([A-Z]{1,3})')
_DIGITS = b"0123456789"
_LETTERS_AS_A = bytes(65 if 65 <= byte <= 90 else byte for byte in range(256))


class _Found(NamedTuple):
    """What a piece of a sheet says of its size."""

    wide: int
    """The last column that a cell is said to stand in."""
    high: int
    """The last row that a row or a cell is said to be, or stand in."""
    rows: int
    """How many rows begin."""


def cells_spanned(content: bytes, member: str, name: str, limits: Limits) -> int:
    """The cells that a sheet spans. Raises `InputError` for more than the limit, or where its encoding hides them."""
    if b"\0" in content:
        raise InputError(f"{member} is not UTF-8", "save it again as .xlsx", name)
    if b"sheetData" not in content:
        return 0
    wide = high = rows = loose = unplaced = 0
    for piece in _pieces(content):
        found = _as_usual(piece)
        if found is None:
            found, unplaced, loose = _by_tags(piece, unplaced, loose)
        else:
            loose = 0
        wide, high, rows = max(wide, found.wide), max(high, found.high), rows + found.rows
    high = max(high, rows + 1)
    cells = high * (wide + unplaced)
    if cells > limits.sheet_cells:
        raise InputError(
            f"{member} spans more than {limits.sheet_cells:,} cells", "delete the empty rows and columns", name
        )
    return cells


def _pieces(content: bytes) -> Iterator[bytes]:
    """`content`, cut where a row or else a tag begins: what is found in all of it would take a great deal of memory."""
    start = 0
    while start < len(content):
        end = content.find(b"<row ", start + MIB, start + 2 * MIB)
        end = content.find(b"<", start + MIB) if end < 0 else end
        end = len(content) if end < 0 else end
        yield content[start:end]
        start = end


def _as_usual(piece: bytes) -> _Found | None:
    """The size of a piece as programs write it; `None` where a cell does not say that it stands in the row it is in.

    That each does is counted, a row at a time: a search for every cell takes as long as the parser does.
    """
    numbers = _NUMBERED.findall(piece)
    above, *rows = piece.translate(_LETTERS_AS_A).split(b'<row r="')
    if not rows or not len(rows) == len(numbers) == piece.count(b"<row") or _CELL.search(above):
        return None
    if (b":c" in piece or b":row" in piece) and _PREFIXED.search(piece):
        return None
    # No cell is counted twice, so that if there are as many as there are cells, none stands elsewhere.
    left = piece.count(b"<c")
    for letters in (b"A", b"AA", b"AAA"):
        if left:
            begin = b'<c r="' + letters
            left -= sum([row.count(begin + number + b'"') for row, number in zip(rows, numbers, strict=True)])
    if left:
        return None
    # Without their numbers most rows of a table are alike.
    alike = set(piece.translate(None, _DIGITS).split(b"<row"))
    columns = {column for row in alike for column in _LETTERS.findall(row)}
    return _Found(max(map(_column, columns), default=0), max(map(int, numbers)), len(rows))


def _by_tags(piece: bytes, unplaced: int, loose: int) -> tuple[_Found, int, int]:
    """The size of any piece; the most cells in a row that do not say where they are; how many of them end the piece.

    `unplaced` and `loose` are the same of what stands before it.
    """
    tags = _TAG.findall(piece)
    letters = list(map(itemgetter(0), tags))
    begun = letters.count(b"")
    if (b"", b"") in tags:
        # Rows and cells may leave out where they are; then they follow one another. So may a row's first cells
        # have stood in the piece before.
        tags = _REFERENCE.findall(piece)
        letters = [letter for letter, _ in tags]
        begun = 0
        for number, row in enumerate(_ROW.split(piece)):
            loose = (0 if number else loose) + len(_CELL.findall(row)) - len(_REFERENCE.findall(row))
            unplaced = max(unplaced, loose)
            begun = number
    elif begun:
        loose = 0
    wide = max((0, *map(_column, set(letters))))
    high = max((0, *map(int, set(map(itemgetter(1), tags)))))
    return _Found(wide, high, begun), unplaced, loose


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
