"""Listings that name no maker: origins, kinds of equipment, allow-lists, duties, capabilities."""

import pytest

ROUTERS = {"category": ["home-router"], "origin_not": ["US"]}


@pytest.mark.parametrize(
    ("asset", "verdict"),
    [
        ({"category": "wifi router", "country_of_origin": "CN"}, ["prohibited"]),
        ({"category": "wifi router", "country_of_origin": "Made in Mexico"}, ["prohibited"]),
        ({"category": "wifi router", "country_of_origin": "PRC"}, ["prohibited"]),
        ({"category": "wifi router", "country_of_origin": "中国"}, ["prohibited"]),
        ({"category": "wifi router", "country_of_origin": "USA"}, []),
        ({"category": "wifi router"}, ["needs-facts"]),
        ({"category": "wifi router", "country_of_origin": "Atlantis"}, ["needs-facts"]),
        ({"category": "wifi router", "country_of_origin": "US, CN"}, ["needs-facts"]),
        ({"category": "router", "country_of_origin": "CN"}, []),
        ({"category": "camera", "country_of_origin": "CN"}, []),
        ({"category": "gadget", "country_of_origin": "CN"}, []),
        ({"country_of_origin": "CN"}, []),
        ({}, []),
    ],
)
def test_an_origin_is_asked_for_only_of_what_is_known_to_be_covered(bench, made, verdicts, asset, verdict):
    assert verdicts(bench(made(ROUTERS))(manufacturer="Beep", **asset)) == verdict


def test_a_finding_of_no_maker_says_what_it_is_and_rests_on_its_facts(bench, made):
    (finding,) = bench(made(ROUTERS))(manufacturer="Beep", category="wifi router", country_of_origin="CN")
    assert (finding.entity, finding.entity_name) == ("", "home router made in China")
    assert [(one.identifier.field, one.match.basis.value) for one in finding.evidence] == [
        ("category", "category"),
        ("country_of_origin", "origin"),
    ]
    assert finding.covered == "home router (category: wifi router); made in China (country_of_origin: CN)"


def test_the_question_for_an_origin_names_the_field_and_what_is_unclear(bench, made):
    (finding,) = bench(made(ROUTERS))(manufacturer="Beep", category="wifi router", country_of_origin="Atlantis")
    assert finding.questions == (
        "Where was it made? (country_of_origin: Atlantis does not settle it) Answer in `country_of_origin`.",
    )


