"""Whether the law lets an authority waive a ban, as far as the catalog says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from banlint.judge.selection import matches
from banlint.policy.waiver import OWN_POLICY, Waiver

_NO_LAW = frozenset({"watch"})
"""The effects of regimes that forbid nothing."""


def doubt(waiver: Waiver, regimes: Mapping[str, Mapping[str, Any]], as_of: str) -> str:
    """Why the authority of `waiver` cannot waive some regime it names; empty where the catalog says no such thing.

    Of globs only what the pattern is the whole id of, or a prefix that names few, can be told: each regime is asked.
    """
    for name, regime in sorted(regimes.items()):
        if any(matches(one, name) for one in waiver.regimes):
            why = _why_not(waiver.authority, regime, as_of)
            if why:
                return f"by law {waiver.authority} cannot waive {name}: {why}"
    return ""


def _why_not(authority: str, regime: Mapping[str, Any], as_of: str) -> str:
    if str(regime.get("effect")) in _NO_LAW:
        return ""
    lawful: Sequence[Mapping[str, Any]] = regime.get("waivers") or ()
    kinds = [str(one.get("kind") or "") for one in lawful]
    if not lawful:
        return "the catalog knows of no waiver from it" if authority == OWN_POLICY else ""
    if "" in kinds and authority != OWN_POLICY:
        return ""
    own = [one for one, kind in zip(lawful, kinds, strict=True) if kind == authority]
    if not own:
        return "it takes " + " or ".join(f"{one['authority']} ({one['citation']})" for one in lawful)
    if any(str(one.get("since") or "") <= as_of <= str(one.get("until") or as_of) for one in own):
        return ""
    ends = "; ".join(f"{one['citation']}, until {one['until']}" for one in own if one.get("until"))
    return f"its time for that is over or not yet come: {ends}"
