"""Folding: the same words come out however they are written, and folding again changes nothing."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from banlint.catalog.names import key
from banlint.text import fold

TEXTS = st.text(max_size=60)


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_a_key_of_a_key_is_that_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(TEXTS, st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_no_form_of_unicode_changes_what_comes_out(text: str, form: str) -> None:
    assert fold(unicodedata.normalize(form, text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_case_width_and_outer_spaces_play_no_part(text: str) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    assert fold(text.upper()) == fold(text.lower()) == fold(f"  {text}\t") == fold(text)
    assert fold(wide) == fold(text)
