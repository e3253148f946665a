"""The lives of assets: verdicts change on days that some stage or bound names, and on no other."""

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.judge.lives import Lives, by_regime
from banlint.match.engine import Engine
from banlint.model import ProfileId, Question, Verdict

PROFILES = ("us-dod", "us-federal-agency", "us-federal-contractor", "us-grant-recipient", "us-carrier", "us-exporter",
            "us-importer", "us-equipment-applicant", "gb-government", "ca-telecom", "tw-government", "in-government")  # fmt: skip
MAKERS = ("Hikvision", "Dahua", "Huawei", "ZTE", "Hytera", "Honor", "Lorex", "Sepura", "Teltronic", "DJI", "Kaspersky",
          "CATL", "YMTC", "Megvii", "Inspur", "Axis Communications", "Netgear", "FusionServer")  # fmt: skip
FACTS = {
    "category": ("camera", "switch", "consumer router", "drone", "battery", "soc", "server", "tetra radio", "phone"),
    "purpose": ("perimeter security", "public safety", "wildlife observation", "odd jobs"),
    "site": ({"kind": "port"}, {"kind": "private home"}, {"kind": "government building"}),
    "country_of_origin": ("CN", "US", "MX"),
    "funding": ("federal grant", "own funds", "usf"),
    "supplier": ("CDW", "Hikvision USA, Inc.", "Huawei"),
    "hts_code": ("8517.62.0020", "8517.62.0090"),
    "purchase_date": ("2016-01-01", "2018-03-02", "2019-08-13", "2020-11-17", "2023-06-01", "2026-08-01", "2019-02-30"),
    "retired_on": ("2019-08-13", "2021-01-01", "2025-05-05"),
}
ASSETS = st.fixed_dictionaries(
    {"name": st.just("one"), "manufacturer": st.sampled_from(MAKERS)},
    optional={name: st.sampled_from(values) for name, values in FACTS.items()},
)
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31)).map(date.isoformat)
RUN = settings(max_examples=60, deadline=None)


@cache
def loaded():
    loaded = load((), third_party=False)
    return loaded.catalog, Engine(loaded.catalog, loaded.plugins.parts(loaded.catalog).matchers)


@cache
def lives(profile):
    catalog, engine = loaded()
    return Lives(catalog, Question((ProfileId(profile),), "2026-11-22"), engine)


@cache
def judge(profile, day):
    return Judge(loaded()[0], Question((ProfileId(profile),), day))


def asset_of(fields):
    (asset,) = Generic().assets({"assets": [fields]})
    return asset


def told(verdicts):
    return {str(regime): (one.verdict.value, one.clause) for regime, one in verdicts.items()}


@RUN
@given(st.sampled_from(PROFILES), ASSETS, DAYS)
def test_verdicts_change_on_no_day_but_those_that_a_stage_or_a_bound_names(profile, fields, day):
    asset, life = asset_of(fields), lives(profile)
    named = [one for one in life.days(asset) if one <= day]
    before = told(life.on(asset, named[-1] if named else "2000-01-01"))
    assert told(life.on(asset, day)) == before


@RUN
@given(st.sampled_from(PROFILES), ASSETS, DAYS)
def test_a_life_says_of_every_day_what_a_check_as_of_that_day_says(profile, fields, day):
    asset = asset_of({**fields, "purchase_date": "2012-01-01"})
    held = {}
    for change in lives(profile).changes(asset):
        if change.day <= day:
            held[str(change.regime)] = change.after.verdict.value if change.after else ""
    found = judge(profile, day).judge(asset, loaded()[1].resolve(asset, day))
    gravest = {}
    for one in found:
        rank = list(Verdict).index(one.verdict)
        gravest[str(one.regime)] = min(gravest.get(str(one.regime), 99), rank)
    assert {name: verdict for name, verdict in held.items() if verdict} == {
        name: list(Verdict)[rank].value for name, rank in gravest.items()
    }


@RUN
@given(st.sampled_from(PROFILES), ASSETS)
def test_a_change_changes_something_and_changes_come_in_order(profile, fields):
    changes = lives(profile).changes(asset_of(fields))
    assert [one.day for one in changes] == sorted(one.day for one in changes)
    for one in changes:
        assert (one.before and one.before.verdict, one.before and one.before.clause) != (
            one.after and one.after.verdict,
            one.after and one.after.clause,
        ) or one.before.entity != one.after.entity


def test_a_life_begins_when_the_asset_was_bought():
    changes = lives("us-federal-contractor").changes(
        asset_of({"name": "a", "manufacturer": "Huawei", "category": "switch", "purchase_date": "2022-01-01"})
    )
    assert {one.day for one in changes} == {"2022-01-01"}


@pytest.mark.parametrize(
    ("horizon", "verdict"),
    [("2027-06-29", []), ("2027-06-30", ["scheduled"])],
)
def test_within_the_horizon_what_is_to_come_becomes_a_finding(horizon, verdict):
    life = lives("us-dod")
    asset = asset_of({"name": "a", "manufacturer": "Baicells", "category": "base station", "supplier": "CDW"})
    found = [one for one in life.ahead(asset, (), horizon) if one.regime == "us-ndaa-2024-805"]
    assert [one.verdict.value for one in found] == verdict
    for one in found:
        assert one.effective == "2027-06-30"
        assert one.reason.startswith("prohibited from 2027-06-30: the Department of Defense may not buy")


