from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banlint.limits import Limits
from banlint.reading.jsonexact import ExactReader
from banlint.reading.jsonfast import DoubtError, decode
from banlint.reading.jsontext import FAST_FROM
from banlint.reading.jsonvalues import Number
from banlint.reading.places import Lines, Troubles

SMALL = Limits(depth=4, scalar_chars=20, key_chars=10)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


def as_text(data: object) -> object:
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_text(value) for value in data]
    return json.dumps(data) if isinstance(data, (int, float)) and not isinstance(data, bool) else data


@given(PLAIN, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_what_is_written_as_json_is_read_back_with_numbers_as_text(read, data, indent, ascii_only):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    found = read("a.json", text)
    assert found.problems == []
    assert found.data == as_text(data)


@given(PLAIN)
@example({"\\\U00010000": None})
def test_the_fast_way_and_the_exact_reader_agree(data):
    text = json.dumps(data)
    lines = Lines(text)
    exact = ExactReader(text, Limits(), Troubles("a.json", lines)).read(0)[0]
    try:
        fast = decode(text, Limits())
    except DoubtError:
        assert (
            "\\\\ud" in text
        )  # a backslash before an escape: whether half a pair follows is the exact reader's to say
    else:
        assert fast == exact


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 2}',
        "[NaN]",
        "[-Infinity]",
        '["\\ud800"]',
        '["\\udc00"]',
        '["\\ud800\\ud800\\udc00"]',
        '["\\ud800\\udc00\\udc00"]',
        '["\\\\ud800\\udc00"]',
        '["\t"]',
        "[[[[[1]]]]]",
        '[{"a": {"b": [{}]}}]',
        '["' + "x" * 21 + '"]',
        '{"' + "k" * 11 + '": 1}',
        "[1,]",
        "// c\n1",
        "1 2",
        "[" * 100_000,
    ],
)
def test_the_fast_way_leaves_what_is_not_plain_to_the_exact_reader(text: str):
    with pytest.raises(DoubtError):
        decode(text, SMALL)


def test_the_fast_way_goes_as_deep_as_the_exact_reader(read):
    text = "[[[[1]]]]"
    assert decode(text, SMALL) == read("a.json", text, SMALL).data


def test_numbers_are_text_as_written(read):
    found = read("a.json", '{"a": 1.50, "b": 0012e5}')
    assert found.messages == ["'0' where a value should be"]
    assert read("a.json", "[1.50, -0, 1E400]").data == [Number("1.50"), Number("-0"), Number("1E400")]


def test_both_values_of_a_repeated_key_are_kept_and_it_is_a_problem(read):
    found = read("a.json", '{"vendor": "Huawei",\n "vendor": "Acme"}')
    assert found.data == {"vendor": ["Huawei", "Acme"]}
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, 2)]
    assert found.place("vendor", 1).span == (2, 12, 2, 18)


def test_three_values_of_one_key_are_all_kept(read):
    assert read("a.json", '{"a": [1], "a": {}, "a": 3}').data == {"a": [["1"], {}, "3"]}


@pytest.mark.parametrize(
    ("text", "data", "line", "column"),
    [
        ('{"a": NaN}', {"a": "NaN"}, 1, 7),
        ('["a\x01b"]', ["a\x01b"], 1, 4),
        ('["Hua\\ud800wei"]', ["Hua\ufffdwei"], 1, 2),
        ('{"a": 1, // c\n "b": 2}', {"a": "1", "b": "2"}, 1, 10),
        ('{"a": [1, 2,],}', {"a": ["1", "2"]}, 1, 12),
        ('/* a */ {"b": /* c */ 1 /* d */}', {"b": "1"}, 1, 1),
        ('["' + "x" * 30 + '"]', ["x" * 20], 1, 2),
        ('{"' + "k" * 12 + '": 1}', {"k" * 12: "1"}, 1, 2),
    ],
)
def test_what_can_be_read_on_from_is_a_problem_in_its_place(read, text: str, data: object, line: int, column: int):
    found = read("a.json", text, SMALL)
    assert found.data == data
    assert [(problem.line, problem.column) for problem in found.problems] == [(line, column)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("", 1, 1),
        (" \n ", 2, 2),
        ('{"a": 1,\n  b: 2}', 2, 3),
        ("{'a': 1}", 1, 2),
        ('{"a" 1}', 1, 6),
        ("[1 2]", 1, 4),
        ("[01]", 1, 2),
        ('["\\x"]', 1, 3),
        ('["abc', 1, 2),
        ('{"a": "b"', 1, 10),
        ("[1, , 2]", 1, 5),
        ("[1}", 1, 3),
        ("[[[[[1]]]]]", 1, 5),
        ("nul", 1, 1),
    ],
)
def test_what_cannot_is_an_error_with_its_place_and_a_mend(read, text: str, line: int, column: int):
    found = read("a.json", text, SMALL)
    assert len(found.documents) <= 1  # what was read before it
    assert [(problem.line, problem.column) for problem in found.problems] == [(line, column)]
    assert found.problems[0].mend


