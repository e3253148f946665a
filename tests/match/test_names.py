from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalog import NAMES, Found, build, engine_of

from banlint.match.names import NameMatcher
from banlint.model import Role

MAKER = Role.MANUFACTURER
HIK_CERTAIN = ("hikvision", "alias", "certain")


@pytest.mark.parametrize(
    "value",
    ["HIKVISION", "hikvision", "Hik-Vision", "HIK VISION", "Ｈｉｋｖｉｓｉｏｎ", "Hikvision Co., Ltd.", "Hi\u200bkvision",
     " hikvision  ", "Hikvisión", "海康威视", "hikvision_inc"],
)  # fmt: skip
def test_a_spelling_of_the_name_is_the_name(found: Found, value: str) -> None:
    assert found(MAKER, value) == {HIK_CERTAIN}


def test_a_slug_of_the_official_name_is_the_name(found: Found) -> None:
    assert found(MAKER, "zhejiang-dahua-technology-co-ltd") == {("dahua", "official-name", "certain")}


def test_a_name_written_as_one_word_is_found_where_the_catalog_parts_it(found: Found) -> None:
    assert found(MAKER, "TPLINK") == {("tp-link", "alias", "certain")}


@pytest.mark.parametrize(
    ("value", "entity"),
    [("hangzhou-hikvision", "hikvision"), ("HUAWEI_TECH", "huawei"), ("ZTE WCDMA Technologies MSM", "zte"),
     ("Hikvision Co., Ltd. (Europe) B.V.", "hikvision"), ("杭州海康威视数字技术", "hikvision"), ("华为技术", "huawei"),
     ("HUAWEI华为", "huawei")],
)  # fmt: skip
def test_a_name_among_other_words_is_at_most_probable_unless_all_words_agree(
    found: Found, value: str, entity: str
) -> None:
    best = {(who, sure) for who, _, sure in found(MAKER, value)}
    agreed = "certain" if value == "HUAWEI华为" else "probable"
    assert best == {(entity, agreed)}


def test_two_names_of_one_entity_that_fill_the_field_keep_their_confidence(found: Found) -> None:
    assert found(MAKER, "HIKVISION HiWatch") == {HIK_CERTAIN, ("hikvision", "brand", "certain")}


@pytest.mark.parametrize(
    "value",
    ["Aztech", "ZTEX GmbH", "Shenztech", "Hikari Alphax Inc.", "Autelan", "Djipalo", "Mandjik", "Huaweisoft",
     "Hikvisionary Ltd", "大海康威", "北京华为", "", "Co., Ltd.", "?!"],
)  # fmt: skip
def test_a_name_is_never_found_inside_a_word(found: Found, value: str) -> None:
    assert found(MAKER, value) == set()


@pytest.mark.parametrize(
    "value", ["ZTE Parsian", "Shanghai Dahua Scale Factory", "The Shanghai Dahua Scale Factory, China", "Haivision"]
)
def test_a_look_alike_wins_over_the_name_in_it(found: Found, value: str) -> None:
    assert found(MAKER, value) == set()


def test_a_look_alike_of_one_entity_may_be_the_name_of_another(found: Found) -> None:
    assert found(MAKER, "Dahua") == {("dahua", "alias", "certain")}
    assert found(MAKER, "Dahua Security Products") == {("dahua", "alias", "probable")}


def test_an_exact_name_is_only_ever_the_whole_field(found: Found) -> None:
    assert found(MAKER, "HIK") == {("hikvision", "alias", "probable")}
    assert found(MAKER, "HIK Systems") == set()
    assert found(MAKER, "Ubuntu 22.04 LTS") == set()


@pytest.mark.parametrize("value", ["Huawei compatible", "formerly Huawei", "Halter für Huawei", "non-Huawei"])
def test_a_name_beside_words_that_turn_it_away_is_not_the_maker(found: Found, value: str) -> None:
    assert found(MAKER, value) == set()


@pytest.mark.parametrize(
    ("value", "sure"),
    [("Huawei Hotel", "possible"), ("Grand Huawei HOTEL Ltd", "possible"), ("Huawei Hotelier", "probable"),
     ("Huawei Italia SpA", "probable"), ("Huawei Spa Resort", "possible")],
)  # fmt: skip
def test_a_name_beside_a_word_of_another_trade_is_at_most_possible(found: Found, value: str, sure: str) -> None:
    assert found(MAKER, value) == {("huawei", "alias", sure)}


