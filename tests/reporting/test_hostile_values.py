"""Strangers' text through every reporter: nothing of it acts, adds a line, or gets lost."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.model import Law, Problem
from banlint.reporting.as_json import JsonLinesReporter, JsonReporter
from banlint.reporting.as_text import TextReporter, problem_lines
from banlint.reporting.layout import Style
from banlint.text import show

NAUGHTY = Path(__file__).parents[3] / "shared/data/suites/blns/blns.json"
OUR_OWN = [
    "\x1b[2J\x1b[H", "\x1b]0;title\x07", "\x9b31m", "a\rb", "a\nb", "\u202eevil", "\u2028", "\u200b", "\ud800",
    "::error::x", "##[error]x", "##vso[task.setvariable variable=x]y", "##teamcity[x]", "[/red]", ":skull:",
    "\x00", "\U000e0041", "a\u0301" + "\u0301" * 50, "x" * 5000, "  ::add-mask::x", "\u0085", "\t",
]  # fmt: skip
MARKERS = ("::", "##[", "##vso[", "##teamcity[")


def hostile(finding, value):
    one = finding.evidence[0]
    evidence = one._replace(identifier=one.identifier._replace(value=value, field=value))
    evidence = evidence._replace(match=evidence.match._replace(term=value, note=value))
    return finding._replace(
        path=value, asset=value, parent=value, entity_name=value, reason=value, regime=value, covered=value,
        questions=(value,), conflicts=(value,), mend=value, evidence=(evidence,), law=(Law(value, value),),
        identifiers={"manufacturer": value},
    )  # fmt: skip


def text_of(finding, info, outcome, value, width=0):
    reporter = TextReporter()
    reporter.style = Style(width=width)
    reporter.chain = True
    out = io.StringIO()
    reporter.begin(info, out)
    line = ("x" * 18 + value).replace("\n", " ").replace("\r", " ")
    reporter.finding(hostile(finding, value)._replace(line=line))
    reporter.problem(Problem("input", value, value, value, 1, 1))
    reporter.end(outcome, (value,))
    return out.getvalue()


def assert_harmless(text):
    for line in text.split("\n"):
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
        assert not any(marker in line for marker in MARKERS[1:])


@pytest.mark.parametrize("value", OUR_OWN, ids=ascii)
@pytest.mark.parametrize("width", [0, 44])
def test_text_holds_nothing_that_acts(finding, info, outcome, value, width):
    assert_harmless(text_of(finding, info, outcome, value, width))


@pytest.mark.parametrize("value", OUR_OWN, ids=ascii)
def test_json_gives_the_value_back_as_it_was(finding, info, outcome, value):
    out = io.StringIO()
    for reporter in (JsonReporter(), JsonLinesReporter()):
        reporter.begin(info, out)
        reporter.finding(hostile(finding, value)._replace(line=value))
        reporter.end(outcome, ())
    text = out.getvalue()
    assert text.isascii()
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text.splitlines()[-1])["asset"]["name"] == value
    assert not any(marker in text for marker in MARKERS[1:])


def test_a_path_that_looks_like_a_command_is_no_command():
    lines = list(problem_lines(Problem("input", "x", path="::error::y")))
    assert not lines[0].startswith("::")


def test_every_naughty_string_is_harmless(finding, info, outcome):
    if not NAUGHTY.exists():
        pytest.skip("the naughty strings of ../shared are not here")
    values = json.loads(NAUGHTY.read_text())
    plain = text_of(finding, info, outcome, "plain").count("\n")
    for value in values:
        text = text_of(finding, info, outcome, value)
        assert_harmless(text)
        assert text.count("\n") <= plain + 1
        assert show(value, 60) == show(value, 60).replace("\n", "")


@given(st.text(max_size=40))
def test_no_text_at_all_adds_a_line_to_a_problem(value):
    lines = list(problem_lines(Problem("input", value, value, value, 1, 1)))
    assert_harmless("\n".join(lines))
    assert all("\n" not in line for line in lines)
