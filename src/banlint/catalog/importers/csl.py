"""The Consolidated Screening List as CSV: thirteen US lists in one table, told apart by their column `source`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.catalog.importers import countries, days
from banlint.catalog.importers.cells import File, by_header
from banlint.catalog.importers.rows import ListRow, named, squeeze
from banlint.errors import PackError
from banlint.text import show

_COLUMNS = ("source", "type", "programs", "name", "addresses", "federal_register_notice", "start_date", "alt_names")
_TYPES = ("", "entity")


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The organisations of the list whose `source` begins with `part`. Raises `PackError`."""
    found, seen = False, set()
    for file in files:
        for line, cells in by_header(file, _COLUMNS):
            seen.add(cells["source"])
            if cells["source"].startswith(part):
                found = True
                if cells["type"].strip().lower() in _TYPES:
                    yield _row(file, line, cells)
    if not found:
        known = "; ".join(show(source, 60) for source in sorted(seen)[:20])
        raise PackError(f"there is no source '{show(part)}' in it", f"name one of: {known}", files[0].name, 1, 1)


def _row(file: File, line: int, cells: Mapping[str, str]) -> ListRow:
    if not squeeze(cells["name"]):
        raise PackError("the row has no name", "give the official file itself", file.name, line, 1)
    name, aliases = named(cells["name"], (text.strip().removeprefix("and ") for text in cells["alt_names"].split(";")))
    day = days.first_day(cells["start_date"])
    if cells["start_date"].strip() and not day:
        raise PackError(f"'{show(cells['start_date'], 60)}' is no day", "write an ISO day", file.name, line, 1)
    codes = {countries.code(address.rpartition(",")[2].strip()) for address in cells["addresses"].split(";")}
    country = codes.pop() if len(codes) == 1 else ""
    citation = squeeze(cells["federal_register_notice"].replace("F.R.", "FR")) or squeeze(cells["programs"])
    until = days.first_day(cells.get("end_date", ""))
    return ListRow(name, aliases, country, day, until, citation)
