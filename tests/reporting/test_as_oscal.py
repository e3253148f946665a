"""Assessment results: what OSCAL asks for, read by its own tool; names that stay, states that do not overclaim."""

import io
import json
import warnings

import pytest

from banlint.model import Decision, Problem, RegimeId, Verdict
from banlint.plugins import builtin
from banlint.reporting import ids
from banlint.reporting.as_oscal import OscalReporter

EDGES = [" a", "a ", "  ", "", "a/b", "7", "\ud800", "##vso[x]", "x" * 5000, "2026-02-30", "é", "a\nb"]


def report(info, outcome, *findings, problems=(), epoch=""):
    reporter, out = OscalReporter(), io.StringIO()
    reporter.epoch = epoch
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ("a plugin's line",))
    return json.loads(out.getvalue())["assessment-results"]


def assert_valid(results):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        oscal = pytest.importorskip("trestle.oscal.assessment_results", reason="compliance-trestle is not installed")
    oscal.AssessmentResults.model_validate(results)


def decision(kind="waived", value="needed", until="2027-01-31"):
    return Decision(kind, value, value, value, value, until, value, 4)


def test_the_tool_of_oscal_takes_it(finding, info, outcome):
    counts = outcome.counts._replace(undetermined=3)
    decided = finding._replace(decision=decision(), asset="cam-2", pointer="/assets/1")
    problems = [Problem("input", "bad", "mend it", "b.yaml", 2)]
    assert_valid(report(info, outcome._replace(counts=counts), finding, decided, problems=problems))


def test_the_tool_of_oscal_takes_a_run_that_found_nothing(info, outcome):
    results = report(info, outcome)
    assert_valid(results)
    assert set(results["results"][0]) & {"observations", "findings", "risks", "local-definitions"} == set()


@pytest.mark.parametrize("value", EDGES, ids=lambda value: ascii(value)[:20])
def test_the_tool_of_oscal_takes_whatever_is_written(finding, info, outcome, value):
    hostile = finding._replace(
        asset=value, parent=value, path=value, pointer=value, regime=RegimeId(value), regime_title=value, reason=value,
        covered=value, questions=(value,), facts={"site": value} if value else {}, identifiers={"part_number": value}, effective=value,
        decision=decision(value=value, until=value), entity_name=value, clause=value,
    )  # fmt: skip
    results = report(info, outcome, hostile, problems=[Problem("input", value, value, value, 1)])
    assert_valid(results)
    (observed,) = results["results"][0]["observations"]
    assert (
        observed["subjects"][0]["subject-uuid"]
        == results["results"][0]["local-definitions"]["inventory-items"][0]["uuid"]
    )


def test_a_ban_is_a_finding_and_what_was_decided_a_risk(finding, info, outcome):
    other = finding._replace(regime=RegimeId("yy-plan"), verdict=Verdict.PROPOSED)
    (result,) = report(info, outcome, finding, finding._replace(decision=decision()), other)["results"]
    first, second = result["findings"]
    assert (first["target"]["target-id"], first["target"]["status"]["state"]) == ("xx-ban", "not-satisfied")
    assert (second["target"]["target-id"], second["target"]["status"]["state"]) == ("yy-plan", "satisfied")
    assert [one["observation-uuid"] for one in first["related-observations"]] == [
        one["uuid"] for one in result["observations"][:2]
    ]
    (risk,) = result["risks"]
    assert (risk["status"], risk["deadline"]) == ("deviation-approved", "2027-01-31T23:59:59Z")
    assert first["related-risks"] == [{"risk-uuid": risk["uuid"]}]
    assert first["links"] == [{"href": "https://example.org/x", "rel": "reference", "text": "X Act s.1"}]


def test_a_waiver_does_not_make_a_ban_satisfied(finding, info, outcome):
    (result,) = report(info, outcome, finding._replace(decision=decision()))["results"]
    assert result["findings"][0]["target"]["status"]["state"] == "not-satisfied"


def test_names_are_unlike_and_stay_while_what_they_name_does(finding, info, outcome):
    first, second = (report(info, outcome, finding, finding) for _ in range(2))
    assert first == second
    observed = [one["uuid"] for one in first["results"][0]["observations"]]
    assert len(set(observed)) == 2
    assert len(first["results"][0]["local-definitions"]["inventory-items"]) == 1
    later = info._replace(question=info.question._replace(as_of="2027-01-01"))
    other = report(later, outcome, finding)
    assert other["uuid"] != first["uuid"]
    assert other["results"][0]["observations"][0]["uuid"] not in observed
    items = [one["results"][0]["local-definitions"]["inventory-items"][0]["uuid"] for one in (first, other)]
    assert items[0] == items[1]


def test_names_are_unlike_when_too_many_are_to_be_remembered(finding, info, outcome, monkeypatch):
    monkeypatch.setattr(ids, "_MOST", 2)
    findings = [finding._replace(pointer=f"/assets/{number // 2}") for number in range(12)]
    (result,) = report(info, outcome, *findings)["results"]
    assert len({one["uuid"] for one in result["observations"]}) == 12
    assert len(result["local-definitions"]["inventory-items"]) == 6


def test_it_says_when_it_was_made(info, outcome):
    assert report(info, outcome)["metadata"]["last-modified"] == "2026-11-22T00:00:00Z"
    assert report(info, outcome, epoch="0")["metadata"]["last-modified"] == "1970-01-01T00:00:00Z"
    assert report(info, outcome, epoch="soon")["metadata"]["last-modified"] == "2026-11-22T00:00:00Z"


def test_it_is_one_of_our_formats():
    assert "oscal" in builtin.REPORTERS
