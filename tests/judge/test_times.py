"""The asset's own days: what was done on one day, what goes on, what could not be read."""

import pytest

BUY, USE = (
    {"id": act, "parties": ["buyer"], "acts": [act], "citation": f"s.{act}", "says": f"a public buyer may not {act} it"}
    for act in ("buy", "use")
)
LATER = [
    {"state": "enacted", "on": "2018-08-13", "source": "gazette"},
    {"state": "effective", "on": "2021-01-01", "source": "gazette"},
]


@pytest.mark.parametrize(
    ("bought", "as_of", "verdict"),
    [
        ("2019-08-12", "2020-01-01", ["watch"]),
        ("2019-08-13", "2020-01-01", ["prohibited"]),
        ("13 August 2019", "2020-01-01", ["prohibited"]),
        ("2025-01-01", "2020-01-01", ["prohibited"]),
        ("2018-03-02", "2019-01-01", ["scheduled"]),
        ("2018-03-02", "2018-08-12", []),
        ("2019-02-30", "2020-01-01", ["prohibited"]),
        ("03/02/2018", "2020-01-01", ["prohibited"]),
    ],
)
def test_a_ban_on_buying_looks_at_the_day_of_the_purchase_and_else_at_the_day_asked_about(
    bench, made, verdicts, bought, as_of, verdict
):
    assert verdicts(bench(made({"entity": "acme"}))(as_of, manufacturer="Acme", purchase_date=bought)) == verdict


def test_what_was_bought_before_the_ban_and_is_retired_is_nothing_to_tell(bench, made):
    ask = bench(made({"entity": "acme"}))
    assert ask(manufacturer="Acme", purchase_date="2018-03-02", retired_on="2020-01-01") == []
    assert ask("2019-01-01", manufacturer="Acme", purchase_date="2018-03-02", status="scrapped") == []
    assert ask(manufacturer="Acme", purchase_date="2019-09-01", retired_on="2020-01-01")[0].verdict == "prohibited"


def test_what_was_bought_before_the_ban_is_told_as_such_and_asked_nothing(bench, made):
    (finding,) = bench(made({"entity": "acme"}))(manufacturer="Acme", purchase_date="2018-03-02")
    assert finding.verdict == "watch"
    assert (
        finding.reason
        == "bought on 2018-03-02, before it was in force: a public buyer may not buy it, since 2019-08-13"
    )


def test_what_was_bought_while_it_was_only_enacted_says_so(bench, made):
    (finding,) = bench(made({"entity": "acme"}))("2019-01-01", manufacturer="Acme", purchase_date="2018-03-02")
    assert finding.reason == "a public buyer may not buy it, from 2019-08-13; bought on 2018-03-02, before that"


def test_a_purchase_during_a_suspension_was_no_breach(bench, made, verdicts):
    stages = [
        {"state": "effective", "on": "2019-01-01", "source": "gazette"},
        {"state": "suspended", "on": "2020-01-01", "source": "gazette"},
        {"state": "effective", "on": "2021-01-01", "source": "gazette"},
    ]
    ask = bench(made({"entity": "acme"}, stages=stages))
    assert verdicts(ask(manufacturer="Acme", purchase_date="2020-06-01")) == ["watch"]
    assert "while it was suspended" in ask(manufacturer="Acme", purchase_date="2020-06-01")[0].reason
    assert verdicts(ask(manufacturer="Acme", purchase_date="2019-06-01")) == ["prohibited"]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, ["prohibited"]),
        ({"purchase_date": "2010-01-01"}, ["prohibited"]),
        ({"retired_on": "2026-01-02"}, ["prohibited"]),
        ({"retired_on": "2026-01-01"}, ["watch"]),
        ({"retired_on": "2019-08-14"}, ["watch"]),
        ({"retired_on": "2019-08-13"}, []),
        ({"retired_on": "2015-01-01"}, []),
        ({"retired_on": "2015-01-01", "purchase_date": "2018-01-01"}, ["prohibited"]),
        ({"status": "Scrapped"}, ["watch"]),
        ({"status": "in stock"}, ["prohibited"]),
    ],
)
def test_a_ban_on_using_lasts_until_the_thing_is_retired(bench, made, verdicts, facts, verdict):
    ask = bench(made({"entity": "acme"}, clauses=[USE]))
    assert verdicts(ask(profile="keeper", manufacturer="Acme", **facts)) == verdict


