"""Listings of companies: lists, names, affiliates, goods, phases, and what is off by default."""

import pytest

from banlint.inventories.generic import Generic

PHASES = [
    {"id": "contract", "parties": ["buyer"], "acts": ["buy"], "citation": "s.1(a)", "says": "may not contract with it",
     "stages": [{"state": "enacted", "on": "2023-12-22", "source": "gazette"}, {"state": "effective", "on": "2026-06-30", "source": "gazette"}]},
    {"id": "goods", "parties": ["buyer"], "acts": ["buy"], "citation": "s.1(b)", "says": "may not buy its goods",
     "stages": [{"state": "enacted", "on": "2023-12-22", "source": "gazette"}, {"state": "effective", "on": "2027-06-30", "source": "gazette"}]},
]  # fmt: skip


def test_a_listed_maker_is_found_with_the_law_and_its_day(bench, made):
    (finding,) = bench(made({"entity": "acme"}))(manufacturer="Acme")
    assert finding.verdict == "prohibited"
    assert finding.reason == "a public buyer may not buy it, since 2019-08-13"
    assert [law.citation for law in finding.law] == ["Ban Act s.1", "Ban Act s.2"]


def test_every_row_of_a_list_is_a_listing_with_its_own_days_and_citation(bench, made, verdicts):
    ask = bench(made({"list": "xx-list"}))
    (finding,) = ask(manufacturer="Wile Trading LLC")
    assert (finding.effective, finding.law[-1].citation) == ("2020-01-02", "List no. 1")
    assert verdicts(ask("2020-01-01", manufacturer="Wile Trading LLC")) == []
    assert verdicts(ask("2020-06-01", manufacturer="Rocket Works Ltd.")) == ["prohibited"]
    assert verdicts(ask("2021-01-02", manufacturer="Rocket Works Ltd.")) == []


def test_a_row_about_an_entity_reaches_all_of_it_and_a_row_about_an_affiliate_that_alone(bench, made, verdicts):
    ask = bench(made({"list": "xx-list"}))
    assert verdicts(ask(manufacturer="COYOTE")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Acme Devices Limited")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Acme Devices Ltd")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Acme Devices Corporation Limited")) == []
    assert verdicts(ask(manufacturer="Acme")) == []


@pytest.mark.parametrize(
    ("maker", "hit"),
    [
        ("Acme Devices Limited", True),
        ("ACME DEVICES LTD.", True),
        ("Acme Devices Limited (HK)", True),
        ("Acme Devices Corporation Limited", False),
        ("Acme Devices", False),
        ("Acme", False),
    ],
)
def test_a_listing_of_some_names_is_held_to_how_they_are_spelled(bench, made, maker, hit):
    ask = bench(made({"entity": "acme", "names": ["Acme Devices Limited", "Acme Devices Ltd."]}))
    assert bool(ask(manufacturer=maker)) is hit


def test_a_listing_of_some_names_reaches_them_where_affiliates_are_not_reached(bench, made, verdicts):
    named = {"entity": "acme", "names": ["Roadrunner Networks"]}
    ask = bench(made(named, covers={"affiliates": False}))
    assert verdicts(ask(manufacturer="Roadrunner Networks")) == ["prohibited"]


@pytest.mark.parametrize(
    ("of_regime", "of_listing", "hit"),
    [(True, None, True), (False, None, False), (False, True, True), (True, False, False)],
)
def test_affiliates_are_reached_as_the_listing_says_and_else_the_regime(bench, made, of_regime, of_listing, hit):
    own = {} if of_listing is None else {"affiliates": of_listing}
    ask = bench(made({"entity": "acme", **own}, covers={"affiliates": of_regime}))
    assert bool(ask(manufacturer="Roadrunner Networks")) is hit
    assert ask(manufacturer="Acme")


@pytest.mark.parametrize(
    ("goods", "found"), [("finished", ["box"]), ("components", ["part"]), ("both", ["box", "part"])]
)
def test_whole_devices_and_their_parts_are_told_apart(bench, made, goods, found):
    ask = bench(made({"entity": "acme", "goods": goods}))
    box = {"name": "box", "manufacturer": "Acme", "components": [{"name": "part", "manufacturer": "Acme"}]}
    findings = ask(**box)
    assert [finding.asset for finding in findings] == found
    assert all(finding.parent == "box" for finding in findings if finding.asset == "part")


