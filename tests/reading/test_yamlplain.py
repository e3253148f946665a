"""What is read without the parser is what the parser makes of it: values, and the place of every one of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banlint.errors import InputError
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem
from banlint.reading import yamlstream
from banlint.reading.places import Lines
from banlint.reading.yamlplain import plain
from banlint.reading.yamltext import PlainDocument

from .conftest import SHARED

_INDENTS = st.sampled_from(["", "", "  ", "  ", "    ", "      ", " ", "   "])
_DASHES = st.sampled_from(["", "", "- ", "- ", "-", "-   ", "- - "])
_KEYS = st.sampled_from(
    [
        "a:",
        "b:",
        "c:",
        "name:",
        "front-ports:",
        "x y:",
        "1/2:",
        "ö:",
        "a :",
        '"q":',
        "a: b:",
        "a b",
        "<<:",
        "?",
        "%",
        "#",
    ]
)
_VALUES = st.sampled_from(
    [
        "", " x", " 1", " null", " ~", "  aligned", " 'q'", ' "q"', ' "a: b"', ' "a\\n"', " 'it''s'", " []", " {}", " [a]",
        " x # c", " # c", " x#c", " a: b", " a:", " a:b", " -1", " - x", " -", " ---", " *a", " &a x", " !t x", " |", " >",
        " @", " `", " %", " x  ", " 'x' ", ' "x" # c', " 'a' # 'b'", ' "a" "b"', " é", " \t", "\tx", " \u2028", " \x85x",
        " \ufeff", " a\rb", " x\x07", " \U0001f600", " =", " <", " ,", " ]", " }", " x]", " x}", " ?", " ?x", " :", " :x",
        " \xa0", " x\xa0", " \xb2", " \u3000x",
    ]
)  # fmt: skip
_LINES = st.one_of(
    st.tuples(_INDENTS, _DASHES, _KEYS, _VALUES).map("".join),
    st.tuples(_INDENTS, _DASHES, _VALUES).map("".join),
    st.sampled_from(["", "  ", "# c", "  # c", "---", "...", "--- x", "%YAML 1.2", "\t"]),
)
_ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """Lines that are nearly plain, or plain, indented as they like."""
    head = draw(st.sampled_from(["", "", "---\n", "---\r\n", "# c\n---\n"]))
    end = draw(_ENDS)
    return head + end.join(draw(st.lists(_LINES, max_size=8))) + draw(st.sampled_from(["", end]))


_NAMES = st.sampled_from(["a", "b", "name", "front-ports", "x y", "1/2", "ö", "manufacturer", "2"])
_SCALARS = st.sampled_from(
    ["x", "1", "null", "~", "'q'", '"q"', '"a: b"', "[]", "{}", "x # c", "a:b", "-1", "é", "x]", " x", "# c", '"" ']
)
_TREES = st.recursive(
    _SCALARS,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3),
        st.dictionaries(_NAMES, below, min_size=1, max_size=3),
    ),
    max_leaves=12,
)


def _written(tree: object, indent: int, *, flush: bool) -> Iterator[str]:
    """`tree` as the lines of a block; `flush` puts the dashes of a list under its key."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        lead = f"{key}:" if isinstance(tree, dict) else "-"
        deeper = indent if flush and isinstance(value, list) and isinstance(tree, dict) else indent + 2
        below = list(_written(value, deeper, flush=flush))
        if isinstance(value, str):
            yield f"{' ' * indent}{lead} {value}"
        elif lead == "-":
            yield f"{' ' * indent}- {below[0].lstrip(' ')}"
            yield from below[1:]
        else:
            yield f"{' ' * indent}{lead}"
            yield from below


def _paths(data: Data, path: Path = ()) -> Iterator[Path]:
    yield path
    yield (*path, "absent")
    yield (*path, 99)
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from _paths(inner, (*path, step))


def _by_parser(text: str) -> list[Document | Problem]:
    try:
        return list(yamlstream.parse(text, "a.yaml", DEFAULT))
    except InputError as error:
        return [error.problem()]


def _agrees(text: str) -> bool:
    """Whether `text` is plain; fails where the parser sees anything else in it."""
    data = plain(text, DEFAULT)
    if data is None:
        return False
    (document,) = _by_parser(text)
    assert not isinstance(document, Problem)
    assert repr(document.data) == repr(data)
    found = PlainDocument(data, Lines(text), "a.yaml", DEFAULT)
    assert found.prefix == document.prefix
    for path in _paths(data):
        assert found.locate(path) == document.locate(path)
    return True


@given(_texts())
@example("a:\n- b\n  - c\n")
@example("a: b\n c\n")
@example("a: b\na: c\n")
@example("- a: 1\n  b:\n  - c\n  - d: 2\n- e\n")
@example("a:\r\n  b: c\r\n")
def test_nearly_plain_text_is_read_as_the_parser_reads_it_or_left_to_it(text):
    _agrees(text)


@given(_TREES.filter(lambda tree: not isinstance(tree, str)), st.booleans())
def test_any_tree_of_blocks_is_read_as_the_parser_reads_it(tree, flush):
    _agrees("\n".join(_written(tree, 0, flush=flush)) + "\n")


def test_blocks_are_plain():
    assert _agrees(
        "---\n# all we have\nassets:\n  - name: a-1\n    ports:\n    - x: \"1\"\n\n    tags: []\n  - name: 'b'\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: {b: c}\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: 1\n---\nb: 2\n",
        "a:\tb\n",
        "a: \x07\n",
    ],
)
def test_what_needs_the_parser_is_left_to_it(text):
    assert plain(text, DEFAULT) is None


def test_limits_are_left_to_the_parser():
    deep = "".join(" " * level + "a:\n" for level in range(9))
    assert plain(deep, Limits(depth=9)) is not None
    assert plain(deep, Limits(depth=8)) is None
    assert plain("a: " + "b" * 70_000, Limits(scalar_chars=100)) is None


def test_a_long_text_is_read_in_stretches():
    assert _agrees(
        "".join(f'- name: a-{number}\n  model: "{number}"\n  ports:\n  - {number}\n' for number in range(3000))
    )


@pytest.mark.skipif(not SHARED.exists(), reason="the public inventories are not beside the repository")
@pytest.mark.parametrize("folder", ["data/suites/yaml-test-suite", "data/inventories/devicetype-library/module-types"])
def test_public_files_are_read_as_the_parser_reads_them(folder):
    files = [path for path in sorted((SHARED / folder).rglob("*.yaml")) if path.is_file()][:1200]
    assert sum(_agrees(path.read_bytes().decode("utf-8", "replace")) for path in files) > 10
