"""A regime as if what is pending in it were in force, and from when it would be."""

from banlint.run.whatif import in_force, pending_states, takes_effect

DAY = "2020-06-01"


def stages(*pairs):
    return [{"state": state, "on": on} for state, on in pairs]


def regime(own=(), listing=(), clause=(), **more):
    return {
        "id": "a-ban",
        "kind": "use-ban",
        "stages": stages(*own),
        "clauses": [{"id": "use", "stages": stages(*clause)}],
        "listings": [{"entity": "acme", "stages": stages(*listing)}],
        **more,
    }


class Laws:
    """As much of a catalog as dates are looked up in."""

    def __init__(self, record):
        self.regimes, self.entities, self.lists = {record["id"]: record}, {}, {}


def comes(record, **more):
    return takes_effect(Laws(record), "a-ban", "use", "acme", DAY, **more)


def test_what_is_in_force_is_left_as_it_is():
    record = regime([("effective", "2019-01-01")], [("effective", "2019-01-01")])
    assert in_force(record, DAY) is record
    assert comes(record) is None


def test_what_is_enacted_is_in_force_on_the_day():
    record = regime([("enacted", "2019-01-01"), ("effective", "2021-01-01")])
    made = in_force(record, DAY)
    assert [(one["state"], one["on"]) for one in made["stages"]] == [("effective", DAY)]
    assert comes(record) == "2021-01-01"
    assert pending_states(record, DAY) == ("enacted",)


def test_what_is_proposed_is_too_and_nobody_knows_from_when():
    record = regime(listing=[("proposed", "2019-05-22"), ("effective", "2021-10-09")])
    assert in_force(record, DAY)["listings"][0]["stages"][0]["state"] == "effective"
    assert comes(record) == ""


def test_of_a_draft_the_day_is_known_and_what_has_not_begun_is_pending():
    record = regime([("proposed", "2020-01-01"), ("effective", "2021-01-01")])
    assert comes(record, declared=True) == "2021-01-01"
    later = regime([("effective", "2021-01-01")])
    assert in_force(later, DAY) is later
    assert in_force(later, DAY, declared=True)["stages"][0]["on"] == DAY
    assert comes(later, declared=True) == "2021-01-01"


def test_the_last_of_what_has_to_begin_is_the_day():
    record = regime(
        [("enacted", "2019-01-01"), ("effective", "2021-01-01")],
        [("enacted", "2019-01-01"), ("effective", "2022-01-01")],
        [("effective", "2019-01-01")],
    )
    assert comes(record) == "2022-01-01"


def test_what_is_withdrawn_or_not_begun_is_not_supposed():
    record = regime([("proposed", "2018-01-01"), ("withdrawn", "2019-01-01")], [("effective", "2021-01-01")])
    assert in_force(record, DAY) is record
    assert pending_states(record, DAY) == ()


def test_what_could_not_be_confirmed_is_supposed_only_where_that_is_asked_for():
    record = regime()
    record["stages"] = [{"state": "proposed", "on": "2020-01-01", "confidence": "low"}]
    assert in_force(record, DAY) is record
    assert in_force(record, DAY, ("unverified",)) is not record


def test_a_tariff_is_never_supposed():
    record = regime([("proposed", "2020-01-01")], kind="tariff")
    assert in_force(record, DAY) is record


def test_the_regime_itself_is_never_changed():
    record = regime([("enacted", "2019-01-01")], [("proposed", "2020-01-01")], [("enacted", "2019-01-01")])
    before = repr(record)
    in_force(record, DAY)
    assert repr(record) == before