def test_a_part_that_is_listed_by_itself_says_so_by_its_kind(bench, made, verdicts):
    ask = bench(made({"entity": "acme"}, covers={"goods": "components", "categories": ["chip"]}))
    assert verdicts(ask(manufacturer="Acme", category="SoC")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Acme", category="camera")) == []
    assert verdicts(ask(manufacturer="Acme")) == []


@pytest.mark.parametrize(
    ("day", "verdict", "clause"),
    [
        ("2023-12-21", [], ""),
        ("2024-01-01", ["scheduled"], "contract"),
        ("2026-07-01", ["prohibited"], "contract"),
        ("2028-01-01", ["prohibited"], "contract"),
    ],
)
def test_of_phases_the_one_in_the_strongest_state_binds(bench, made, verdicts, day, verdict, clause):
    found = bench(made({"entity": "acme"}, clauses=PHASES, stages=[]))(day, manufacturer="Acme")
    assert verdicts(found) == verdict
    assert [finding.clause for finding in found] == [clause] * len(verdict)


def test_one_phase_alone_is_judged_by_its_own_days(bench, made, verdicts):
    ask = bench(made({"entity": "acme"}, clauses=PHASES[1:], stages=[]))
    assert verdicts(ask("2026-07-01", manufacturer="Acme")) == ["scheduled"]
    assert verdicts(ask("2027-06-30", manufacturer="Acme")) == ["prohibited"]


@pytest.mark.parametrize("where", ["regime", "listing", "clause", "stage"])
def test_what_could_not_be_confirmed_is_off_unless_asked_for_and_says_so(bench, made, verdicts, where):
    low = {"confidence": "low"}
    rule = made({"entity": "acme", **(low if where == "listing" else {})}, **(low if where == "regime" else {}))
    if where == "clause":
        rule["clauses"] = [{**rule["clauses"][0], **low}]
    if where == "stage":
        rule["stages"] = [{**stage, **low} for stage in rule["stages"]]
    ask = bench(rule)
    assert ask(manufacturer="Acme") == []
    (finding,) = ask(manufacturer="Acme", question={"include": ("unverified",)})
    assert finding.verdict == "prohibited"
    assert finding.reason.startswith("unverified: ") or where == "stage"


def test_several_listings_of_one_company_in_a_regime_are_one_finding(bench, made):
    later = {
        "entity": "acme",
        "stages": [{"state": "proposed", "on": "2019-01-01", "source": "gazette"}],
        "note": "A draft.",
    }
    (finding,) = bench(made(later, {"entity": "acme"}))(manufacturer="Acme")
    assert finding.verdict == "prohibited"


@pytest.mark.parametrize(
    ("covers", "asset", "verdict"),
    [
        ({}, {"category": "chip"}, []),
        ({"components": ["chip"]}, {"category": "chip", "essential": "yes"}, ["prohibited"]),
        ({"components": ["chip"]}, {"category": "chip", "essential": "no"}, []),
        ({"components": ["chip"]}, {"category": "chip"}, ["needs-facts"]),
        ({"components": ["chip"]}, {"category": "router", "essential": "yes"}, []),
        ({}, {"category": "cam"}, ["prohibited"]),
        ({}, {"category": "odd thing"}, ["prohibited"]),
    ],
)
def test_a_part_of_another_kind_counts_only_where_the_law_reaches_what_is_essential(
    bench, made, verdicts, covers, asset, verdict
):
    ask = bench(
        made({"entity": "acme"}, covers={"goods": "both", "affiliates": True, "categories": ["video"], **covers})
    )
    assert verdicts(ask(manufacturer="Acme", **asset)) == verdict


@pytest.mark.parametrize(
    ("maker", "reached"),
    [
        ("Acme Devices Limited", True),
        ("the Acme Devices Ltd. of old", True),
        ("Acme Devices Corporation Limited", False),
        ("Acme", False),
    ],
)
def test_a_listing_of_one_name_reaches_what_says_that_name_as_words(bench, made, maker, reached):
    assert bool(bench(made({"list": "xx-list"}))(manufacturer=maker)) is reached


def test_an_identifier_stands_once_in_a_finding_with_the_strongest_it_met(bench, made):
    (finding,) = bench(made({"entity": "acme"}))(manufacturer="Acme", model="AC-2143")
    assert [(one.identifier.field, one.match.confidence.value) for one in finding.evidence] == [
        ("manufacturer", "certain"),
        ("model", "certain"),
    ]


CONDITION = {
    "where": {
        "title": "on patrol in a port",
        "when": {"any": [{"all": [{"fact": "purpose", "in": ["patrol"]}, {"fact": "site_kind", "in": ["port"]}]}]},
        "question": "What is it used for?",
        "answer_in": ["purpose", "site.kind"],
    }
}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"site": {"kind": "port"}}, "What is it used for? Answer in `purpose`."),
        ({}, "What is it used for? Answer in `purpose` and `site.kind`."),
        ({"purpose": "odd jobs", "site": {"kind": "port"}}, "What is it used for? (purpose: odd jobs does not settle it) Answer in `purpose`."),
        ({"purpose": "guarding"}, "What is it used for? Answer in `site.kind`."),
    ],
)  # fmt: skip
def test_a_question_says_a_value_is_unclear_only_where_it_is(bench, made, facts, said):
    (finding,) = bench(made({"entity": "acme", "conditions": ["where"]}, conditions=CONDITION))(
        manufacturer="Acme", **facts
    )
    assert finding.verdict == "needs-facts"
    assert finding.questions == (said,)


