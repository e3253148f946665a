"""Strangers' text as maker, model, name, serial, path and reason, through every report, read back by another parser."""

import ast
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from banlint.model import Decision, Law, Problem, Seen
from banlint.plugins import builtin
from banlint.reporting.as_csv import cell
from banlint.reporting.as_github import command
from banlint.reporting.markdown import escaped
from banlint.text import show

SHARED = Path(__file__).parents[3] / "shared"
MADE = []
builtin.banlint_register_reporters(MADE.append)
REPORTERS = {one.name: one for one in MADE}
OUR_OWN = [
    "_x000D_", "_x003D_1+1", "2026-11-22", "9999-99-99",
    "::error::x", "a\n::error::x", "##vso[task.setvariable variable=x]y", "=1+1", " =1+1", "\t=1", "＝1+1", "-1", "@SUM(1)",
    "]]>", "a\x01b", "\ufffe", "\ud800", "a\x00b", "{0} {{1}}", "[x](1)", "[x](javascript:x)", "a|b", "a\\|b", "`x`",
    "<b>x</b>", "&lt;", "@everyone #1", "www.example.invalid", "http://example.invalid/", ":skull:", "$a$", "~~x~~",
    "1. x", "- x", "# x", "", "   ", "\x1b[2J", "\u202eevil", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
    "a?b#c%41", "a,line=1::b", "100%", "%0A::error::x", 'a","b', "'=1", "\r\n", "\u2028", "x" * 5000, "a\u0301" * 40,
]  # fmt: skip


def gathered():
    """The naughty strings and the hostile values beside this checkout, where they are there."""
    values = list(OUR_OWN)
    naughty, made = SHARED / "data/suites/blns/blns.json", SHARED / "tools/make_hostile.py"
    if naughty.exists():
        values += json.loads(naughty.read_text("utf-8"))
    if made.exists():
        for node in ast.walk(ast.parse(made.read_text("utf-8"))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "acts":
                values += eval(compile(ast.Expression(node.value), "acts", "eval"), {"E": "\x1b"}).values()
    return list(dict.fromkeys(values))


VALUES = gathered()


def hostile(finding, value):
    one = finding.evidence[0]
    evidence = one._replace(
        identifier=one.identifier._replace(value=value, field=value),
        match=one.match._replace(term=value, note=value),
    )
    return finding._replace(
        path=value, asset=value, parent="", entity_name=value, reason=value, regime_title=value, covered=value,
        questions=(value,), conflicts=(value,), context=(value,), mend=value, evidence=(evidence,), pointer=value,
        law=(Law(value, value),), identifiers=dict.fromkeys(("manufacturer", "model", "serial"), value),
        facts={"site": value}, line=value,
    )  # fmt: skip


@pytest.fixture
def made(finding, info, outcome):
    """A function from the name of a format to a report of all hostile values, each in a finding and a problem."""

    def make(name, values=VALUES):
        reporter, out = REPORTERS[name](), io.StringIO()
        counts = outcome.counts._replace(findings=len(values), by_verdict={"prohibited": len(values)})
        reporter.begin(info, out)
        for value in values:
            reporter.finding(hostile(finding, value))
        for value in values:
            reporter.problem(Problem("input", value, value, value, 1, 1))
        reporter.end(outcome._replace(counts=counts), tuple(values[:5]))
        return out.getvalue()

    return make


@pytest.fixture
def workbook(finding, info, outcome):
    """A workbook of all hostile values, each in a finding with a decision, a problem and an asset."""
    reporter, file = REPORTERS["xlsx"](), io.BytesIO()
    out = io.TextIOWrapper(file)
    reporter.begin(info, out)
    for value in VALUES:
        decision = Decision("waived", value, value, value, value, value, value, 1)
        reporter.finding(hostile(finding, value)._replace(decision=decision))
        reporter.asset(Seen(value, value, value, value, determined=False, regimes=()))
    for value in VALUES:
        reporter.problem(Problem("input", value, value, value, 1, 1))
    reporter.end(outcome, tuple(VALUES))
    out.detach()
    file.seek(0)
    return file


def seen(text):
    """`text` with the visible escapes of single characters undone, on both sides of a comparison."""
    return re.sub(r"\\x(23|3a|40|2e|7b|28)", lambda found: chr(int(found[1], 16)), text)


def assert_shown(got, values=VALUES, limit=200):
    """Each value came back as it was or visibly escaped, in order, and none more."""
    assert [seen(one) for one in got] == [seen(show(value, limit)) for value in values]


def commands(text):
    """What a runner of GitHub would obey: `::name properties::data`, blanks before it not counting."""
    for line in text.split("\n"):
        found = re.fullmatch(r"\s*::([\w-]+)(?: (.*?))?::(.*)", line)
        assert found or not line.lstrip().startswith("::")
        if found:
            pairs = [pair.split("=", 1) for pair in (found[2] or "").split(",") if pair]
            yield found[1], {key: unescaped(value) for key, value in pairs}, unescaped(found[3])


def unescaped(text):
    return re.sub("%(0A|0D|25|3A|2C)", lambda found: chr(int(found[1], 16)), text)


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - {"xlsx"}))
def test_nothing_acts_on_a_terminal_or_a_ci_service(made, name):
    text = made(name)
    for line in text.split("\n"):
        assert line.isprintable(), ascii(line)
        assert "##[" not in line
        assert "##vso[" not in line
        assert "##teamcity[" not in line
        assert name == "github" or not line.lstrip().startswith("::")
    text.encode("utf-8")


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "oscal", "cyclonedx"])
def test_formats_for_programs_are_plain_ascii(made, name):
    assert made(name).isascii()


