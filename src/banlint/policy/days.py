"""Days of decisions: how long until one lapses."""

from __future__ import annotations

SOON = 30
"""Days before its end at which a decision is said to lapse."""


def days_until(day: str, as_of: str) -> int:
    """Days from `as_of` to `day`, both ISO; negative once it is past.

    >>> days_until("2027-03-31", "2027-03-30")
    1
    """
    from datetime import date

    return (date.fromisoformat(day) - date.fromisoformat(as_of)).days


def lapses_soon(until: str, as_of: str, within: int = SOON) -> bool:
    """Whether what holds through `until` still does on `as_of`, and ends within so many days."""
    return until >= as_of and days_until(until, as_of) <= within