def test_an_exception_of_one_listing_is_that_listings_alone(bench, made, verdicts):
    fun = {"id": "fun", "title": "for fun", "citation": "s.3", "when": {"fact": "purpose", "in": ["fun"]}}
    ask = bench(made({"entity": "acme", "exceptions": ["fun"]}, {"entity": "coyote"}, exceptions=[fun]))
    assert verdicts(ask(manufacturer="Acme", purpose="fun")) == []
    assert verdicts(ask(manufacturer="Coyote", purpose="fun")) == ["prohibited"]


def test_an_exception_holds_between_its_days_alone(bench, made, verdicts):
    fun = {
        "id": "fun",
        "title": "for fun",
        "citation": "s.3",
        "when": {"fact": "purpose", "in": ["fun"]},
        "since": "2023-01-01",
        "until": "2024-12-31",
    }
    ask = bench(made({"entity": "acme"}, exceptions=[fun]))
    assert verdicts(ask("2022-12-31", manufacturer="Acme", purpose="fun")) == ["prohibited"]
    assert verdicts(ask("2023-01-01", manufacturer="Acme", purpose="fun")) == []
    assert verdicts(ask("2024-12-31", manufacturer="Acme", purpose="fun")) == []
    assert verdicts(ask("2025-01-01", manufacturer="Acme", purpose="fun")) == ["prohibited"]


ASKED = {"question": "Is it for fun?", "ask_when": {"fact": "category", "in": ["camera"]}}


@pytest.mark.parametrize(
    ("keys", "asset", "lifts"),
    [
        (("question", "ask_when"), {"category": "cam"}, ["Is it for fun?"]),
        (("question", "ask_when"), {"category": "cam", "purpose": "patrol"}, []),
        (("question", "ask_when"), {"category": "router"}, []),
        (("question", "ask_when"), {}, []),
        (("question",), {"category": "cam"}, []),
        (("ask_when",), {"category": "cam"}, []),
    ],
)
def test_what_could_lift_a_ban_is_asked_only_where_the_law_says_of_what(bench, made, keys, asset, lifts):
    fun = {"id": "fun", "title": "for fun", "citation": "s.3", "when": {"fact": "purpose", "in": ["fun"]}}
    fun |= {key: ASKED[key] for key in keys}
    (finding,) = bench(made({"entity": "acme"}, exceptions=[fun]))(manufacturer="Acme", **asset)
    assert finding.verdict == "prohibited"
    assert [one.question for one in finding.lifts] == lifts


SINCE_2019 = [{"state": "effective", "on": "2019-08-13", "source": "gazette"}]
PATROL = {
    "patrol": {
        "title": "on patrol",
        "when": {"fact": "purpose", "in": ["patrol"]},
        "question": "On patrol?",
        "answer_in": ["purpose"],
    }
}