def test_an_origin_alone_reaches_any_kind_and_asks_nobody(bench, made, verdicts):
    ask = bench(made({"origin": ["CN"]}))
    assert verdicts(ask(manufacturer="Beep", country_of_origin="China")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Beep", country_of_origin="US")) == []
    assert verdicts(ask(manufacturer="Beep")) == []


def test_of_several_origins_that_are_meant_the_one_that_is_its_own_is_told(bench, made):
    (finding,) = bench(made({"origin": ["CN", "MX"]}))(manufacturer="Beep", country_of_origin="CN")
    assert finding.covered == "made in China (country_of_origin: CN)"


def test_an_origin_without_a_kind_of_its_own_is_about_what_its_regime_covers(bench, made, verdicts):
    ask = bench(made({"origin": ["CN"]}, covers={"categories": ["video"]}))
    assert verdicts(ask(manufacturer="Beep", category="cam", country_of_origin="CN")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Beep", category="router", country_of_origin="CN")) == []
    assert verdicts(ask(manufacturer="Beep", category="cam")) == ["needs-facts"]


def test_a_law_that_is_not_yet_one_asks_nothing_of_anybody(bench, made, verdicts):
    draft = {**ROUTERS, "stages": [{"state": "proposed", "on": "2025-01-01", "source": "gazette"}]}
    ask = bench(made(draft))
    assert verdicts(ask(manufacturer="Beep", category="wifi router")) == []
    assert verdicts(ask(manufacturer="Beep", category="wifi router", country_of_origin="CN")) == ["proposed"]


def test_there_is_one_finding_for_a_regime_the_gravest(bench, made, verdicts):
    rule = made({"category": ["home-router"], "origin": ["CN"]}, {"entity": "acme"}, ROUTERS)
    ask = bench(rule)
    asset = {"category": "wifi router", "country_of_origin": "CN"}
    assert verdicts(ask(manufacturer="Beep", **asset)) == ["prohibited"]
    (finding,) = ask(manufacturer="Acme", **asset)
    assert finding.entity == "acme"


def test_who_selects_companies_is_told_of_companies_alone(bench, made):
    ask = bench(made(ROUTERS, {"entity": "acme"}))
    assert (
        ask(manufacturer="Beep", category="wifi router", country_of_origin="CN", question={"select": ("acme",)}) == []
    )


def test_such_listings_need_every_asset(bench, made):
    one = bench(made(ROUTERS))
    assert one.judge().needs_every_asset
    assert not one.judge(profile="importer").needs_every_asset


ALLOWED = {
    "category": ["video"],
    "allowed": [
        {"maker": "Beep Optics", "aliases": ["Beep"], "source": "gazette"},
        {"maker": "Norse", "models": ["N-1", "N 2"], "source": "gazette"},
        {"maker": "Late Ltd.", "since": "2027-01-01", "source": "gazette"},
    ],
}


@pytest.mark.parametrize(
    ("asset", "verdict"),
    [
        ({"manufacturer": "Beep Optics Inc."}, []),
        ({"manufacturer": "BEEP"}, []),
        ({"manufacturer": "Norse", "model": "N-1 PoE"}, []),
        ({"manufacturer": "Norse", "model": "N-3"}, ["prohibited"]),
        ({"manufacturer": "Norse"}, ["needs-facts"]),
        ({"manufacturer": "Late"}, ["prohibited"]),
        ({"manufacturer": "Foreign Optics"}, ["prohibited"]),
        ({"manufacturer": "unknown", "model": "X"}, ["needs-facts"]),
    ],
)
def test_of_a_kind_only_what_is_allowed_may_be_had(bench, made, verdicts, asset, verdict):
    ask = bench(made(ALLOWED, kind="allow-list"))
    assert verdicts(ask(category="cam", **asset)) == verdict
    assert verdicts(ask(category="router", **asset)) == []
    assert verdicts(ask(**asset)) == []


def test_an_allow_list_that_nobody_published_asks_and_never_bars(bench, made, verdicts):
    ask = bench(made({"category": ["video"]}, kind="allow-list"))
    assert verdicts(ask(manufacturer="Beep", category="cam")) == ["needs-facts"]


DUTY = {
    "origin": ["CN"],
    "hts": ["8525.80", "8517"],
    "rates": [
        {"percent": 10, "on": "2018-09-24", "citation": "one"},
        {"percent": 25, "on": "2019-05-10", "citation": "two"},
    ],
}
THREAT = {
    "origin": ["CN"],
    "hts": ["8471.30"],
    "stages": [{"state": "proposed", "on": "2019-05-17", "source": "gazette"}],
    "note": "A further list.",
}


def tariff(made):
    clause = {
        "id": "pay",
        "parties": ["importer"],
        "acts": ["import"],
        "citation": "s.301",
        "says": "an importer owes a duty",
    }
    stages = [{"state": "effective", "on": "2018-07-06", "source": "gazette"}]
    return made(DUTY, THREAT, kind="tariff", effect="watch", clauses=[clause], stages=stages)


@pytest.mark.parametrize(
    ("asset", "said"),
    [
        ({"purchase_date": "2018-10-01"}, "a duty of 10 percent, since 2018-09-24; not a ban"),
        ({"purchase_date": "2019-06-01"}, "a duty of 25 percent, since 2019-05-10; not a ban"),
        ({}, "a duty of 25 percent, since 2019-05-10; not a ban"),
        ({"price": "USD 1,200.50"}, "a duty of 25 percent, since 2019-05-10; exposed: 300.12 on a price of USD 1,200.50; not a ban"),
        ({"price": "about 12.000,50"}, "a duty of 25 percent, since 2019-05-10; not a ban"),
        ({"hts_code": "8471.30.0100"}, "a duty was proposed on 2019-05-17 and not in force: A further list."),
    ],
)  # fmt: skip
def test_a_duty_is_told_with_the_rate_of_the_day_and_is_never_a_ban(bench, made, asset, said):
    asset = {"manufacturer": "Beep", "hts_code": "8525.80.3010", "country_of_origin": "China", **asset}
    (finding,) = bench(tariff(made))(profile="importer", **asset)
    assert finding.verdict == "watch"
    assert finding.reason == said
    assert [one.identifier.role.value for one in finding.evidence] == ["tariff_code", "origin"]
    assert {one.match.source for one in finding.evidence} == {"gazette"}


@pytest.mark.parametrize(
    "asset",
    [
        {"hts_code": "8525.80.3010"},
        {"country_of_origin": "CN"},
        {"hts_code": "8525.80", "country_of_origin": "MX"},
        {"hts_code": "9999.99", "country_of_origin": "CN"},
        {"hts_code": "8525.80", "country_of_origin": "CN", "purchase_date": "2017-01-01"},
        {"hts_code": "8525.80", "country_of_origin": "CN", "purchase_date": "2018-08-01"},
    ],
)
def test_no_duty_is_told_unless_heading_origin_and_day_are_met(bench, made, asset):
    assert bench(tariff(made))(profile="importer", manufacturer="Beep", **asset) == []


@pytest.mark.parametrize(
    ("asset", "found"),
    [
        ({"capabilities": ["wifi", "facial recognition"]}, ["face-recognition"]),
        ({"features": "Gait, 人脸识别"}, ["face-recognition", "gait-recognition"]),
        ({"description": "dome with face-recognition"}, ["face-recognition"]),
        ({"description": "dome without face recognition"}, []),
        ({"description": "face recognition not supported"}, []),
        ({"description": "no face recognition, gait"}, ["gait-recognition"]),
        ({"description": "not sold here: face recognition"}, ["face-recognition"]),
        ({"description": "face recognition disabled"}, []),
        ({"description": "face recognition, PTZ disabled"}, ["face-recognition"]),
        ({"comments": "bought for face recognition"}, []),
        ({"description": "surface recognition; gaiters"}, []),
        ({"capabilities": ["bridge", "router"]}, []),
    ],
)
def test_a_capability_is_inferred_from_explicit_words_and_nothing_else(bench, made, asset, found):
    ask = bench(made({"capability": ["face-recognition", "gait-recognition"]}, kind="watch", effect="watch"))
    findings = ask(manufacturer="Beep", **asset)
    assert sorted(one.match.term for finding in findings for one in finding.evidence) == found


def test_a_capability_is_context_of_every_finding_and_no_part_of_the_verdict(bench, made):
    ask = bench(made({"entity": "acme"}))
    (plain,) = ask(manufacturer="Acme")
    (told,) = ask(manufacturer="Acme", description="with facial recognition")
    assert told.context == ("said to be capable of face recognition (description: with facial recognition)",)
    assert told._replace(context=()) == plain


@pytest.mark.parametrize(
    ("asset", "shown"),
    [
        ({"manufacturer": "Norse", "brand": "Norse", "model": "N-3", "part_number": "N-4"}, ["Norse", "N-3"]),
        ({"manufacturer": "Foreign Optics", "model": "N-1"}, ["Foreign Optics"]),
    ],
)
def test_what_is_not_allowed_is_shown_by_its_maker_and_where_that_is_listed_by_its_model(bench, made, asset, shown):
    (finding,) = bench(made(ALLOWED, kind="allow-list"))(category="cam", **asset)
    own = [one.identifier.value for one in finding.evidence if one.match.basis == "allow-list"]
    assert own == shown
    assert finding.covered.endswith(f"{' '.join(shown)} is not on the list")


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({}, "a duty of 25 percent, since 2019-05-10 (suspended since 2020-01-01); not a ban"),
        ({"rates": None}, "a duty is suspended, since 2020-01-01"),
    ],
)
def test_a_duty_that_is_suspended_says_so(bench, made, rates, said):
    rule = tariff(made)
    rule["stages"] = [*rule["stages"], {"state": "suspended", "on": "2020-01-01", "source": "gazette"}]
    listing = {**rule["listings"][0], **rates}
    rule["listings"] = [{key: value for key, value in listing.items() if value is not None}]
    (finding,) = bench(rule)(profile="importer", manufacturer="Beep", hts_code="8525.80", country_of_origin="CN")
    assert (finding.reason, finding.duty) == (said, None)
