"""Suppression before waiver before baseline; what is switched off is off; and what is said afterwards."""

import json
from typing import NamedTuple

import pytest

from banlint.catalog import load
from banlint.errors import ConfigError
from banlint.model import Decision, Notice, Verdict
from banlint.policy import baseline as baselines
from banlint.policy.addwaiver import added
from banlint.policy.baseline import HEAD, Baseline, entry, read
from banlint.policy.decisions import Decisions, Policy
from banlint.policy.field import may_have
from banlint.policy.note import Malformed, parse
from banlint.policy.paths import is_within, seen_from

DAY = "2026-11-22"


class Plain(NamedTuple):
    """A document of nothing but data."""

    data: object
    prefix: str = ""


@pytest.fixture
def kept(finding):
    """A baseline of the finding."""
    return Baseline({"f1": (entry(finding(), "2026-01-01", "b.jsonl"), 2)}, "b.jsonl")


def kind(policy, finding):
    decision = Decisions(policy, DAY).decided(finding).decision
    return decision.kind if decision else ""


def test_a_suppression_goes_before_a_waiver_and_a_waiver_before_the_baseline(finding, waivers, kept):
    suppressed = finding(decision=Decision("suppressed", "why"))
    both = Policy(waivers=waivers(), baseline=kept)
    assert kind(both, suppressed) == "suppressed"
    assert kind(both, finding()) == "waived"
    assert kind(Policy(baseline=kept), finding()) == "baselined"
    assert kind(Policy(), finding()) == ""


def test_a_baseline_meets_what_something_else_decides(finding, waivers, kept):
    Decisions(Policy(waivers=waivers(), baseline=kept), DAY).decided(finding())
    assert kept.stale(["sites"]) == ()


def test_where_decisions_are_not_honoured_waivers_hold_for_nothing_and_the_baseline_does(finding, waivers, kept):
    assert kind(Policy(waivers=waivers(), honour=False), finding()) == ""
    assert kind(Policy(waivers=waivers(), baseline=kept, honour=False), finding()) == "baselined"


def test_what_is_of_no_use_is_told_of_a_run_that_saw_everything(finding, waivers, kept):
    catalog = load()
    said = Notice("said", "before", "", "w.yaml", 1, 1)

    def told(**more):
        policy = Policy(waivers=waivers({}, {"asset": "gone"}), baseline=kept, notices=(said,), **more)
        decisions = Decisions(policy, DAY)
        decisions.decided(finding(fingerprint="other"))
        return [(one.kind, one.line) for one in decisions.notices(catalog)]

    assert told() == [("said", 1)]
    assert told(whole=True) == [("said", 1), ("unused", 9)]
    assert told(within=("sites",)) == [("said", 1), ("stale", 2)]
    assert told(within=("elsewhere",)) == [("said", 1)]
    assert told(whole=True, honour=False) == [("said", 1)]


@pytest.mark.parametrize(
    ("before", "now", "decided"),
    [
        (Verdict.WATCH, Verdict.WATCH, True),
        (Verdict.PROHIBITED, Verdict.WATCH, True),
        (Verdict.WATCH, Verdict.PROHIBITED, False),
        (Verdict.NEEDS_FACTS, Verdict.PROHIBITED, False),
    ],
)
def test_a_baseline_hides_what_is_no_graver_than_it_was(finding, before, now, decided):
    old = entry(finding(verdict=before), "2026-01-01", "b.jsonl")
    found = Baseline({"f1": (old, 7)}, "b.jsonl").decided(finding(verdict=now))
    assert bool(found.decision) is decided
    assert found.not_honoured == (() if decided else (f"the baseline has it as {before} only (b.jsonl:7)",))


def test_stale_entries_are_counted(finding):
    entries = {str(one): (entry(finding(fingerprint=str(one)), DAY, "b.jsonl"), one + 2) for one in range(2)}
    several = Baseline(entries, "b.jsonl")
    (both,) = several.notices(["sites"])
    assert "2 entries are stale" in both.message
    several.decided(finding(fingerprint="0"))
    (one,) = several.notices(["sites"])
    assert "1 entry is stale" in one.message
    assert one.line == 3
    several.decided(finding(fingerprint="1"))
    assert list(several.notices(["sites"])) == []


