"""Cells of a sheet as XML: text that stays text, numbers, days. Nothing is ever written as a formula or a link."""

from __future__ import annotations

import re
from datetime import date
from string import ascii_uppercase
from xml.sax.saxutils import escape

from banlint.named import NamedTuple
from banlint.text import show

LETTERS = (*ascii_uppercase, *(f"{first}{second}" for first in "AB" for second in ascii_uppercase))
"""The names of the first columns."""
HEAD, TEXT, QUOTED, DAY, WRAPPED = 1, 0, 2, 3, 4
"""Styles by number, as `parts.STYLES` has them."""
_LONG = 8000
_CELL = 16_000
"""Characters of a cell; spreadsheets take some thirty thousand, and count some characters twice."""
_ACTS = frozenset("=+-@＝＋－＠|%'")
"""What makes a spreadsheet take a text for a formula once somebody edits its cell."""
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = "1900-03-01"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet takes for a character of that number."""
_REMEMBERED = 20_000


class Day(NamedTuple):
    """A day as spreadsheets count them."""

    number: int


Value = str | int | Day


class Cells(dict[Value, str]):
    """The cells of a sheet of one style by value, less their names: most values stand in many rows."""

    def __init__(self, style: int = TEXT) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, value: Value) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        if isinstance(value, str):
            made = _text(value, self._style)
        elif isinstance(value, int):
            made = f'"><v>{value}</v></c>'
        else:
            made = f'" s="{DAY}"><v>{value.number}</v></c>'
        self[value] = made
        return made

    def row(self, number: int, values: tuple[Value, ...]) -> str:
        """A row of `values`, the empty ones left out."""
        cells = [
            f'<c r="{letter}{number}{self[value]}'
            for letter, value in zip(LETTERS, values, strict=False)
            if value != ""
        ]
        return f'<row r="{number}">{"".join(cells)}</row>\n'


def _text(value: str, style: int) -> str:
    text = show(value, _LONG)
    if len(text) > _CELL:
        text = f"{text[:_CELL]}... (more)"
    bare = text.strip()
    if style == TEXT and bare[:1] in _ACTS:
        style = QUOTED
    kept = ' xml:space="preserve"' if text != bare or "  " in text else ""
    said = _ESCAPE.sub("_x005F_", text) if "_x" in text else text
    if "&" in said or "<" in said or ">" in said:
        said = escape(said)
    chosen = f' s="{style}"' if style else ""
    return f'"{chosen} t="inlineStr"><is><t{kept}>{said}</t></is></c>'


def day(text: str) -> Day | str:
    """An ISO day; the text itself where it is none, or before spreadsheets count as the calendar does."""
    if not _DAY.fullmatch(text) or text < _FIRST_DAY:
        return text
    try:
        return Day(date.fromisoformat(text).toordinal() - _EPOCH)
    except ValueError:
        return text