def test_buying_and_using_are_judged_each_by_its_own_day_and_told_apart(bench, made):
    (finding,) = bench(made({"entity": "acme"}, clauses=[BUY, USE]))(
        profile="keeper", manufacturer="Acme", purchase_date="2018-03-02"
    )
    assert (finding.verdict, finding.clause) == ("prohibited", "use")
    assert "may not buy" not in finding.reason


def test_a_later_phase_is_told_beside_the_one_in_force(bench, made):
    (finding,) = bench(made({"entity": "acme"}, clauses=[BUY, {**USE, "stages": LATER}]))(
        "2020-06-01", profile="keeper", manufacturer="Acme"
    )
    assert (finding.verdict, finding.clause) == ("prohibited", "buy")
    assert finding.besides == ("from 2021-01-01: a public buyer may not use it (s.use)",)


def test_the_end_of_a_law_is_told(bench, made):
    stages = [
        {"state": "effective", "on": "2019-01-01", "source": "gazette"},
        {"state": "expired", "on": "2028-12-22", "source": "gazette"},
    ]
    (finding,) = bench(made({"entity": "acme"}, stages=stages))(manufacturer="Acme")
    assert finding.besides == ("it ends on 2028-12-22",)


def test_days_that_cannot_be_read_or_cannot_be_are_told(bench, made):
    ask = bench(made({"entity": "acme"}, clauses=[USE]))
    (finding,) = ask(profile="keeper", manufacturer="Acme", purchase_date="2019-02-30", retired_on="02/03/2020")
    assert len(finding.context) == 2
    assert "2019-02-30 is no day that can be read in one way, so it is judged as of 2026-01-01" in finding.context[0]
    (finding,) = ask(profile="keeper", manufacturer="Acme", purchase_date="2020-01-01", retired_on="2019-01-01")
    assert finding.context == ("retired on 2019-01-01, before it was bought on 2020-01-01: taken to be in use",)


def test_a_clause_may_say_which_day_matters_itself(bench, made, verdicts):
    ask = bench(made({"entity": "acme"}, clauses=[{**USE, "done_on": ["installed_on"]}]))
    assert verdicts(ask(profile="keeper", manufacturer="Acme", installed_on="2019-08-12")) == ["watch"]
    assert verdicts(ask(profile="keeper", manufacturer="Acme", installed_on="2019-08-13")) == ["prohibited"]


def test_an_import_is_judged_on_the_day_of_import_and_else_of_the_purchase(bench, made, verdicts):
    importing = {
        "id": "in",
        "parties": ["importer"],
        "acts": ["import"],
        "citation": "s.i",
        "says": "may not import it",
    }
    ask = bench(made({"entity": "acme"}, clauses=[importing]))
    days = {"import_date": "2019-08-12", "purchase_date": "2019-09-01"}
    assert verdicts(ask(profile="importer", manufacturer="Acme", **days)) == ["watch"]
    assert verdicts(ask(profile="importer", manufacturer="Acme", purchase_date="2019-09-01")) == ["prohibited"]


SOLD = {
    "name": "Tunnel Paints", "relation": "subsidiary", "confidence": "high", "source": "gazette",
}  # fmt: skip


@pytest.mark.parametrize(
    ("until", "bought", "verdict"),
    [
        ("2018-08-13", "2018-01-01", ["prohibited"]),
        ("2018-08-12", "2018-01-01", []),
        ("2018-08-13", "2018-08-14", []),
        ("2020-01-01", "2019-12-31", ["prohibited"]),
    ],
)
def test_a_company_sold_before_the_law_was_made_is_none_that_the_law_names(
    bench, made, verdicts, until, bought, verdict
):
    ask = bench(made({"entity": "acme"}, clauses=[USE]), affiliates=[{**SOLD, "until": until}])
    assert verdicts(ask(profile="keeper", manufacturer="Tunnel Paints", purchase_date=bought)) == verdict
