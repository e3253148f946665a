"""Whether an asset is what a law means by goods: its kind, and whole devices, components, or both."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.hints import Any
from banlint.judge.conditions import Answer, Facts
from banlint.judge.scope import CATEGORY
from banlint.judge.table import Applicable
from banlint.model import Asset

ESSENTIAL = "essential"
_YES = frozenset({"yes"})


def is_good(asset: Asset, applicable: Applicable, facts: Facts) -> bool:
    """Whether the asset is what the law means by goods: a whole device, a component, or either."""
    covers = _covers(applicable)
    goods = applicable.listing.get("goods") or covers.get("goods") or "both"
    if goods == "both" or asset.parent:
        return bool(goods != "finished")
    if goods == "finished":
        return True
    # A component that is listed by itself says so by its kind.
    kinds = frozenset(applicable.listing.get("category") or covers.get("categories") or ())
    return facts.is_in(CATEGORY, kinds).holds is True


def covered_kind(asset: Asset, applicable: Applicable, facts: Facts) -> Answer:
    """Whether a thing of a listed maker is of a kind that its regime covers.

    Only what is plainly of another kind is left out. A part of such a kind may
    count all the same, where the law reaches what is essential to a system.
    """
    covers = _covers(applicable)
    kinds = covers.get("categories")
    if not kinds or applicable.listing.get("category") or facts.get(CATEGORY) is None:
        return Answer(True)
    undecided = frozenset(covers.get("open") or ())
    answer = facts.is_in(CATEGORY, frozenset(kinds), undecided)
    if undecided and answer.holds is None and facts.is_in(CATEGORY, undecided).holds:
        return answer
    if answer.holds is not False:
        return Answer(True)
    parts = frozenset(covers.get("components") or ())
    if not parts or not (asset.parent or facts.is_in(CATEGORY, parts).holds):
        return Answer(False)
    return facts.is_in(ESSENTIAL, _YES)


def _covers(applicable: Applicable) -> Mapping[str, Any]:
    return applicable.regime.get("covers") or {}
