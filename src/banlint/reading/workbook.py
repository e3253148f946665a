"""XLSX: a row of a sheet is a document, header to cell text. The parser comes with the extra `xlsx`.

A workbook is a ZIP of XML, and a few kilobytes can claim to be gigabytes. So it
is first unpacked within the limit on files and packed anew without compression,
and the memory that it and its largest sheet would take is reckoned, before the
parser sees it: that holds a sheet whole, in cells.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, dropwhile, islice

from banlint.errors import InputError
from banlint.hints import IO, TYPE_CHECKING
from banlint.limits import DEFAULT, MIB, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source, Span
from banlint.reading.cells import cell_text
from banlint.reading.names import WORKBOOK, suffix
from banlint.reading.sheetsize import cells_spanned
from banlint.reading.table import headers_of
from banlint.reading.tableheader import LOOKED_AT, header_row

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Numbered = tuple[int, Sequence[object]]
"""A row and its number in the sheet."""
_MEMBERS = 10_000
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_COPIES = 2
"""The unpacked parts, and what the parser keeps of them."""
_CELL_BYTES = 72
"""A cell as the parser reads it, and again in its place in the sheet."""
_LARGE = 32 * MIB
_DENSEST = 300
"""So many times smaller at most is a large part of a workbook, packed. Bombs come to a thousand."""


class WorkbookReader:
    """Reads `*.xlsx` and `*.xlsm`, every sheet of them."""

    name = "workbook"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By name: a ZIP may be anything."""
        del head
        return suffix(name) in WORKBOOK

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """A document for each row below the header of each sheet. Raises `InputError`."""
        for found in sheets(source, self._limits):
            if isinstance(found, Problem):
                yield found
            else:
                yield from found.documents(found.rows)


class Sheet:
    """The rows of a sheet below those `headers`, each with its number, to be read once."""

    def __init__(self, name: str, headers: list[str], rows: Iterator[Numbered]) -> None:
        self.headers = headers
        self.rows = rows
        self._name = name
        self._columns = {header: number for number, header in enumerate(headers, 1)}

    def documents(self, rows: Iterable[Numbered]) -> Iterator[WorkbookRow]:
        """Those of `rows` that hold anything."""
        for number, row in rows:
            cells = {header: cell_text(cell) for header, cell in zip(self.headers, row, strict=False)}
            if any(cells.values()):
                yield WorkbookRow(self._name, number, cells, self._columns)


def sheets(source: Source, limits: Limits) -> Iterator[Sheet | Problem]:
    """What a workbook holds, and what cannot be read of it. Raises `InputError`."""
    with _room() as packed:
        _repack(source.read(), packed, source.name, limits)
        book = _opened(packed, source.name)
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
        except Exception as error:  # noqa: BLE001 the parser's own errors have no common kind
            yield Problem("input", f"sheet {name!r} cannot be read: {error}", "save it again", source.name)
            continue
        if sheet.start is not None:
            # The rows above the first cell are given, the columns before it are not.
            before: list[object] = [""] * sheet.start[1]
            rows = sheet.iter_rows()
            yield from _tables(name, ([*before, *row] for row in rows) if before else rows)


class WorkbookRow:
    """One row of a sheet. Its line is the number of the row, its columns those of the sheet."""

    __slots__ = ("_columns", "_row", "_sheet", "data", "prefix")

    def __init__(self, sheet: str, row: int, cells: dict[str, str], columns: dict[str, int]) -> None:
        self.data: Data = dict(cells)
        self.prefix = f"{sheet}!row:{row}"
        self._sheet = sheet
        self._row = row
        self._columns = columns

    def locate(self, path: Path) -> Place:
        """The cell that `path` names; the first of the row where it names none."""
        column = self._columns.get(str(path[0]), 1) if path else 1
        return Place(
            Span(self._row, column, self._row, column + 1), cell=f"{self._sheet}!{_letters(column)}{self._row}"
        )

    def line(self, number: int) -> str:
        """Nothing: a row of a workbook is no line of text."""
        del number
        return ""


def _tables(sheet: str, rows: Iterable[Sequence[object]]) -> Iterator[Sheet]:
    numbered = dropwhile(lambda one: not any(map(cell_text, one[1])), enumerate(rows, 1))
    above = list(islice(numbered, LOOKED_AT))
    header = header_row([[cell_text(cell) for cell in row] for _, row in above])
    # A row below a header of one column, taken for a title, says what it says all the same.
    for rest in (iter(above[:header]), chain(above[header:], numbered)):
        for _, row in islice(rest, 1):
            yield Sheet(sheet, headers_of([cell_text(cell) for cell in row]), rest)


def _opened(packed: IO[bytes], name: str) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise InputError(
            "reading workbooks needs a part that is not installed",
            "pip install 'banlint[xlsx]', or save the sheet as CSV",
            name,
        ) from None
    try:
        # Of a file that has a path the parser reads what it is about to use; of anything else it makes a copy first.
        path = "" if isinstance(packed, io.BytesIO) else f"/proc/self/fd/{packed.fileno()}"
        return CalamineWorkbook.from_path(path) if os.path.exists(path) else CalamineWorkbook.from_filelike(packed)
    except Exception as error:  # noqa: BLE001 the parser's own errors have no common kind
        raise InputError(f"not a workbook: {error}", "save it again as .xlsx", name) from None


def _room() -> IO[bytes]:
    """Memory for a workbook, as a file where the system has such."""
    try:
        return os.fdopen(os.memfd_create("workbook"), "w+b")
    except (AttributeError, OSError):
        return io.BytesIO()


def _repack(data: bytes, packed: IO[bytes], name: str, limits: Limits) -> None:
    """Write the workbook to `packed` without compression, every part of it unpacked within the limits."""
    if data.startswith(_ENCRYPTED):
        raise InputError("an encrypted or an old workbook", "save it as .xlsx without a password", name)
    unpacked = largest = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
            if len(old.infolist()) > _MEMBERS:
                raise InputError(f"more than {_MEMBERS:,} parts in one workbook", "split it", name)
            for member in {one.filename: one for one in old.infolist()}.values():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                if member.file_size > _LARGE and member.file_size > _DENSEST * member.compress_size:
                    raise InputError(f"{member.filename} unpacks more than {_DENSEST}-fold", "save it again", name)
                with old.open(member) as part:
                    content = part.read(limits.file_bytes // _COPIES - unpacked + 1)
                unpacked += len(content)
                if unpacked * _COPIES <= limits.file_bytes:
                    largest = max(largest, cells_spanned(content, member.filename, name, limits))
                if unpacked * _COPIES + largest * _CELL_BYTES > limits.file_bytes:
                    message = f"takes more than {limits.file_bytes // MIB} MiB of memory"
                    raise InputError(message, "split it, save it as CSV, or raise the limit file_bytes", name)
                new.writestr(member.filename, content)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"not a workbook: {error}", "save it again as .xlsx", name) from None
    packed.seek(0)


def _letters(column: int) -> str:
    """A column as sheets name it.

    >>> _letters(1), _letters(26), _letters(27), _letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
