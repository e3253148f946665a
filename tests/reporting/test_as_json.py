import io
import json
from pathlib import Path

import jsonschema
import pytest

from banlint.model import Place, Problem, Span
from banlint.reporting.as_json import JsonLinesReporter, JsonReporter, encode

SCHEMA = json.loads((Path(__file__).parents[2] / "rules/schema/output.schema.json").read_text())


def report(reporter, info, outcome, findings, problems=()):
    out = io.StringIO()
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ())
    return out.getvalue()


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_report_is_what_its_published_schema_says(finding, info, outcome, count):
    problem = Problem("input", "not JSON", path="a.json", line=1, column=2)
    text = report(JsonReporter(), info, outcome, [finding] * count, [problem])
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    assert len(json.loads(text)["findings"]) == count
    assert text.endswith("}\n")


def test_every_field_of_a_finding_is_in_the_schema(finding, info, outcome):
    full = finding._replace(place=Place(finding.place.span, Span(1, 1, 1, 2), "Stock!C14"))
    reporter = JsonReporter()
    reporter.sources = {}
    record = json.loads(report(reporter, info, outcome, [full]))
    shape = SCHEMA["$defs"]["finding"]["properties"]
    assert set(record) == set(SCHEMA["properties"])
    assert set(record["findings"][0]) == set(shape)
    assert set(record["findings"][0]["evidence"][0]) == set(SCHEMA["$defs"]["evidence"]["properties"])
    assert set(record["counts"]) == set(SCHEMA["$defs"]["counts"]["properties"])


def test_json_lines_hold_one_finding_each(finding, info, outcome):
    lines = report(JsonLinesReporter(), info, outcome, [finding, finding]).splitlines()
    assert len(lines) == 2
    shape = {"$ref": "#/$defs/finding", "$defs": SCHEMA["$defs"]}
    jsonschema.Draft202012Validator(shape).validate(json.loads(lines[0]))


def test_a_pointer_to_a_value_keeps_the_prefix_of_its_document(finding, info, outcome):
    text = report(JsonLinesReporter(), info, outcome, [finding._replace(pointer="@2/assets/0")])
    assert json.loads(text)["evidence"][0]["pointer"] == "@2/assets/0/manufacturer"


def test_no_line_of_json_holds_a_command_of_a_ci_service():
    assert "##" not in encode("##vso[task.setvariable]x")
    assert json.loads(encode("##vso[x] ###")) == "##vso[x] ###"


def test_the_same_findings_give_the_same_bytes(finding, info, outcome):
    shuffled = finding._replace(identifiers={"model": "M", "manufacturer": "ACME"})
    other = finding._replace(identifiers={"manufacturer": "ACME", "model": "M"})
    assert report(JsonReporter(), info, outcome, [shuffled]) == report(JsonReporter(), info, outcome, [other])


def test_evidence_stands_where_it_is_written_and_the_finding_where_that_is_used(finding, info, outcome):
    used = Place(Span(9, 3, 9, 7), Span(2, 5, 2, 9))
    evidence = tuple(one._replace(place=used) for one in finding.evidence)
    (record,) = json.loads(report(JsonReporter(), info, outcome, [finding._replace(place=used, evidence=evidence)]))[
        "findings"
    ]
    assert (record["line"], record["anchor"]["line"], record["evidence"][0]["line"]) == (9, 2, 2)


@pytest.mark.parametrize("asked", [True, False])
def test_the_report_says_whether_mentions_were_asked_for(info, outcome, asked):
    info = info._replace(question=info.question._replace(mentions=asked))
    assert json.loads(report(JsonReporter(), info, outcome, []))["mentions"] is asked
