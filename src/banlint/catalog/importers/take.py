"""Official files into a pack: read as their format, days and entities filled in, written as the list's new edition."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from banlint.catalog.folders import rules_folder
from banlint.catalog.importers import FORMATS, File, ListRow, dated, ieee, known, read
from banlint.catalog.importers.edition import Edition, Installed, install, install_table, read_csv
from banlint.catalog.importers.manifest import NAME, records
from banlint.catalog.importers.ours import filled
from banlint.catalog.tables import COLUMNS
from banlint.errors import PackError, UsageError
from banlint.hints import Any
from banlint.named import NamedTuple
from banlint.text import show

_IEEE = "ieee"
_OUI = "identifiers/oui.csv"


class Given(NamedTuple):
    """Official files, what they are read as, and the day of their edition."""

    files: Sequence[File]
    form: str
    part: str
    day: str


def rows_of(given: Given) -> tuple[ListRow, ...]:
    """The rows of the list, each with a day. Raises `PackError`, or `UsageError`."""
    if not given.form:
        raise UsageError("nothing says which format it is in", f"add --read-as with one of {', '.join(FORMATS)}")
    return dated(read(given.files, given.form, given.part), given.day)


def take(given: Given, folder: Path, record: Mapping[str, Any], *, allow_shrink: bool = False) -> Installed:
    """Makes `given` the newest edition of the list that `record` describes. Raises `PackError`, or `UsageError`."""
    facts = {name: value for name, value in record.items() if name not in ("id", "date", "rows", "sha256")}
    edition = Edition(str(record["id"]), given.day, facts)
    ours = known.of_packs([rules_folder(), folder])
    if given.form == _IEEE:
        return _take_registry(given.files, folder, edition, ours)
    rows = filled(rows_of(given), ours.names, ours.entities)
    return install(folder, edition, rows, allow_shrink=allow_shrink)


def _take_registry(files: Sequence[File], folder: Path, edition: Edition, ours: known.Known) -> Installed:
    """Adds the prefixes of registrants that are known. What the table says already stays: people looked into it."""
    blocks = {block.prefix: block for block in ieee.read(files, ours.registrants())}
    for table in ours.tables:
        if table.kind == "oui" and Path(table.path) == folder / _OUI:
            blocks |= {row.cells["prefix"]: ieee.Block(**row.cells) for row in table.rows}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS["oui"])
    writer.writerows(block for _, block in sorted(blocks.items()))
    return install_table(folder, _OUI, edition, out.getvalue().encode(), len(blocks))


def link(folder: Path) -> dict[str, int]:
    """Fills the column entity of every list of the pack anew; how many rows each list now has of entities of ours."""
    ours = known.of_packs([rules_folder(), folder])
    linked = {}
    for name, record in sorted(records(folder).items()):
        path = folder / "lists" / f"{name}.csv"
        if not path.is_file():
            continue
        before = read_csv(path)
        rows = filled(before, ours.names, ours.entities)
        linked[name] = sum(bool(row.entity) for row in rows)
        if rows != before:
            facts = {key: value for key, value in record.items() if key not in ("id", "date", "rows", "sha256")}
            install(folder, Edition(name, str(record["date"]), facts), rows, keep=False)
    return linked


def record_of(folder: Path, name: str) -> dict[str, Any]:
    """What pack.yaml records of the list `name`. Raises `PackError` where there is no such list."""
    found = records(folder)
    if name not in found:
        mend = f"write one of {', '.join(found) or 'none'}"
        raise PackError(f"the pack records no list '{show(name)}'", mend, (folder / NAME).as_posix())
    return found[name]
