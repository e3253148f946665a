"""Days as inventories write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.match.days import read_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-03-02", "2018-03-02"),
        (" 2018-3-2 ", "2018-03-02"),
        ("2018/03/02", "2018-03-02"),
        ("20180302", "2018-03-02"),
        ("2018-03-02T23:59:59+14:00", "2018-03-02"),
        ("2018-03-02 08:00", "2018-03-02"),
        ("02.03.2018", "2018-03-02"),
        ("2018年3月2日", "2018-03-02"),
        ("2 March 2018", "2018-03-02"),
        ("02-Mar-2018", "2018-03-02"),
        ("Sept 2, 2018", "2018-09-02"),
        ("31/12/2018", "2018-12-31"),
        ("12/31/2018", "2018-12-31"),
        ("05/05/2018", "2018-05-05"),
    ],
)
def test_a_day_is_read_however_it_is_written_where_it_is_one_day(written, day):
    assert read_day(written) == day


@pytest.mark.parametrize(
    "written",
    ["", "02/03/2018", "2018", "2018-03", "2019-02-29", "2018-13-01", "31.02.2020", "0000-01-01", "soon", "2018-03/02",
     "1" * 60, "２０１８-03-02", "2 Marchember 2018", "2018-03-02x"],
)  # fmt: skip
def test_what_is_no_day_or_one_of_two_is_not_read(written):
    assert read_day(written) == ""


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_read_as_iso_writes_it(day):
    assert read_day(day.isoformat()) == day.isoformat()


@given(st.text(max_size=40))
def test_whatever_is_read_is_a_day(text):
    found = read_day(text)
    assert not found or date.fromisoformat(found).isoformat() == found


def test_a_field_of_more_than_forty_characters_holds_no_day():
    assert read_day("2018-03-02 " + "x" * 29) == "2018-03-02"
    assert read_day("2018-03-02 " + "x" * 30) == ""
