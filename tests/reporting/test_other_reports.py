"""Table, summary, CSV, Markdown and GitLab: what each says of a finding."""

import csv
import io
import json

import pytest

from banlint.model import Decision, Duty, Problem, Verdict
from banlint.reporting.as_csv import COLUMNS, CsvReporter, cell
from banlint.reporting.as_gitlab import GitlabReporter
from banlint.reporting.as_markdown import MarkdownReporter
from banlint.reporting.as_summary import SummaryReporter
from banlint.reporting.as_table import TableReporter
from banlint.reporting.layout import Style, cells
from banlint.reporting.markdown import escaped


def report(reporter, info, outcome, *findings, problems=()):
    out = io.StringIO()
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ())
    return out.getvalue()


def test_a_table_stands_in_columns(finding, info, outcome):
    other = finding._replace(asset="摄像机", verdict=Verdict.NEEDS_FACTS)
    lines = report(TableReporter(), info, outcome, finding, other).splitlines()
    assert lines[0] == "verdict      regime  asset   maker             since       place"
    assert lines[1] == "prohibited   xx-ban  cam-1   Acme Cameras Ltd  2020-01-01  lab.yaml:3:19"
    assert lines[2] == "needs-facts  xx-ban  摄像机  Acme Cameras Ltd  2020-01-01  lab.yaml:3:19"


@pytest.mark.parametrize("kind", ["suppressed", "waived", "baselined"])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_table_shows_verdict_and_decision_in_full(finding, info, outcome, verdict, kind):
    decided = finding._replace(verdict=verdict, decision=Decision(kind))
    assert f"\n{verdict}, {kind}  " in report(TableReporter(), info, outcome, decided)


def test_a_table_fits_its_terminal_and_cuts_the_middle_of_what_is_too_long(finding, info, outcome):
    reporter = TableReporter()
    reporter.style = Style(width=80)
    long = finding._replace(path="inventories/" * 20 + "lab.yaml", entity_name="Acme " * 20 + "Ltd")
    lines = report(reporter, info, outcome, long, problems=[Problem("input", "bad", path="b.yaml")]).splitlines()
    assert max(map(cells, lines[:2])) <= 80
    assert lines[1].endswith("aml:3:19")
    assert lines[2] == "PROBLEM  bad  b.yaml:0:0"


def test_a_summary_counts_by_ban_maker_and_file(finding, info, outcome):
    other = finding._replace(regime="xx-other", verdict=Verdict.WATCH, path="b.yaml")
    lines = report(SummaryReporter(), info, outcome, finding, finding, other).splitlines()
    assert lines[2:] == [
        "", "by ban", "  xx-ban: 2 prohibited", "  xx-other: 1 watch",
        "", "by maker", "  Acme Cameras Ltd: 2 prohibited, 1 watch",
        "", "by file", "  lab.yaml: 2 prohibited", "  b.yaml: 1 watch",
        "", "as of 2026-11-22 for us-dod; rules 2026-11-22 (sha256 000000000000), 6 regimes, 5 entities",
    ]  # fmt: skip


def test_a_summary_counts_apart_what_was_waived(finding, info, outcome):
    waived = finding._replace(decision=Decision("waived", "needed"))
    assert "  xx-ban: 1 prohibited, 1 waived" in report(SummaryReporter(), info, outcome, finding, waived)


def test_a_summary_of_many_files_stays_a_page(finding, info, outcome):
    findings = [finding._replace(path=f"{number:03}.yaml") for number in range(300)]
    text = report(SummaryReporter(), info, outcome, *findings)
    assert "and 280 more files" in text
    assert len(text.splitlines()) < 40


def test_csv_has_a_row_for_each_asset_and_ban_and_ends_with_the_counts(finding, info, outcome):
    decided = finding._replace(
        regime="xx-other", decision=Decision("waived", "needed", "W-7", "own-policy", "me", "2027-01-31")
    )
    rows = list(csv.DictReader(io.StringIO(report(CsvReporter(), info, outcome, finding, decided))))
    assert [row["record"] for row in rows] == ["finding", "finding", "counts", "counts", "counts"]
    assert (rows[0]["asset"], rows[0]["manufacturer"], rows[0]["law"]) == ("cam-1", "ACME", "X Act s.1")
    assert (rows[0]["path"], rows[0]["line"], rows[0]["as_of"]) == ("lab.yaml", "3", "2026-11-22")
    assert (rows[1]["decision"], rows[1]["decision_until"]) == ("waived", "2027-01-31")
    assert rows[2]["reason"] == "2 assets in 1 file: 1 prohibited"


