"""Duties: what the rate was on the day a thing was imported, and what that comes to. Never a ban."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from banlint.hints import Any
from banlint.inventories.money import money
from banlint.judge.conditions import Facts
from banlint.judge.scope import ORIGIN, scope
from banlint.judge.subject import Subject, from_fact
from banlint.judge.table import Applicable, standing
from banlint.judge.times import day_of
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Basis, Duty, Question, Role
from banlint.text import show

HTS = "hts_code"
_DAYS = ("import_date", "purchase_date")
_CENT = Decimal("0.01")
Rate = Mapping[str, Any]


def duty(rate: Rate, price: str) -> Duty:
    """What `rate` comes to on `price` as it is written; `exposed` is empty where that is not plainly an amount.

    >>> duty({"percent": 7.5, "on": "2020-02-14"}, "USD 1,200.00")
    Duty(percent='7.5', since='2020-02-14', exposed='90.00', currency='USD')
    """
    percent = Decimal(str(rate["percent"]))
    paid = money(price)
    exposed = f"{(paid.amount * percent / 100).quantize(_CENT):f}" if paid else ""
    return Duty(f"{percent.normalize():f}", str(rate["on"]), exposed, paid.currency if paid else "")


def exposure(applicable: Applicable, facts: Facts, words: Vocabulary, question: Question) -> Subject | None:
    """The duty on an asset whose heading and origin are known and meant; `None` where none applies on its day."""
    listing = applicable.listing
    fact = facts.get(HTS)
    heading = _heading(fact.value, listing) if fact is not None else ""
    if fact is None or not heading or facts.get(ORIGIN) is None:
        return None
    made = scope(listing, tuple(listing.get("category") or ()), facts, words)
    if made is None or made.questions:
        return None
    day = _own_day(facts, question.as_of) or question.as_of
    state = standing(applicable.regime, applicable.clause, listing, question, day)
    rate = _rate(listing, day)
    if not state.name or (rate is None and state.name == "effective" and listing.get("rates")):
        return None
    source = str(listing.get("source") or "")
    price = facts.get("price")
    owed = duty(rate, price.value if price is not None else "") if rate is not None else None
    return Subject(
        name=made.name,
        evidence=(from_fact(fact, Role.TARIFF_CODE, Basis.TARIFF_CODE, heading, source), *made.evidence),
        covered=(f"tariff heading {heading} ({fact.field}: {show(fact.value, 60)})", *made.covered),
        reason=_reason(state.name, state.since, owed, price.value if price is not None else "", listing),
        duty=owed if state.name == "effective" else None,
    )


def _heading(value: str, listing: Mapping[str, Any]) -> str:
    """The heading of `listing` that the code `value` falls under; empty where there is none."""
    code = "".join(filter(str.isdigit, value))
    under = [hts for hts in listing.get("hts") or () if code.startswith(hts.replace(".", ""))]
    return str(max(under, key=len, default=""))


def _own_day(facts: Facts, as_of: str) -> str:
    """The day it was imported, or at the latest was; empty where neither is known or that is yet to come."""
    days = (day_of(fact) for fact in map(facts.get, _DAYS) if fact is not None)
    day = next(filter(None, days), "")
    return day if day <= as_of else ""


def _rate(listing: Mapping[str, Any], day: str) -> Mapping[str, Any] | None:
    past = [rate for rate in listing.get("rates") or () if str(rate["on"]) <= day]
    return max(past, key=lambda rate: str(rate["on"]), default=None)


def _reason(state: str, since: str, owed: Duty | None, price: str, listing: Mapping[str, Any]) -> str:
    note = str(listing.get("note") or "")
    if state == "proposed":
        return f"a duty was proposed{' on ' + since if since else ''} and not in force" + f": {note}" * bool(note)
    if owed is None:
        return f"a duty is {state}" + f", since {since}" * bool(since)
    said = f"a duty of {owed.percent} percent, since {owed.since}"
    if state != "effective":
        said += f" ({state}" + f" since {since}" * bool(since) + ")"
    if owed.exposed:
        said += f"; exposed: {owed.exposed} on a price of {show(price, 60)}"
    return f"{said}; not a ban"
