"""Business days, by the rules of a calendar of the catalog."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from banlint.errors import UsageError
from banlint.hints import Any
from banlint.named import NamedTuple

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ONE = timedelta(days=1)
_LAST = date(9990, 1, 1)


class Counted(NamedTuple):
    """A day, and what was passed over on the way to it."""

    day: date
    passed: tuple[str, ...]
    """Every day that did not count, with the reason: `2026-11-26 (Thanksgiving Day)`."""


class Calendar:
    """Which days are business days: all but weekends and holidays, those on which a holiday is observed included."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.title = str(record["title"])
        self._weekend = {_DAYS.index(name) for name in record["weekend"]}
        self._moved = {_DAYS.index(name): days for name, days in (record.get("observed") or {}).items()}
        self._holidays = record["holidays"]
        self._years: dict[int, dict[date, str]] = {}

    def why_not(self, day: date) -> str:
        """Why `day` is no business day; empty where it is one."""
        holiday = self._year(day.year).get(day, "")
        return holiday or (_DAYS[day.weekday()].capitalize() if day.weekday() in self._weekend else "")

    def after(self, start: date, count: int) -> Counted:
        """The `count`-th business day after `start`, which itself does not count. Raises `UsageError`."""
        if start > _LAST:
            raise UsageError(f"{start} is too far off to count from", "name another day")
        day, passed = start, []
        while count:
            day += _ONE
            why = self.why_not(day)
            if why:
                passed.append(f"{day} ({why})")
            else:
                count -= 1
        return Counted(day, tuple(passed))

    def _year(self, year: int) -> dict[date, str]:
        """The days of `year` on which a holiday falls or is observed; one of the next year may be observed in this."""
        if year not in self._years:
            found: dict[date, str] = {}
            for one in self._holidays:
                for within in (year - 1, year, year + 1):
                    found.update({day: said for day, said in self._of(one, within) if day.year == year})
            self._years[year] = found
        return self._years[year]

    def _of(self, rule: Mapping[str, Any], year: int) -> tuple[tuple[date, str], ...]:
        day = _falls(rule, year)
        if day is None or not str(rule.get("since", "")) <= day.isoformat() <= str(rule.get("until", "9999")):
            return ()
        name = str(rule["name"])
        moved = self._moved.get(day.weekday(), 0) if "day" in rule else 0
        return ((day, name), (day + moved * _ONE, f"{name}, observed")) if moved else ((day, name),)


def _falls(rule: Mapping[str, Any], year: int) -> date | None:
    """The day of `year` that `rule` is about; `None` where that year has none."""
    month = int(rule["month"])
    try:
        if "day" in rule:
            return date(year, month, int(rule["day"]))
        first = date(year, month, 1)
    except ValueError:
        return None
    nth, weekday = int(rule["nth"]), _DAYS.index(rule["weekday"])
    found = first + (weekday - first.weekday()) % 7 * _ONE
    if nth > 0:
        return found + (nth - 1) * 7 * _ONE
    later = found + 28 * _ONE
    return later if later.month == month else later - 7 * _ONE
