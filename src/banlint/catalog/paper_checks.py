"""Papers, calendars and the reports that regimes ask for: what they refer to exists, and days are days."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from banlint.catalog.complaints import Complaints
from banlint.catalog.known import Known, unknown
from banlint.catalog.pack import Sheet
from banlint.model import Path

_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check_paper(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of regimes and parties of a paper that do not exist, and of statements about other regimes."""
    data = sheet.data
    _exist(sheet, ("parties",), data["parties"], "party", known.ids("parties"), complaints)
    _exist(sheet, ("regimes",), data["regimes"], "regime", known.ids("regimes"), complaints)
    for number, one in enumerate(data.get("statements", ())):
        _exist(sheet, ("statements", number, "regimes"), one["regimes"], "regime", data["regimes"], complaints)
    if "disclosure" in data:
        _if_known(sheet, ("disclosure",), data["disclosure"], complaints)
    if (data["kind"] == "representation") != ("statements" in data):
        message = "a representation has `statements`, and a report has none"
        sheet.complain(complaints, ("kind",), message, "add or remove them")


def check_reports(sheet: Sheet, known: Known, complaints: Complaints) -> None:
    """Complains of what a regime's reports refer to and is not there."""
    for number, one in enumerate(sheet.data.get("reports", ())):
        where = ("reports", number)
        _exist(sheet, (*where, "about"), one.get("about", ()), "regime", known.ids("regimes"), complaints)
        for key, what, kind in (("who", "party", "parties"), ("calendar", "calendar", "calendars")):
            if key in one and one[key] not in known.ids(kind):
                sheet.complain(complaints, (*where, key), *unknown(what, one[key], known.ids(kind)))
        counted = {one[key]["unit"] for key in ("within", "then") if key in one}
        if "business-day" in counted and "calendar" not in one:
            message = "business days are counted, and no calendar says which they are"
            sheet.complain(complaints, where, message, "add calendar: an id of calendars/")
        _if_known(sheet, where, one, complaints)


def check_calendar(sheet: Sheet, known: Known, complaints: Complaints) -> None:  # noqa: ARG001 - as the others
    """Complains of days that no year has, and of a week without a business day."""
    for number, one in enumerate(sheet.data["holidays"]):
        if one.get("day", 1) > _LONGEST[one["month"] - 1]:
            message = f"month {one['month']} has no day {one['day']}"
            sheet.complain(complaints, ("holidays", number, "day"), message, "mend the day")


def _if_known(sheet: Sheet, where: Path, one: dict[str, list[str]], complaints: Complaints) -> None:
    _exist(sheet, (*where, "if_known"), one.get("if_known", ()), "part of `asks`", one.get("asks", ()), complaints)


def _exist(
    sheet: Sheet, where: Path, values: Iterable[str], what: str, ids: Collection[str], complaints: Complaints
) -> None:
    for number, value in enumerate(values):
        if value not in ids:
            sheet.complain(complaints, (*where, number), *unknown(what, value, ids))
