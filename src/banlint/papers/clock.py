"""When a report is due: from the moment something was identified, in the units that its clause counts in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from banlint.errors import UsageError
from banlint.hints import Any
from banlint.named import NamedTuple
from banlint.papers.calendar import Calendar
from banlint.text import show

_UNITS = {"hour": "hour", "day": "day", "business-day": "business day", "month": "month"}


class Moment(NamedTuple):
    """A day, with the time where that is known."""

    day: date
    time: datetime | None = None

    def __str__(self) -> str:
        return self.time.strftime("%Y-%m-%dT%H:%M") if self.time else self.day.isoformat()


class Due(NamedTuple):
    """When something is due."""

    at: Moment
    said: str
    """How that was counted, in words."""


def moment(text: str, option: str) -> Moment:
    """An ISO day, or an ISO day with a time of that place: `2026-11-20T16:30`. Raises `UsageError`."""
    try:
        if len(text) == 10:
            return Moment(date.fromisoformat(text))
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is not None or text[10:11] != "T":
        raise UsageError(
            f"{option} {show(text, 60)} is not a day", "write 2026-11-20, or 2026-11-20T16:30 in the time of the place"
        )
    return Moment(time.date(), time)


def amount(span: Mapping[str, Any]) -> str:
    """A length of time in words: `10 business days`."""
    count, unit = int(span["amount"]), _UNITS[span["unit"]]
    return f"{count} {unit}{'s' * (count != 1)}"


def due(start: Moment, span: Mapping[str, Any], calendar: Calendar | None) -> Due:
    """When what is due within `span` of `start` is due. Raises `UsageError` for days beyond all calendars."""
    count, unit = int(span["amount"]), span["unit"]
    try:
        if unit == "business-day":
            if calendar is None:
                raise UsageError("no calendar says which days are business days", "name one in the rules")
            counted = calendar.after(start.day, count)
            passed = f"; not counted: {', '.join(counted.passed)}" if counted.passed else ""
            return Due(Moment(counted.day), f"{amount(span)} after {start.day}{passed}")
        if unit == "hour":
            return _hours(start, count, span)
        later = _months(start.day, count) if unit == "month" else start.day + timedelta(days=count)
    except OverflowError:
        raise UsageError(f"{start.day} is too far off to count from", "name another day") from None
    return Due(Moment(later), f"{amount(span)} after {start.day}")


def _hours(start: Moment, count: int, span: Mapping[str, Any]) -> Due:
    if start.time:
        at = start.time + timedelta(hours=count)
        return Due(Moment(at.date(), at), f"{amount(span)} after {start}, every day counted")
    # Of a day without a time only its first moment is sure to be early enough.
    at = datetime(start.day.year, start.day.month, start.day.day) + timedelta(hours=count)  # noqa: DTZ001 - local, as given
    return Due(Moment(at.date(), at), f"{amount(span)} after the beginning of {start}, for no time is given")


def _months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > 9999:
        raise OverflowError
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
