"""Importers: the formats that official lists are published in, each to rows of a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from banlint.catalog.importers.cells import File
from banlint.catalog.importers.rows import ListRow, dated, to_csv
from banlint.errors import PackError, UsageError
from banlint.text import show, suggest

__all__ = ["FORMATS", "File", "ListRow", "dated", "read", "to_csv"]

Reader = Callable[[Sequence[File], str], Iterator[ListRow]]

FORMATS = {
    "companies": "a notice's companies as text, one to a line",
    "csl": "Consolidated Screening List, CSV",
    "ecfr": "eCFR, XML of a supplement to 15 CFR part 744",
    "fcc": "FCC Covered List, page or CSV",
    "ofac": "OFAC, CSV of names and of other names",
    "plain": "CSV with a column name",
    "uflpa": "UFLPA Entity List, page or CSV",
}
"""Formats by name, each in a module of that name."""


def read(files: Sequence[File], form: str, part: str = "") -> tuple[ListRow, ...]:
    """The rows that `files` hold in the format `form`; `part` names one list among several in a file.

    Raises `PackError` with the file and the line for anything that is not as the format has it, and for no row at all.
    """
    if form not in FORMATS:
        near = suggest(form, FORMATS)
        mend = f"did you mean `{near}`?" if near else f"write one of {', '.join(FORMATS)}"
        raise UsageError(f"there is no format `{show(form)}`", mend)
    reader: Reader = import_module(f"{__name__}.{form}").read
    rows = tuple(reader(files, part))
    if not rows:
        where = files[0].name if files else ""
        raise PackError("the file holds no row of this list", "give the official file itself", where, 1, 1)
    return rows
