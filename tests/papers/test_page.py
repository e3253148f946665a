"""Papers as text and as Markdown: whatever stands in them stays text."""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from banlint.model import Law
from banlint.papers.page import Cell, Fields, Heading, Items, Laws, Page, Para, Rows, as_markdown, as_text

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "::error::x",
            "<script>",
            "| a | b",
            "[x](javascript:y)",
            "\x1b[31m",
            "# x",
            "## banlint",
            "a\nb",
            "`x`",
            "@all",
            "\u202e",
        ]
    ),
)


def _page(text):
    return Page(
        (
            Heading(text, 1),
            Heading(text, 3),
            Para(text),
            Para(text, grave=True),
            Items((text, text)),
            Laws((Law(text, "https://example.org/"), Law("x", text))),
            Fields(((text, Cell(text, text)), ("b", Cell("")))),
            Rows(("head", text), ((Cell(text), Cell("", text)),)),
        )
    )


@given(HOSTILE)
def test_no_line_of_text_is_a_command_or_acts_on_a_terminal(text):
    lines = "".join(as_text(_page(text))).split("\n")
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
    assert not any(re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line) for line in lines)


@given(HOSTILE)
def test_markdown_holds_the_same_blocks_whatever_stands_in_them(text):
    parser = MarkdownIt("commonmark").enable("table")

    def shape(value):
        tokens = parser.parse("".join(as_markdown(_page(value))))
        inner = [child.type for token in tokens for child in token.children or ()]
        kept = [token.type for token in tokens if token.type != "inline"]
        assert not any(token.type.startswith("html") for token in tokens)
        assert "html_inline" not in inner
        assert "image" not in inner
        return kept

    # An empty heading or item is a block all the same.
    assert shape(text) == shape("x") or not text.strip()


def test_a_blank_is_marked_and_says_what_is_to_be_known_of_it():
    page = Page((Fields((("supplier UEI", Cell("", "if known")),)),))
    assert "".join(as_text(page)) == "  supplier UEI: ________ (if known)\n"
