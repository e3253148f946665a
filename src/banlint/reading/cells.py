"""The cells of a workbook as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta


def cell_text(cell: object) -> str:
    """A cell as a person reads it in the sheet: whole numbers without a point, days as ISO writes them.

    >>> cell_text(4711.0), cell_text(datetime(2024, 3, 1)), cell_text(True), cell_text(" C9300 ")
    ('4711', '2024-03-01', 'TRUE', 'C9300')
    """
    if type(cell) is str:
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return "" if cell is None else str(cell).strip()


def column_texts(cells: Sequence[object]) -> list[str]:
    """The same of many cells: most columns hold texts alone.

    >>> column_texts([" C9300 ", ""]), column_texts(["C9300", 4711.0])
    (['C9300', ''], ['C9300', '4711'])
    """
    return [*map(str.strip, cells)] if {*map(type, cells)} == {str} else [*map(cell_text, cells)]  # type: ignore[arg-type]