def test_another_clause_is_told_beside_the_gravest_and_that_it_hangs_on_an_answer(bench, made):
    clauses = [
        {"id": name, "parties": ["buyer"], "acts": ["buy"], "says": says, "stages": SINCE_2019, **more}
        for name, says, more in (
            ("buy", "may not buy it", {"citation": "s.1"}),
            ("guard", "may not guard with it", {"conditions": ["patrol"], "citation": "s.9"}),
        )
    ]
    ask = bench(made({"entity": "acme"}, clauses=clauses, stages=[], conditions=PATROL))
    (finding,) = ask(manufacturer="Acme", purpose="patrol")
    assert finding.besides == ("since 2019-08-13: may not guard with it (s.9)",)
    (finding,) = ask(manufacturer="Acme")
    asked = "since 2019-08-13, if the open question is answered so: may not guard with it (s.9)"
    assert (finding.clause, finding.besides) == ("buy", (asked,))
    (finding,) = ask(manufacturer="Acme", purpose="fun")
    assert finding.besides == ()


def test_other_clauses_of_one_day_are_told_in_the_order_of_their_ids(bench, made):
    clauses = [
        {
            "id": name,
            "parties": ["buyer"],
            "acts": ["buy"],
            "citation": "s.1",
            "says": f"may not {name}",
            "stages": SINCE_2019,
        }
        for name in ("sell", "rent", "lend", "hire")
    ]
    (finding,) = bench(made({"entity": "acme"}, clauses=clauses, stages=[]))(manufacturer="Acme")
    assert finding.clause == "sell"
    assert finding.besides == tuple(f"since 2019-08-13: may not {name} (s.1)" for name in ("hire", "lend", "rent"))


def test_what_was_bought_before_a_ban_is_not_told_beside_what_may_not_be_used(bench, made):
    clauses = [
        {
            "id": act,
            "parties": ["buyer"],
            "acts": [act],
            "citation": "s.1",
            "says": f"may not {act}",
            "stages": SINCE_2019,
        }
        for act in ("buy", "use")
    ]
    ask = bench(made({"entity": "acme"}, clauses=clauses, stages=[]))
    (finding,) = ask(manufacturer="Acme", purchase_date="2018-01-01", profile="keeper")
    assert (finding.clause, finding.verdict.value, finding.besides) == ("use", "prohibited", ())
    (finding,) = ask(manufacturer="Acme", purchase_date="2020-01-01", profile="keeper")
    assert len(finding.besides) == 1


def test_one_judge_tells_parts_apart_by_what_is_essential(bench, made):
    covers = {"goods": "both", "affiliates": True, "categories": ["video"], "components": ["chip"]}
    bench = bench(made({"entity": "acme"}, covers=covers))
    judge = bench.judge()
    described = [{"manufacturer": "Acme", "category": "chip", "essential": said} for said in ("yes", "no", "yes")]
    found = [len(list(judge.judge(one, bench.engine.resolve(one)))) for one in Generic().assets({"assets": described})]
    assert found == [1, 0, 1]


def test_one_judge_tells_apart_what_is_too_long_to_be_remembered(bench, made):
    bench = bench(made({"entity": "acme", "conditions": ["patrol"]}, conditions=PATROL))
    judge = bench.judge()
    long = [{"manufacturer": "Acme", "purpose": " " * 200 + purpose} for purpose in ("patrol", "fun", "odd jobs")]
    found = [
        [finding.verdict.value for finding in judge.judge(one, bench.engine.resolve(one))]
        for one in Generic().assets({"assets": long})
    ]
    assert found == [["prohibited"], [], ["needs-facts"]]


def test_what_is_presumed_says_so_and_what_is_said_is_shown(bench, made, verdicts):
    conditions = {"patrol": {**PATROL["patrol"], "unknown": "holds"}}
    ask = bench(made({"entity": "acme", "conditions": ["patrol"]}, conditions=conditions))
    (finding,) = ask(manufacturer="Acme")
    assert (finding.verdict.value, finding.covered) == ("prohibited", "on patrol (presumed: nothing is said of it)")
    (finding,) = ask(manufacturer="Acme", purpose="patrol")
    assert finding.covered == "on patrol (purpose: patrol)"
    assert verdicts(ask(manufacturer="Acme", purpose="odd jobs")) == ["needs-facts"]
    assert ask(manufacturer="Acme", purpose="fun") == []