def test_a_word_of_another_trade_that_is_part_of_the_name_takes_nothing_from_it() -> None:
    names = NameMatcher(build((("acme", "alias", "certain", "Acme Mining", "", "", False),)))
    told = [
        str(names.match(MAKER, value)[0].confidence)
        for value in ("Acme Mining", "Acme Mining Systems", "Acme Mining Hotel")
    ]
    assert told == ["certain", "probable", "possible"]


def test_the_seller_is_not_the_maker(found: Found) -> None:
    assert found(Role.SUPPLIER, "Huawei") == {("huawei", "alias", "possible")}


def test_every_relabelled_maker_of_a_brand_is_told(found: Found) -> None:
    assert found(Role.BRAND, "Honeywell") == {
        ("hikvision", "relabel", "possible"),
        ("dahua", "relabel", "possible"),
    }


def test_a_match_carries_its_dates_and_source(found: Found) -> None:
    (match,) = NameMatcher(build()).match(MAKER, "Lorex")
    assert (match.since, match.until, match.source, match.term) == ("2018-02-06", "2022-11-24", "src", "Lorex")


OPEN_NAMES = st.sampled_from([name for name in NAMES if not name[6] and name[3] != "Dahua"])
NOISE = st.sampled_from(["\u200b", "\u00ad", "\u2060", "\ufeff"])
CHANGES = st.lists(
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase, lambda text: text.replace(" ", "  ")]),
    max_size=3,
)


@given(OPEN_NAMES, CHANGES, NOISE, st.integers(0, 60), st.booleans())
def test_changes_of_case_width_spacing_and_invisible_signs_still_match(name, changes, noise, position, wide) -> None:
    value = name[3]
    for change in changes:
        value = change(value)
    if wide:
        value = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in value)
    value = unicodedata.normalize("NFD", value[:position] + noise + value[position:])
    entities = {match.entity for match in NameMatcher(CATALOG).match(MAKER, value)}
    assert name[0] in entities


CATALOG = build()
WORDS = st.lists(st.sampled_from([*"abc", "huawei", "hik", "vision", "zte", "tech", "dahua", "scale"]), max_size=5)


@given(WORDS.map(" ".join).filter(bool), st.sampled_from(["huawei", "zte", "hikvision"]), WORDS.map(" ".join))
def test_adding_an_alias_never_removes_a_match_unless_it_is_there_and_another_entitys(alias, entity, value) -> None:
    before = {match.entity for match in NameMatcher(CATALOG).match(MAKER, value)}
    wider = build((*NAMES, (entity, "alias", "certain", alias, "", "", False)))
    after = {match.entity for match in NameMatcher(wider).match(MAKER, value)}
    assert (before if alias not in value else before & {entity}) <= after


@given(st.text(max_size=80))
def test_any_text_at_all_is_answered(value) -> None:
    engine = engine_of(CATALOG)
    for role in Role:
        engine.lookup(role, value)


def test_a_name_in_a_run_of_characters_hides_none_in_the_words_after_it(found: Found) -> None:
    both = {("huawei", "alias", "probable"), ("hikvision", "alias", "probable")}
    assert found(MAKER, "华为技术 Hikvision") == found(MAKER, "Hikvision 华为技术") == both


def test_in_a_run_of_characters_a_name_of_three_stands_anywhere_and_one_of_two_at_the_beginning() -> None:
    rows = (("acme", "alias", "certain", "大同鸟", "", "", False), ("acme", "alias", "certain", "大同", "", "", False))
    names = NameMatcher(build(rows))
    told = {
        value: [one.term for one in names.match(MAKER, value)] for value in ("北京大同鸟公司", "大同公司", "北京大同")
    }
    assert told == {"北京大同鸟公司": ["大同鸟"], "大同公司": ["大同"], "北京大同": []}


@pytest.mark.parametrize("value", ["Huawei / ZTE Parsian", "ZTE Parsian / Huawei"])
def test_a_look_alike_takes_nothing_from_a_name_elsewhere_in_the_field(found: Found, value: str) -> None:
    assert found(MAKER, value) == {("huawei", "alias", "probable")}


def test_a_look_alike_that_is_a_name_too_bars_only_the_entity_it_is_told_of() -> None:
    names = NameMatcher(build((*NAMES, ("hikvision", "alias", "certain", "Dahua", "", "", False))))
    assert [one.entity for one in names.match(MAKER, "Dahua")] == ["dahua"]
