"""Looking for a key finds what walking to it finds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.reading.jsonplaces import JsonPlaces
from banlint.reading.jsonrecord import RecordPlaces

KEYS = st.sampled_from(["a", "b", "name", "model", ",", ":", ", ", ": ", ": 1, ", "", "é", '"', "\\", "a\nb"])
VALUES = st.recursive(
    st.sampled_from(["", "a", "name", ",", ": ", "x y", 1, -2.5, None, True, '"', "\\u0041"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def paths(value, path=()):
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from paths(inner, (*path, step))


@given(st.dictionaries(KEYS, VALUES, max_size=5) | st.lists(VALUES), st.sampled_from([None, 1]), st.booleans(), KEYS)
@settings(deadline=None)
def test_every_value_is_found_where_walking_finds_it(value, indent, ascii_only, odd):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    for path in list(paths(value)):
        for one in (path, (*path, odd), (*path, 7), (odd, *path)):
            assert RecordPlaces(text, value).find(0, one) == JsonPlaces(text).find(0, one)


@pytest.mark.parametrize(
    ("text", "path", "found"),
    [
        ('{"a": {"name": "x"}, "name": "y"}', ("name",), '"y"'),
        ('{"note": "model", "model": "y"}', ("model",), '"y"'),
        ('{"m": [{"mac": "1"}, {"mac": "2"}]}', ("m", 1, "mac"), '"2"'),
        ('{"m": {"n": {"o": 1}}}', ("m", "n"), '{"o": 1}'),
        ('{"x": "y", ",": "z"}', (",",), '"z"'),
    ],
)
def test_what_else_is_written_like_the_key_does_not_mislead(text, path, found):
    start, end = RecordPlaces(text, json.loads(text)).find(0, path)
    assert text[start:end] == found
