"""The heads of model patterns: no value that a pattern meets begins none of its words with one."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.catalog.heads import LENGTH, heads
from banlint.match.models import HEAD
from banlint.text import fold

PATTERNS = [row.pattern for row in load().models]
EXAMPLES = [
    text
    for entity in sorted({row.entity for row in load().models})
    for pattern in load().entities[entity]["models"]
    for text in pattern["match"]
]
HEADS = frozenset(heads(PATTERNS) or ())
MEET = [re2.compile(pattern) for pattern in PATTERNS]


def begins_as_one(value: str) -> bool:
    return not HEADS.isdisjoint(word[:LENGTH] for word in fold(value).split())


def test_the_heads_of_our_patterns_are_known_and_few() -> None:
    assert HEAD == LENGTH
    assert 100 < len(HEADS) < 2000


def test_every_example_begins_a_word_with_a_head() -> None:
    assert [text for text in EXAMPLES if not begins_as_one(text)] == []


@given(st.sampled_from(EXAMPLES), st.text(st.sampled_from("AS-_ /.(\tx12"), max_size=4), st.integers(0, 30))
def test_what_a_pattern_meets_begins_a_word_with_a_head(text: str, more: str, place: int) -> None:
    value = text[:place] + more + text[place:]
    if value.isprintable() and any(pattern.search(value.upper()) for pattern in MEET):
        assert begins_as_one(value)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"\bAB-?\d{2}", ["ab", "ab0", "ab1", "ab2", "ab3", "ab4", "ab5", "ab6", "ab7", "ab8", "ab9"]),
        (r"(?:^|[\s(])X?YZQ", ["xyz", "yzq"]),
        (r"\bA(?:B|CD)\b", ["ab", "acd"]),
        (r"\b(?:CAM\s?)+\d", ["cam"]),
        (r"\bX{2,9}-", ["xx", "xxx"]),
    ],
)
def test_a_head_is_three_characters_or_a_shorter_word(pattern: str, found: list[str]) -> None:
    assert heads([pattern]) == found


@pytest.mark.parametrize(
    "pattern",
    [
        "ABC", "\\bA", "\\b.BC", "\\b[^A]BC", "(?i)\\bABC", "\\b_AB", "\\bA{9}B", "\\pL+", "\\b[[:alpha:]]BC", "\\BABC",
        "\\w+\\s*ABC", "(?:" * 5000 + ")" * 5000, "-*", "\\b(?:[A-Z][A-Z][A-Z])", "(", "\\QABC\\E",
    ],
)  # fmt: skip
def test_a_pattern_that_may_begin_with_anything_says_so(pattern: str) -> None:
    assert heads([r"\bCAM-1", pattern]) is None
