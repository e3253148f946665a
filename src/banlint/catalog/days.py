"""Days as packs write them."""

from __future__ import annotations

from datetime import date


def is_day(text: str) -> bool:
    """Whether `text` is an ISO day of the calendar.

    >>> is_day("2019-02-29"), is_day("2020-02-29")
    (False, True)
    """
    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
