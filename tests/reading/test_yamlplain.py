"""The plainest YAML is read as the parser reads it, or left to the parser."""

import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banlint.limits import DEFAULT, Limits
from banlint.model import Problem
from banlint.reading import yamlstream
from banlint.reading.yamlplain import plain

PLAIN = """\
---
# lab
site: Building 7   # by the gate
assets:
- name: cam-1
  manufacturer: Example Devices
  mac: 02:00:5e:00:53:01
  serial: 0012
  "no": x
"""

PIECES = st.sampled_from(
    ["a", "b", "key", "x y", "null", "~", "0x1F", "- ", "-", ": ", ":", "'q'", '"q"', "'it''s'", '"\\n"', "#", " # c",
     " ", "  ", "    ", "\n", "\n", "\n  ", "\n- ", "\n  - ", "\nb:", "\n  a: ", "[]", "{}", "[a]", "{a: b}", "&x ", "*x",
     "!t ", "|", ">", "?", "? ", "<<", "---", "...", "\t", "\r", "é", "厂", "\u00a0", "\u2028", "\ufeff", "\x07", "%", "@",
     ".", "/", "=", "!", ",", "{{ a }}", "http://x", "12:30"]
)  # fmt: skip
LINES = st.lists(
    st.builds(
        lambda indent, dash, key, value, tail: " " * indent + dash + key + value + tail,
        st.integers(0, 5),
        st.sampled_from(["", "", "- ", "-   "]),
        st.sampled_from(["a:", "b:", "c d:", "e:", "", "0:", "a"]),
        st.sampled_from(["", "", " x", " null", " 'a b'", ' "#"', " []", " {}", "  a: b", " x:y", " - a", " a#b"]),
        st.sampled_from(["", "", "", " ", " # c", "#c"]),
    ),
    max_size=8,
).map("\n".join)


def parsed(text):
    """What the parser makes of it; the problems where there are any."""
    items = list(yamlstream.parse(text, "a.yaml", DEFAULT))
    problems = [item for item in items if isinstance(item, Problem)]
    return problems or [item.data for item in items]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace('  "no": x\n', ""),
        "a:\n- x\n- y: 1\n  z:\n  - 'q'\nb: ~x\n".replace("~", ""),
        "- a: []\n  b: {}\n-   c:\n      d: e\n    f: ''\n",
        "a:\nb:\n  c:\n\n  # c\n  d: null\n",
        "地点: 北京 机房\n",
    ],
)
def test_ordinary_inventories_are_plain(text):
    assert [plain(text, DEFAULT)] == parsed(text)


@pytest.mark.parametrize(
    "text",
    [PLAIN, "", "# nothing\n", "a", "a: b: c", "a: 1\na: 2\n", "a: x\n  y\n", "a: x\n b: y\n", "a: |\n  x\n", "a: &x b\n",
     "<<: x\n", "a:\tb", "a: b\r\n", "a: [b]\n", "a: 'it''s'\n", 'a: "\\x41"\n', "a: b\n---\nc: d\n", "a: b\n...\n",
     "a:\n- b\nc\n", "- a\nb: c\n", "- - a\n", "-\n  a: b\n", "a: null\n  b: c\n", 'a: "b"#c\n', "a: \x07\n", "a: b\x85c\n"],
)  # fmt: skip
def test_anything_else_is_for_the_parser(text):
    assert plain(text, DEFAULT) is None


@settings(max_examples=400, deadline=None)
@given(LINES | st.lists(PIECES, max_size=14).map("".join))
@example("a:\n  b: c\n d: e")
@example("a:\n - b\n- c")
@example("- a:\n  - b\n- c")
@example("- a:\n - b")
@example("  a: b\n  c: d")
@example("a: []\n  b: c")
def test_what_is_plain_is_just_what_the_parser_reads(text):
    found = plain(text, DEFAULT)
    if found is not None:
        assert [found] == parsed(text)


def test_limits_are_left_to_the_parser():
    deep = "\n".join(" " * level + "a:" for level in range(9))
    assert plain(deep, Limits(depth=5)) is None
    assert plain("a: " + "x" * 50, Limits(scalar_chars=20)) is None


def test_hostile_lines_are_refused_in_linear_time():
    for text in (" " * 300_000 + "'", "a: " + "b " * 150_000 + ": ", "a " * 150_000, "a:" * 150_000, "- " * 150_000):
        assert plain(text, DEFAULT) is None


def test_places_are_the_parsers(read, monkeypatch):
    monkeypatch.delitem(sys.modules, "banlint.reading.yamlstream")
    found = read("a.yaml", PLAIN.replace('  "no": x\n', ""))
    assert type(found.documents[0]).__name__ == "PlainDocument"
    assert found.place("assets", 0, "serial").span == (8, 11, 8, 15)
    assert found.documents[0].line(3) == "site: Building 7   # by the gate"
