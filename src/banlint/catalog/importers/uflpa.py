"""The UFLPA Entity List: the tables of the department's page, or the same as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banlint.catalog.importers import days, htmltables, plain
from banlint.catalog.importers.cells import File
from banlint.catalog.importers.rows import ListRow, named
from banlint.errors import PackError
from banlint.text import show

# What stands in brackets after a name: some aliases, or a former name.
_OTHERS = re.compile(
    r"\s*\((?:[^():]{0,60}\balias(?:es)?\b:?|(?:also|formerly) known as:?)\s*([^()]*(?:\([^()]*\)[^()]*)*)\)"
)
_CITATION = "UFLPA s.2(d)(2)(B)"


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The rows of every table with a name and a date. Raises `PackError`."""
    for file in files:
        if htmltables.looks_like(file):
            yield from _of_page(file)
        else:
            yield from plain.read([file], part or _CITATION)


def _of_page(file: File) -> Iterator[ListRow]:
    at: tuple[int, int] | None = None
    for line, cells in htmltables.rows(file):
        heads = [cell.lower() for cell in cells]
        name = next((place for place, head in enumerate(heads) if "name" in head or head == "entity"), None)
        date = next((place for place, head in enumerate(heads) if "date" in head), None)
        if name is not None and date is not None and not days.first_day(cells[date]):
            at = name, date
        elif at is not None and len(cells) > max(at):
            yield _row(file, line, cells[at[0]], cells[at[1]])
    if at is None:
        raise PackError("no table has a name and a date", "save the page of the list itself", file.name, 1, 1)


def _row(file: File, line: int, name: str, date: str) -> ListRow:
    day = days.first_day(date)
    if not day:
        raise PackError(f"'{show(date, 60)}' is no day", "give the official page itself", file.name, line, 1)
    others = [alias for group in _OTHERS.findall(name) for alias in re.split(r"; and |; | and (?=[A-Z])", group)]
    official, aliases = named(_OTHERS.sub("", name), others)
    if not official:
        raise PackError("the row has no name", "give the official page itself", file.name, line, 1)
    return ListRow(official, aliases, "", day, "", _CITATION)
