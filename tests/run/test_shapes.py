"""Shapes of JSON records, and what a decoder of a shape refuses."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.run.shapes import infer, merge, object_arrays, skeleton, texts, typed

SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "a", "b"])
KEYS = st.sampled_from("abcd")
RECORDS = st.dictionaries(
    KEYS, st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner))
)


def test_an_array_that_mixes_things_has_no_shape():
    assert infer({"a": [1, {"b": 2}]}) is None
    assert infer({"a": [{"b": 2}, {"c": 2}]}) is None


def test_an_empty_array_takes_the_shape_of_a_filled_one():
    assert merge(infer({"a": []}), infer({"a": [{"b": 1}]})) == infer({"a": [{"b": 2}]})


def test_records_with_other_keys_do_not_merge():
    assert merge(infer({"a": 1}), infer({"b": 1})) is None


def test_a_skeleton_has_the_shape_it_is_made_of():
    shape = infer({"a": [{"b": "1"}], "c": {"d": "x"}, "e": []})
    assert infer(skeleton(shape, lambda path: "x")) == shape


def test_arrays_of_objects_are_named_by_their_path():
    shape = infer({"a": [{"b": [{"c": 1}]}], "d": {"e": [{"f": 1}]}})
    assert [path for path, _ in object_arrays(shape)] == [("a",), ("a", 0, "b"), ("d", "e")]


@given(RECORDS)
def test_a_record_holds_as_many_texts_as_its_shape_says(record):
    shape = infer(record)
    if shape is not None and "[" not in json.dumps(record):
        assert texts(shape) == (_texts(record), [])


def _texts(value):
    if isinstance(value, dict):
        return len(value) + sum(map(_texts, value.values()))
    return int(isinstance(value, str))


@given(RECORDS)
def test_a_decoder_takes_every_record_of_its_shape(record):
    shape = infer(record)
    if shape is not None:
        typed(shape).decode(json.dumps(record).encode())


@pytest.mark.parametrize(
    "other", [{"a": "x"}, {"a": "x", "b": 1, "c": 2}, {"a": ["x"], "b": 1}, {"a": {"x": 1}, "b": 1}]
)
def test_a_decoder_refuses_a_record_with_another_key_or_kind_of_value(other):
    decode = typed(infer({"a": 1, "b": 1}), {("a",)}).decode
    with pytest.raises(msgspec.ValidationError):
        decode(json.dumps(other).encode())


@pytest.mark.parametrize("skipped", [b"NaN", b"012", b"tru", b"'x'", b'"x', b"[1,]", b'{"a":}', b"1.", b"+1", b"\x00"])
def test_a_decoder_refuses_what_is_not_json(skipped):
    decode = typed(merge(infer({"a": "x"}), merge(infer({"a": 1}), infer({"a": True})))).decode
    with pytest.raises(msgspec.DecodeError):
        decode(b'{"a": %s}' % skipped)
