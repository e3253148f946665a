"""What holds for every report: whole or not there, never clean when something was not checked, the same bytes twice."""

import io
import json
import xml.etree.ElementTree as ET
from zipfile import ZipFile

import pytest

from banlint.model import Decision, Notice, Problem
from banlint.plugins import builtin
from banlint.reporting.ours import is_report
from banlint.reporting.output import Output, Outputs, check_destination

MADE = []
builtin.banlint_register_reporters(MADE.append)
REPORTERS = {one.name: one for one in MADE}
WITH_PROBLEMS = sorted(set(REPORTERS) - {"jsonl"})
"""A line of `jsonl` is a finding and nothing else; problems are on standard error."""
every = pytest.mark.parametrize("name", sorted(REPORTERS))


def report(name, *run, **more):
    """A report as text; of a workbook the texts of its sheets, a row a line."""
    made = raw(name, *run, **more)
    if not made.startswith(b"PK"):
        return made.decode()
    with ZipFile(io.BytesIO(made)) as book:
        sheets = [ET.fromstring(book.read(one)) for one in sorted(book.namelist()) if "/worksheets/" in one]
    return "".join(" ".join(row.itertext()) + "\n" for one in sheets for row in one.findall(".//{*}row"))


def raw(name, info, outcome, findings=(), problems=(), footer=()):
    reporter, file = REPORTERS[name](), io.BytesIO()
    out = io.TextIOWrapper(file, "utf-8", "backslashreplace", "\n")
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, footer)
    out.flush()
    return file.getvalue()


@every
def test_a_reporter_is_imported_only_when_a_report_is_made(name):
    assert not hasattr(REPORTERS[name], "begin")
    assert REPORTERS[name]().name == name


@every
def test_the_same_run_gives_the_same_bytes(finding, info, outcome, name):
    first, second = (raw(name, info, outcome, [finding] * 3) for _ in range(2))
    assert first == second
    assert report(name, info, outcome, [finding] * 3).endswith("\n")


@pytest.mark.parametrize("name", WITH_PROBLEMS)
def test_a_run_with_a_problem_and_no_finding_does_not_look_clean(info, outcome, name):
    problem = Problem("input", "not a mapping", "make it one", "broken.yaml", 3, 4)
    counts = outcome.counts._replace(findings=0, by_verdict={}, files=2, files_failed=1)
    failed = outcome._replace(counts=counts, problems=(problem,), failing=0)
    text = report(name, info, failed, problems=[problem])
    assert "not a mapping" in text
    assert "broken.yaml" in text


@pytest.mark.parametrize("name", [one for one in WITH_PROBLEMS if one not in ("text", "json", "gitlab")])
def test_problems_are_counted_where_the_report_says_how_it_went(info, outcome, name):
    problem = Problem("input", "not a mapping", path="broken.yaml")
    text = report(name, info, outcome._replace(problems=(problem,)), problems=[problem])
    assert "NOT CHECKED IN FULL: 1 problem" in text


@pytest.mark.parametrize("name", [one for one in WITH_PROBLEMS if one not in ("text", "json")])
@pytest.mark.parametrize("allowed", [False, True])
def test_a_run_that_checked_nothing_says_so(info, outcome, name, allowed):
    counts = outcome.counts._replace(assets=0, findings=0, by_verdict={})
    text = report(name, info, outcome._replace(counts=counts, failing=0, allow_empty=allowed))
    assert "NOTHING WAS CHECKED" in text
    assert ("allow-empty" in text) == allowed


@pytest.mark.parametrize("name", WITH_PROBLEMS)
def test_undetermined_assets_are_counted(info, outcome, name):
    counts = outcome.counts._replace(undetermined=7, findings=0, by_verdict={})
    text = report(name, info, outcome._replace(counts=counts))
    assert "7 undetermined" in text.replace('"undetermined": 7', "7 undetermined")


@pytest.mark.parametrize("name", [one for one in WITH_PROBLEMS if one not in ("text", "json", "gitlab")])
def test_notices_of_recorded_decisions_are_told(info, outcome, name):
    notice = Notice("lapsed", "a waiver lapsed on 2026-01-01", "renew it", "waivers.yaml", 4, 1)
    text = report(name, info, outcome._replace(notices=(notice,)))
    assert "a waiver lapsed on 2026-01-01" in text


@pytest.mark.parametrize(
    "name", ["table", "csv", "gitlab", "junit", "markdown", "github", "xlsx", "oscal", "cyclonedx"]
)
def test_what_was_decided_of_a_finding_is_told_with_it(finding, info, outcome, name):
    decision = Decision("waived", "needed until the port is rebuilt", "W-7", "own-policy", "port", "2027-01-31")
    assert "waived" in report(name, info, outcome, [finding._replace(decision=decision)])


@every
def test_a_report_to_a_file_is_whole_or_not_there(tmp_path, finding, info, outcome, name):
    class Broken(type(REPORTERS[name]())):
        def end(self, outcome, footer):
            super().end(outcome, footer)
            raise OSError(28, "No space left on device")

    path = tmp_path / "report"
    path.write_text("an earlier report")
    outputs = Outputs([Output(Broken(), path=str(path))])
    outputs.begin(info)
    outputs.finding(finding)
    outputs.end(outcome, ())
    assert [one.name for one in tmp_path.iterdir()] == ["report"]
    assert path.read_text() == "an earlier report"
    assert "No space left" in outputs.problems[0].message


@pytest.mark.parametrize(
    "name", ["json", "jsonl", "sarif", "gitlab", "csv", "junit", "markdown", "xlsx", "oscal", "cyclonedx"]
)
def test_a_report_among_inventories_is_replaced_and_never_taken_for_one(tmp_path, finding, info, outcome, name):
    path = tmp_path / "report.json"
    path.write_bytes(raw(name, info, outcome, [finding]))
    check_destination(str(path), [str(tmp_path)])
    assert is_report(path.read_bytes()[:512])


@pytest.mark.parametrize(
    "head", [b"", b"[]", b'{"schema_version": 1, "assets": []}', b'{"path": "a", "vendor": "Acme"}', b"record,path\n"]
)
def test_an_inventory_is_not_taken_for_a_report(head):
    assert not is_report(head)


def test_reports_of_several_formats_are_made_at_once(tmp_path, finding, info, outcome):
    outputs = Outputs([Output(REPORTERS[name](), path=str(tmp_path / name)) for name in sorted(REPORTERS)])
    outputs.begin(info)
    outputs.finding(finding)
    outputs.end(outcome, ())
    assert outputs.problems == []
    assert {one.name for one in tmp_path.iterdir()} == set(REPORTERS)
    assert json.loads((tmp_path / "sarif").read_text())["version"] == "2.1.0"
