"""OFAC's CSV files: one of names (`sdn.csv`, `cons_prim.csv`), one of other names (`alt.csv`, `cons_alt.csv`).

Only organisations are taken: people, ships and aircraft make no equipment. The files say on which day some sanctions
took effect, in a remark, and of most entries nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banlint.catalog.importers import days
from banlint.catalog.importers.cells import File, lines
from banlint.catalog.importers.rows import ListRow, named
from banlint.errors import PackError

_NONE = "-0-"
_NAMES, _OTHER_NAMES = 12, 5
_EFFECTIVE = re.compile(r"(?:Effective|Listing) Date \([^)]{1,60}\): (\d{1,2} [A-Z][a-z]{2} \d{4})")


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The organisations of the list; of one programme where `part` names it. Raises `PackError`."""
    entries: list[tuple[File, int, list[str]]] = []
    others: dict[str, list[str]] = {}
    for file in files:
        for line, row in lines(file):
            cells = [cell.strip() for cell in row]
            if len(cells) == _NAMES:
                entries.append((file, line, cells))
            elif len(cells) == _OTHER_NAMES:
                others.setdefault(cells[0], []).append(cells[3])
            else:
                message = f"the row has {len(cells)} cells; names have {_NAMES} and other names {_OTHER_NAMES}"
                raise PackError(message, "give OFAC's own files", file.name, line, 1)
    if not entries:
        where = files[0].name if files else ""
        raise PackError("no file of names is among these", "give sdn.csv or cons_prim.csv too", where, 1, 1)
    for file, line, cells in entries:
        if cells[2] == _NONE and part in cells[3]:
            yield _row(file, line, cells, others.get(cells[0], []))


def _row(file: File, line: int, cells: list[str], others: list[str]) -> ListRow:
    if not cells[1] or cells[1] == _NONE:
        raise PackError("the row has no name", "give OFAC's own files", file.name, line, 1)
    name, aliases = named(cells[1], others)
    programmes = ", ".join(cells[3].replace("]", " ").replace("[", " ").split("  ")) if cells[3] != _NONE else ""
    found = _EFFECTIVE.search(cells[11])
    return ListRow(name, aliases, "", days.first_day(found[1]) if found else "", "", " ".join(programmes.split()))
