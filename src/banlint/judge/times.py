"""An asset's own days: when it was bought, installed, retired, and what the law was then.

Which of them matters is said by the act: buying is done on one day and over,
using goes on until the thing is retired, and what has no day of its own is
judged as of the day that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.judge.conditions import Facts
from banlint.judge.past import Past
from banlint.judge.table import Applicable
from banlint.model import Fact, Verdict
from banlint.named import NamedTuple
from banlint.text import show

DATES = ("purchase_date", "import_date", "installed_on", "retired_on")
"""The facts that are days."""
_DONE = {"purchase_date": "bought", "import_date": "imported", "installed_on": "installed"}
_STATUS = "status"
_RETIREMENT = ("retired_on",)
_RETIRED = frozenset({"retired"})


class Own(NamedTuple):
    """One listing as it stands for one asset."""

    verdict: Verdict
    day: str
    """The ISO day it is judged at."""
    told: str = ""
    """What of the asset's own days makes the verdict, in words; empty where they make no difference."""


def own(applicable: Applicable, past: Past, facts: Facts, as_of: str) -> Own | None:
    """How `applicable` stands for an asset of these `facts`; `None` where the asset was out of use before it began."""
    verdict = applicable.verdict
    if applicable.ends_on:
        ended = _ended(applicable.ends_on, facts, as_of)
        if ended is not None:
            return _after_use(applicable, past, ended, as_of)
    done, word = _done(applicable.done_on, facts, as_of)
    if not done:
        return Own(verdict, as_of)
    was = past.on(done)
    if was.name == "effective" or applicable.state.name == "proposed":
        return Own(verdict, done, f"{word} on {done}")
    return None if _ended(_RETIREMENT, facts, as_of) is not None else _before(applicable, was.name, as_of, done, word)


def _before(applicable: Applicable, was: str, as_of: str, done: str, word: str) -> Own:
    """What was done while it did not bind: nothing that it forbids, and still something that it would."""
    if applicable.state.name == "enacted":
        return Own(applicable.verdict, as_of, f"{word} on {done}, before that")
    when = "while it was suspended" if was == "suspended" else "before it was in force"
    return Own(Verdict.WATCH, as_of, f"{word} on {done}, {when}" if applicable.verdict is not Verdict.WATCH else "")


def _done(fields: tuple[str, ...], facts: Facts, as_of: str) -> tuple[str, str]:
    """The day the act was done and the word for it; empty where that is not known or is yet to come."""
    for field in fields:
        day = facts.day(field)
        if day:
            return (day, _DONE.get(field, field)) if day <= as_of else ("", "")
    return "", ""


def _ended(fields: tuple[str, ...], facts: Facts, as_of: str) -> str | None:
    """The day its use ended, empty where only that it has is known; `None` where it has not."""
    for field in fields:
        day = facts.day(field)
        if day:
            return day if day <= as_of and not day < facts.day("purchase_date") else None
    return "" if facts.is_in(_STATUS, _RETIRED).holds else None


def _after_use(applicable: Applicable, past: Past, ended: str, as_of: str) -> Own | None:
    """A thing that is no more in use: a breach that there was is told, and none is to come."""
    if not ended:
        held = applicable.state.name == "effective" and applicable.verdict is not Verdict.WATCH
        return Own(Verdict.WATCH, as_of, "no more in use, since when is not said") if held else None
    state = past.on(ended)
    if state.name != "effective" or state.since >= ended or applicable.verdict is Verdict.WATCH:
        return None
    return Own(Verdict.WATCH, ended, f"no more in use: retired on {ended}")


def day_of(fact: Fact) -> str:
    """The ISO day a fact writes; empty where it writes none."""
    from banlint.match.days import read_day

    return read_day(fact.value)


def unreadable(facts: Mapping[str, Fact], as_of: str) -> Iterator[str]:
    """What has to be told of the days in `facts` that cannot be read or cannot be."""
    days: dict[str, str] = {}
    for name in DATES:
        fact = facts.get(name)
        if fact is None or not fact.value.strip():
            continue
        days[name] = day_of(fact)
        if not days[name]:
            said = f"{fact.field}: {show(fact.value, 40)} is no day that can be read in one way"
            yield f"{said}, so it is judged as of {as_of}; write it as 2024-01-31"
    if days.get("retired_on") and days["retired_on"] < days.get("purchase_date", ""):
        yield f"retired on {days['retired_on']}, before it was bought on {days['purchase_date']}: taken to be in use"
