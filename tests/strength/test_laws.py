"""Laws that hold for every inventory: what order, format, workers and hash seeds may not change, and where places are."""

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banlint.api.policy import read_policy
from banlint.api.setting import load
from banlint.catalog import rules_folder
from banlint.catalog.files import read_folder
from banlint.cli.main import main
from banlint.model import ProfileId, Question, Verdict
from banlint.run.check import Settings, check

MAKERS = ["Huawei", "HIKVISION", "Dahua Technology", "华为", "Cisco", "Axis", "ZTE", "EZVIZ", "unknown", "LTS", "Acme"]
MODELS = ["AR6120", "DS-2CD2143G0-I", "ISR 4331", "IPC-HFW2431S", "", "NO", "0012345", "1E10"]
MACS = ["44:19:b6:00:00:01", "00:00:5e:00:53:01", "12:34:56:12:34:56"]
FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

devices = st.fixed_dictionaries(
    {"manufacturer": st.sampled_from(MAKERS)},
    optional={
        "model": st.sampled_from(MODELS),
        "mac_address": st.sampled_from(MACS),
        "description": st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
        "purpose": st.sampled_from(["public safety", "office"]),
        "purchase_date": st.sampled_from(["2018-01-01", "2021-05-06"]),
    },
)
inventories = st.lists(devices, min_size=1, max_size=6).map(
    lambda found: [{"name": f"device-{number}", **one} for number, one in enumerate(found)]
)


@pytest.fixture(scope="module")
def loaded():
    return load(third_party=False)


@pytest.fixture(scope="module")
def checked(loaded):
    """Checks files; the findings and the account."""
    parts = loaded.plugins.parts(loaded.catalog)
    question = Question((ProfileId("us-federal-contractor"), ProfileId("us-exporter")), "2026-01-01")

    def run(*paths, policy=None, jobs=1):
        findings, problems = [], []
        asked = Settings(question, tuple(Verdict), jobs=jobs)
        asked = asked._replace(policy=policy(question)) if policy else asked
        outcome = check([str(one) for one in paths], asked, loaded.catalog, parts, findings.append, problems.append)
        assert problems == []
        return findings, outcome

    return run


@pytest.fixture
def write(tmp_path):
    def write(name, assets):
        path = tmp_path / name
        if name.endswith(".json"):
            path.write_text(json.dumps({"assets": assets}, ensure_ascii=False, indent=1), encoding="utf-8")
        elif name.endswith(".jsonl"):
            path.write_text("".join(json.dumps(one) + "\n" for one in assets), encoding="utf-8")
        else:
            lines = ["assets:"]
            for one in assets:
                pairs = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in one.items()]
                lines += ["  - " + pairs[0], *("    " + pair for pair in pairs[1:])]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def said(findings, *without):
    """What is found, less the places of it."""
    places = {"path": "", "place": None, "pointer": "", "line": "", "evidence": ()}
    return sorted(repr(one._replace(**places)) for one in findings if one.asset not in without)


@given(assets=inventories, data=st.data())
@FEW
def test_the_order_of_assets_changes_no_finding(checked, write, assets, data):
    turned = data.draw(st.permutations(assets))
    assert said(checked(write("a.yaml", assets))[0]) == said(checked(write("b.yaml", turned))[0])


@given(assets=inventories, more=devices)
@FEW
def test_an_asset_more_changes_no_finding_of_another(checked, write, assets, more):
    added = [{"name": "added", **more}, *assets]
    assert said(checked(write("a.yaml", assets))[0]) == said(checked(write("b.yaml", added))[0], "added")


@given(first=inventories, second=inventories)
@FEW
def test_the_order_of_files_changes_no_finding(checked, write, first, second):
    second = [{**one, "name": one["name"].replace("device", "other")} for one in second]
    paths = write("a.yaml", first), write("b.yaml", second)
    assert said(checked(*paths)[0]) == said(checked(*reversed(paths))[0])


@given(assets=inventories)
@FEW
def test_yaml_json_and_json_lines_of_one_inventory_agree(checked, write, assets):
    found = [checked(write(name, assets)) for name in ("a.yaml", "a.json", "a.jsonl")]
    assert said(found[0][0]) == said(found[1][0]) == said(found[2][0])
    counts = [(one.counts.assets, one.counts.undetermined, one.counts.by_verdict) for _, one in found]
    assert counts[0] == counts[1] == counts[2]


@given(assets=inventories)
@FEW
def test_every_position_points_at_the_value_it_names(checked, write, assets):
    for path in (write("a.yaml", assets), write("a.json", assets)):
        lines = path.read_text(encoding="utf-8").split("\n")
        for finding in checked(path)[0]:
            for one in finding.evidence:
                span = one.place.span
                assert span.line == span.end_line
                text = lines[span.line - 1][span.column - 1 : span.end_column - 1]
                assert json.loads(text if text.startswith('"') else json.dumps(text)) == one.identifier.value


@given(assets=inventories, more=devices)
@settings(FEW, max_examples=8)
def test_a_baseline_of_a_run_hides_exactly_that_run(checked, write, tmp_path, assets, more):
    path, baseline = write("a.yaml", assets), tmp_path / "baseline.jsonl"
    options = ["--isolated", "--no-plugins", "--as-of", "2026-01-01", "--profile", "us-federal-contractor"]
    baseline.unlink(missing_ok=True)
    options += ["--profile", "us-exporter", "--baseline", str(baseline)]
    assert main(["baseline", "write", *options, str(path)]) == 0

    def policy(question):
        return read_policy("", str(baseline), [str(path)], question)

    before = checked(path)[0]
    again, outcome = checked(path, policy=policy)
    assert len(again) == len(before) == outcome.counts.baselined
    added = {"name": "added", **more}
    grown = checked(write("a.yaml", [*assets, added]), policy=policy)[0]
    assert {one.asset for one in grown if one.decision is None} <= {"added"}
    assert sum(one.decision is not None for one in grown) == len(before)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["text", "json", "sarif", "csv", "html"])
def test_workers_and_hash_seeds_change_no_byte(banlint, write, tmp_path, name):
    for number in range(70):
        assets = [{"name": f"device-{number}", "manufacturer": MAKERS[number % len(MAKERS)], "purpose": "office"}]
        write(f"file-{number}.{'json' if number % 2 else 'yaml'}", assets)
    arguments = ("check", "--isolated", "--no-plugins", "--as-of", "2026-01-01", "--format", name)
    runs = {
        banlint(*arguments, "-j", jobs, ".", environment={"PYTHONHASHSEED": seed}).stdout
        for jobs, seed in (("1", "0"), ("1", "4711"), ("2", "1"), ("3", "2"))
    }
    assert [len(one) > 500 for one in runs] == [True]


def test_the_order_in_which_the_system_lists_the_rules_changes_nothing(monkeypatch):
    scandir = os.scandir

    class Turned:
        def __init__(self, *given):
            with scandir(*given) as entries:
                self.entries = list(entries)[::-1]

        def __enter__(self):
            return iter(self.entries)

        def __exit__(self, *_):
            pass

    expected = read_folder(rules_folder())
    monkeypatch.setattr(os, "scandir", Turned)
    found = read_folder(rules_folder())
    assert (found.sha256, list(found.contents)) == (expected.sha256, list(expected.contents))
