from __future__ import annotations

from small_catalog import build, engine_of

from banlint.match.mentions import MentionMatcher
from banlint.model import Role


def test_a_name_in_free_text_is_a_possible_mention() -> None:
    matches = MentionMatcher(build()).match(Role.TEXT, "uplink of the Hikvision NVR, replaced Huawei switch")
    assert [(m.entity, m.basis, m.confidence) for m in matches] == [
        ("hikvision", "mention", "possible"),
        ("huawei", "mention", "possible"),
    ]


def test_free_text_is_not_looked_at_by_default() -> None:
    assert engine_of(build()).lookup(Role.TEXT, "Huawei") == ()
