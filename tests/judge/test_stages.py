"""The state of a ban on a day, from its dated stages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.judge.stages import State, state_on, weakest

PART_B = [
    {"state": "enacted", "on": "2018-08-13"},
    {"state": "effective", "on": "2020-08-13"},
]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2018-08-12", State("", "")),
        ("2018-08-13", State("enacted", "2020-08-13")),
        ("2020-08-12", State("enacted", "2020-08-13")),
        ("2020-08-13", State("effective", "2020-08-13")),
        ("2026-11-22", State("effective", "2020-08-13")),
    ],
)
def test_a_stage_begins_on_its_own_day(day, state):
    assert state_on(PART_B, day) == state


def test_what_has_no_stages_has_no_state_of_its_own():
    assert state_on([], "2026-01-01") is None


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_what_was_withdrawn_or_expired_is_nothing(end):
    stages = [{"state": "proposed", "on": "2019-05-22"}, {"state": end, "on": "2021-07-01"}]
    assert state_on(stages, "2020-01-01") == State("proposed", "2019-05-22")
    assert state_on(stages, "2021-07-01") == State("", "")


def test_an_amendment_does_not_restart_a_ban():
    stages = [{"state": "effective", "on": "2019-10-09"}, {"state": "effective", "on": "2020-06-05"}]
    assert state_on(stages, "2026-01-01") == State("effective", "2019-10-09")


def test_a_suspension_interrupts_a_ban():
    stages = [
        {"state": "effective", "on": "2025-09-29"},
        {"state": "suspended", "on": "2025-11-10"},
        {"state": "effective", "on": "2026-11-10"},
    ]
    assert state_on(stages, "2026-01-01") == State("suspended", "2025-11-10")
    assert state_on(stages, "2026-11-10") == State("effective", "2026-11-10")


def test_an_effective_listing_in_an_enacted_regime_is_only_enacted():
    assert weakest([State("enacted", "2019-08-13"), State("effective", "2018-08-13")]) == State("enacted", "2019-08-13")


def test_a_ban_runs_from_the_later_of_regime_and_listing():
    assert weakest([State("effective", "2012-01-01"), State("effective", "2019-10-09")]).since == "2019-10-09"


@given(
    st.lists(st.tuples(st.dates(), st.sampled_from(["proposed", "enacted", "effective", "suspended", "withdrawn"]))),
    st.dates(),
)
def test_the_state_changes_only_on_days_that_a_stage_names(stages, day):
    rows = [{"state": state, "on": on.isoformat()} for on, state in dict(stages).items()]
    before = state_on(rows, day.isoformat())
    named = [row["on"] for row in rows if row["on"] <= day.isoformat()]
    if named:
        assert before == state_on(rows, max(named))


ORDER = ("", "proposed", "enacted", "suspended", "effective")


@pytest.mark.parametrize(("low", "high"), [(low, high) for at, low in enumerate(ORDER) for high in ORDER[at + 1 :]])
def test_of_two_states_the_weaker_holds_in_whatever_order_they_are_given(low, high):
    one, other = State(low, "2019-01-01"), State(high, "2020-01-01")
    assert weakest([one, other]) == weakest([other, None, one]) == one


def test_where_nothing_has_stages_it_holds_since_ever():
    assert weakest([None, None]) == State("effective", "")


def test_what_was_enacted_takes_effect_on_the_first_such_day_to_come():
    stages = [
        {"state": "effective", "on": "2017-01-01"},
        {"state": "enacted", "on": "2018-01-01"},
        {"state": "suspended", "on": "2019-01-01"},
        {"state": "effective", "on": "2020-01-01"},
        {"state": "effective", "on": "2021-01-01"},
    ]
    assert state_on(stages, "2018-06-01") == State("enacted", "2020-01-01")


def test_of_two_stages_of_one_day_the_last_holds():
    stages = [{"state": "effective", "on": "2019-01-01"}, {"state": "enacted", "on": "2019-01-01"}]
    assert state_on(stages, "2019-01-01") == State("enacted", "")
    assert state_on(stages[::-1], "2019-01-01") == State("effective", "2019-01-01")
