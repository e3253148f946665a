from __future__ import annotations

import pytest
from small_catalog import asset, build, engine_of, told

from banlint.match.engine import Engine
from banlint.match.mentions import MentionMatcher, with_all_texts
from banlint.model import Asset, Fact, Registered, Role

MATCHER = MentionMatcher(build())


@pytest.fixture
def listening(engine: Engine) -> Engine:
    """An engine that hears mentions too."""
    return Engine(engine.catalog, (*engine.matchers, Registered("banlint", MATCHER)))


def test_a_name_in_free_text_is_a_possible_mention() -> None:
    matches = MentionMatcher(build()).match(Role.TEXT, "uplink of the Hikvision NVR, replaced Huawei switch")
    assert [(m.entity, m.basis, m.confidence) for m in matches] == [
        ("hikvision", "mention", "possible"),
        ("huawei", "mention", "possible"),
    ]
    assert not any(one.needs_maker for one in matches)


def test_free_text_is_not_looked_at_by_default() -> None:
    assert engine_of(build()).lookup(Role.TEXT, "Huawei") == ()


@pytest.mark.parametrize("role", [Role.MANUFACTURER, Role.MODEL, Role.PART_NUMBER])
def test_what_a_thing_goes_with_or_replaces_is_a_mention(role: Role) -> None:
    assert [m.entity for m in MATCHER.match(role, "bracket for Hikvision")] == ["hikvision"]
    assert MATCHER.match(role, "Hikvision bracket") == ()


def test_a_mention_is_no_word_about_the_maker(listening: Engine) -> None:
    identity = listening.resolve(asset(manufacturer="Cisco", text="replaced the Huawei switch"))
    assert [(e.match.entity, e.match.basis) for e in identity.evidence] == [("huawei", "mention")]
    assert (identity.conflicts, identity.determined) == ((), True)
    alone = listening.resolve(asset(text="beside the Huawei switch"))
    assert (told(alone), alone.determined) == ({"huawei": "possible"}, False)


def test_a_mention_bears_out_no_pattern_and_adds_nothing_to_what_is_proven(listening: Engine) -> None:
    assert [e.match.basis for e in listening.resolve(asset(model="AR1220", text="Huawei")).evidence] == ["mention"]
    known = listening.resolve(asset(manufacturer="Huawei", text="Huawei router"))
    assert [e.match.basis for e in known.evidence] == ["alias"]


def test_names_and_facts_of_an_asset_are_texts_too() -> None:
    one = Asset("hikvision-nvr-2", ("assets", 0), (), {"site": Fact("Huawei Road 1", ("assets", 0, "site"), "site")})
    texts = with_all_texts(one).identifiers
    assert [(t.role, t.value, t.field, t.path) for t in texts] == [
        (Role.TEXT, "hikvision-nvr-2", "name", ("assets", 0)),
        (Role.TEXT, "Huawei Road 1", "site", ("assets", 0, "site")),
    ]
