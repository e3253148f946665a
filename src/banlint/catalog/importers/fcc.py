"""The FCC's Covered List: a table of equipment described in words, and the day each was included.

Only who it names is taken. What it covers by origin alone ("produced in a foreign country") names nobody, and is for a
regime to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banlint.catalog.importers import days, htmltables
from banlint.catalog.importers.cells import File, lines
from banlint.catalog.importers.rows import ListRow, named
from banlint.errors import PackError
from banlint.text import show

_MAKER = re.compile(
    r"\b(?:produced|provided|supplied)(?:, directly or indirectly,)? by (.{2,200}?)"
    r"(?=,? to the extent|, including|,? subject to|,? or any of|\.$|$)"
)
_TOGETHER = re.compile(r" and its (?:wholly-owned )?subsidiary ")


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:  # noqa: ARG001 - one table, no parts
    """Who the rows of the list name. Raises `PackError`."""
    for file in files:
        table = htmltables.rows(file) if htmltables.looks_like(file) else list(lines(file))
        found = [row for row in table if len(row[1]) == 2 and days.first_day(row[1][1])]
        if not found:
            raise PackError(
                "no row has a description and a day",
                "give the table of the list",
                file.name,
                table[0][0] if table else 1,
                1,
            )
        for line, (text, date) in found:
            yield from _named(file, line, text, days.first_day(date))


def _named(file: File, line: int, text: str, day: str) -> Iterator[ListRow]:
    maker = _MAKER.search(text)
    if maker is None:
        if " by " in text and "foreign" not in text.lower():
            raise PackError(f"whom '{show(text, 60)}' names is not clear", "mend the row by hand", file.name, line, 1)
        return
    for name in _TOGETHER.split(maker[1]):
        official, aliases = named(name)
        yield ListRow(official, aliases, "", day, "", "FCC Covered List")
