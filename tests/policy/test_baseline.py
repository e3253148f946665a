"""A baseline hides exactly the run it was written from: what is new, or graver than before, stays a finding."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.check import check
from banlint.errors import ConfigError
from banlint.model import Verdict
from banlint.policy.baseline import HEAD, Baseline, Entry, entry, read, render

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/baseline.schema.json").read_text())
DAY = "2026-11-22"


def of(*findings):
    return read(render([entry(one, DAY, "b.jsonl") for one in findings]).encode(), "b.jsonl")


def test_what_was_there_is_baselined_and_says_since_when(finding):
    decided = of(finding()).decided(finding())
    assert decided.decision == ("baselined", "there since 2026-11-22", "", "", "", "", "b.jsonl", 2)


def test_what_is_new_is_not(finding):
    new = finding(fingerprint="f2")
    assert of(finding()).decided(new) == new


@pytest.mark.parametrize(
    ("before", "now", "hidden"),
    [
        (Verdict.SCHEDULED, Verdict.PROHIBITED, False),
        (Verdict.NEEDS_FACTS, Verdict.PROHIBITED, False),
        (Verdict.PROHIBITED, Verdict.PROHIBITED, True),
        (Verdict.PROHIBITED, Verdict.WATCH, True),
    ],
)
def test_what_has_become_graver_is_a_finding_again(finding, before, now, hidden):
    decided = of(finding(verdict=before)).decided(finding(verdict=now))
    assert bool(decided.decision) is hidden
    if not hidden:
        assert decided.not_honoured == (f"the baseline has it as {before} only (b.jsonl:2)",)


def test_baselined_is_not_waived(finding):
    waived = finding()._replace(decision=of(finding()).decided(finding()).decision._replace(kind="waived"))
    assert of(finding()).decided(waived) == waived


def test_what_is_gone_is_stale_but_only_where_the_run_looked(finding):
    found = of(finding(), finding(fingerprint="f2", path="other/b.yaml"))
    found.decided(finding())
    assert [one.path for one in found.stale(["."])] == ["other/b.yaml"]
    assert [one.path for one in found.stale(["other"])] == ["other/b.yaml"]
    assert found.stale(["sites", "oth"]) == ()
    (notice,) = found.notices(["."])
    assert (notice.kind, notice.line) == ("stale", 2)


def test_the_file_is_sorted_for_people_and_says_each_finding_on_a_line(finding):
    findings = [finding(fingerprint=one, path=path) for one, path in [("2", "b"), ("3", "a"), ("1", "a"), ("1", "a")]]
    text = render([entry(one, DAY, "b.jsonl") for one in findings])
    assert text.startswith(HEAD + "\n")
    records = [json.loads(line) for line in text.splitlines()[1:]]
    assert [(one["path"], one["fingerprint"]) for one in records] == [("a", "1"), ("a", "3"), ("b", "2")]
    for line in text.splitlines():
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(line))


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("", "not JSON", 1),
        ("{}\n", "this is no baseline", 1),
        (f"{HEAD}\n{{\n", "not JSON", 2),
        (f"{HEAD}\n[]\n", "an entry has", 2),
        (f'{HEAD}\n\n{{"fingerprint": "a"}}\n', "an entry has", 3),
        ("[" * 100_000, "not JSON", 1),
    ],
)
def test_a_broken_one_has_its_place(text, message, line):
    with pytest.raises(ConfigError) as caught:
        read(text.encode(), "b.jsonl")
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == ("b.jsonl", line)
    assert caught.value.mend


@pytest.mark.parametrize("change", [{"verdict": "bad"}, {"since": "soon"}, {"path": 1}, {"more": "x"}])
def test_every_field_of_an_entry_is_what_it_should_be(finding, change):
    record = entry(finding(), DAY, "b.jsonl")._asdict() | change
    with pytest.raises(ConfigError):
        read(f"{HEAD}\n{json.dumps(record)}\n".encode(), "b.jsonl")


def test_a_fingerprint_stands_once(finding):
    line = render([entry(finding(), DAY, "b.jsonl")]).splitlines()[1]
    with pytest.raises(ConfigError, match="there already"):
        read(f"{HEAD}\n{line}\n{line}\n".encode(), "b.jsonl")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
entries = st.builds(
    Entry, texts, texts, texts, texts, st.sampled_from([one.value for one in Verdict]), st.just(DAY), texts
)


@given(st.lists(entries, unique_by=lambda one: one.fingerprint))
def test_what_is_written_is_read_back(some):
    text = render(some)
    assert all(line.isprintable() for line in text.splitlines())
    assert read(text.encode(), "b").entries == tuple(sorted(some))


MAKERS = ["Hikvision", "Huawei", "Dahua", "Example Devices"]
assets = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.sampled_from(MAKERS)), max_size=5)


@settings(max_examples=25, deadline=None)
@given(assets, assets)
def test_a_baseline_of_a_run_hides_exactly_that_run(tmp_path_factory, first, more):
    folder = tmp_path_factory.mktemp("x")
    inventory, kept = folder / "a.json", folder / "b"

    def run(listed, baseline=""):
        inventory.write_text(json.dumps([{"name": name, "manufacturer": maker} for name, maker in listed] or [{}]))
        return check([str(inventory)], as_of=DAY, baseline=baseline)

    before = run(first)
    kept.write_text(render(entry(one, DAY, "b.jsonl") for one in before.findings))
    again = run(first, str(kept))
    assert all(one.decision and one.decision.kind == "baselined" for one in again.findings)
    assert again.outcome.counts.baselined == len(before.findings)
    assert again.outcome.failing == 0
    known = {one.fingerprint for one in before.findings}
    for one in run(first + more, str(kept)).findings:
        assert bool(one.decision) is (one.fingerprint in known)


def test_no_entries_hide_nothing(finding):
    assert Baseline({}).decided(finding()) == finding()
