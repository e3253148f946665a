import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.reporting.layout import cells, excerpt, guard, wrap


@pytest.mark.parametrize(
    ("line", "columns", "marks"),
    [
        ("maker: ACME", (8, 12), "       ^^^^"),
        ("\tmaker: ACME", (9, 13), "        ^^^^"),
        ("名: 海康威视", (4, 8), "    ^^^^^^^^"),
        ("a\x1b: ACME", (5, 9), "       ^^^^"),
        ("maker: ACME", (8, 99), "       ^^^^"),
    ],
)
def test_the_marks_stand_beneath_the_value(line, columns, marks):
    assert excerpt(line, *columns)[1] == marks


def test_a_column_that_the_line_does_not_have_gives_no_excerpt():
    assert excerpt("short", 9, 12) is None
    assert excerpt("", 1, 2) is None


def test_what_else_stands_on_the_line_is_not_shown():
    assert excerpt('{"password": "hunter2", "vendor": "Acme", "pin": 1}', 35, 41)[0] == '... "vendor": "Acme" ...'
    assert excerpt("hunter2,Acme,1234", 9, 13)[0] == "... Acme ..."
    assert excerpt("  - {vendor: Acme}", 14, 18)[0] == "... vendor: Acme"
    assert excerpt("  - vendor: Acme   # pin 1234", 13, 17)[0] == "  - vendor: Acme ..."


def test_a_long_line_is_cut_around_the_value():
    text, marks = excerpt("x" * 5000 + "ACME" + "y" * 5000, 5001, 5005, 80)
    assert text[len(marks) - 4 : len(marks)] == "ACME"
    assert cells(text) <= 90


@given(st.text(min_size=1, max_size=300), st.integers(1, 300), st.integers(1, 300), st.integers(20, 100))
def test_an_excerpt_is_always_one_printable_line(line, column, end, width):
    cut = excerpt(line, column, end, width)
    if cut:
        assert all(part.isprintable() for part in cut)


@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1, max_size=30))
def test_wrapping_keeps_every_word_in_its_order(words):
    lines = list(wrap(" ".join(words), 30, "= x: ", "  "))
    assert " ".join(lines).removeprefix("= x: ").split() == words
    assert all(cells(line) <= 30 for line in lines)


def test_a_continued_line_cannot_begin_with_a_command():
    lines = list(wrap("aaaa ::error::b", 8, "", "    "))
    assert lines == ["aaaa", "    \\x3a:error::b"]


def test_commands_anywhere_in_a_line_are_broken():
    assert "##vso[" not in guard("x ##vso[y]")