def test_sarif_gives_every_value_back(made):
    (run,) = json.loads(made("sarif"))["runs"]
    assert [one["properties"].get("asset", "") for one in run["results"]] == VALUES
    for one in run["results"]:
        assert not re.search(r"\{\d|\]\((?!1\))", one["message"]["text"])
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
        assert not uri.startswith("/")
        assert ".." not in unquote_plus(uri).split("/")


def test_json_lines_give_every_value_back(made):
    assert [json.loads(line)["asset"]["name"] for line in made("jsonl").splitlines()] == VALUES


def test_gitlab_has_an_entry_for_every_finding_and_problem(made):
    entries = json.loads(made("gitlab"))
    found = [one for one in entries if one["check_name"] == "banlint:xx-ban"]
    assert_shown([one["description"].partition(": prohibited under ")[0] for one in found])
    assert sum(one["check_name"] == "banlint:problem" for one in entries) == len(VALUES)


def test_csv_has_a_row_for_every_finding_and_no_formula(made):
    rows = list(csv.DictReader(io.StringIO(made("csv")), strict=True))
    found = [row for row in rows if row["record"] == "finding"]
    assert sum(row["record"] == "problem" for row in rows) == len(VALUES)
    assert_shown([row["asset"].removeprefix("'") for row in found], limit=8000)
    for row in rows:
        for text in row.values():
            assert text.strip()[:1] not in tuple("=+-@|%＝＋－＠\t\r")


def test_a_workbook_gives_every_value_back_as_text_that_stays_text(workbook):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: it is in the extra `dev`")
    book = openpyxl.load_workbook(workbook)
    for sheet, column in (("findings", "asset"), ("undetermined", "asset"), ("decisions", "reference")):
        names = [one.value for one in book[sheet][1]]
        got = [row[names.index(column)] for row in book[sheet].iter_rows(min_row=2)]
        # That reader leaves alone what spreadsheets take for a character's number.
        texts = [str(one.value or "").replace("_x005F_", "_") for one in got]
        shown = [show(value, 8000) for value in VALUES]
        assert texts == [one if len(one) <= 16_000 else f"{one[:16_000]}... (more)" for one in shown]
        assert all(
            one.quotePrefix or text.strip()[:1] not in tuple("=+-@|%＝＋－＠'")
            for one, text in zip(got, texts, strict=True)
        )
    for sheet in book:
        assert all(cell.data_type != "f" and cell.hyperlink is None for row in sheet for cell in row if cell.value)


def test_a_workbook_is_read_by_our_own_reader_too(workbook):
    calamine = pytest.importorskip("python_calamine", reason="python-calamine is not installed: it is an extra")
    book = calamine.CalamineWorkbook.from_filelike(workbook)
    assert book.sheet_names == ["summary", "findings", "problems", "undetermined", "decisions"]
    assert len(book.get_sheet_by_name("problems").to_python()) == len(VALUES) + 1


def test_a_cyclonedx_bill_gives_every_value_back(made):
    bill = json.loads(made("cyclonedx"))
    assert [one["name"] for one in bill["components"]] == VALUES
    assert [one["evidence"]["occurrences"][0]["location"] for one in bill["components"]] == VALUES
    assert len({one["bom-ref"] for one in bill["components"] + bill["annotations"]}) == 2 * len(VALUES)
    assert sum(one["name"] == "banlint:problem" for one in bill["properties"]) == len(VALUES)