def test_comments_and_trailing_commas_are_no_problem_in_a_jsonc_file(read):
    found = read("a.jsonc", '{\n // replaced\n "vendor": "Hytera", /* x */\n}')
    assert found.problems == []
    assert found.data == {"vendor": "Hytera"}
    assert found.place("vendor").span == (3, 12, 3, 20)


def test_several_texts_in_one_file_are_all_read_and_one_problem(read):
    found = read("a.json", '{"vendor":"Cisco"}{"vendor":\n"HUAWEI"}')
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"vendor": "Cisco"}),
        ("@1", {"vendor": "HUAWEI"}),
    ]
    assert found.documents[1].locate(("vendor",)).span == (2, 1, 2, 9)
    assert found.messages == ["2 JSON texts in one file"]


def test_the_texts_before_an_error_are_read(read):
    found = read("a.json", '{"a": 1} garbage')
    assert [document.data for document in found.documents] == [{"a": "1"}]
    assert found.messages == ["'g' where a value should be"]


def test_bad_bytes_are_a_problem_and_the_rest_is_read(read):
    found = read("a.json", b'{"name": "Geb\xe4ude",\n "vendor": "Dahua"}')
    assert found.data == {"name": "Geb\ufffdude", "vendor": "Dahua"}
    assert [(problem.line, problem.column) for problem in found.problems] == [(1, 14)]


def test_a_nul_is_a_problem_and_the_rest_is_read(read):
    found = read("a.json", b'{"a":"b\0"}')
    assert found.data == {"a": "b\ufffd"}
    assert [(problem.line, problem.column) for problem in found.problems] == [(1, 8)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_counts_for_no_column(read, encoding: str):
    found = read("a.json", '{"märke": "海康"}'.encode(encoding))
    assert found.problems == []
    assert found.place("märke").span == (1, 11, 1, 15)


def test_a_second_byte_order_mark_is_a_problem(read):
    found = read("a.json", b"\xef\xbb\xbf" * 2 + b'{"a": 1}')
    assert found.data == {"a": "1"}
    assert found.messages == ["second byte order mark"]


def test_problems_past_fifty_are_counted(read):
    found = read("a.json", "[" + ", ".join(['{"a":1,"a":1}'] * 60) + "]")
    assert len(found.problems) == 51
    assert found.messages[-1] == "10 more problems in this file"


def test_a_large_file_has_the_same_places_as_a_small_one(read):
    items = [{"id": number, "vendor": 'a]b{c\\"d', "tags": ["x"]} for number in range(1000)]
    text = json.dumps({"results": items}, indent=1)
    assert len(text) > FAST_FROM
    line, column = read("a.json", text).place("results", 999, "vendor").span[:2]
    assert text.splitlines()[line - 1][column - 1 :] == '"a]b{c\\\\\\"d",'


def test_what_stands_before_a_break_is_read_and_the_break_is_a_problem(read):
    found = read("a.json", '{"a": [{"vendor": "x", "n": 1}, {"vendor": "y", "m": {"k": "z"}, "o": ')
    assert found.data == {"a": [{"vendor": "x", "n": "1"}, {"vendor": "y", "m": {"k": "z"}}]}
    assert found.place("a", 1, "vendor").span == (1, 44, 1, 47)
    assert found.messages == ["the text ends where a value should be"]


def test_texts_parted_by_commas_are_all_read(read):
    found = read("a.json", '{"id": "a"},\n{"id": "b"},\n')
    assert [one.data for one in found.documents] == [{"id": "a"}, {"id": "b"}]
    assert found.documents[1].locate(("id",)).span == (2, 8, 2, 11)
    assert found.messages[0] == "a comma behind a whole JSON text"


@given(st.integers(0, 200), st.sampled_from(["", "\\", '"', "}", "]", ",", '{"\\q', "[1 }"]))
def test_wherever_a_text_breaks_off_everything_read_of_it_has_a_place(read, leaves, at: int, end: str):
    whole = json.dumps({"a": [{"b": "c\n", "d": [1, None, [True]]}, {"e\u00e9": {"f": {}}, "g": []}], "h": "i"})
    found = read("a.json", whole[:at] + end)
    for document in found.documents:
        for path, _ in leaves(document.data):
            assert document.locate(path).span.line == 1
