"""Days as official lists write them, to ISO days."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3})[a-z]*\.? (\d{1,2}), ?(\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CENTURY = 70
"""Two digits from here on are of the last century."""


def first_day(text: str) -> str:
    """The first day that `text` names, as an ISO day; empty where it names none.

    >>> first_day("84 FR 54004, 10/9/19"), first_day("June 21, 2022"), first_day("02 Aug 2021")
    ('2019-10-09', '2022-06-21', '2021-08-02')
    """
    found = [
        (match.start(), day)
        for pattern, read in (
            (_ISO, _iso),
            (_SLASHED, _slashed),
            (_MONTH_FIRST, _month_first),
            (_DAY_FIRST, _day_first),
        )
        if (match := pattern.search(text)) and (day := read(*match.groups()))
    ]
    return min(found)[1] if found else ""


def _iso(year: str, month: str, day: str) -> str:
    return _valid(int(year), int(month), int(day))


def _slashed(month: str, day: str, year: str) -> str:
    whole = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= _CENTURY else 2000)
    return _valid(whole, int(month), int(day))


def _month_first(month: str, day: str, year: str) -> str:
    return _valid(int(year), _month(month), int(day))


def _day_first(day: str, month: str, year: str) -> str:
    return _valid(int(year), _month(month), int(day))


def _month(name: str) -> int:
    return _MONTHS.index(name.lower()) + 1 if name.lower() in _MONTHS else 0


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