def test_csv_says_what_else_there_is_of_a_finding(finding, info, outcome):
    duty = Duty("25", "2025-01-01", "250.00", "USD")
    full = finding._replace(duty=duty, besides=("it may not be funded",), not_honoured=("a waiver lapsed",))
    row = next(csv.DictReader(io.StringIO(report(CsvReporter(), info, outcome, full))))
    assert (row["duty_percent"], row["duty_exposed"], row["duty_currency"]) == ("25", "250.00", "USD")
    assert (row["besides"], row["not_honoured"]) == ("it may not be funded", "a waiver lapsed")


@pytest.mark.parametrize(("path", "place"), [("w.yaml", "w.yaml:7"), ("", "")])
def test_csv_says_where_a_decision_is_recorded(finding, info, outcome, path, place):
    decided = finding._replace(decision=Decision("waived", "needed", path=path, line=7))
    row = next(csv.DictReader(io.StringIO(report(CsvReporter(), info, outcome, decided))))
    assert row["decision_place"] == place


def test_csv_rows_are_as_wide_as_their_header(finding, info, outcome):
    text = report(CsvReporter(), info, outcome, finding, problems=[Problem("input", "bad", path="b.yaml", line=2)])
    assert {len(row) for row in csv.reader(io.StringIO(text))} == {len(COLUMNS)}


@pytest.mark.parametrize("value", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "\n=1", "＝1", "|x", "%x", "'=1"])
def test_no_cell_begins_like_a_formula(value):
    assert cell(value).startswith("'")


@pytest.mark.parametrize("value", ["ACME", "1-2", "a=b", "", "0012"])
def test_other_cells_stay_as_they_are(value):
    assert cell(value) == value


def test_markdown_begins_with_the_counts_and_links_to_the_law(finding, info, outcome):
    text = report(MarkdownReporter(), info, outcome, finding, problems=[Problem("input", "a|b", path="b.yaml", line=2)])
    assert text.startswith("## banlint\n\n**NOT CHECKED IN FULL: 1 problem**\n\n**2 assets in 1 file: 1 prohibited**\n")
    assert "| b.yaml:2:0 | a\\|b |  |\n" in text
    assert (
        "| **prohibited** | cam-1 | Acme Cameras Ltd | xx-ban | a contractor may not use it, since 2020-01-01 "
        "([X Act s.1](https://example.org/x)) | lab.yaml:3:19 |\n" in text
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a_b*c", "a\\_b\\*c"),
        ("@all", "\\\\x40all"),
        ("https://x.example", "https\\\\x3a//x.example"),
        ("44:19:b6:0a:11:f2", "44:19:b6:0a:11:f2"),
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("  ", "&nbsp;&nbsp;"),
    ],
)
def test_text_in_markdown_is_text(value, text):
    assert escaped(value) == text


def test_gitlab_gets_severities_places_and_fingerprints_without_lines(finding, info, outcome):
    moved = finding._replace(place=finding.place._replace(span=finding.place.span._replace(line=99, end_line=99)))
    first, second = (json.loads(report(GitlabReporter(), info, outcome, one))[0] for one in (finding, moved))
    assert first["fingerprint"] == second["fingerprint"] == "f" * 32
    assert first["severity"] == "blocker"
    assert first["check_name"] == "banlint:xx-ban"
    assert second["location"] == {"path": "lab.yaml", "lines": {"begin": 99, "end": 99}}


def test_gitlab_gets_problems_as_blockers_with_fingerprints_of_their_own(info, outcome):
    problem = Problem("input", "not a mapping", path="b.yaml", line=2)
    entries = json.loads(report(GitlabReporter(), info, outcome, problems=[problem, problem._replace(line=9)]))
    assert [one["severity"] for one in entries] == ["blocker", "blocker"]
    assert entries[1]["fingerprint"] == f"{entries[0]['fingerprint']}-2"


def test_gitlab_gets_what_was_waived_as_information(finding, info, outcome):
    (entry,) = json.loads(
        report(GitlabReporter(), info, outcome, finding._replace(decision=Decision("waived", "needed")))
    )
    assert entry["severity"] == "info"
    assert entry["description"].startswith("waived")
