"""Which ids a question selects."""

import pytest

from banlint.judge.selection import Selection

KNOWN = ("acme", "acme-north", "beep", "xx-list:1", "xx-list:2")


def selected(select, ignore=()):
    chosen = Selection(select, ignore, iter(KNOWN))
    return [one for one in KNOWN if one in chosen], chosen.is_narrow


@pytest.mark.parametrize(
    ("select", "ids"),
    [
        (("acme",), ["acme", "acme-north"]),
        (("acme-",), ["acme-north"]),
        (("acme-n*",), ["acme-north"]),
        (("xx-list:1",), ["xx-list:1"]),
        (("xx-list:*", "beep"), ["beep", "xx-list:1", "xx-list:2"]),
        (("*",), ["acme", "acme-north", "beep"]),
    ],
)
def test_a_pattern_selects_an_id_its_prefix_or_a_glob_and_rows_of_lists_only_with_a_colon(select, ids):
    assert selected(select) == (ids, True)


@pytest.mark.parametrize("select", [(), ("nobody",), ("xx-list",), ("xx-list:3",)])
def test_patterns_that_meet_nothing_of_this_kind_bar_nothing(select):
    assert selected(select) == (list(KNOWN), False)


def test_what_is_ignored_is_left_out_of_what_is_selected():
    assert selected((), ("acme",)) == (["beep", "xx-list:1", "xx-list:2"], False)
    assert selected(("acme",), ("acme-north",)) == (["acme"], True)
    assert selected((), ("xx-list:1",)) == (["acme", "acme-north", "beep", "xx-list:2"], False)
