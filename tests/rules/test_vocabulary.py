from __future__ import annotations

import pytest

from banlint.catalog import load


@pytest.mark.parametrize(
    "value",
    ["", "-", "?", "N/A", "n.a.", "None", "NULL", "TBD", "OEM", "Generic", "Other", "various", "Default string",
     "To Be Filled By O.E.M.", "Not Specified", "Unbekannt", "k. A.", "INCONNU", "неизвестно", "未知", "알 수 없음",
     "System manufacturer", "yes", "0"],
)  # fmt: skip
def test_a_value_that_names_nobody_is_a_placeholder(value: str) -> None:
    assert load().is_placeholder(value)


@pytest.mark.parametrize("value", ["Cisco", "OEMtech", "Generic Electric", "N", "no-ip", "Othermaker", "Huawei"])
def test_a_value_that_may_name_somebody_is_none(value: str) -> None:
    assert not load().is_placeholder(value)


def test_no_maker_that_the_catalog_knows_is_a_placeholder() -> None:
    catalog = load()
    assert catalog.placeholders.isdisjoint(catalog.names)


def test_words_by_which_a_maker_is_told_deny_nothing() -> None:
    catalog = load()
    assert not (catalog.made | catalog.original) & (catalog.denials | catalog.about_another)
    assert "oem" in catalog.original
    assert "made" in catalog.made