def test_one_judge_tells_assets_apart_by_what_an_exception_asks_and_by_their_days(bench, made):
    fun = {
        "id": "fun",
        "title": "fun",
        "citation": "s.3",
        "when": {"fact": "purpose", "in": ["fun"]},
        "until": "2024-12-31",
    }
    bench = bench(made({"entity": "acme"}, exceptions=[fun]))
    judge = bench.judge()
    bought = [("2024-12-31", "fun"), ("2025-01-01", "fun"), ("2024-12-31", "patrol"), ("2024-12-31", "fun")]
    assets = Generic().assets(
        {"assets": [{"manufacturer": "Acme", "purchase_date": day, "purpose": purpose} for day, purpose in bought]}
    )
    assert [len(list(judge.judge(one, bench.engine.resolve(one)))) for one in assets] == [0, 1, 1, 0]


def test_a_row_of_a_list_that_is_only_proposed_is_proposed(bench, made):
    stages = [{"state": "proposed", "on": "2023-01-01", "source": "gazette"}]
    (finding,) = bench(made({"list": "xx-list", "stages": stages}))(manufacturer="Coyote")
    assert finding.reason == "proposed since 2023-01-01, not law: a public buyer may not buy it"


def test_the_law_shown_is_that_of_the_regime_its_clause_and_its_listing(bench, made):
    clause = {"id": "buy", "parties": ["buyer"], "acts": ["buy"], "citation": "Rule 7", "says": "may not"}
    (finding,) = bench(made({"entity": "acme"}, clauses=[clause]))(manufacturer="Acme")
    assert [one.citation for one in finding.law] == ["Ban Act s.1", "Rule 7", "Ban Act s.2"]


@pytest.mark.parametrize(("said", "shown"), [("x" * 40, "x" * 40), ("x" * 41, "x" * 40 + "... (1 more characters)")])
def test_a_day_that_cannot_be_read_is_told_in_part(bench, made, said, shown):
    (finding,) = bench(made({"entity": "acme"}))(manufacturer="Acme", purchase_date=said)
    assert finding.context[0].startswith(f"purchase_date: {shown} is no day that can be read in one way")


@pytest.mark.parametrize(
    ("stage", "reason"),
    [
        ({"on": "2019-01-01", "note": "A draft."}, "proposed since 2019-01-01, not law: A draft."),
        ({"on": "2019-01-01"}, "proposed since 2019-01-01, not law: a public buyer may not buy it"),
    ],
)
def test_a_proposal_says_since_when_it_is_one(bench, made, stage, reason):
    (finding,) = bench(made({"entity": "acme"}, stages=[{"state": "proposed", "source": "gazette", **stage}]))(
        manufacturer="Acme"
    )
    assert (finding.verdict.value, finding.reason) == ("proposed", reason)


def test_a_regime_that_is_opt_in_is_judged_only_where_it_is_named_and_then_for_anyone(bench, made, verdicts):
    ask = bench(made({"entity": "acme"}, opt_in=True, effect="watch", kind="watch"))
    assert ask(manufacturer="Acme") == []
    assert verdicts(ask(manufacturer="Acme", profile="importer", question={"select": ("xx-ban",)})) == ["watch"]


@pytest.mark.parametrize("select", ["xx-*", "xx-ban", "acme", "xx"])
def test_selecting_a_regime_by_a_pattern_that_its_list_bears_too_bars_no_company(bench, made, verdicts, select):
    ask = bench(made({"entity": "acme"}))
    assert verdicts(ask(manufacturer="Acme", question={"select": (select,)})) == ["prohibited"]


def test_a_listing_may_be_narrowed_by_kind_and_then_asks_for_it(bench, made, verdicts):
    ask = bench(made({"entity": "acme", "category": ["video"]}))
    assert verdicts(ask(manufacturer="Acme", category="cam")) == ["prohibited"]
    assert verdicts(ask(manufacturer="Acme", category="router")) == []
    (finding,) = ask(manufacturer="Acme")
    assert finding.questions == ("What kind of equipment is it? Answer in `category`.",)


def test_companies_alone_do_not_ask_for_every_asset(bench, made):
    assert not bench(made({"entity": "acme"}, {"list": "xx-list"})).judge().needs_every_asset
