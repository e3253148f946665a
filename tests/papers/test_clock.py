"""When a report is due."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.errors import UsageError
from banlint.papers.calendar import Calendar
from banlint.papers.clock import amount, due, moment

FEDERAL = Calendar(load().catalog.calendars["us-federal"])


def _due(start, count, unit, calendar=FEDERAL):
    return due(moment(start, "--identified-on"), {"amount": count, "unit": unit}, calendar)


def test_business_days_pass_over_weekends_and_holidays_and_say_so():
    found = _due("2026-11-25", 1, "business-day")
    assert str(found.at) == "2026-11-27"
    assert found.said == "1 business day after 2026-11-25; not counted: 2026-11-26 (Thanksgiving Day)"


def test_hours_run_through_weekends():
    assert str(_due("2026-11-20T16:30", 72, "hour").at) == "2026-11-23T16:30"


def test_hours_of_a_day_without_a_time_run_from_its_beginning_for_only_that_is_surely_in_time():
    found = _due("2026-11-20", 72, "hour")
    assert str(found.at) == "2026-11-23T00:00"
    assert "no time is given" in found.said


@pytest.mark.parametrize(
    ("start", "count", "unit", "day"),
    [
        ("2026-11-20", 30, "day", "2026-12-20"),
        ("2027-01-31", 1, "month", "2027-02-28"),
        ("2026-11-30", 2, "month", "2027-01-30"),
    ],
)
def test_days_and_months_are_those_of_the_calendar(start, count, unit, day):
    assert str(_due(start, count, unit).at) == day


def test_a_length_of_time_is_said_in_words():
    assert amount({"amount": 1, "unit": "business-day"}) == "1 business day"
    assert amount({"amount": 72, "unit": "hour"}) == "72 hours"


@pytest.mark.parametrize(
    "said", ["", "tomorrow", "2026-02-30", "20261120", "2026-11-20T", "2026-11-20 16:30", "2026-11-20T16:30Z"]
)
def test_what_is_no_day_is_a_usage_error(said):
    with pytest.raises(UsageError, match="is not a day"):
        moment(said, "--identified-on")


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_a_usage_error(said):
    try:
        assert isinstance(moment(said, "--x").day, date)
    except UsageError:
        return


@given(st.dates(), st.integers(1, 3650), st.sampled_from(["hour", "day", "business-day", "month"]))
def test_any_day_and_length_have_an_end_or_are_too_far_off(start, count, unit):
    try:
        found = _due(start.isoformat(), count, unit)
    except UsageError:
        assert start.year > 9600
    else:
        assert found.at.day >= start
