from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_catalog import OUI, Found, build

from banlint.catalog.index import Catalog
from banlint.match.mac import MacMatcher, addresses
from banlint.model import Role

CATALOG: Catalog = build()
HIK = {("hikvision", "oui", "probable")}


@pytest.mark.parametrize(
    "value",
    ["44:19:b6:01:02:03", "44-19-B6-01-02-03", "4419.b601.0203", "4419b6010203", "4419-b601-0203", "4419B6-010203",
     "44:19:b6:1:2:3", "0x4419b60102030405", "44:19:b6:ff:fe:01:02:03", "01:44:19:b6:01:02:03", "0144.19b6.0102.03",
     "44 19 b6 01 02 03", " 44:19:B6:01:02:03 ", "[44:19:b6:01:02:03]", "４４:19:b6:01:02:03",
     "00:00:5e:00:53:01, 44:19:b6:01:02:03", "00:00:5e:00:53:01;4419b6010203", "00:00:5e:00:53:01 4419.b601.0203"],
)  # fmt: skip
def test_an_address_is_known_in_every_usual_spelling(found: Found, value: str) -> None:
    assert found(Role.MAC, value) == HIK


@pytest.mark.parametrize(
    "value",
    ["", "44:19:b6", "4419b6", "4419B6012", "4419b60102", "44:19:b6:01:02", "unknown", "44:19:b6:xx:02:03",
     "46:19:b6:01:02:03", "45:19:b6:01:02:03", "4:4:1:9:b:6", "0x4419b6", "b6:19:44:01:02:03", "-" * 40,
     "ff:44:19:b6:01:02:03", "44:19:b6:⑩⑩⑩", "00:00:5e ㊹⑲b6⑩⑩⑩"],
)  # fmt: skip
def test_what_is_no_registered_address_is_nobodys(found: Found, value: str) -> None:
    assert found(Role.MAC, value) == set()


def test_the_smallest_block_that_holds_the_address_is_the_one(found: Found) -> None:
    assert found(Role.MAC, "ac:64:dd:50:00:01") == {("zte", "oui", "probable")}
    assert found(Role.MAC, "ac:64:dd:40:00:01") == {("huawei", "oui", "probable")}
    assert found(Role.MAC, "70:b3:d5:0a:e0:01") == {("hytera", "oui", "probable")}
    assert found(Role.MAC, "70:b3:d5:0a:f0:01") == set()


def test_a_trap_stops_the_larger_block_around_it(found: Found) -> None:
    assert found(Role.MAC, "ac:64:dd:70:00:01") == {("", "oui", "possible")}


def test_a_former_or_relabelling_registrant_is_only_possible() -> None:
    mac = MacMatcher(build())
    (former,) = mac.match(Role.MAC, "00:1e:96:00:00:01")
    assert (former.confidence, former.until, former.term) == ("possible", "2022-07-14", "00:1E:96")
    (relabel,) = mac.match(Role.MAC, "9c:8e:cd:00:00:01")
    assert (relabel.confidence, relabel.note) == ("possible", "Amcrest Technologies")


HEX = st.text("0123456789abcdefABCDEF", min_size=6, max_size=10)
HEADS = st.sampled_from(sorted(OUI)) | HEX | HEX.map(lambda digits: "01" + digits)


@st.composite
def spellings(draw: st.DrawFn) -> str:
    digits = draw(HEADS).ljust(12, "0") + draw(st.sampled_from(["", "aa", "aaaa"]))
    size = draw(st.sampled_from([1, 2, 2, 2, 4, 6, 16]))
    separator = draw(st.sampled_from([":", "-", ".", " ", ""]))
    groups = separator.join(digits[start : start + size] for start in range(0, len(digits), size))
    return draw(st.sampled_from(["", "0x", " ", "("])) + groups


@example("00:00:5e ㊹⑲b6⑩⑩⑩")
@given(spellings() | st.text(st.sampled_from("0149BbFf:.- xX４㊹⑲⑩ﬀ"), max_size=19))
def test_a_clean_head_never_hides_a_block(value: str) -> None:
    mac = MacMatcher(CATALOG)
    if mac.clean_head(value) and len(value) <= 19:
        assert not any(one.entity for one in mac.match(Role.MAC, value))


@pytest.mark.parametrize(
    "value",
    ["00:00:5e:00:53:01", "00-00-5E-00-53-01", "0000.5e00.5301", "00005e005301", "0x00005e0053010000",
     "02:19:b6:01:02:03", "46:19:b6:01:02:03"],
)  # fmt: skip
def test_a_head_that_begins_no_block_is_clean(value: str) -> None:
    assert MacMatcher(CATALOG).clean_head(value)


@pytest.mark.parametrize(
    "value",
    ["", "44:19:b6:01:02:03", "70:b3:d5:ff:ff:ff", "0144.19b6.0102.03", "01:44:19:b6:01:02:03", "44:19-b6", "0:0:5e:0",
     "00:00:5", " 00:00:5e:00:53:01", "(00005e0", "44:19:b6,00:00:5e"],
)  # fmt: skip
def test_a_head_that_proves_nothing_is_not_clean(value: str) -> None:
    assert not MacMatcher(CATALOG).clean_head(value)


CATALOG = build()


@given(
    st.lists(st.sampled_from([*"0123456789abcdefABCDEF", *":-. gxé"]), max_size=20).map("".join)
    | st.from_regex(r"[0-9A-Fa-fxX]{2}([:-][0-9A-Fa-f]{2}){5}|([0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}", fullmatch=True)
    | st.from_regex(r"(44:19:b6|4419\.b6|4419B6|44-19-B6)[0-9a-f:.-]{6,11}", fullmatch=True)
)
def test_the_short_way_of_the_usual_spellings_agrees_with_the_long_way(value: str) -> None:
    matcher = MacMatcher(CATALOG)
    entities = {found.entity for digits in addresses(value) for found in matcher._of(digits)}
    assert {match.entity for match in matcher.match(Role.MAC, value)} == entities
