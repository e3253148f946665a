import io

from banlint.model import Confidence, Place, Problem, Span, Verdict
from banlint.reporting.as_text import TextReporter, problem_lines
from banlint.reporting.layout import Style
from banlint.reporting.wording import asked_line


def report(reporter, info, outcome, *findings, footer=()):
    out = io.StringIO()
    reporter.begin(info, out)
    for finding in findings:
        reporter.finding(finding)
    reporter.end(outcome, footer)
    return out.getvalue()


def test_a_finding_shows_its_place_its_line_and_its_law(finding, info, outcome):
    text = report(TextReporter(), info, outcome, finding._replace(line="    manufacturer: ACME"))
    assert text.splitlines()[:5] == [
        "lab.yaml:3:19  prohibited  xx-ban  cam-1",
        "    3 |     manufacturer: ACME",
        "      |                   ^^^^ a brand of Acme Cameras Ltd",
        "      = law: X Act s.1: a contractor may not use it, since 2020-01-01",
        "      = evidence: manufacturer ACME (certain)",
    ]


def test_the_counts_and_the_question_come_last(finding, info, outcome):
    lines = report(TextReporter(), info, outcome, finding, footer=("ask the desk",)).splitlines()
    assert lines[-3:] == [
        "2 assets in 1 file: 1 prohibited",
        "as of 2026-11-22 for us-dod; rules 2026-11-22 (sha256 000000000000), 6 regimes, 5 entities",
        "ask the desk",
    ]


def test_a_second_ban_on_the_same_asset_does_not_repeat_the_excerpt(finding, info, outcome):
    other = finding._replace(regime="xx-other", verdict=Verdict.SCHEDULED)
    text = report(
        TextReporter(), info, outcome, *(one._replace(line="    manufacturer: ACME") for one in (finding, other))
    )
    assert text.count("^^^^") == 1
    assert text.count("= evidence:") == 1
    assert text.count("= law:") == 2


def test_quiet_leaves_out_the_counts(finding, info, outcome):
    reporter = TextReporter()
    reporter.quiet = True
    assert "assets" not in report(reporter, info, outcome, finding)


def test_open_questions_conflicts_and_mends_are_said(finding, info, outcome):
    text = report(
        TextReporter(), info, outcome,
        finding._replace(questions=("what for?",), conflicts=("two makers",), covered="a port", mend="replace it"),
    )  # fmt: skip
    for note in ("= needs: what for?", "= conflict: two makers", "= covered: a port", "= mend: replace it"):
        assert note in text


def test_a_value_used_through_an_alias_names_the_line_it_is_written_on(finding, info, outcome):
    text = report(TextReporter(), info, outcome, finding._replace(place=Place(Span(3, 19, 3, 23), Span(1, 2, 1, 6))))
    assert "= written: at line 1, and used here through an alias" in text


def test_a_narrow_terminal_gets_wrapped_lines(finding, info, outcome):
    reporter = TextReporter()
    reporter.style = Style(width=50)
    text = report(reporter, info, outcome, finding._replace(reason="very " * 30 + "long"))
    notes = [line for line in text.splitlines() if line.startswith("      ")]
    assert max(map(len, notes)) <= 50


def test_colour_is_only_there_when_asked_for(finding, info, outcome):
    reporter = TextReporter()
    reporter.style = Style(colour=True)
    assert "\x1b[31;1mprohibited\x1b[0m" in report(reporter, info, outcome, finding)
    assert "\x1b" not in report(TextReporter(), info, outcome, finding)


def test_a_problem_names_its_place_and_its_mend():
    problem = Problem("input", "no such file", "name one that is there", "a.yaml", 3, 4)
    assert list(problem_lines(problem)) == ["a.yaml:3:4: problem: no such file", "  = mend: name one that is there"]


def test_a_file_that_failed_is_shouted_in_the_counts(info, outcome):
    counts = outcome.counts._replace(files=2, files_failed=1, findings=0, by_verdict={})
    text = report(TextReporter(), info, outcome._replace(counts=counts))
    assert text.startswith("2 assets in 1 file: no findings; 1 file FAILED and not checked\n")


def test_a_value_that_met_two_things_is_said_once_and_as_surely_as_can_be(finding, info, outcome):
    one = finding.evidence[0]
    weaker = one._replace(match=one.match._replace(confidence=Confidence.POSSIBLE))
    text = report(TextReporter(), info, outcome, finding._replace(evidence=(weaker, one)))
    assert "= evidence: manufacturer ACME (certain)\n" in text


def test_a_value_in_a_workbook_is_named_by_its_sheet_and_cell(finding, info, outcome):
    place = Place(Span(14, 3, 14, 4), cell="Stock!C14")
    text = report(TextReporter(), info, outcome, finding._replace(path="list.xlsx", place=place, line=""))
    assert text.startswith("list.xlsx#Stock!C14  ")


def test_a_value_that_is_referred_to_names_the_line_it_is_written_on(finding, info, outcome):
    first = finding.evidence[0]
    evidence = (first._replace(identifier=first.identifier._replace(written=("makers", 0, "name"))),)
    place = Place(Span(3, 19, 3, 23), Span(1, 2, 1, 6))
    text = report(TextReporter(), info, outcome, finding._replace(place=place, evidence=evidence))
    assert "= written: at line 1, and referred to here" in text


def test_a_run_that_was_asked_for_mentions_says_so(info):
    assert "mentions" not in asked_line(info)
    asked = info._replace(question=info.question._replace(mentions=True))
    assert "mentions shown as well" in asked_line(asked)