def test_a_baseline_may_be_as_large_as_it_says_and_no_larger(monkeypatch):
    data = f"{HEAD}\n".encode()
    monkeypatch.setattr(baselines, "MOST_BYTES", len(data))
    assert read(data, "b.jsonl").entries == ()
    with pytest.raises(ConfigError, match="a baseline of more than"):
        read(data + b"\n", "b.jsonl")


def test_a_baseline_that_is_no_utf_8_is_refused():
    with pytest.raises(ConfigError, match="not UTF-8"):
        read(f"{HEAD}\n".encode() + b"\xff", "b.jsonl")


def test_a_baseline_shows_what_does_not_print(finding):
    text = baselines.render([entry(finding(asset="a\u202eb", path="x"), DAY, "b.jsonl")])
    assert "a\\u202eb" in text
    assert json.loads(text.splitlines()[1])["asset"] == "a\u202eb"


def test_twenty_regimes_fit_a_suppression_and_no_more():
    names = [f"a-{one}" for one in range(21)]
    assert len(parse(f"ignore[{','.join(names[:20])}] until=2027-01-01 -- x").ids) == 20
    refused = parse(f"ignore[{','.join(names)}] until=2027-01-01 -- x")
    assert isinstance(refused, Malformed)
    assert "more than 20 regimes" in refused.message


def test_a_thousand_characters_fit_a_suppression_and_no_more():
    fits = "ignore[a] until=2027-01-01 -- "
    fits += "x" * (1000 - len(fits))
    assert not isinstance(parse(fits), Malformed)
    assert isinstance(parse(fits + "x"), Malformed)


@pytest.mark.parametrize(
    ("data", "holds"),
    [
        ([{"name": "a", "banlint": "x"}], True),
        ({"a": {"Banlint": "x"}}, True),
        ({"a": {"b": [1, {"BANLINT": "x"}]}}, True),
        ([{"name": "banlint"}, "banlint"], False),
        ({}, False),
        ("banlint", False),
    ],
)
def test_a_document_says_whether_it_could_hold_a_suppression(data, holds):
    assert may_have(Plain(data)) is holds


@pytest.mark.parametrize(("data", "holds"), [({"banlint": "x"}, True), ({"a": {"banlint": "x"}}, False), ("x", False)])
def test_a_row_could_hold_one_in_a_column_of_its_own(data, holds):
    assert may_have(Plain(data, "row:7")) is holds


def test_a_path_that_is_none_is_left_as_it_is(monkeypatch):
    def refuse(*_):
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr("os.path.relpath", refuse)
    assert seen_from("policy/w.yaml", "C:/a.yaml") == "C:/a.yaml"


@pytest.mark.parametrize(
    ("path", "top", "within"),
    [
        ("a/b", "a", True),
        ("a", "a", True),
        ("ab", "a", False),
        ("a/b", ".", True),
        ("../a", ".", False),
        ("../a", "..", True),
        ("../../a", "..", False),
        ("a", "..", True),
        ("../../a", "../..", True),
        ("../../../a", "../..", False),
        ("../a/b", "../a", True),
        ("../b", "../a", False),
    ],
)
def test_what_lies_below_a_folder_lies_within_it(path, top, within):
    assert is_within(path, top) is within


FIELDS = {
    "asset": "cam-9", "regime": ("us-ndaa-2019-889b",), "authority": "dni", "owner": "me", "reason": "why",
    "from": "2026-01-01", "until": "2027-03-31",
}  # fmt: skip
ONE = "asset: a, regime: b, authority: dni, owner: c, reason: d, from: 2026-01-01, until: 2027-01-01"


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe",
        b"waivers: &a\n  - {" + ONE.encode() + b"}\nwaivers: []\n",
        b"%YAML 9.9\n---\nwaivers:\n  - {" + ONE.encode() + b"}\n",
    ],
)
def test_a_file_that_nobody_could_add_to_is_refused_and_not_written(data):
    with pytest.raises(ConfigError):
        added(data, FIELDS, "w.yaml")


def test_many_entries_in_braces_or_at_other_columns_are_added_to_all_the_same():
    text = "waivers:\n" + f"  - {{{ONE}}}\n" * 5
    after, waiver = added(text.encode(), FIELDS, "w.yaml")
    assert after.decode().startswith(text)
    assert waiver.selector.asset == "cam-9"
    nested = f"waivers:\n  -\n    {{{ONE}}}\n  - {{{ONE}}}\n  - {{{ONE}}}\n"
    after, _ = added(nested.encode(), FIELDS, "w.yaml")
    assert after.decode().startswith(nested)
