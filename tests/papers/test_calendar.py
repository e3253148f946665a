"""Business days, by the rules that the catalog holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.errors import UsageError
from banlint.papers.calendar import Calendar

RECORD = load().catalog.calendars["us-federal"]
FEDERAL = Calendar(RECORD)
OFF = {
    2026: "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    2027: "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31",
}
"""The weekdays on which federal offices are closed, as the Office of Personnel Management publishes them."""


@pytest.mark.parametrize("year", OFF)
def test_the_holidays_of_a_year_follow_from_the_rules_with_the_days_they_are_observed(year):
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    off = [day for day in days if day.weekday() < 5 and FEDERAL.why_not(day)]
    assert [day.strftime("%m-%d") for day in off] == OFF[year].split()


def test_a_holiday_on_a_saturday_is_observed_on_friday_even_in_the_year_before():
    assert FEDERAL.why_not(date(2021, 12, 31)) == "New Year's Day, observed"


def test_a_holiday_on_a_sunday_is_observed_on_monday():
    assert FEDERAL.why_not(date(2022, 6, 20)) == "Juneteenth National Independence Day, observed"


def test_a_holiday_counts_from_the_day_it_became_one():
    assert not FEDERAL.why_not(date(2020, 6, 19))
    assert FEDERAL.why_not(date(2021, 6, 18)) == "Juneteenth National Independence Day, observed"


def test_the_day_itself_does_not_count_and_what_is_passed_over_is_told():
    counted = FEDERAL.after(date(2026, 11, 25), 1)
    assert counted.day == date(2026, 11, 27)
    assert counted.passed == ("2026-11-26 (Thanksgiving Day)",)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 24), 3, date(2026, 12, 30)),
        (date(2026, 11, 23), 10, date(2026, 12, 8)),
        (date(2027, 12, 30), 1, date(2028, 1, 3)),
    ],
)
def test_the_nth_business_day_after_a_day(start, count, day):
    assert FEDERAL.after(start, count).day == day


@given(st.dates(date(1, 1, 2), date(9900, 1, 1)), st.integers(1, 30))
def test_what_comes_out_is_a_business_day_with_as_many_of_them_on_the_way(start, count):
    counted = FEDERAL.after(start, count)
    between = [start + timedelta(days=number) for number in range(1, (counted.day - start).days + 1)]
    assert not FEDERAL.why_not(counted.day)
    assert sum(not FEDERAL.why_not(day) for day in between) == count
    assert len(counted.passed) == len(between) - count


def test_a_weekday_is_the_nth_or_the_last_of_its_month():
    months = [
        {"name": "x", "month": 2, "weekday": "sunday", "nth": -1},
        {"name": "y", "month": 2, "weekday": "sunday", "nth": 4},
    ]
    calendar = Calendar({"title": "t", "weekend": ["saturday"], "holidays": months})
    assert calendar.why_not(date(2032, 2, 29)) == "x"
    assert calendar.why_not(date(2032, 2, 22)) == "y"


def test_the_end_of_all_calendars_is_an_error_and_no_endless_count():
    with pytest.raises(UsageError, match="too far off"):
        FEDERAL.after(date(9999, 12, 1), 1)
