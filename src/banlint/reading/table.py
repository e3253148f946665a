"""CSV and TSV: a row is a document, header to cell text. Streams; nothing is held but the row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from banlint.errors import InputError
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source
from banlint.reading.names import TABLE, suffix
from banlint.reading.places import Lines
from banlint.reading.streams import too_long, utf8_blocks, whole_lines
from banlint.reading.tabledialect import delimiter_of, legacy_encoding
from banlint.reading.tableheader import LOOKED_AT, header_row, is_data, is_title

_SEP_LINE = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


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
        text = _Text(source, self._limits)
        rows = _rows(text, source.name, self._limits)
        above, below = _header(rows)
        if not above:
            yield from text.problems
            return
        *titles, header = above
        # A title row says nothing; a row below a header of one column, taken for a title, says it all the same.
        for row in (one for one in titles[1:] if any(one.cells)):
            yield TableRow(row, Dialect(text.delimiter, headers_of(titles[0].cells)))
        if is_data(header.cells):
            yield Problem(
                "input",
                "no header: the first row holds values",
                "name the columns in a row above it",
                source.name,
                header.line,
                1,
            )
        dialect = Dialect(text.delimiter, headers_of(header.cells))
        for row in below:
            if text.problems:
                yield from text.problems
                text.problems.clear()
            if len(row.cells) > len(dialect.headers) and any(row.cells[len(dialect.headers) :]):
                yield _too_many(row, dialect, source.name)
            yield TableRow(row, dialect)
            if row.last and _is_open(row.raw, dialect.delimiter):
                yield Problem(
                    "input", "a quote that is never closed", 'close it, or write it as ""', source.name, row.line, 1
                )
        yield from text.problems


class Row(NamedTuple):
    """One record: its cells, the text it is written as and the line it begins on."""

    cells: list[str]
    raw: str
    line: int
    last: bool


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


class _Text:
    """The lines of a table as text, with those of the record being read kept."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self.delimiter = ","
        self.raw: list[str] = []
        self.skipped = 0
        self.ended = False
        self._name = source.name
        self._limits = limits
        self._encoding = "utf-8"
        self._beyond_ascii = False
        blocks = utf8_blocks(source.blocks(), source.name)
        self._stretches = whole_lines(blocks, limits.record_bytes, bare_cr=True)
        self._first = self._decoded(next(self._stretches, b""))
        self._choose_delimiter()

    def lines(self) -> Iterator[str]:
        """Every line with its end, as `csv.reader` wants them."""
        text, self._first = self._first, ""
        while text:
            for line in io.StringIO(text, newline=""):
                self.raw.append(line)
                yield line
            text = self._decoded(next(self._stretches, b""))
        self.ended = True

    def _choose_delimiter(self) -> None:
        line = next(iter(io.StringIO(self._first, newline="")), "")
        told = _SEP_LINE.fullmatch(line)
        if told:
            self.delimiter = told[1]
            self._first = self._first[len(line) :]
            self.skipped = 1
        else:
            self.delimiter = delimiter_of(self._first, prefer="\t" if suffix(self._name) == ".tsv" else ",")

    def _decoded(self, stretch: bytes | None) -> str:
        """Text of some lines: UTF-8 until that fails, then Windows-1252 for the rest, as older spreadsheets write."""
        if stretch is None:
            problem = too_long(0, self._limits.record_bytes, self._name)
            raise InputError(problem.message, problem.mend, self._name)
        try:
            text = stretch.decode(self._encoding)
            self._beyond_ascii = self._beyond_ascii or not text.isascii()
        except UnicodeDecodeError:
            text = self._fallen_back(stretch)
        if "\0" in text:
            self.problems.append(Problem("input", "NUL character", "remove it: the file is damaged", self._name))
            text = text.replace("\0", "\ufffd")
        return text

    def _fallen_back(self, stretch: bytes) -> str:
        if self._beyond_ascii and self._encoding == "utf-8":
            self.problems.append(
                Problem("input", "UTF-8 and another encoding in one file", "save it as UTF-8", self._name)
            )
        self._encoding = legacy_encoding(stretch)
        text = stretch.decode(self._encoding, "replace")
        if "\ufffd" in text:
            self.problems.append(Problem("input", "neither UTF-8 nor Windows-1252", "save it as UTF-8", self._name))
            self._encoding = "latin-1"
        return text


def _rows(text: _Text, name: str, limits: Limits) -> Iterator[Row]:
    """Every record that has a cell, the header first."""
    # The module's own limit is for the whole process and far below a long note.
    csv.field_size_limit(max(csv.field_size_limit(), limits.scalar_chars))
    reader = csv.reader(text.lines(), delimiter=text.delimiter)
    line = 1 + text.skipped
    try:
        for cells in reader:
            raw = "".join(text.raw)
            text.raw.clear()
            if cells and (len(cells) > 1 or cells[0].strip()):
                yield Row(cells, raw, line, text.ended)
            line = 1 + text.skipped + reader.line_num
    except csv.Error as error:
        raise InputError(
            f"not a table: {error}", "close the quotes of the row, or split its cells", name, line, 1
        ) from None


def _header(rows: Iterator[Row]) -> tuple[list[Row], Iterator[Row]]:
    """The rows down to the header, which is the last of them, and the rows below it."""
    first = next(rows, None)
    if first is None:
        return [], rows
    if not is_title(first.cells):
        return [first], rows
    early = [first]
    failure: list[InputError] = []
    try:
        for row in islice(rows, LOOKED_AT - 1):
            early.append(row)  # noqa: PERF402 what was read before a failure counts
    except InputError as error:
        failure.append(error)
    at = header_row([row.cells for row in early])
    return early[: at + 1], chain(early[at + 1 :], rows, _raised(failure))


def _raised(failure: list[InputError]) -> Iterator[Row]:
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


def _too_many(row: Row, dialect: Dialect, name: str) -> Problem:
    message = f"{len(row.cells)} cells below {len(dialect.headers)} headers"
    return Problem("input", message, "quote the cell that holds a delimiter, or add the header", name, row.line, 1)
