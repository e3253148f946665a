"""The state of a regime and a listing on a day, from their dated stages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from banlint.hints import Any
from banlint.named import NamedTuple

# From nothing to full force; the weakest of regime, clause and listing is what holds.
STRENGTH = {"": 0, "withdrawn": 0, "expired": 0, "proposed": 1, "enacted": 2, "suspended": 3, "effective": 4}

Stages = Sequence[Mapping[str, Any]]


class State(NamedTuple):
    """What holds on a day."""

    name: str
    """`proposed`, `enacted`, `suspended`, `effective`, or empty where nothing does."""
    since: str
    """ISO day the state began; for `enacted`, the day it takes effect where that is known."""


def state_on(stages: Stages, day: str) -> State | None:
    """The state on `day`; `None` where there are no stages at all, and so nothing of its own to say."""
    if not stages:
        return None
    ordered = sorted(stages, key=lambda stage: str(stage["on"]))
    past = [stage for stage in ordered if str(stage["on"]) <= day]
    if not past:
        return State("", "")
    now = str(past[-1]["state"])
    if STRENGTH.get(now, 0) == 0:
        return State("", "")
    if now == "enacted":
        coming = (str(stage["on"]) for stage in ordered if stage["state"] == "effective" and str(stage["on"]) > day)
        return State(now, next(coming, ""))
    return State(now, _began(past, now))


def _began(past: Stages, state: str) -> str:
    """The first day of the unbroken run of `state` that ends the list: an amendment does not restart it."""
    began = ""
    for stage in reversed(past):
        if stage["state"] != state:
            break
        began = str(stage["on"])
    return began


def weakest(states: Iterable[State | None]) -> State:
    """What holds when all of `states` have to: the weakest, from the latest day among its equals."""
    known = [state for state in states if state is not None]
    if not known:
        return State("effective", "")
    low = min(known, key=lambda state: STRENGTH[state.name])
    return State(low.name, max(state.since for state in known if state.name == low.name))


def dates(stages: Stages) -> list[str]:
    """Every ISO day on which something changes."""
    return [str(stage["on"]) for stage in stages]
