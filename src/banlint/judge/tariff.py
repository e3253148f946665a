"""Duties: what the rate was on the day a thing was bought, and what that comes to. Never a ban."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from banlint.judge.conditions import Facts
from banlint.judge.scope import ORIGIN, scope
from banlint.judge.subject import Subject, from_fact
from banlint.judge.table import Applicable, standing
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Basis, Fact, Question, Role
from banlint.text import show

HTS = "hts_code"
_CENT = Decimal("0.01")


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
    day = _own_day(facts) or question.as_of
    state = standing(applicable.regime, applicable.clause, listing, question, day)
    rate = _rate(listing, day)
    if not state.name or (rate is None and state.name == "effective" and listing.get("rates")):
        return None
    source = str(listing.get("source") or "")
    return Subject(
        name=made.name,
        evidence=(from_fact(fact, Role.TARIFF_CODE, Basis.TARIFF_CODE, heading, source), *made.evidence),
        covered=(f"tariff heading {heading} ({fact.field}: {show(fact.value, 60)})", *made.covered),
        reason=_reason(state.name, state.since, rate, facts.get("price"), str(listing.get("note") or "")),
    )


def _heading(value: str, listing: Mapping[str, Any]) -> str:
    """The heading of `listing` that the code `value` falls under; empty where there is none."""
    code = "".join(filter(str.isdigit, value))
    under = [hts for hts in listing.get("hts") or () if code.startswith(hts.replace(".", ""))]
    return str(max(under, key=len, default=""))


def _own_day(facts: Facts) -> str:
    from banlint.catalog.days import is_day

    fact = facts.get("purchase_date")
    day = fact.value.strip()[:10] if fact is not None else ""
    return day if is_day(day) else ""


def _rate(listing: Mapping[str, Any], day: str) -> Mapping[str, Any] | None:
    past = [rate for rate in listing.get("rates") or () if str(rate["on"]) <= day]
    return max(past, key=lambda rate: str(rate["on"]), default=None)


def _reason(state: str, since: str, rate: Mapping[str, Any] | None, price: Fact | None, note: str) -> str:
    if state == "proposed":
        return f"a duty was proposed{' on ' + since if since else ''} and not in force" + f": {note}" * bool(note)
    if rate is None:
        return f"a duty is {state}" + f", since {since}" * bool(since)
    percent = Decimal(str(rate["percent"]))
    said = f"a duty of {percent.normalize():f} percent, since {rate['on']}"
    if state != "effective":
        said += f" ({state}" + f" since {since}" * bool(since) + ")"
    amount = _amount(price.value) if price is not None else None
    if price is not None and amount is not None:
        said += f"; exposed: {(amount * percent / 100).quantize(_CENT):f} on a price of {show(price.value, 60)}"
    return f"{said}; not a ban"


def _amount(written: str) -> Decimal | None:
    """The number in a price such as `USD 1,200.00`; `None` where it is not plainly one."""
    text = "".join(one for one in written if one.isdigit() or one in ".,-").strip(".")
    whole, _, cents = text.rpartition(".") if "." in text else (text, "", "")
    parts = whole.split(",")
    if not text.isascii() or len(text) > 20 or any(len(part) != 3 for part in parts[1:]) or "," in cents:
        return None
    try:
        return abs(Decimal("".join(parts) + ("." + cents if cents else "")))
    except InvalidOperation:
        return None
