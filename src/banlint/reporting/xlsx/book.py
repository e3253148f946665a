"""A workbook as it grows: one sheet at a time goes to the file, the others wait on disk."""

from __future__ import annotations

from collections.abc import Sequence
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from banlint.hints import BinaryIO
from banlint.reporting.spool import Spool
from banlint.reporting.xlsx import parts
from banlint.reporting.xlsx.cells import HEAD, LETTERS, TEXT, Cells, Value

MOST_ROWS = 1_048_575
"""Of a sheet, below its head."""
MOST_BYTES = 2_000_000_000
"""Of a sheet, before it is compressed. The package takes 2 GiB."""
_LEVEL = 3
_BLOCK = 1 << 16


class Book:
    """The package: parts in the order they are done. Its bytes depend on what is put in, and on nothing else."""

    def __init__(self, file: BinaryIO, stamp: str, title: str) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._sheets: list[tuple[str, int, str]] = []
        self.put("docProps/app.xml", parts.APP, ZIP_STORED)
        self.put("docProps/core.xml", parts.core(stamp, title))

    def put(self, name: str, text: str, method: int = ZIP_DEFLATED) -> None:
        """Add a part that is known whole."""
        self._zip.writestr(_info(name, method), text.encode(), compresslevel=_LEVEL)

    def open(self, name: str, columns: Sequence[tuple[str, int]], style: int = TEXT) -> Growing:
        """A sheet that goes to the file as it grows; no other part can be added before it is closed."""
        number = len(self._sheets) + 1
        self._sheets.append((name, number, ""))
        return Growing(self, number, columns, style)

    def writer(self, number: int) -> Part:
        """Where sheet `number` is written to."""
        return Part(self._zip, f"xl/worksheets/sheet{number}.xml")

    def filtered(self, number: int, cells: str) -> None:
        """Tell which cells of sheet `number` its filter is on."""
        self._sheets[number - 1] = (*self._sheets[number - 1][:2], cells)

    def close(self, first: str) -> None:
        """Add what holds the sheets together, the sheet called `first` at their head, and end the file."""
        order = sorted(self._sheets, key=lambda one: one[0] != first)
        self.put("xl/workbook.xml", parts.workbook(order))
        self.put("xl/_rels/workbook.xml.rels", parts.workbook_relations(len(order)))
        self.put("xl/styles.xml", parts.STYLES)
        self.put("_rels/.rels", parts.RELATIONS)
        self.put("[Content_Types].xml", parts.types(len(order)))
        self._zip.close()


class Part:
    """A part of the package that is written in pieces."""

    def __init__(self, archive: ZipFile, name: str) -> None:
        # Without the long form of the format, which spreadsheets do not take: nothing over `MOST_BYTES` goes in.
        self._file = archive.open(_info(name, ZIP_DEFLATED), "w")
        self._waiting: list[str] = []
        self._size = 0
        self.written = 0
        """In bytes."""

    def write(self, text: str) -> None:
        """Add `text`."""
        self._waiting.append(text)
        self._size += len(text)
        if self._size > _BLOCK:
            self._flush()

    def close(self) -> None:
        """Write what waits, and end the part."""
        self._flush()
        self._file.close()

    def _flush(self) -> None:
        data = "".join(self._waiting).encode()
        self._file.write(data)
        self.written += len(data)
        self._waiting.clear()
        self._size = 0


class Growing:
    """A sheet with a frozen head and a filter, written as it grows."""

    def __init__(self, book: Book, number: int, columns: Sequence[tuple[str, int]], style: int) -> None:
        self._book, self._number, self._columns = book, number, columns
        self._cells = Cells(style)
        self._part = book.writer(number)
        self._part.write(parts.sheet_head([width for _, width in columns], frozen=True))
        self._part.write(Cells(HEAD).row(1, tuple(name for name, _ in columns)))
        self.rows = 0
        """Below the head."""

    @property
    def full(self) -> bool:
        """Whether another row may be one too many."""
        return self.rows >= MOST_ROWS or self._part.written > MOST_BYTES

    def add(self, values: tuple[Value, ...]) -> None:
        """Add a row."""
        self.rows += 1
        self._part.write(self._cells.row(self.rows + 1, values))

    def pour(self, waiting: Spool, rows: int) -> None:
        """Add rows that waited."""
        waiting.pour(self._part.write)
        self.rows += rows

    def close(self) -> None:
        """End the sheet."""
        last, row = LETTERS[len(self._columns) - 1], self.rows + 1
        self._part.write(parts.sheet_tail(f"A1:{last}{row}"))
        self._part.close()
        self._book.filtered(self._number, f"$A$1:${last}${row}")


class Waiting:
    """A sheet whose rows wait on disk until its turn comes."""

    def __init__(self, name: str, columns: Sequence[tuple[str, int]]) -> None:
        self.name, self._columns = name, columns
        self._cells, self._spool = Cells(), Spool()
        self.rows = self._size = 0
        self.cut = 0
        """How many there was no room for."""

    def add(self, values: tuple[Value, ...]) -> None:
        """Add a row."""
        if self.rows >= MOST_ROWS or self._size > MOST_BYTES // 4:
            self.cut += 1
            return
        self.rows += 1
        row = self._cells.row(self.rows + 1, values)
        self._size += len(row)
        self._spool.write(row)

    def pour(self, book: Book) -> None:
        """Write the sheet, where it has any row."""
        if self.rows:
            sheet = book.open(self.name, self._columns)
            sheet.pour(self._spool, self.rows)
            sheet.close()


def _info(name: str, method: int) -> ZipInfo:
    """A part of no date and no system: both would change the bytes."""
    info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    info.compress_type, info.create_system, info.external_attr = method, 3, 0o644 << 16
    return info
