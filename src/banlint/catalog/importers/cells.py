"""Official files as given, and their CSV as cells: bounded, rows as wide as their header, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from banlint.errors import PackError
from banlint.named import NamedTuple
from banlint.text import show

MOST_ROWS = 300_000
LONGEST_CELL = 60_000
_END_OF_FILE = "\x1a"


class File(NamedTuple):
    """An official file as it was read or fetched; `name` is what messages call it."""

    name: str
    content: bytes


def decode(file: File) -> str:
    """Its text: UTF-8, else the Windows code page that older files are in. Raises `PackError`."""
    content, name = file.content, file.name
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise PackError("a NUL character stands in the file", "give the file as it was published", name, line, 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def lines(file: File) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the line each begins on; blank ones, and the mark that ends old files, left out."""
    reader = csv.reader(io.StringIO(decode(file), newline=""), strict=True)
    before, count = 0, 0
    try:
        for row in reader:
            line, before = before + 1, reader.line_num
            if not row or row == [_END_OF_FILE]:
                continue
            count += 1
            if count > MOST_ROWS or any(len(cell) > LONGEST_CELL for cell in row):
                raise PackError(
                    f"over {MOST_ROWS} rows, or a cell of over {LONGEST_CELL} characters",
                    "give the official file itself", file.name, line, 1,
                )  # fmt: skip
            yield line, row
    except csv.Error as error:
        raise PackError(
            f"not CSV: {show(str(error))}", "give the official file itself", file.name, before + 1, 1
        ) from error


def by_header(file: File, wanted: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows by column, where the first row is a header that holds all the `wanted` columns."""
    rows = lines(file)
    _, header = next(rows, (1, []))
    header = [cell.strip() for cell in header]
    missing = [column for column in wanted if column not in header]
    if missing:
        raise PackError(
            f"the header has no column {missing[0]}",
            f"give a file with the columns {', '.join(wanted)}",
            file.name,
            1,
            1,
        )
    for line, row in rows:
        if len(row) != len(header):
            message = f"the row has {len(row)} cells and the header {len(header)}"
            raise PackError(message, "give the official file itself", file.name, line, 1)
        yield line, dict(zip(header, row, strict=True))
