from __future__ import annotations

import pytest
from small_catalog import Found, build

from banlint.match.models import ModelMatcher, _surest
from banlint.model import Basis, Confidence, EntityId, Match, Role

MODEL = Role.MODEL


@pytest.mark.parametrize(
    "value",
    ["DS-2CD2143G0-I", "ds-2cd2143g0-i", "iDS-2CD7A87G2H", "Camera DS2DE4425IW, white", "Caméra DS-2CD2143G0-I",
     "球机\tDS-2CD2143G0-I"],
)  # fmt: skip
@pytest.mark.parametrize("role", [Role.MODEL, Role.PART_NUMBER])
def test_a_model_that_follows_a_vendors_grammar_is_its(found: Found, role: Role, value: str) -> None:
    assert found(role, value) == {("hikvision", "model-pattern", "certain")}


@pytest.mark.parametrize("value", ["", "DS918+", "XDS-2CD2143", "IPC2122LB-ASF28K-A", "Catalyst 9500-16X", "\ud800"])
def test_a_model_that_follows_none_is_nobodys(found: Found, value: str) -> None:
    assert found(MODEL, value) == set()


def test_a_common_pattern_says_that_it_needs_a_maker() -> None:
    (match,) = ModelMatcher(build()).match(MODEL, "AR1220")
    assert (match.entity, match.needs_maker, match.term) == ("huawei", True, "AR routers")


def test_a_maker_named_in_the_model_is_probable(found: Found) -> None:
    assert found(MODEL, "Huawei S9999") == {("huawei", "alias", "probable")}
    assert found(MODEL, "HIKVISION DS-2CD2143G0-I") == {
        ("hikvision", "model-pattern", "certain"),
        ("hikvision", "alias", "probable"),
    }


@pytest.mark.parametrize("value", ["SFP-10G for Huawei", "Huawei compatible SFP", "Honeywell 30 Series", "LTS 22.04"])
def test_a_name_that_is_not_said_of_the_model_itself_is_left_out(found: Found, value: str) -> None:
    assert found(MODEL, value) == set()


def test_only_the_beginning_of_a_long_value_is_searched(found: Found) -> None:
    assert found(MODEL, "x" * 150 + " DS-2CD2143G0-I")
    assert found(MODEL, "x" * 250 + " DS-2CD2143G0-I") == set()


@pytest.mark.parametrize(
    "value",
    ["Mount for DS-2CD2143G0-I", "bracket compatible with Hikvision DS-2CD2143G0-I", "Halterung für DS-2CD2143G0-I",
     "Junction box, fits the DS-2CD2143G0-I", "replaced DS-2CD2143G0-I"],
)  # fmt: skip
def test_the_model_of_what_a_thing_goes_with_is_not_its_own(found: Found, value: str) -> None:
    assert found(Role.MODEL, value) == set()


@pytest.mark.parametrize(
    "value",
    ["DS-2CD2143G0-I for outdoor use", "Camera for outdoor DS-2CD2143G0-I", "Model No. DS-2CD2143G0-I",
     "DS-2CD2143G0-I, replaces DS-2CD2032-I", "DS-2CD2143G0-I (for/outdoor)"],
)  # fmt: skip
def test_a_model_that_is_for_something_is_its_own(found: Found, value: str) -> None:
    assert found(Role.MODEL, value) == {("hikvision", "model-pattern", "certain")}


def of(entity: str, sure: Confidence, *, needs_maker: bool = False) -> Match:
    return Match(EntityId(entity), Basis.MODEL_PATTERN, sure, f"{entity} {sure}", "s", needs_maker=needs_maker)


def test_of_two_families_of_one_entity_the_surest_is_told_and_of_two_entities_each() -> None:
    wide, narrow = of("acme", Confidence.POSSIBLE), of("acme", Confidence.CERTAIN)
    other = of("beep", Confidence.POSSIBLE)
    assert _surest([wide, narrow]) == [narrow]
    assert _surest([narrow, other, wide]) == [narrow, other]
    assert _surest([wide]) == [wide]
    assert _surest([]) == []


def test_a_family_that_stands_alone_is_surer_than_one_that_needs_its_maker() -> None:
    alone, beside = of("acme", Confidence.POSSIBLE), of("acme", Confidence.CERTAIN, needs_maker=True)
    assert _surest([beside, alone]) == [alone]


def test_where_it_is_not_known_how_matches_begin_every_value_is_searched() -> None:
    catalog = build()
    catalog.heads = None
    matcher = ModelMatcher(catalog)
    assert [one.entity for one in matcher.match(MODEL, "DS-2CD2143G0-I")] == ["hikvision"]
    assert matcher.match(MODEL, "Catalyst 9500-16X") == ()


def test_letters_beyond_ascii_around_a_model_hide_it_not(found: Found) -> None:
    assert found(MODEL, "éDS-2CD2143G0-I") == {("hikvision", "model-pattern", "certain")}
