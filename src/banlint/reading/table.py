"""CSV and TSV: a row is a document, header to cell text. Streams; nothing is held but the row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from banlint.errors import InputError
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source
from banlint.named import NamedTuple
from banlint.reading.names import TABLE, suffix
from banlint.reading.places import Lines
from banlint.reading.tableheader import LOOKED_AT, header_row, is_data, is_title
from banlint.reading.tablerecords import Stretch, records
from banlint.reading.tabletext import TableText


class Dialect(NamedTuple):
    """How one table is written."""

    delimiter: str
    headers: list[str]


class TableReader:
    """Reads `*.csv` and `*.tsv` in the dialects that spreadsheets write."""

    name = "table"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By name alone: any text could be a table of one column."""
        del head
        return suffix(name) in TABLE

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """A document for each row below the header. Raises `InputError`."""
        table = Table(source, self._limits)
        yield from table.above()
        for found in table.below():
            if isinstance(found, Problem):
                yield found
            else:
                yield from table.documents(found, range(len(found.rows)))


class Table:
    """One table while it is read: first what stands `above` its rows, then what is `below`, a stretch at a time."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self._name = source.name
        self._text = TableText(source, limits)
        delimiter = self._text.delimiter
        self.dialect = Dialect(delimiter, [])
        """With the headers, once it is known what stands above."""
        first = 1 + self._text.skipped
        self._stretches = records(self._text.stretches(), delimiter, first, limits, source.name)

    def above(self) -> Iterator[Document | Problem]:
        """What the rows above the header say, if it is not the first, and what is wrong with the header."""
        looked_at: list[Stretch] = []
        early: list[tuple[Stretch, int]] = []
        failure: list[InputError] = []
        try:
            for stretch in self._stretches:
                looked_at.append(stretch)
                early.extend(islice(((stretch, one) for one in _filled(stretch)), LOOKED_AT - len(early)))
                if len(early) >= LOOKED_AT or (early and not is_title(_cells_of(early[0]))):
                    break
        except InputError as error:
            # What was read before a failure counts.
            failure.append(error)
        at = header_row([_cells_of(one) for one in early])
        below: list[Stretch] = []
        if early:
            stretch, number = early[at]
            later = (one for one in looked_at if one.line > stretch.line)
            below = [stretch.below(number + 1), *later]
        self._stretches = chain(below, self._stretches, _raised(failure))
        # A title row says nothing; a row below a header of one column, taken for a title, says it all the same.
        titles = Dialect(self.dialect.delimiter, headers_of(_cells_of(early[0]))) if at else self.dialect
        for stretch, number in early[1:at]:
            if any(stretch.rows[number]):
                yield TableRow(_row(stretch, number), titles)
        if early:
            yield from self._header(*early[at])

    def _header(self, stretch: Stretch, number: int) -> Iterator[Problem]:
        cells = stretch.rows[number]
        self.dialect = Dialect(self.dialect.delimiter, headers_of(cells))
        if is_data(cells):
            yield Problem(
                "input",
                "no header: the first row holds values",
                "name the columns in a row above it",
                self._name,
                stretch.line_of(number),
                1,
            )

    def below(self) -> Iterator[Stretch | Problem]:
        """The rows below the header, and what is wrong with their text. Raises `InputError`."""
        for stretch in self._stretches:
            yield from self._text.problems()
            yield stretch
        yield from self._text.problems()

    def documents(self, stretch: Stretch, numbers: Iterable[int]) -> Iterator[Document | Problem]:
        """The rows `numbers` of `stretch` that hold anything, and what is wrong with them."""
        width = len(self.dialect.headers)
        for number in numbers:
            cells = stretch.rows[number]
            if not _is_filled(cells):
                continue
            row = _row(stretch, number)
            if len(cells) > width and any(cells[width:]):
                message = f"{len(cells)} cells below {width} headers"
                mend = "quote the cell that holds a delimiter, or add the header"
                yield Problem("input", message, mend, self._name, row.line, 1)
            yield TableRow(row, self.dialect)
            if stretch.open and number == len(stretch.rows) - 1 and _is_open(row.raw, self.dialect.delimiter):
                mend = 'close it, or write it as ""'
                yield Problem("input", "a quote that is never closed", mend, self._name, row.line, 1)


class Row(NamedTuple):
    """One record: its cells, the text it is written as and the line it begins on."""

    cells: list[str]
    raw: str
    line: int


class TableRow:
    """One row of a table."""

    __slots__ = ("_dialect", "_row", "data", "prefix")

    def __init__(self, row: Row, dialect: Dialect) -> None:
        headers = dialect.headers
        cells: dict[str, Data] = dict(zip(headers, row.cells))  # noqa: B905 a short row has no cells for the last headers
        for number in range(len(headers), len(row.cells)):
            cells[_column(number)] = row.cells[number]
        self.data: Data = cells
        self.prefix = f"row:{row.line}"
        self._row = row
        self._dialect = dialect

    def locate(self, path: Path) -> Place:
        """The place of the cell that `path` names, quotes included; of the row where it names none."""
        raw = self._row.raw
        lines = Lines(raw, self._row.line)
        keys = list(self.data) if isinstance(self.data, dict) else []
        if path and path[0] in keys:
            wanted = keys.index(str(path[0]))
            for number, found in enumerate(_cells(raw, self._dialect.delimiter)):
                if number == wanted:
                    return Place(lines.span(*found.span(1)))
        return Place(lines.span(0, len(raw.rstrip("\r\n"))))

    def line(self, number: int) -> str:
        """Line `number` of the file, one of this record's, without its end."""
        return Lines(self._row.raw, self._row.line).line(number)


def headers_of(cells: list[str]) -> list[str]:
    """The header cells as keys: trimmed, `column 3` for an empty one, numbered where repeated.

    >>> headers_of(["Make", "", "Make"])
    ['Make', 'column 2', 'Make 2']
    """
    keys: list[str] = []
    for number, cell in enumerate(cells):
        plain = cell.strip() or _column(number)
        key, count = plain, 1
        while key in keys:
            count += 1
            key = f"{plain} {count}"
        keys.append(key)
    return keys


def _column(number: int) -> str:
    return f"column {number + 1}"


def _row(stretch: Stretch, number: int) -> Row:
    return Row(stretch.rows[number], stretch.raw(number), stretch.line_of(number))


def _cells_of(found: tuple[Stretch, int]) -> list[str]:
    stretch, number = found
    return stretch.rows[number]


def _filled(stretch: Stretch) -> Iterator[int]:
    """The records of `stretch` that hold anything."""
    return (number for number, cells in enumerate(stretch.rows) if _is_filled(cells))


def _is_filled(cells: list[str]) -> bool:
    return len(cells) > 1 or bool(cells and cells[0].strip())


def _raised(failure: list[InputError]) -> Iterator[Stretch]:
    for error in failure:
        raise error
    yield from ()


def _cells(raw: str, delimiter: str) -> Iterator[re.Match[str]]:
    """The cells of a record as `csv` reads them: only a quote that begins a cell quotes it."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]++|"")*+(?:"[^{mark}\r\n]*+)?+|[^{mark}\r\n]*+)({mark}|[\r\n]|\Z)')
    at = 0
    while found := cell.match(raw, at):
        yield found
        if found[2] != delimiter:
            return
        at = found.end()


def _is_open(raw: str, delimiter: str) -> bool:
    """Whether the last cell of a record begins with a quote that nothing closes."""
    last = ""
    for found in _cells(raw, delimiter):
        last = found[1]
    return last.startswith('"') and last.count('"') % 2 == 1
