import io
import os

import pytest

from banlint.errors import ReportError
from banlint.model import Confidence, Decision, Problem, Verdict
from banlint.reporting import as_github
from banlint.reporting.as_github import GithubReporter, append, command


def report(info, outcome, findings=(), problems=(), summary=""):
    reporter, out = GithubReporter(), io.StringIO()
    reporter.step_summary = summary
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    for problem in problems:
        reporter.problem(problem)
    reporter.end(outcome, ())
    return out.getvalue()


def annotations(text):
    return [line for line in text.splitlines() if line.startswith(("::error", "::warning", "::notice"))]


def test_a_finding_is_annotated_where_it_stands(finding, info, outcome):
    text = report(info, outcome, [finding])
    assert text.splitlines()[:4] == [
        "::group::banlint: all findings and problems",
        "lab.yaml:3:19  cam-1: prohibited under xx-ban, Acme Cameras Ltd",
        "::endgroup::",
        "::error file=lab.yaml,line=3,endLine=3,col=19,endColumn=23,title=cam-1%3A prohibited under xx-ban%2C "
        "Acme Cameras Ltd::a contractor may not use it, since 2020-01-01 (X Act s.1)",
    ]


def test_only_the_ten_worst_are_annotated_and_the_others_counted(finding, info, outcome):
    counts = outcome.counts._replace(findings=14)
    mild = [finding._replace(verdict=Verdict.WATCH)] * 3
    unsure = [finding._replace(confidence=Confidence.POSSIBLE)] * 2
    text = report(info, outcome._replace(counts=counts), [*mild, *unsure, *[finding] * 9])
    assert [line.split(" ")[0] for line in annotations(text)] == ["::error"] * 10
    assert "4 more findings: open the group above" in text
    assert text.count("  cam-1: ") == 14


@pytest.mark.parametrize(
    ("verdict", "name"),
    [(Verdict.PROHIBITED, "::error "), (Verdict.NEEDS_FACTS, "::warning "), (Verdict.WATCH, "::notice ")],
)
def test_a_verdict_makes_an_error_a_warning_or_a_notice(finding, info, outcome, verdict, name):
    assert annotations(report(info, outcome, [finding._replace(verdict=verdict)]))[0].startswith(name)


def test_a_waived_finding_is_a_notice_that_says_so(finding, info, outcome):
    (line,) = annotations(report(info, outcome, [finding._replace(decision=Decision("waived", "needed"))]))
    assert line.startswith("::notice ")
    assert "waived" in line


def test_all_problems_share_one_annotation_that_comes_first(finding, info, outcome):
    problems = [Problem("input", f"bad {number}", path="b.yaml", line=number) for number in range(30)]
    found = annotations(report(info, outcome, [finding] * 20, problems))
    assert found[0].startswith("::error file=b.yaml,title=banlint could not check everything::NOT CHECKED IN FULL: 30 ")
    assert len(found) == 10


def test_the_step_summary_is_added_to_what_is_there(tmp_path, finding, info, outcome):
    path = tmp_path / "summary.md"
    path.write_text("# Mine\n")
    report(info, outcome, [finding], [Problem("input", "not a mapping", path="b.yaml")], str(path))
    text = path.read_text()
    assert text.startswith("# Mine\n## banlint\n\n**NOT CHECKED IN FULL: 1 problem**")
    assert "| **prohibited** | cam-1 | Acme Cameras Ltd | xx-ban |" in text
    assert "- problem: b.yaml:0: not a mapping" in text


def test_the_step_summary_keeps_to_its_limit_and_says_what_it_left_out(tmp_path, finding, info, outcome, monkeypatch):
    monkeypatch.setattr(as_github, "SUMMARY_BYTES", 3000)
    path = tmp_path / "summary.md"
    counts = outcome.counts._replace(findings=100)
    report(info, outcome._replace(counts=counts), [finding] * 100, summary=str(path))
    assert path.stat().st_size <= 3000
    shown = path.read_text().count("| **prohibited** |")
    assert f"{100 - shown} more findings, the least grave, for which there is no room here." in path.read_text()


@pytest.mark.parametrize(("count", "more"), [(9, ""), (10, ""), (11, "1 more problem\n"), (30, "20 more problems\n")])
def test_the_step_summary_tells_the_first_ten_problems_and_counts_the_others(tmp_path, info, outcome, count, more):
    path = tmp_path / "summary.md"
    report(info, outcome, [], [Problem("input", f"bad {number}") for number in range(count)], str(path))
    text = path.read_text()
    assert text.count("- problem: banlint: bad ") == min(count, 10)
    assert ("more problem" in text) is bool(more)
    assert more in text


@pytest.mark.parametrize("room", [0, -1])
def test_a_step_summary_that_fits_to_the_byte_is_added(tmp_path, info, outcome, monkeypatch, room):
    path = tmp_path / "summary.md"
    report(info, outcome, summary=str(path))
    whole = path.read_bytes()
    monkeypatch.setattr(as_github, "SUMMARY_BYTES", len(whole) + room)
    path.unlink()
    text = report(info, outcome, summary=str(path))
    assert ("the summary of this step is full" in text) is (room < 0)
    assert (path.read_bytes() if path.exists() else b"") == (whole if room == 0 else b"")


def test_a_full_step_summary_is_left_alone_and_that_is_said(tmp_path, finding, info, outcome):
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * 1_000_000)
    assert "the summary of this step is full" in report(info, outcome, [finding], summary=str(path))
    assert path.stat().st_size == 1_000_000


def test_the_step_summary_is_never_written_through_a_link(tmp_path, finding, info, outcome):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("")
    link.symlink_to(target)
    with pytest.raises(ReportError):
        append(str(link), b"x")
    assert target.read_text() == ""


def test_a_command_is_escaped_as_runners_unescape_it():
    assert command("error", "a\r\n50%", file="a:b,c") == "::error file=a%3Ab%2Cc::a%0D%0A50%25"


@pytest.mark.parametrize(("count", "told"), [(10, ""), (11, "1 more finding: open the group above")])
def test_the_first_finding_for_which_there_is_no_annotation_is_counted(finding, info, outcome, count, told):
    counts = outcome.counts._replace(findings=count)
    text = report(info, outcome._replace(counts=counts), [finding] * count)
    assert ("more finding" in text) is bool(told)
    assert told in text


def test_the_step_summary_is_never_written_into_what_is_no_plain_file():
    with pytest.raises(ReportError, match="is not a plain file"):
        append(os.devnull, b"x")


def test_a_thousand_characters_of_a_problem_are_told_in_the_log_its_annotation_and_the_summary(tmp_path, info, outcome):
    summary = tmp_path / "summary.md"
    text = report(info, outcome, [], [Problem("input", "m" * 1001, path="p" * 1001)], str(summary))
    said, where = "m" * 1000 + "... (1 more characters)", "p" * 1000 + "... (1 more characters)"
    log, annotation = text.splitlines()[1], annotations(text)[0]
    assert log == f"problem: {where}:0: {said}"
    assert annotation.startswith(f"::error file={where},")
    assert annotation.endswith(f". First: {said}")
    assert f"- problem: {where.partition('...')[0]}... (3 more characters): {said}\n" in summary.read_text()
