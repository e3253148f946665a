"""Which values are told clean by their heads: those of a role whose every matcher has all of such a test."""

from banlint.model import Registered, Role
from banlint.run.heads import heads_by_role


class Whole:
    name = "whole"
    roles = frozenset({Role.SERIAL})
    head = 2
    speaks_for = 12

    def match(self, role, value):
        return ()

    def clean_head(self, value):
        return not value.startswith("AC")


class Half:
    """It has a method of that name, and says neither how much it takes nor how much that speaks for."""

    name = "half"
    roles = frozenset({Role.SERIAL, Role.MAC})

    def match(self, role, value):
        return ()

    def clean_head(self, value):
        return True


def heads(*matchers):
    return heads_by_role([Role.SERIAL, Role.MAC, Role.TEXT], [Registered("house", one) for one in matchers])


def test_a_matcher_with_all_of_the_test_is_asked_by_heads():
    found = heads(Whole())
    assert list(found) == [Role.SERIAL]
    assert found[Role.SERIAL].clears(["XY123456", "XZ1"])
    assert found[Role.SERIAL].in_doubt(["AC123456", "XY1"]) == {"AC"}


def test_a_matcher_with_a_part_of_it_is_shown_every_value():
    assert heads(Half()) == {}
    assert heads(Whole(), Half()) == {}
