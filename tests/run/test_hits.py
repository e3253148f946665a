"""Two sets of findings and what became of each: by fingerprint and regime, never by order or place."""

from hypothesis import given
from hypothesis import strategies as st

from banlint.model import Verdict
from banlint.run.hits import BINDING, Hit, Kind, changes

_BLANK = dict.fromkeys(Hit._fields, "") | {
    "line": 0, "column": 0, "thing": (), "law": (), "questions": (), "mention": False, "duty": None,
}  # fmt: skip


def made(key, verdict=Verdict.PROHIBITED, regime="a-ban", **more):
    return Hit(**{**_BLANK, "key": key, "verdict": verdict, "regime": regime, **more})


def kinds(before, after):
    return [(one.kind, one.hit.key) for one in changes(before, after)]


HITS = st.lists(
    st.builds(
        made,
        st.sampled_from(["one", "two", "three"]),
        st.sampled_from(list(Verdict)),
        st.sampled_from(["a-ban", "b-ban"]),
        path=st.sampled_from(["a.yaml", "b.yaml"]),
        line=st.integers(1, 9),
    ),
    max_size=8,
)


def test_what_was_not_there_is_new_and_what_is_there_no_more_is_gone():
    assert kinds([made("one")], [made("two")]) == [(Kind.NEW, "two"), (Kind.GONE, "one")]


def test_the_same_finding_of_another_regime_is_another():
    assert kinds([made("one")], [made("one"), made("one", regime="b-ban")]) == [(Kind.NEW, "one")]


def test_what_was_only_announced_and_is_law_now_is_newly_hit():
    for was in (Verdict.SCHEDULED, Verdict.PROPOSED, Verdict.WATCH):
        (change,) = changes([made("one", was)], [made("one", Verdict.RESTRICTED)])
        assert (change.kind, change.was) == (Kind.NEW, was)


def test_what_was_announced_and_comes_to_nothing_for_it_is_named_and_left_be():
    assert kinds([made("one", Verdict.SCHEDULED)], [made("one", Verdict.WATCH)]) == [(Kind.NAMED, "one")]


def test_a_graver_verdict_and_a_lesser_one_are_told_apart():
    facts, banned = made("one", Verdict.NEEDS_FACTS), made("one", Verdict.PROHIBITED)
    assert kinds([facts], [banned]) == [(Kind.GRAVER, "one")]
    assert kinds([banned], [facts]) == [(Kind.LESSER, "one")]


def test_of_equal_assets_those_of_one_verdict_belong_together():
    before = [made("twin", Verdict.PROHIBITED, line=1), made("twin", Verdict.NEEDS_FACTS, line=2)]
    after = [made("twin", Verdict.NEEDS_FACTS, line=1), made("twin", Verdict.PROHIBITED, line=2)]
    assert kinds(before, after) == []
    assert kinds(before, [*after, made("twin", Verdict.WATCH, line=3)]) == [(Kind.NEW, "twin")]


@given(HITS, st.randoms(use_true_random=False))
def test_the_same_findings_in_any_order_and_place_are_no_change(hits, random):
    moved = [one._replace(line=one.line + 7, path="c.yaml") for one in hits]
    random.shuffle(moved)
    assert list(changes(hits, moved)) == []


@given(HITS, HITS)
def test_every_finding_is_as_it_was_or_is_told_exactly_once(before, after):
    found = list(changes(before, after))
    now = [one for one in found if one.kind is not Kind.GONE]
    same = len(after) - len(now)
    was = sum(one.was is not None for one in now) + sum(one.kind is Kind.GONE for one in found)
    assert same >= 0
    assert same + was == len(before)
    assert all(one.hit.verdict in BINDING for one in now if one.kind is Kind.NEW and one.was is not None)


@given(HITS, HITS, st.randoms(use_true_random=False))
def test_the_order_of_the_findings_is_not_that_of_the_changes(before, after, random):
    expected = list(changes(before, after))
    random.shuffle(before)
    random.shuffle(after)
    assert [one[:4] for one in changes(before, after)] == [one[:4] for one in expected]


@given(HITS, HITS)
def test_what_is_new_one_way_is_gone_the_other(before, after):
    only_after = {(one.key, one.regime) for one in after} - {(one.key, one.regime) for one in before}
    there = {
        (one.hit.key, one.hit.regime) for one in changes(before, after) if one.kind is Kind.NEW and one.was is None
    }
    back = {(one.hit.key, one.hit.regime) for one in changes(after, before) if one.kind is Kind.GONE}
    assert only_after <= there
    assert only_after <= back
