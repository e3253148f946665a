"""The bill of covered assets: valid by the schema of CycloneDX, and tied to the bill that the assets were read from."""

import io
import json
from pathlib import Path

import pytest

from banlint.inventories.cyclonedx import CycloneDx
from banlint.model import Decision, Problem, RegimeId
from banlint.reporting.as_cyclonedx import CycloneDxReporter

EDGES = [" a", "", "a/b", "\ud800", "##vso[x]", "x" * 5000, "http://[::1", "é", "a\nb", "%zz"]
ROOT = Path(__file__).parents[2]


def report(info, outcome, *findings, problems=(), epoch=""):
    reporter, out = CycloneDxReporter(), io.StringIO()
    reporter.epoch = epoch
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ("a plugin's line",))
    return out.getvalue()


def assert_valid(text):
    json_validator = pytest.importorskip("cyclonedx.validation.json", reason="cyclonedx-python-lib is not installed")
    from cyclonedx.schema import SchemaVersion

    assert json_validator.JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_schema_takes_it(finding, info, outcome):
    other = finding._replace(regime=RegimeId("yy-ban"), decision=Decision("waived", "needed", path="w.yaml", line=2))
    text = report(info, outcome, finding, other, problems=[Problem("input", "bad", "", "b.yaml", 2)])
    assert_valid(text)
    bill = json.loads(text)
    (component,) = bill["components"]
    said = {one["name"]: one["value"] for one in component["properties"]}
    assert (component["type"], component["name"], component["manufacturer"]) == ("device", "cam-1", {"name": "ACME"})
    assert (said["banlint:xx-ban:verdict"], said["banlint:yy-ban:decision"]) == (
        "prohibited",
        "waived: needed (w.yaml:2)",
    )
    assert [one["subjects"] for one in bill["annotations"]] == [[component["bom-ref"]]] * 2
    assert "cam-1: prohibited under xx-ban" in bill["annotations"][0]["text"]


def test_the_schema_takes_a_run_that_found_nothing(info, outcome):
    assert_valid(report(info, outcome))


@pytest.mark.parametrize("value", EDGES, ids=lambda value: ascii(value)[:20])
def test_the_schema_takes_whatever_is_written(finding, info, outcome, value):
    hostile = finding._replace(
        asset=value, parent=value, path=value, pointer=value, regime=RegimeId(value), reason=value, covered=value,
        questions=(value,), facts={"site": value, "bom_ref": value}, identifiers={"manufacturer": value, "serial": value},
    )  # fmt: skip
    assert_valid(report(info, outcome, hostile, problems=[Problem("input", value, value, value, 1)]))


def test_an_annotation_points_into_the_bill_that_was_read(finding, info, outcome):
    link = "urn:cdx:e8c355aa-2142-4084-a8c7-6d42c8610ba2/1#samtec%20pcie"
    text = report(info, outcome, finding._replace(facts={"bom_ref": link}))
    assert_valid(text)
    bill = json.loads(text)
    assert bill["annotations"][0]["subjects"] == [bill["components"][0]["bom-ref"], link]


@pytest.mark.parametrize(
    ("serial", "expected"),
    [
        ("urn:uuid:E8C355AA-2142-4084-a8c7-6d42c8610ba2", "urn:cdx:e8c355aa-2142-4084-a8c7-6d42c8610ba2/3#a%20b"),
        ("", "a b"),
    ],
)
def test_a_component_of_a_bill_says_how_it_is_referred_to(serial, expected):
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": serial, "version": "3",
        "components": [{"type": "device", "name": "x", "bom-ref": "a b"}, {"type": "device", "name": "y", "bom-ref": "\ud800"}],
    }  # fmt: skip
    first, _ = CycloneDx().assets(bill)
    assert first.facts["bom_ref"].value == expected


def test_findings_of_an_asset_that_come_late_make_another_component(finding, info, outcome):
    other = finding._replace(pointer="/assets/1", asset="cam-2")
    bill = json.loads(report(info, outcome, finding, other, finding))
    assert [one["name"] for one in bill["components"]] == ["cam-1", "cam-2", "cam-1"]
    assert len({one["bom-ref"] for one in bill["components"]}) == 3


def test_its_bytes_are_the_same_and_its_number_is_of_all_that_is_in_it(finding, info, outcome):
    first, second = (report(info, outcome, finding) for _ in range(2))
    assert first == second
    other = json.loads(report(info, outcome, finding._replace(covered="by night")))
    assert other["serialNumber"] != json.loads(first)["serialNumber"]
    assert json.loads(report(info, outcome, epoch="0"))["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"
