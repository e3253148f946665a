"""How many cells a sheet of a workbook spans, found in its XML before a parser makes room for them all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from banlint.errors import InputError
from banlint.limits import MIB, Limits
from banlint.named import NamedTuple

# As the parser reads them: only these four characters end a name, whatever is before its last colon, and where an
# attribute stands twice, either may count.
_REFERENCE = re.compile(rb"""\br\s*+=\s*+["']([A-Za-z]*+)0*+(\d*+)["']""")
_PREFIX = rb"<(?:[^<> \t\r\n]*:)?"
_TAG = re.compile(_PREFIX + rb"""(?:c|row)(?:\s+r="([A-Z]{0,3})(\d{1,7})"|(?=[\s/>]))""")
_ROW = re.compile(_PREFIX + rb"row[\s/>]")
_CELL = re.compile(_PREFIX + rb"c[\s/>]")
_PLACED = re.compile(_PREFIX + rb"""c(?:\s+[^\s=<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*?\s+r\s*=\s*["'][A-Za-z]+\d+["']""")
_PREFIXED = re.compile(rb"<[^<> \t\r\n]*:(?:c|row)[\s/>]")
_SPACED = re.compile(rb"\br\s+=")
_QUOTED_TAG = re.compile(rb"""=\s*(?:"[^"<]*<|'[^'<]*<)""")
_HIGHEST, _WIDEST = 7, 3
"""Digits and letters of what names the last cell of any sheet."""
_BEYOND = 1 << 40
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
    wide = high = rows = 0
    unplaced = _Unplaced(content)
    for piece in _pieces(content):
        found = _as_usual(piece)
        if found is None:
            found = _by_tags(piece)
            unplaced.count(piece)
        else:
            unplaced.end_row()
        wide, high, rows = max(wide, found.wide), max(high, found.high), rows + found.rows
    high = max(high, rows + 1)
    cells = high * (wide + unplaced.most)
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
    if not rows or not len(rows) == len(numbers) == piece.count(b"<row"):
        return None
    if _CELL.search(above) or _REFERENCE.search(above):
        return None
    if (b":c" in piece or b":row" in piece) and _PREFIXED.search(piece):
        return None
    left = piece.count(b"<c")
    # None says twice where it is. The margins of a page have a header and a footer.
    twice = piece.count(b"r=", len(above)) - len(rows) - left
    if (twice and twice != piece.count(b"er=", len(above))) or _is_spaced(piece):
        return None
    # No cell is counted twice, so that if there are as many as there are cells, none stands elsewhere.
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


def _is_spaced(piece: bytes) -> bool:
    """Whether something may stand between the name of where a cell is and its value."""
    return any(one in piece for one in (b" =", b"\t", b"\r", b"\n")) and _SPACED.search(piece) is not None


def _by_tags(piece: bytes) -> _Found:
    """The size of any piece. Whatever could say where a cell is does so."""
    said = _REFERENCE.findall(piece)
    letters, digits = set(map(itemgetter(0), said)), set(map(itemgetter(1), said))
    far = max(map(len, letters), default=0) > _WIDEST or max(map(len, digits), default=0) > _HIGHEST
    wide = _BEYOND if far else max(map(_column, letters), default=0)
    high = max((int(one) for one in digits if one and not far), default=0)
    return _Found(wide, high, len(_ROW.findall(piece)))


class _Unplaced:
    """Cells that do not say where they are: they follow one another. Row by row, and from piece to piece."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._run = 0
        self.most = 0
        """The most in one row."""

    def count(self, piece: bytes) -> None:
        """Those in `piece`."""
        if (b"", b"") not in _TAG.findall(piece):
            if _ROW.search(piece):
                self.end_row()
            return
        for number, row in enumerate(_ROW.split(piece)):
            if number:
                self.end_row()
            self._run += len(_CELL.findall(row)) - len(_PLACED.findall(row))
            self.most = max(self.most, self._run)

    def end_row(self) -> None:
        """Go on with another row."""
        if self._run and self._tells_rows:
            self._run = 0

    @cached_property
    def _tells_rows(self) -> bool:
        """Whether each tag is one: none is in a remark or in a value."""
        content = self._content
        return b"<!" not in content and content.find(b"<?", 1) < 0 and _QUOTED_TAG.search(content) is None


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
