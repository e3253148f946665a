"""Whether the law lets an authority waive a ban, as far as the catalog says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from banlint.hints import Any
from banlint.judge.selection import matches
from banlint.policy.waiver import OWN_POLICY, Waiver

_NO_LAW = frozenset({"watch"})
"""The effects of regimes that forbid nothing."""


def doubt(waiver: Waiver, regimes: Mapping[str, Mapping[str, Any]], as_of: str) -> str:
    """Why the authority of `waiver` cannot waive the first such regime it names; empty where the rules say nothing."""
    for pattern in waiver.regimes:
        named = [pattern] if pattern in regimes else [one for one in sorted(regimes) if matches(pattern, one)]
        doubts = [(one, _why_not(waiver.authority, regimes[one], as_of)) for one in named]
        # What names many may be meant for those that it can waive.
        if doubts and all(why for _, why in doubts):
            return f"by law {waiver.authority} cannot waive {doubts[0][0]}: {doubts[0][1]}"
    return ""


def _why_not(authority: str, regime: Mapping[str, Any], as_of: str) -> str:
    if str(regime.get("effect")) in _NO_LAW:
        return ""
    lawful: Sequence[Mapping[str, Any]] = regime.get("waivers") or ()
    if not lawful:
        return "the catalog knows of no waiver from it" if authority == OWN_POLICY else ""
    if authority != OWN_POLICY and any("kind" not in one for one in lawful):
        return ""
    own = [one for one in lawful if one.get("kind") == authority]
    if any(_is_open(one, as_of) for one in own):
        return ""
    others = " or ".join(_cited(one) for one in lawful if _is_open(one, as_of)) or "nobody may today"
    return f"its time for that ended on {own[-1]['until']}; {others}" if own and own[-1].get("until") else others


def _is_open(lawful: Mapping[str, Any], as_of: str) -> bool:
    return str(lawful.get("since") or "") <= as_of <= str(lawful.get("until") or as_of)


def _cited(lawful: Mapping[str, Any]) -> str:
    return f"{lawful['authority']} may ({lawful['citation']})"
