"""Plain tables of a list: a CSV with a column `name`, and the columns that such extracts have besides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.catalog.importers import countries, days
from banlint.catalog.importers.cells import File, by_header
from banlint.catalog.importers.rows import ListRow, named, squeeze
from banlint.errors import PackError
from banlint.text import show

_ALIASES = ("aliases", "aliases_or_former_names")
_DAYS = ("listed_on", "effective_date", "date", "federal_register")
_CITATIONS = ("citation", "federal_register")


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The rows of the tables; `part`, where given, is the citation of all. Raises `PackError`."""
    for file in files:
        for line, cells in by_header(file, ("name",)):
            row = _row(file, line, cells)
            yield row._replace(citation=part) if part else row


def _row(file: File, line: int, cells: Mapping[str, str]) -> ListRow:
    if not squeeze(cells["name"]):
        raise PackError("the row has no name", "give the official file itself", file.name, line, 1)
    official, aliases = named(cells["name"], _first(cells, _ALIASES).split(";"))
    listed = _first(cells, _DAYS)
    day = days.first_day(listed)
    if _first(cells, _DAYS[:3]) and not day:
        raise PackError(f"'{show(listed, 60)}' is no day", "give the official file itself", file.name, line, 1)
    country = countries.code(cells.get("country", ""))
    until = days.first_day(cells.get("delisted_on", ""))
    citation = squeeze(_first(cells, _CITATIONS)) or _program(cells.get("detail", ""))
    return ListRow(official, aliases, country, day, until, citation)


def _first(cells: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next((cells[column] for column in columns if cells.get(column, "").strip()), "")


def _program(detail: str) -> str:
    """The programme that a row of a sanctions extract names."""
    parts = dict(part.partition(":")[::2] for part in detail.split(";"))
    return squeeze(next((text for label, text in parts.items() if label.strip() == "Program"), ""))
