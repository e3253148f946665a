"""What each escape does at its bounds: to the last character that fits, and to the first that does not."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest

from banlint.model import Law, Span, Verdict
from banlint.reporting.as_csv import CsvReporter, cell
from banlint.reporting.html.island import Shared, encode
from banlint.reporting.html.markup import Html, el, joined, text
from banlint.reporting.markdown import escaped, finding_row, link, row
from banlint.reporting.oscal.values import full, line, links, markup, props, quoted, token, written
from banlint.reporting.sarif_places import artifact, base_of, bases, location, plain, region
from banlint.reporting.xlsx.cells import DAY, LETTERS, QUOTED, WRAPPED, Cells, Day, day
from banlint.text import fold, show, suggest


@pytest.mark.parametrize(
    ("value", "limit", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "abc... (1 more characters)"),
        ("a\n", 3, "a\\n"),
        ("abc\n\n", 3, "abc... (2 more characters)"),
        ("", 3, ""),
        ("x" * 200, 200, "x" * 200),
    ],
)
def test_a_shown_value_is_cut_past_its_limit_and_says_by_how_much(value, limit, shown):
    assert show(value, limit) == shown


def test_two_hundred_characters_are_shown_where_nothing_else_is_asked():
    assert show("x" * 200) == "x" * 200
    assert show("x" * 201) == "x" * 200 + "... (1 more characters)"


@pytest.mark.parametrize(
    ("marks", "shown"),
    [(3, "a\u0301\u0301\u0301b"), (4, "a\u0301\u0301\u0301\\u0301b"), (5, "a\u0301\u0301\u0301\\u0301\\u0301b")],
)
def test_three_marks_on_a_letter_are_writing_and_more_are_shown_as_what_they_are(marks, shown):
    assert show("a" + "\u0301" * marks + "b") == shown


def test_marks_are_counted_for_each_letter_anew():
    value = "a\u0301\u0301\u0301" * 3
    assert show(value) == value


@pytest.mark.parametrize(
    ("value", "folded"),
    [
        ("A-B_C", "a b c"),
        ("a\u200bb", "ab"),
        ("a\u00a0b", "a b"),
        ("a\x00b", "ab"),
        ("a\tb", "a b"),
        ("ü", "u"),
        ("Straße", "strasse"),
        ("华为 技术", "华为 技术"),
        ("é\u3000é", "e e"),
        ("ö\x85ö", "o o"),
        (" ", ""),
        ("가", "가"),
    ],
)
def test_names_are_folded_to_words(value, folded):
    assert fold(value) == folded
    assert fold(folded) == folded


def test_only_what_is_near_is_suggested():
    assert suggest("selct", ["select", "ignore"]) == "select"
    assert suggest("zzzz", ["select", "ignore"]) == ""
    assert suggest("ab", ["abcd"]) == "abcd"
    assert suggest("ab", ["abcdef"]) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("see #12", "see \\\\x2312"),
        ("#x", "\\#x"),
        ("a#x", "a#x"),
        ("##x", "\\\\x23#x"),
        ("www.example.org", "www\\\\x2eexample.org"),
        ("WWW.example.org", "WWW\\\\x2eexample.org"),
        ("a.b", "a.b"),
        ("mail me@x.example", "mail me\\\\x40x.example"),
        ("@", "@"),
        (":tada:", "\\\\x3atada:"),
        (":+1:", "\\\\x3a+1:"),
        ("::error", "\\::error"),
        ("12) x", "12\\) x"),
        ("+ x", "\\+ x"),
        ("= x", "\\= x"),
        ("1 x", "1 x"),
        ("$x$ ~y~ a&b <i>", "\\$x\\$ \\~y\\~ a\\&b \\<i\\>"),
        ("", ""),
    ],
)
def test_nothing_in_markdown_is_a_link_a_mention_or_a_list(value, text):
    assert escaped(value) == text


def test_a_text_of_markdown_is_cut_before_it_is_escaped():
    assert escaped("_" * 201) == "\\_" * 200 + "... (1 more characters)"
    assert escaped("abc", 2) == "ab... (1 more characters)"


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=c#d", True),
        ("https://example.org", True),
        ("http://example.org/a", False),
        ("https://example.org/a(b)", False),
        ("https://example.org/a b", False),
        ("https://example.org/<x>", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_a_plain_address_is_linked_to(url, linked):
    assert link(Law("X [s.1]", url)) == (f"[X \\[s.1\\]]({url})" if linked else "X \\[s.1\\]")


def test_a_row_of_markdown_says_what_is_asked_and_falls_back_on_the_name_of_the_ban(finding):
    made = finding_row(finding._replace(law=(), questions=("bought when?", "used where?")))
    assert "(The ban of X); needs: bought when?; needs: used where? |" in made
    assert row(["a", "b"]) == "| a | b |\n"


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("##[error]", "#\\x23[error]"),
        ("#", "#"),
        ("\u00a0=1", "\\xa0=1"),
        ("a\tb", "a\\tb"),
        ("  ", "  "),
        (" \t=", "' \\t="),
        (" x", " x"),
        ("x" * 8000, "x" * 8000),
        ("x" * 8001, "x" * 8000 + "... (1 more characters)"),
        ("'", "''"),
    ],
)
def test_a_cell_of_csv_is_text(value, made):
    assert cell(value) == made


def test_csv_says_of_a_problem_what_there_is_to_say(info, outcome):
    from banlint.model import Problem

    out = io.StringIO()
    reporter = CsvReporter()
    reporter.begin(info, out)
    reporter.problem(Problem("input", "bad", "mend it", "b.yaml", 2, 3))
    reporter.problem(Problem("plugin", "worse"))
    reporter.end(outcome, ())
    first, second, *counts = csv.DictReader(io.StringIO(out.getvalue()))
    assert (first["record"], first["path"], first["line"], first["column"]) == ("problem", "b.yaml", "2", "3")
    assert (first["reason"], first["verdict"], first["mend"]) == ("bad", "input", "mend it")
    assert (second["path"], second["line"], second["column"]) == ("", "", "")
    assert {one["record"] for one in counts} == {"failure", "counts"}
    assert "2 problems" in counts[0]["reason"]


@pytest.mark.parametrize(
    ("span", "corners"),
    [
        (Span(0, 0, 0, 0), (1, 1, 1, 1)),
        (Span(3, 5, 3, 9), (3, 5, 3, 9)),
        (Span(3, 5, 3, 2), (3, 5, 3, 5)),
        (Span(3, 5, 4, 2), (3, 5, 4, 2)),
        (Span(3, 5, 4, 0), (3, 5, 4, 1)),
        (Span(3, 5, 1, 9), (3, 5, 3, 9)),
    ],
)
def test_a_region_has_four_corners_in_their_order(span, corners):
    assert tuple(region(span).values()) == corners


@pytest.mark.parametrize(
    ("path", "uri", "base"),
    [
        ("a/b.yaml", "a/b.yaml", ""),
        ("./a//b.yaml", "a/b.yaml", ""),
        ("a/../b.yaml", "b.yaml", ""),
        ("../../b.yaml", "b.yaml", "ABOVE2"),
        ("/etc/x", "etc/x", "ROOT"),
        ("", ".", ""),
        (".", ".", ""),
        ("..", ".", "ABOVE1"),
        ("a:b?c#d%", "a%3Ab%3Fc%23d%25", ""),
        ("a\udcff", "a%FF", ""),
        ("a\ud800", "a%ED%A0%80", ""),
    ],
)
def test_the_address_of_a_file_is_relative_to_something_that_is_named(path, uri, base):
    assert artifact(path) == ({"uri": uri, "uriBaseId": base} if base else {"uri": uri})
    assert base_of(path) == base


def test_bases_are_described_and_the_root_alone_has_an_address():
    made = bases({"ROOT", "ABOVE2"})
    assert list(made) == ["ABOVE2", "ROOT"]
    assert made["ROOT"]["uri"] == "file:///"
    assert made["ABOVE2"] == {"description": {"text": "2 above the folder that banlint was run in."}}


def test_a_place_has_a_message_and_a_number_only_where_it_is_given_them():
    span = Span(1, 1, 1, 2)
    bare = {"artifactLocation": {"uri": "a"}, "region": region(span)}
    assert location("a", span) == {"physicalLocation": bare}
    assert location("a", span, "x {0}", 7) == {"id": 7, "physicalLocation": bare, "message": {"text": "x \\x7b0}"}}


@pytest.mark.parametrize(
    ("text", "made"),
    [("a{b}", "a{b}"), ("{0}{1}", "\\x7b0}\\x7b1}"), ("{", "{"), ("[a](b)", "[a]\\x28b)"), ("[a] (b)", "[a] (b)")],
)
def test_a_message_of_sarif_is_text(text, made):
    assert plain(text) == made


def test_markup_holds_what_is_given_it_and_no_more():
    assert el("td", "a", number=7, title="") == '<td number="7">a</td>'
    assert el("option", "a", selected=True, hidden=False) == "<option selected>a</option>"
    assert el("p", Html("<b>"), "<b>", aria_label='"x"') == '<p aria-label="&quot;x&quot;"><b>&lt;b&gt;</p>'
    assert el("i", zero=0) == '<i zero="0"></i>'
    assert joined() == ""
    assert text("x" * 1001) == "x" * 1000 + "... (1 more characters)"
    assert text("abc", 2) == "ab... (1 more characters)"


@pytest.mark.parametrize("value", ["<", ">", "&", "##", "</script>", "<!--", "a\u2028b"])
def test_data_in_a_page_is_no_markup(value):
    import json

    made = encode([value])
    assert not set("<>&\u2028") & set(made)
    assert "##" not in made
    assert json.loads(made) == [value]


def test_what_rows_share_is_numbered_while_there_is_room(monkeypatch):
    monkeypatch.setattr("banlint.reporting.html.island._ROOM", 10)
    shared = Shared(most=9)
    long, short = "x" * 6, "y"
    assert shared.number("a", "one", lambda _: long) == "0"
    assert shared.number("a", "two", lambda _: short) == '"y"'
    assert shared.number("a", "one", lambda _: short) == "0"
    assert "".join(shared.parts()) == '{\n"a":["xxxxxx"]}'


def test_what_fits_exactly_is_shared_and_kinds_are_apart(monkeypatch):
    monkeypatch.setattr("banlint.reporting.html.island._ROOM", 6)
    shared = Shared()
    assert [shared.number(kind, "k", lambda _: "y") for kind in ("a", "b", "c")] == ["0", "0", '"y"']
    assert "".join(shared.parts()) == '{\n"a":["y"],\n"b":["y"]}'


def cell_of(value, style=0):
    cells = Cells(style)
    return ET.fromstring(cells.row(1, (value,))).find("c")


@pytest.mark.parametrize("value", ["=1", "+1", "-", "@x", " =1", "|x", "%", "'"])
def test_a_text_that_a_sheet_could_run_is_marked_as_text(value):
    assert cell_of(value).get("s") == str(QUOTED)
    assert cell_of(value, WRAPPED).get("s") == str(WRAPPED)


@pytest.mark.parametrize("value", ["ACME", "1=1", "a-b", "0012"])
def test_other_texts_are_plain(value):
    assert cell_of(value).get("s") is None
    assert cell_of(value).get("t") == "inlineStr"


@pytest.mark.parametrize(("value", "kept"), [("a", False), ("a b", False), ("a  b", True), (" a", True), ("a ", True)])
def test_blanks_that_would_be_lost_are_kept(value, kept):
    (found,) = cell_of(value).iter("t")
    assert (found.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve") is kept
    assert found.text == value


def test_what_a_sheet_takes_for_a_character_is_not_one():
    assert cell_of("_x0041_").find("is/t").text == "_x005F_x0041_"
    assert cell_of("_x_").find("is/t").text == "_x_"
    assert cell_of("a_b").find("is/t").text == "a_b"


def test_cells_are_cut_where_sheets_would_refuse_them():
    assert len(cell_of("x" * 8000).find("is/t").text) == 8000
    assert cell_of("x" * 8001).find("is/t").text.endswith("x... (1 more characters)")
    assert cell_of("\U000e0041" * 8000).find("is/t").text.endswith("... (more)")
    assert len(cell_of("\U000e0041" * 8000).find("is/t").text) == 16_010
    assert cell_of("\u200b" * 2666 + "aaaa").find("is/t").text.endswith("aaaa")


def test_empty_cells_are_left_out_and_others_keep_their_letter():
    cells = Cells()
    found = ET.fromstring(cells.row(7, ("", "a", 0, Day(44_000))))
    assert [(one.get("r"), one.get("s")) for one in found] == [("B7", None), ("C7", None), ("D7", str(DAY))]
    assert [one.findtext("v") for one in found] == [None, "0", "44000"]
    assert LETTERS[25:28] == ("Z", "AA", "AB")


def test_cells_are_the_same_when_too_many_are_to_be_remembered(monkeypatch):
    monkeypatch.setattr("banlint.reporting.xlsx.cells._REMEMBERED", 2)
    cells = Cells()
    rows = [cells.row(1, (one,)) for one in "abcabc"]
    assert rows[:3] == rows[3:]
    assert len(cells) <= 2


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("1900-03-01", Day(61)),
        ("1900-02-28", "1900-02-28"),
        ("2026-11-22", Day(46_348)),
        ("2026-02-30", "2026-02-30"),
        ("2026", "2026"),
        ("", ""),
    ],
)
def test_a_day_is_a_number_of_a_sheet_from_where_both_count_alike(text, made):
    assert day(text) == made


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("acme", "acme"),
        (" a ", "\\x20a\\x20"),
        ("a b", "a b"),
        ("  ", "\\x20\\x20"),
        ("", ""),
        ("a\n", "a\\n"),
        ("é", "é"),
        ("x" * 1001, "x" * 1000 + "... (1 more characters)"),
        ("x" * 59, "x" * 59),
        (" a", "\\x20a"),
        ("a  ", "a\\x20\\x20"),
    ],
)
def test_a_string_of_oscal_neither_begins_nor_ends_with_a_blank(value, made):
    assert line(value) == made


@pytest.mark.parametrize(
    ("value", "made"), [("us-ban", "us-ban"), ("1a", "_1a"), ("_a", "_a"), ("", "_"), ("a b", "a_x20_b"), ("-a", "_-a")]
)
def test_a_token_of_oscal_is_a_name(value, made):
    assert token(value) == made


def test_what_has_no_value_is_no_property():
    said = [("a", "1"), ("b", ""), ("c", '"')]
    assert [(one["name"], one["value"]) for one in props(said)] == [("a", "1"), ("c", '"')]
    assert written(said).count('"name"') == 2
    assert f'"value": {quoted(chr(34))}' in written(said)
    assert markup("") == "-"
    assert full({"a": "", "b": [], "c": None, "d": 0, "e": "x"}) == {"d": 0, "e": "x"}


def test_a_link_of_oscal_leads_to_a_proper_address():
    laws = [Law("X", "https://example.org/x"), Law("Y", "http://example.org"), Law("Z", "https://example.org/a b")]
    assert links(laws) == [{"href": "https://example.org/x", "rel": "reference", "text": "X"}]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_its_word_in_a_row(finding, verdict):
    assert finding_row(finding._replace(verdict=verdict)).startswith(f"| **{verdict}** |")


def test_a_thousand_characters_of_a_question_stand_in_a_row(finding):
    assert "; needs: " + "x" * 1000 + " |" in finding_row(finding._replace(questions=("x" * 1000,)))
    assert "; needs: " + "x" * 1000 + "... (1 more characters) |" in finding_row(
        finding._replace(questions=("x" * 1001,))
    )
