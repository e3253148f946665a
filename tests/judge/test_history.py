"""How listings stood over time."""

import pytest

from banlint.judge.history import listed, listings_of
from banlint.judge.stages import State

ENACTED = {"state": "enacted", "on": "2018-08-13", "source": "gazette"}
FIRST, SECOND = (
    {
        "id": name,
        "parties": ["buyer"],
        "acts": ["buy"],
        "says": "no",
        "stages": [{"state": "effective", "on": day, "source": "gazette"}],
    }
    for name, day in (("first", "2019-08-13"), ("second", "2020-08-13"))
)
PLAIN = {"id": "plain", "parties": ["buyer"], "acts": ["buy"], "says": "no"}


def changes(one):
    return [(day, state.name) for day, state in one.changes()]


def test_a_listing_changes_on_every_day_that_brings_another_state_and_on_no_other(bench, made):
    amended = [
        ENACTED,
        {"state": "effective", "on": "2019-08-13", "source": "gazette"},
        {"state": "effective", "on": "2020-01-01", "source": "gazette"},
        {"state": "suspended", "on": "2021-01-01", "source": "gazette"},
        {"state": "expired", "on": "2022-01-01", "source": "gazette"},
    ]
    (one,) = listings_of(bench(made({"entity": "acme"}, stages=amended)).catalog, "acme")
    assert changes(one) == [
        ("2018-08-13", "enacted"),
        ("2019-08-13", "effective"),
        ("2021-01-01", "suspended"),
        ("2022-01-01", ""),
    ]
    assert one.state("2020-06-01") == State("effective", "2019-08-13")
    assert one.state("2018-08-12") == State("", "")


def test_days_before_a_listing_is_anything_are_no_change(bench, made):
    late = [{"state": "effective", "on": "2021-01-01", "source": "gazette"}]
    (one,) = listings_of(bench(made({"entity": "acme", "stages": late})).catalog, "acme")
    assert changes(one) == [("2021-01-01", "effective")]


def test_rows_of_a_list_are_listings_of_the_company_that_they_are_about(bench, made):
    catalog = bench(made({"list": "xx-list"}, {"entity": "acme"})).catalog
    assert [one.listing["citation"] for one in listings_of(catalog, "acme")] == ["List no. 3", "Ban Act s.2"]
    (one,) = listings_of(catalog, "coyote")
    assert changes(one) == [("2021-05-06", "effective")]
    assert list(listings_of(catalog, "nobody")) == []


def test_a_list_that_was_not_in_force_yet_names_nobody_before(bench, made):
    stages = [{"state": "effective", "on": "2023-01-01", "source": "gazette"}]
    (one,) = listings_of(bench(made({"list": "xx-list", "stages": stages})).catalog, "coyote")
    assert changes(one) == [("2023-01-01", "effective")]


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        ([PLAIN], [""]),
        ([PLAIN, FIRST], ["", "first"]),
        ([FIRST, PLAIN, SECOND], ["", "first", "second"]),
        ([FIRST, SECOND], ["first", "second"]),
        ([], [""]),
    ],
)
def test_a_listing_stands_under_each_clause_of_its_own_days_and_once_for_all_others(clauses, told):
    assert [one.clause.get("id", "") for one in listed({"clauses": clauses}, {})] == told
