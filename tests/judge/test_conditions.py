"""Conditions of law over the facts of an asset: yes, no, or unknown."""

import itertools

import pytest

from banlint.judge.conditions import Answer, Facts, evaluate
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Fact

VOCABULARY = Vocabulary(
    {
        "purposes": {
            "public-safety": {"title": "public safety", "words": ["police"]},
            "physical-security": {"title": "physical security"},
            "perimeter-security": {"title": "perimeter security", "within": ["physical-security"]},
            "marketing": {"title": "marketing"},
        },
        "site_kinds": {
            "critical-infrastructure": {"title": "critical infrastructure"},
            "port": {"title": "port", "words": ["harbour"], "within": ["critical-infrastructure"]},
            "shop": {"title": "shop"},
        },
    }
)
COVERED = {
    "any": [
        {"fact": "purpose", "in": ["public-safety"]},
        {
            "all": [
                {"fact": "purpose", "in": ["physical-security"]},
                {"fact": "site_kind", "in": ["critical-infrastructure"]},
            ]
        },
    ]
}


def facts(**values):
    named = {name.replace("site_kind", "site.kind"): value for name, value in values.items()}
    return Facts({name: Fact(value, (name,), name) for name, value in named.items()}, VOCABULARY)


@pytest.mark.parametrize(
    ("known", "holds"),
    [
        ({}, None),
        ({"purpose": "marketing"}, False),
        ({"purpose": "public-safety"}, True),
        ({"purpose": "Police"}, True),
        ({"purpose": "perimeter security"}, None),
        ({"purpose": "perimeter-security", "site_kind": "port"}, True),
        ({"purpose": "perimeter-security", "site_kind": "Harbour"}, True),
        ({"purpose": "perimeter-security", "site_kind": "shop"}, False),
        ({"purpose": "marketing", "site_kind": "port"}, False),
        ({"purpose": "something of our own"}, None),
        ({"purpose": "marketing, police"}, True),
    ],
)
def test_a_condition_is_settled_by_facts_and_by_nothing_else(known, holds):
    assert evaluate(COVERED, facts(**known)).holds is holds


def test_an_open_condition_names_the_fact_that_would_settle_it():
    assert evaluate(COVERED, facts(purpose="perimeter-security")).lacks == ("site.kind",)
    assert evaluate(COVERED, facts()).lacks == ("purpose", "site.kind")


def test_a_met_condition_names_the_facts_it_rests_on():
    answer = evaluate(COVERED, facts(purpose="perimeter-security", site_kind="port"))
    assert [fact.field for fact in answer.rests_on] == ["purpose", "site.kind"]


def test_no_condition_holds():
    assert evaluate(None, facts()) == Answer(True)


def test_a_purpose_given_with_the_question_stands_in_for_a_missing_one():
    assumed = Facts({}, VOCABULARY, {"purpose": "public-safety"})
    assert evaluate(COVERED, assumed).holds is True


def test_the_assets_own_purpose_outweighs_the_assumed_one():
    own = Facts({"purpose": Fact("marketing", (), "purpose")}, VOCABULARY, {"purpose": "public-safety"})
    assert evaluate(COVERED, own).holds is False


TRUTH = {
    True: {"fact": "known", "known": True},
    False: {"not": {"fact": "known", "known": True}},
    None: {"fact": "purpose", "in": ["x"]},
}


@pytest.mark.parametrize(("one", "other"), list(itertools.product((True, False, None), repeat=2)))
def test_unknown_carries_through_any_and_all_as_in_kleenes_logic(one, other):
    known = Facts({"known": Fact("1", (), "known")}, VOCABULARY)
    either = True if True in (one, other) else None if None in (one, other) else False
    both = False if False in (one, other) else None if None in (one, other) else True
    assert evaluate({"any": [TRUTH[one], TRUTH[other]]}, known).holds is either
    assert evaluate({"all": [TRUTH[one], TRUTH[other]]}, known).holds is both


@pytest.mark.parametrize(
    ("site_kind", "holds"), [("shop", False), ("harbour", None), ("critical infrastructure", None), ("port", None)]
)
def test_a_term_left_open_settles_nothing(site_kind, holds):
    when = {"fact": "site_kind", "in": ["shop-of-state"], "open": ["critical-infrastructure"]}
    answer = evaluate(when, facts(site_kind=site_kind))
    assert answer.holds is holds
    assert answer.lacks == (() if holds is False else ("site.kind",))


def test_a_term_that_is_asked_for_counts_even_where_a_wider_one_is_open():
    when = {"fact": "site_kind", "in": ["port"], "open": ["critical-infrastructure"]}
    assert evaluate(when, facts(site_kind="harbour")).holds is True
