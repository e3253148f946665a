from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalog import Found, asset, build, told

from banlint.catalog.index import BannerRow
from banlint.match.banners import BannerMatcher, TextBannerMatcher
from banlint.match.engine import Engine
from banlint.model import Role

IN_TEXT = TextBannerMatcher(build())


@pytest.mark.parametrize(
    ("value", "who"),
    [
        ("Hikvision-Webs", ("hikvision", "certain")),
        ("Server: Hikvision-Webs/1.0", ("hikvision", "certain")),
        ("DNVRS-WEBS", ("hikvision", "probable")),
        ("Dahua Rtsp Server", ("dahua", "certain")),
        ('Digest realm="Hikvision", nonce="0"', ("hikvision", "certain")),
        ('WWW-Authenticate: Basic realm="cpe@zte.com"', ("zte", "certain")),
        ("Digest realm=cpe@zte.com, nonce=0", ("zte", "certain")),
        ("C=CN, ST=ZheJiang, O=HIKVISION, OU=DVRNVR", ("hikvision", "certain")),
        ("boaztecorp/1.0", ("zte", "possible")),
    ],
)
def test_a_banner_tells_whose_firmware_runs(found: Found, value: str, who: tuple[str, str]) -> None:
    assert found(Role.BANNER, value) == {(who[0], "banner", who[1])}


@pytest.mark.parametrize(
    "value", ["HUAWEI-1.50", "nginx", "Webs of Hikvision", "", "O=HIKVISIONARY", 'Basic realm="Hikvision camera"']
)
def test_what_is_only_like_a_banner_is_none(found: Found, value: str) -> None:
    assert found(Role.BANNER, value) == set()


@pytest.mark.parametrize(
    ("value", "who"),
    [
        ("DNVRS-Webs", {("hikvision", "banner", "probable")}),
        ("Dahua Rtsp Server", {("dahua", "banner", "probable")}),
        ('Digest realm="cpe@zte.com"', {("zte", "banner", "probable")}),
        ("ZXA10 line card", {("zte", "banner", "possible")}),
        ("Hikvision", set()),
        ("cpe@zte.com", set()),
        ("the Dahua Rtsp Server in the hall", set()),
        ("replaced: Hikvision-Webs", set()),
        ("O=HIKVISION", set()),
        ("\uff24ahua Rtsp Server", set()),
    ],
)
def test_free_text_is_a_banner_only_from_its_start_and_a_realm_only_when_it_is_called_one(
    found: Found, value: str, who: set[tuple[str, str, str]]
) -> None:
    assert found(Role.TEXT, value) == who


@given(
    st.text(max_size=30)
    | st.sampled_from(["Dahua Rtsp Server", "HUAWEI-1.5", "zxa", 'basic realm="x"', "  DNVRS-Webs"]),
    st.text(max_size=20),
)
def test_the_first_eight_characters_of_a_text_that_prove_it_clean_are_right(text: str, rest: str) -> None:
    for value in (text, text + rest):
        assert IN_TEXT.clean_head(value) == IN_TEXT.clean_head(value[:8])
        if IN_TEXT.clean_head(value):
            assert not IN_TEXT.match(Role.TEXT, value)


@given(st.text(max_size=200))
def test_any_text_is_answered(value: str) -> None:
    assert all(match.entity for match in BannerMatcher(build()).match(Role.BANNER, value))


def test_firmware_lifts_a_relabelling_brand(engine: Engine) -> None:
    assert told(engine.resolve(asset(brand="LTS"))) == {"hikvision": "possible"}
    assert told(engine.resolve(asset(brand="LTS", banner="DNVRS-Webs"))) == {"hikvision": "probable"}


def test_firmware_outlives_the_name_on_the_box_and_a_description_does_not_prove_it(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Somebody", banner="Dahua Rtsp Server"))
    assert told(identity) == {"dahua": "probable"}
    assert identity.conflicts == (
        "manufacturer says Somebody, banner Dahua Rtsp Server is what firmware of dahua says",
    )
    assert told(engine.resolve(asset(manufacturer="Somebody", text="Dahua Rtsp Server"))) == {"dahua": "possible"}


class Saying(NamedTuple):
    """A catalog of nothing but banners."""

    banners: dict[str, BannerRow]


def saying(text: str, match: str, kind: str = "http-server") -> Saying:
    return Saying({text: BannerRow("acme", text, "certain", "scan", "", kind, match)})


@pytest.mark.parametrize(
    ("match", "value", "met"),
    [
        ("exact", "acme", True),
        ("exact", "acme 2", False),
        ("prefix", "Acme 2", True),
        ("prefix", "an acme", False),
        ("word", "an Acme 2", True),
        ("word", "acmes", False),
        ("contains", "macmes", True),
        ("contains", "ac me", False),
    ],
)
def test_a_banner_is_met_as_its_row_says(match: str, value: str, met: bool) -> None:
    assert bool(list(BannerMatcher(saying("acme", match)).match(Role.BANNER, value))) is met


def test_a_banner_of_one_letter_is_met_from_the_start() -> None:
    assert list(BannerMatcher(saying("a", "exact")).match(Role.BANNER, "A"))
    assert list(BannerMatcher(saying("a", "prefix")).match(Role.BANNER, "ab"))


@pytest.mark.parametrize(
    ("kind", "value", "clean"),
    [
        ("http-server", "acme", False),
        ("http-server", "acme 2 in the hall", False),
        ("http-server", "the acme", True),
        ("http-realm", "acme", True),
        ("http-realm", "acme 2", True),
        ("http-realm", "basic realm", False),
        ("http-realm", "Digest r", False),
    ],
)
def test_the_head_of_a_text_proves_it_clean_of_the_banners_there_are(kind: str, value: str, clean: bool) -> None:
    made = TextBannerMatcher(saying("acme", "prefix", kind))
    assert made.clean_head(value) is clean


def test_a_banner_of_two_letters_is_met_from_the_start() -> None:
    assert list(BannerMatcher(saying("ab", "prefix")).match(Role.BANNER, "abc"))


def test_blanks_after_the_first_letter_of_a_text_hide_no_banner() -> None:
    in_text = TextBannerMatcher(saying("a corp", "prefix"))
    assert list(in_text.match(Role.TEXT, "A" + " " * 8 + "corp server"))


def test_eight_characters_of_a_text_are_looked_at_before_it_is_read() -> None:
    assert not IN_TEXT.clean_head("Dahua RtX")
    assert IN_TEXT.clean_head("Dahua RX")


@pytest.mark.parametrize(("blanks", "met"), [(1986, True), (1987, False)])
def test_two_thousand_characters_of_a_banner_are_read(found: Found, blanks: int, *, met: bool) -> None:
    assert bool(found(Role.BANNER, " " * blanks + "Hikvision-Webs")) is met


@pytest.mark.parametrize(("note", "told"), [("", "http-server string"), ("old", "http-server string: old")])
def test_a_match_says_what_kind_of_text_it_was(note: str, told: str) -> None:
    row = BannerRow("acme", "acme", "certain", "scan", note, "http-server", "prefix")
    (match,) = BannerMatcher(Saying({"acme": row})).match(Role.BANNER, "acme")
    assert match.note == told
