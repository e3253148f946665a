"""A brand of several makers: who it was is asked only where that can change the verdict."""

from banlint.judge.either import joined
from banlint.model import Confidence

SHARED = {"brand": "Dynamo", "scope": "some", "among": ["acme", "coyote"], "confidence": "high", "source": "gazette"}
OPEN = {key: value for key, value in SHARED.items() if key != "among"}
BOTH = ({"entity": "acme"}, {"entity": "coyote"})
PURPOSE = {
    "conditions": {
        "patrol": {
            "title": "for patrol",
            "question": "Is it for patrol?",
            "answer_in": ["purpose"],
            "when": {"fact": "purpose", "in": ["patrol"]},
        }
    }
}


def test_a_law_that_names_all_makers_of_a_brand_asks_not_which_it_was(bench, made):
    (finding,) = bench(made(*BOTH), relabels=[SHARED])(manufacturer="Dynamo")
    assert (finding.verdict.value, finding.questions, finding.confidence.value) == ("prohibited", (), "possible")
    assert finding.besides == (
        "if not Acme Devices Corporation Limited, Coyote Holdings Co. made it, and it names both",
    )


def test_what_else_is_open_is_asked_all_the_same_and_once(bench, made):
    listings = [{**one, "conditions": ["patrol"]} for one in BOTH]
    (finding,) = bench(made(*listings, **PURPOSE), relabels=[SHARED])(manufacturer="Dynamo")
    assert finding.verdict == "needs-facts"
    assert finding.questions == ("Is it for patrol? Answer in `purpose`.",)


def test_a_law_that_names_one_of_them_asks_which_it_was(bench, made, verdicts):
    ask = bench(made(BOTH[0]), relabels=[SHARED])
    (finding,) = ask(manufacturer="Dynamo")
    assert finding.verdict == "needs-facts"
    assert finding.questions[0].startswith("Who made it?")


def test_a_brand_that_others_may_make_too_is_asked_about(bench, made, verdicts):
    ask = bench(made(*BOTH), relabels=[OPEN])
    assert verdicts(ask(manufacturer="Dynamo")) == ["needs-facts", "needs-facts"]


def test_before_one_of_them_was_listed_it_is_asked_about(bench, made, verdicts):
    later = {"entity": "coyote", "stages": [{"state": "effective", "on": "2022-01-01", "source": "gazette"}]}
    ask = bench(made(BOTH[0], later), relabels=[SHARED])
    assert verdicts(ask("2021-12-31", manufacturer="Dynamo")) == ["needs-facts"]
    assert verdicts(ask("2022-01-01", manufacturer="Dynamo")) == ["prohibited"]


def test_a_maker_that_is_known_is_told_without_the_other(bench, made):
    (finding,) = bench(made(*BOTH), relabels=[SHARED])(manufacturer="Coyote", brand="Dynamo")
    assert (finding.entity, finding.verdict.value, finding.besides) == ("coyote", "prohibited", ())


def test_a_seller_of_a_brand_is_no_word_on_who_made_it(bench, made):
    found = bench(made(*BOTH), relabels=[SHARED])(supplier="Dynamo")
    assert [one.questions[0].partition("?")[0] for one in found] == ["Who made it"] * 2


def test_what_is_found_of_others_beside_such_a_brand_stays(bench, made):
    ask = bench(made(*BOTH), relabels=[SHARED])
    (one,) = ask(manufacturer="Dynamo")
    acme, coyote = (one._replace(entity=name, entity_name=name, besides=()) for name in ("acme", "coyote"))
    third, elsewhere = acme._replace(entity="beep"), acme._replace(regime="yy-ban")
    told = joined([third, acme, coyote, elsewhere], ("acme", "coyote"), {"xx-ban"})
    assert told[1:] == [third, elsewhere]
    assert (told[0].entity, told[0].besides) == ("acme", ("if not acme, coyote made it, and it names both",))


def test_of_several_makers_the_surest_is_told_and_doubted_only_where_it_is_only_possible(bench, made):
    (one,) = bench(made(*BOTH), relabels=[SHARED])(manufacturer="Dynamo")
    acme, coyote = (one._replace(entity=name, besides=()) for name in ("acme", "coyote"))
    sure = coyote._replace(confidence=Confidence.PROBABLE)
    assert joined([acme, sure], ("acme", "coyote"), {"xx-ban"}) == [sure]