def test_oscal_has_an_observation_for_every_finding_and_an_item_for_every_asset(made):
    (result,) = json.loads(made("oscal"))["assessment-results"]["results"]
    items = result["local-definitions"]["inventory-items"]
    got = [{one["name"]: one["value"] for one in item["props"]}.get("asset-id", "") for item in items]
    assert got == [edged(show(value, 1000)) for value in VALUES]
    assert [one["subjects"][0]["subject-uuid"] for one in result["observations"]] == [one["uuid"] for one in items]
    assert len(result["assessment-log"]["entries"]) == len(VALUES)
    for one in result["observations"]:
        tokens = MarkdownIt("commonmark", {"html": True}).parse(one["description"] + "\n\n" + one["remarks"])
        kinds = {child.type for token in tokens for child in token.children or ()}
        assert kinds <= {"text", "text_special", "softbreak"}, one


def edged(text):
    """`text` with the blanks at its ends made visible."""
    bare = text.strip(" ")
    after = len(text) - len(text.rstrip(" ")) if bare else 0
    return "\\x20" * (len(text) - len(text.lstrip(" "))) + bare + "\\x20" * after


def test_junit_has_a_failure_for_every_finding_and_an_error_for_every_problem(made):
    root = ET.fromstring(made("junit"))
    failed = [case.get("name") for case in root.iter("testcase") if case.find("failure") is not None]
    assert_shown([name.removesuffix(" [xx-ban]") for name in failed])
    assert len(root.findall(".//error")) == len(VALUES)
    assert int(root.get("failures")) == int(root.get("errors")) == len(VALUES)


def test_github_annotates_with_commands_of_ours_alone(made):
    found = list(commands(made("github")))
    assert [name for name, _, _ in found] == ["group", "endgroup", *["error"] * 10]
    for name, properties, _ in found[3:]:
        assert (name, properties["line"]) == ("error", "3")
    assert made("github").count("prohibited under xx-ban") == len(VALUES) + 9


@pytest.mark.parametrize("value", VALUES, ids=lambda value: ascii(value)[:30])
def test_an_annotation_gives_its_value_back(made, value):
    *_, (_, properties, message) = commands(made("github", [value]))
    assert seen(message).lstrip().startswith(seen(show(value, 1000)[:50]).lstrip())
    assert seen(properties["title"]).startswith(seen(f"{show(value)}: prohibited"))


def test_markdown_has_a_row_for_every_finding_and_no_markup_of_strangers(made):
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(made("markdown"))
    for token in tokens:
        for child in token.children or ():
            assert child.type in ("text", "text_special", "softbreak", "strong_open", "strong_close"), child
    rows, cells = [], []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            cells = []
            rows.append(cells)
        elif token.type == "td_open":
            cells.append("".join(child.content for child in tokens[index + 1].children))
    found = [row for row in rows if len(row) == 6]
    assert_shown([row[1].strip("\u00a0 ") for row in found], [value.strip() for value in map(show, VALUES)], 10_000)
    assert sum(len(row) == 3 for row in rows) == len(VALUES)


def test_a_table_has_a_line_for_every_finding_and_every_problem(made):
    lines = made("table").split("\n")
    assert sum(line.startswith("prohibited  xx-ban") for line in lines) == len(VALUES)
    assert sum(line.startswith("PROBLEM") for line in lines) == len(VALUES)


def test_a_summary_counts_every_finding(made):
    text = made("summary")
    assert f"xx-ban: {len(VALUES)} prohibited" in text
    assert len(text.split("\n")) < 200


@given(st.text(max_size=40))
def test_any_text_stays_one_line_of_text_in_every_tongue(value):
    for text in (cell(value), escaped(value), command("error", value, title=value)):
        assert "\n" not in text
        assert "\r" not in text
    assert cell(value).removeprefix("'") == show(value, 8000).replace("##", "#\\x23")
    (found,) = commands(command("error", value, title=value))
    assert seen(found[2]) == seen(value.replace("##", "#\\x23"))


@given(st.text(max_size=40))
def test_any_text_in_markdown_is_text(value):
    (paragraph,) = MarkdownIt("commonmark", {"html": True}).parseInline(f"x {escaped(value)} x")
    assert {child.type for child in paragraph.children} <= {"text", "text_special"}
    shown = "".join(child.content for child in paragraph.children)[2:-2].replace("\u00a0", " ")
    assert seen(shown) == seen(show(value))
