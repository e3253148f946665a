"""Days as inventories write them, read only where they can be read in one way."""

from __future__ import annotations

import re
from functools import lru_cache

from banlint.catalog.days import is_day

# Each with the groups that hold year, month and day.
_SHAPES = (
    (r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?", (1, 3, 4)),
    (r"(\d{4})(\d{2})(\d{2})", (1, 2, 3)),
    (r"(\d{4})年(\d{1,2})月(\d{1,2})日", (1, 2, 3)),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", (3, 2, 1)),
    (r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4})", (3, 2, 1)),
    (r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", (3, 1, 2)),
)
_EITHER = r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})"
_ISO = 10
"""Characters of an ISO day."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_LONGEST = 40


@lru_cache(maxsize=8192)
def read_day(text: str) -> str:
    """The ISO day that `text` writes; empty where it writes none, an impossible one, or one of two.

    >>> read_day("2018-03-02T10:00:00Z"), read_day("02.03.2018"), read_day("2 March 2018")
    ('2018-03-02', '2018-03-02', '2018-03-02')
    >>> read_day("2019-02-30"), read_day("02/03/2018"), read_day("25/03/2018")
    ('', '', '2018-03-25')
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    # Nearly all are written so, and need none of the patterns.
    if len(text) == _ISO and text[4] == text[7] == "-" and (text[:4] + text[5:7] + text[8:]).isdecimal():
        return _day(text[:4], text[5:7], text[8:])
    for shape, groups in _SHAPES:
        if found := re.fullmatch(shape, text, re.DOTALL):
            year, month, day = (found[group] for group in groups)
            return _day(year, month if month.isdigit() else _month(month), day)
    found = re.fullmatch(_EITHER, text)
    return _either(found[4], found[1], found[3]) if found else ""


def _either(year: str, one: str, other: str) -> str:
    """The day where only one order of day and month makes one, or both make the same."""
    both = {_day(year, one, other), _day(year, other, one)} - {""}
    return both.pop() if len(both) == 1 else ""


def _day(year: str, month: str, day: str) -> str:
    text = f"{year}-{month:0>2}-{day:0>2}"
    return text if text.isascii() and is_day(text) else ""


def _month(name: str) -> str:
    name = name.lower()
    for names in (_MONTHS, _FULL):
        if name in names:
            return str(names.index(name) + 1)
    return "9" if name == "sept" else "0"
