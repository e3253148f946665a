"""The nearest name to one that met nothing, and the reason it was not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.api.nearest import FARTHEST, edits, look_alikes, nearest
from banlint.catalog import load

WORDS = st.text("abcde", max_size=7)


@pytest.fixture(scope="module")
def catalog():
    return load()


@given(WORDS, WORDS)
def test_edits_are_the_same_both_ways_and_none_for_equals(one, other):
    assert edits(one, other) == edits(other, one)
    assert (edits(one, other) == 0) is (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))


@given(WORDS, st.integers(0, 6), st.sampled_from("abcde"))
def test_one_letter_put_in_is_one_edit(word, at, letter):
    assert edits(word, word[:at] + letter + word[at:]) == 1


def test_swapped_neighbours_are_one_edit():
    assert edits("hikvision", "hikivsion") == 1


@pytest.mark.parametrize("value", ["", "x", "zt", "?", "a" * 100_000, "quite another name"])
def test_nothing_is_near_to_short_long_and_other_names(catalog, value):
    assert nearest(catalog, value) is None


@given(st.text(max_size=30))
def test_what_is_near_is_a_name_of_the_catalog_within_reach(catalog, value):
    near = nearest(catalog, value)
    if near:
        assert near.entity in catalog.entities
        assert near.distance <= FARTHEST
        assert near.why


def test_short_names_are_said_to_have_no_slips(catalog):
    near = nearest(catalog, "Hytea")
    assert near is None or near.why


def test_a_look_alike_is_found_among_other_words(catalog):
    assert [row.entity for row in look_alikes(catalog, "Haivision Systems Inc.")] == ["hikvision"]
    assert look_alikes(catalog, "Acme") == ()
