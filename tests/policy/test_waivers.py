"""Which findings a waiver decides, from when until when, and what is to be said of waivers."""

import pytest

from banlint.catalog import load
from banlint.policy.waivers import Waivers, checked

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture
def told(waivers, catalog):
    """The notices about some waivers, as kind and line."""

    def told(*several, as_of=DAY, **one):
        return [
            (notice.kind, notice.line, notice.message)
            for notice in checked(waivers(*several, **one), catalog.regimes, catalog.entities, as_of)
        ]

    return told


def decision(found, finding, as_of=DAY):
    return Waivers(found, as_of).decided(finding).decision


@pytest.mark.parametrize(
    "fits",
    [
        {},
        {"asset": "cam-*"},
        {"asset": '"cam-[0-9]"'},
        {"path": "a.yaml"},
        {"path": "sites/*.yaml"},
        {"path": "./sites/a.yaml"},
        {"site": "pier 7"},
        {"asset": None, "manufacturer": "hikvision"},
        {"asset": None, "entity": "hikvision"},
        {"asset": None, "fingerprint": "f1"},
        {"asset": None, "fingerprint": "f1", "entity": "hikvision", "site": "Pier 7", "path": "'*.yaml'"},
        {"regime": "us-ndaa-2019"},
        {"regime": "us-*"},
        {"regime": "[gb-cameras-2022, us-ndaa-2019-889b]"},
    ],
)
def test_a_waiver_decides_what_fits_all_that_it_states(waivers, finding, fits):
    assert decision(waivers(**fits), finding())


@pytest.mark.parametrize(
    "misfit",
    [
        {"asset": "cam"},
        {"asset": "CAM-1"},
        {"path": "sites/b.yaml"},
        {"path": "elsewhere/*"},
        {"site": "Pier 8"},
        {"asset": None, "manufacturer": "Hikvision Ltd"},
        {"asset": None, "manufacturer": "Hik-Vision"},
        {"asset": None, "entity": "dahua"},
        {"asset": None, "fingerprint": "f"},
        {"regime": "us-ndaa-2019-889a"},
        {"regime": "us-ndaa-2019-88"},
        {"regime": "gb-*"},
    ],
)
def test_and_nothing_that_misses_any_of_it(waivers, finding, misfit):
    assert decision(waivers(**misfit), finding()) is None


@pytest.mark.parametrize(
    ("file", "pattern", "fits"),
    [
        ("waivers.yaml", "sites/*.yaml", True),
        ("policy/waivers.yaml", "../sites/*.yaml", True),
        ("sites/waivers.yaml", "./a.yaml", True),
        ("sites/waivers.yaml", "sites/a.yaml", False),
    ],
)
def test_a_path_is_as_from_the_folder_of_the_waivers_wherever_the_command_is_run(waivers, finding, file, pattern, fits):
    (one,) = waivers(path=pattern)
    assert bool(decision([one._replace(path=file)], finding())) is fits


def test_a_decision_tells_by_whom_why_and_where(waivers, finding):
    decided = decision(waivers(reference="W-1"), finding())
    assert decided == ("waived", "why", "W-1", "dni", "me", "2027-03-31", "waivers.yaml", 2)


@pytest.mark.parametrize(
    ("as_of", "holds"),
    [("2025-12-31", False), ("2026-01-01", True), ("2027-03-31", True), ("2027-04-01", False)],
)
def test_its_first_and_its_last_day_are_its_own(waivers, finding, as_of, holds):
    assert bool(decision(waivers(), finding(), as_of)) is holds


def test_a_lapsed_waiver_and_one_to_come_are_told_in_the_finding(waivers, finding):
    found = waivers({"until": "2026-02-01"}, {"since": "2027-01-01"})
    decided = Waivers(found, DAY).decided(finding())
    assert decided.decision is None
    assert decided.not_honoured == (
        "the waiver in waivers.yaml:2 lapsed on 2026-02-01",
        "the waiver in waivers.yaml:9 begins on 2027-01-01",
    )


def test_the_first_that_holds_decides_whatever_finds_it(waivers, finding):
    found = waivers({"asset": "cam-*", "owner": "glob"}, {"owner": "name"}, {"fingerprint": "f1", "owner": "hash"})
    assert decision(found, finding()).owner == "glob"
    assert decision(found[1:], finding()).owner == "name"
    assert decision(found[2:], finding()).owner == "hash"


def test_what_met_no_finding_is_unused_unless_it_does_not_hold_anyway(waivers, finding):
    found = waivers({}, {"asset": "gone"}, {"asset": "late", "until": "2026-02-01"})
    at_work = Waivers(found, DAY)
    at_work.decided(finding())
    assert [notice.line for notice in at_work.unused()] == [9]


def test_names_that_the_rules_do_not_know_are_told_with_the_nearest(waivers, catalog):
    found = waivers({"regime": "us-ndaa-2019-889q"}, {"entity": "hikvison"})
    notices = list(checked(found, catalog.regimes, catalog.entities, DAY))
    assert [(one.kind, one.line) for one in notices] == [("unknown", 2), ("unknown", 9)]
    assert "us-ndaa-2019-889" in notices[0].mend


def test_two_about_the_same_in_the_same_time_are_duplicates(told):
    assert [one[:2] for one in told({}, {})] == [("duplicate", 9)]
    assert told({"until": "2026-12-31"}, {"since": "2027-01-01"}, as_of="2026-10-01") == []


def test_what_lapsed_and_what_soon_will_is_told(told):
    assert [one[:2] for one in told({"until": "2026-11-21"}, {"asset": "x", "until": "2026-12-22"})] == [
        ("lapsed", 2),
        ("lapsing", 9),
    ]
    assert told(until="2026-12-23") == []


class TestAuthority:
    """What the rules say of who may waive a ban."""

    def test_who_the_law_names_may(self, told):
        assert told(authority="dni") == []

    def test_whose_time_is_over_may_not(self, told):
        kind, _, message = told(authority="agency-head")[0]
        assert kind == "authority"
        assert "ended on 2022-08-13" in message

    def test_within_its_time_it_might(self, told):
        assert told(authority="agency-head", since="2021-01-01", until="2021-12-31", as_of="2021-06-01") == []

    def test_own_policy_waives_no_law(self, told):
        kind, _, message = told(authority="own-policy")[0]
        assert kind == "authority"
        assert "own-policy cannot waive us-ndaa-2019-889b" in message

    def test_own_policy_may_waive_what_forbids_nothing(self, told):
        assert told(authority="own-policy", regime="watch-surveillance-capabilities") == []

    def test_a_licence_is_its_bureaus(self, told):
        assert told(authority="regulator", regime="us-bis-entity-list") == []
        assert told(authority="agency-head", regime="us-bis-entity-list")[0][0] == "authority"

    def test_a_glob_may_be_meant_for_those_that_it_can_waive(self, told):
        assert told(authority="dni", regime="us-*") == []
        assert told(authority="agency-head", regime="us-ndaa-2019-889?")[0][0] == "authority"

    def test_where_the_rules_know_of_no_waiver_they_say_so_of_own_policy_only(self, told):
        assert told(authority="regulator", regime="gb-cameras-2022") == []
        kind, _, message = told(authority="own-policy", regime="gb-cameras-2022")[0]
        assert kind == "authority"
        assert "the catalog knows of no waiver from it" in message


def test_every_waiver_that_our_rules_know_says_whose_it_is(catalog):
    """Otherwise nobody could be told that an authority cannot give it."""
    for name, regime in catalog.regimes.items():
        for one in regime["waivers"]:
            assert one.get("kind") in ("agency-head", "dni", "regulator"), name
