"""The CSV files of packs: fixed columns, every row as wide as its header, every cell text, every row with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from banlint.errors import PackError
from banlint.named import NamedTuple
from banlint.text import show

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "oui": ("prefix", "registrant", "entity", "basis", "until", "source"),
    "snmp": ("enterprise", "registrant", "entity", "status", "source"),
    "banner": ("kind", "text", "match", "entity", "confidence", "note", "source"),
    "bus": ("bus", "vendor", "registrant", "entity", "source"),
    "cpe": ("vendor", "entity", "confidence", "source"),
    "domain": ("suffix", "entity", "confidence", "note", "source"),
    "fcc": ("grantee", "registrant", "entity", "confidence", "source"),
    "gpon": ("vendor", "entity", "confidence", "source"),
    "makers": ("name", "source"),
    "list": ("name", "aliases", "country", "listed_on", "delisted_on", "citation", "entity"),
}


class Row(NamedTuple):
    """A row: the physical line it begins on, and its cells by column."""

    line: int
    cells: Mapping[str, str]


def parse(text: str, path: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """The rows of the CSV `text`. Raises `PackError` for another header, a ragged row, a broken quote."""
    return tuple(_rows(text, path, columns))


def _rows(text: str, path: str, columns: tuple[str, ...]) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if line == 1 and tuple(cells) != columns:
                raise PackError(
                    f"the columns are {show(','.join(cells))}", f"make the header {','.join(columns)}", path, 1, 1
                )
            if cells and len(cells) != len(columns):
                raise PackError(
                    f"the row has {len(cells)} cells and the header {len(columns)}",
                    "add or remove cells; put a cell that holds a comma in quotes",
                    path,
                    line,
                    1,
                )
            if cells and line > 1:
                yield Row(line, dict(zip(columns, cells, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise PackError(f"not CSV: {show(str(error))}", "mend the quotes of this row", path, line, 1) from error
    if line == 1:
        raise PackError("the file is empty", f"begin it with the header {','.join(columns)}", path, 1, 1)