def test_what_is_only_watched_today_becomes_what_is_to_come_and_still_says_so():
    life = lives("us-exporter")
    asset = asset_of({"name": "a", "manufacturer": "Huawei", "category": "switch"})
    today = life.on(asset, "2026-11-22")
    assert life.ahead(asset, today.values(), "2027-11-22") == list(today.values())


def test_nothing_moves_on_the_day_after_a_named_one():
    life = lives("us-dod")
    asset = asset_of({"name": "a", "manufacturer": "Hikvision", "category": "camera", "purpose": "police"})
    days = life.days(asset)
    for day in days:
        after = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
        if after not in days and day > "2012":
            assert told(life.on(asset, day)) == told(life.on(asset, after))


EFFECTIVE = {"state": "effective", "source": "gazette"}
GONE = {"name": "Gone Devices", "relation": "subsidiary", "confidence": "high", "source": "gazette",
        "since": "2020-02-03", "until": "2022-11-24"}  # fmt: skip


def life_of(bench, as_of="2018-01-01"):
    question = Question((ProfileId("buyer"),), as_of)
    return Lives(bench.catalog, question, bench.engine), Judge(bench.catalog, question)


def test_the_day_a_company_joined_a_group_and_the_day_after_it_left_are_days_of_its_things(bench, made):
    life, _ = life_of(bench(made({"entity": "acme"}), affiliates=[GONE]))
    assert {"2020-02-03", "2022-11-25"} <= set(life.days(asset_of({"name": "a", "manufacturer": "Gone Devices"})))
    assert life.days(asset_of({"name": "a", "manufacturer": "Acme"})) == ["2018-08-13", "2019-08-13"]


def test_what_is_to_come_is_told_once_for_each_regime_on_its_first_day(bench, made):
    stages = [{**EFFECTIVE, "on": f"{year}-01-01"} for year in (2019, 2020, 2021)]
    life, _ = life_of(bench(made({"entity": "acme"}, stages=stages)))
    coming = list(life.coming(asset_of({"name": "a", "manufacturer": "Acme"}), {}, "2030-01-01"))
    assert [(one.regime, one.effective) for one in coming] == [("xx-ban", "2019-01-01")]
    assert list(life.coming(asset_of({"name": "a", "manufacturer": "Acme"}), {}, "2018-12-31")) == []


def test_what_is_scheduled_today_already_is_told_as_it_is(bench, made):
    bench = bench(made({"entity": "acme"}))
    life, judge = life_of(bench, "2018-09-01")
    asset = asset_of({"name": "a", "manufacturer": "Acme"})
    today = list(judge.judge(asset, bench.engine.resolve(asset, "2018-09-01")))
    assert [one.verdict.value for one in today] == ["scheduled"]
    assert life.ahead(asset, today, "2030-01-01") == today


def test_the_days_between_which_an_exception_holds_are_days_of_every_asset_it_is_about(bench, made):
    fun = {"id": "fun", "title": "fun", "citation": "s.3", "when": {"fact": "purpose", "in": ["fun"]},
           "since": "2023-01-01", "until": "2024-12-31"}  # fmt: skip
    life, _ = life_of(bench(made({"entity": "acme"}, exceptions=[fun])))
    days = life.days(asset_of({"name": "a", "manufacturer": "Acme"}))
    assert days == ["2018-08-13", "2019-08-13", "2023-01-01", "2025-01-01"]


def test_of_two_findings_that_weigh_the_same_the_first_is_told(bench, made):
    bench = bench(made({"entity": "acme"}))
    (one,) = bench(manufacturer="Acme")
    other = one._replace(reason="another")
    assert by_regime([one, other]) == {"xx-ban": one}
    assert by_regime([one._replace(verdict=Verdict.WATCH), other]) == {"xx-ban": other}


def test_what_hangs_on_an_answer_today_tells_of_what_will_not(bench, made):
    clauses = [
        {"id": name, "parties": ["buyer"], "acts": ["buy"], "citation": "s.1", "says": f"may not {name}",
         "stages": [{**EFFECTIVE, "on": day}], **more}
        for name, day, more in (("guard", "2017-01-01", {"conditions": ["patrol"]}), ("buy", "2019-01-01", {}))
    ]  # fmt: skip
    patrol = {"title": "on patrol", "when": {"fact": "purpose", "in": ["patrol"]}, "question": "Is it?",
              "answer_in": ["purpose"]}  # fmt: skip
    bench = bench(made({"entity": "acme"}, clauses=clauses, stages=[], conditions={"patrol": patrol}))
    life, judge = life_of(bench)
    asset = asset_of({"name": "a", "manufacturer": "Acme"})
    today = list(judge.judge(asset, bench.engine.resolve(asset, "2018-01-01")))
    (told,) = life.ahead(asset, today, "2030-01-01")
    assert told.verdict == "needs-facts"
    assert told.besides == ("prohibited from 2019-01-01: may not buy, since 2019-01-01",)
