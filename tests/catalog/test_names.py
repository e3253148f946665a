"""The key of a name."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banlint.catalog import names
from banlint.catalog.names import key
from banlint.text import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Devices Co., Ltd.", "acme devices"),
        ("ACME DEVICES CO.,LTD", "acme devices"),
        ("Acme Devices (Pty) Ltd", "acme devices"),
        ("Acme GmbH & Co. KG", "acme"),
        ("Acme S.p.A.", "acme"),
        ("Acme Sp. z o.o.", "acme"),
        ("Acme A/S", "acme"),
        ("艾克米设备股份有限公司", "艾克米设备"),
        ("艾克米设备 有限公司", "艾克米设备"),
        ("株式会社アクメ", fold("アクメ")),
        ("주식회사 아크메", fold("아크메")),
        ("ООО «Акме»", "акме"),
        ("Acme", "acme"),
        ("Costco", "costco"),
        ("Co., Ltd.", "co"),
        ("有限公司", "有限公司"),
        ("!?", ""),
    ],
)
def test_the_legal_form_is_taken_off_and_never_everything(text: str, expected: str):
    assert key(text) == expected


@given(st.text(max_size=40))
@example("Co Co Ltd Ltd")
@example("ооо ооо")
@example("株式会社有限公司")
def test_a_key_is_its_own_key_and_empty_only_for_nothing(text: str):
    assert key(key(text)) == key(text)
    assert bool(key(text)) == bool(fold(text))


@pytest.mark.parametrize("form", sorted(" ".join(form) for form in names._TRAILING | names._LEADING))
def test_legal_forms_are_written_as_they_fold(form: str):
    assert fold(form) == form
