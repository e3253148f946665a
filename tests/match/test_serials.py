from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalog import Found, asset, build, told

from banlint.match.engine import Engine
from banlint.match.serials import GponMatcher
from banlint.model import Role

MATCHER = GponMatcher(build())


@pytest.mark.parametrize(
    "value",
    [
        "HWTC1A2B3C4D",
        "hwtc1a2b3c4d",
        "HWTC-1A2B3C4D",
        "485754431A2B3C4D",
        " HWTC1A2B3C4D ",
        "0xHWTC1A2B3C4D",
        "0x485754431A2B3C4D",
        "\tHWTC 1A2B3C4D",
    ],
)
@pytest.mark.parametrize("role", [Role.SERIAL, Role.GPON])
def test_a_gpon_serial_number_tells_its_vendor_in_text_and_in_hex(found: Found, role: Role, value: str) -> None:
    assert found(role, value) == {("huawei", "gpon", "probable")}


def test_a_vendor_id_by_itself_is_enough(found: Found) -> None:
    assert found(Role.GPON, "ZTEG") == {("zte", "gpon", "probable")}


@pytest.mark.parametrize(
    "value",
    [
        "HWTC1A2B3C4",
        "HWTCX",
        "HWTC1A2B3C4DE",
        "AHWTC1A2B3C4",
        "48575443",
        "4857544",
        "2102311ABC",
        "",
        "ZTEGZZZZZZZZ",
        "HWTCX1A2B3C4",
    ],
)
def test_any_other_serial_number_tells_nothing(found: Found, value: str) -> None:
    assert found(Role.SERIAL, value) == set()


@given(st.text(max_size=20) | st.from_regex(r"\A\s?(0x)?(HWTC|ZTEG|48575443|FHTT)[0-9A-F]{8}\Z"))
def test_the_first_eight_characters_that_prove_a_serial_clean_are_right(value: str) -> None:
    assert MATCHER.clean_head(value) == MATCHER.clean_head(value[:8])
    if MATCHER.clean_head(value):
        assert not MATCHER.match(Role.SERIAL, value)


def test_a_terminal_without_a_maker_is_identified_by_its_serial_number(engine: Engine) -> None:
    assert told(engine.resolve(asset(serial="ZTEG00C0FFEE"))) == {"zte": "probable"}
    other = engine.resolve(asset(manufacturer="Somebody", serial="ZTEG00C0FFEE"))
    assert told(other) == {"zte": "possible"}
    assert other.conflicts == ("manufacturer says Somebody, serial ZTEG00C0FFEE bears the GPON vendor id ZTEG of zte",)


@pytest.mark.parametrize(
    ("value", "clean"),
    [("HW", False), ("zt", False), ("48", False), ("5a", False), ("0x", False), ("0X", False), (" H", False),
     ("H ", False), ("", True), ("H", True), ("AB", True), ("0Y", True), ("WH", True), ("84", True)],
)  # fmt: skip
def test_two_characters_that_begin_no_vendors_id_prove_a_serial_clean(value: str, *, clean: bool) -> None:
    assert MATCHER.clean_head(value) is clean


@pytest.mark.parametrize(("blanks", "met"), [(52, True), (51, False)])
def test_sixty_four_characters_of_a_serial_number_are_read(found: Found, blanks: int, *, met: bool) -> None:
    assert bool(found(Role.SERIAL, "HWTC1A2B3C4D" + " " * blanks + "x")) is met
