"""The workbook, read back by another library: sheets, filters, days as days, the same bytes, sheets that are full."""

import io
from datetime import datetime
from zipfile import ZipFile

import pytest

from banlint.errors import ReportError
from banlint.model import Decision, Problem, Seen
from banlint.plugins import builtin
from banlint.reporting.as_xlsx import XlsxReporter
from banlint.reporting.ours import HEAD_BYTES, is_report
from banlint.reporting.xlsx import book as books
from banlint.reporting.xlsx.cells import LETTERS
from banlint.reporting.xlsx.columns import FINDINGS

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: it is in the extra `dev`")


class Pipe(io.RawIOBase):
    """A stream that cannot be gone back in."""

    def __init__(self):
        self.written = b""

    def writable(self):
        return True

    def write(self, data):
        self.written += bytes(data)
        return len(data)


def report(info, outcome, *findings, seen=(), problems=(), file=None, epoch=""):
    reporter, file = XlsxReporter(), file or io.BytesIO()
    reporter.epoch = epoch
    out = io.TextIOWrapper(io.BufferedWriter(file) if isinstance(file, Pipe) else file)
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for one in seen:
        reporter.asset(one)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ("a plugin's line",))
    out.flush()
    return file.written if isinstance(file, Pipe) else file.getvalue()


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_every_sheet_has_a_frozen_head_a_filter_and_widths(finding, info, outcome):
    decided = finding._replace(
        decision=Decision("waived", "needed", "W-7", "own-policy", "port", "2027-01-31", "w.yaml", 4)
    )
    seen = [Seen("lab.yaml", "/assets/1", "box", "rack", False, ()), Seen("lab.yaml", "/assets/2", "pc", "", True, ())]
    made = opened(
        report(info, outcome, finding, decided, seen=seen, problems=[Problem("input", "bad", "", "b.yaml", 2)])
    )
    assert made.sheetnames == ["summary", "findings", "problems", "undetermined", "decisions"]
    for sheet in made:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[cell.column_letter].width > 5 for cell in sheet[1])
    assert [sheet.max_row for sheet in made][1:] == [3, 2, 2, 2]
    assert [cell.value for cell in made["undetermined"][2]] == ["box", "rack", "lab.yaml", "/assets/1"]


def test_a_finding_has_its_law_its_evidence_and_days_as_days(finding, info, outcome):
    sheet = opened(report(info, outcome, finding))["findings"]
    row = dict(zip([one.value for one in sheet[1]], [one.value for one in sheet[2]], strict=True))
    assert (row["verdict"], row["asset"], row["maker"], row["line"]) == ("prohibited", "cam-1", "Acme Cameras Ltd", 3)
    assert row["effective"] == datetime(2020, 1, 1)  # noqa: DTZ001 - days have no zone
    assert row["evidence"] == "manufacturer ACME (certain)"
    assert (row["law"], row["law address"]) == ("X Act s.1", "https://example.org/x")


def test_a_sheet_that_would_be_empty_is_not_there(info, outcome):
    made = opened(report(info, outcome))
    assert made.sheetnames == ["summary", "findings"]
    said = {row[0].value: row[1].value for row in made["summary"].iter_rows(min_row=2)}
    assert (said["findings: prohibited"], said["problems"], said["note"]) == (1, 0, "a plugin's line")
    assert said["rules: sha256"] == "0" * 64


def test_findings_go_on_on_another_sheet_where_one_is_full(finding, info, outcome, monkeypatch):
    monkeypatch.setattr(books, "MOST_ROWS", 2)
    made = opened(report(info, outcome, *[finding] * 5, problems=[Problem("input", "bad")] * 3))
    assert made.sheetnames == ["summary", "findings", "findings 2", "findings 3", "problems"]
    assert [made[name].max_row for name in made.sheetnames[1:]] == [3, 3, 2, 3]
    said = {row[0].value: row[1].value for row in made["summary"].iter_rows(min_row=2)}
    assert (said["cut"], said["problems"]) == ("1 row of sheet problems, which is full", 3)


def test_its_bytes_are_the_same_and_its_day_is_the_one_asked_about(finding, info, outcome):
    first, second = (report(info, outcome, finding) for _ in range(2))
    assert first == second
    assert opened(first).properties.created == datetime(2026, 11, 22)  # noqa: DTZ001
    dated = report(info, outcome, finding, epoch="86400")
    assert opened(dated).properties.created == datetime(1970, 1, 2)  # noqa: DTZ001
    assert {one.date_time for one in ZipFile(io.BytesIO(dated)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_pipe_takes_it_and_a_terminal_and_a_text_do_not(finding, info, outcome):
    made = report(info, outcome, finding, file=Pipe())
    assert is_report(made[:HEAD_BYTES])
    assert opened(made)["findings"].max_row == 2

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    for out, word in ((Terminal(), "terminal"), (io.StringIO(), "text only")):
        with pytest.raises(ReportError, match=word):
            XlsxReporter().begin(info, out)


def test_somebody_elses_workbook_is_no_report_of_ours(tmp_path):
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    assert not is_report((tmp_path / "a.xlsx").read_bytes()[:HEAD_BYTES])


def test_there_are_names_for_all_columns():
    assert len(FINDINGS) <= len(LETTERS)
    assert "xlsx" in builtin.REPORTERS
