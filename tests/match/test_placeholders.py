from __future__ import annotations

import pytest

from banlint.match.placeholders import PLACEHOLDERS, is_placeholder
from banlint.text import fold


@pytest.mark.parametrize(
    "value",
    ["", " ", "-", "?", "N/A", "n.a.", "None", "NULL", "TBD", "OEM", "Generic", "Other", "various", "Default string",
     "To Be Filled By O.E.M.", "Not Specified", "Unbekannt", "INCONNU", "неизвестно", "未知", "System manufacturer"],
)  # fmt: skip
def test_a_value_that_names_nobody_is_a_placeholder(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["Cisco", "OEMtech", "Generic Electric", "N", "no-ip", "Othermaker", "?" * 100])
def test_a_value_that_may_name_somebody_is_not(value: str) -> None:
    assert not is_placeholder(value)


def test_what_is_longer_than_any_form_of_words_is_not_looked_at() -> None:
    assert is_placeholder("?" * 60)
    assert not is_placeholder("?" * 61)


def test_the_table_is_folded() -> None:
    assert {fold(words) for words in PLACEHOLDERS} == PLACEHOLDERS
