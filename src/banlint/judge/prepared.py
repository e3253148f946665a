"""What is the same for every asset that a listing names: worked out once for a question, not once for each of them."""

from collections.abc import Hashable, Iterator, Mapping

from banlint.hints import Any
from banlint.judge import wording
from banlint.judge.besides import end_of
from banlint.judge.conditions import Facts, Predicate, compiled, named, settled
from banlint.judge.goods import ESSENTIAL
from banlint.judge.past import Past
from banlint.judge.scope import CATEGORY, is_of_origin
from banlint.judge.table import Applicable, is_off
from banlint.model import Ask, Law, Question, RegimeId, Verdict
from banlint.named import NamedTuple


class Weighed(NamedTuple):
    """A finding, less whom it is about."""

    verdict: Verdict
    reason: str
    asks: tuple[Ask, ...]
    questions: tuple[str, ...]
    """The same in words."""
    covered: str
    lifts: tuple[Ask, ...]


class Spared(NamedTuple):
    """What the law leaves out, between two days, each empty where it has no such bound."""

    holds: Predicate
    since: str
    until: str
    question: str
    worth_asking: Predicate | None
    """Of which assets to ask, where it is not known whether it holds."""

    def is_on(self, day: str) -> bool:
        """Whether the law makes it on the ISO day `day`."""
        return self.since <= day <= (self.until or day)


class Prepared(NamedTuple):
    """One listing as it stands for the question, ready for assets."""

    applicable: Applicable
    regime: RegimeId
    title: str
    clause: str
    law: tuple[Law, ...]
    effective: str
    mend: str
    conditions: Mapping[str, Mapping[str, Any]]
    predicates: tuple[tuple[str, Predicate], ...]
    """The conditions, by name."""
    exceptions: tuple[Spared, ...]
    end: str
    """The next ISO day on which nothing of it holds any more; empty where none is named."""
    past: Past
    plain: bool
    """Whether it names whom it names wherever a thing was made, and of whatever kind its regime covers."""
    consults: tuple[str, ...]
    """The names of all facts that can make a difference, but for the asset's own days."""
    memory: dict[Hashable, Weighed | None]
    """What it made of assets, by what they told of these."""

    def on(self, day: str) -> tuple[bool, ...]:
        """Which of the exceptions the law makes on the ISO day `day`, of those that it does not always make."""
        return tuple([one.is_on(day) for one in self.exceptions if one.since or one.until]) if self.exceptions else ()

    def leaves_out(self, facts: Facts, day: str) -> bool:
        """Whether the law makes an exception of what `facts` tell, on the ISO day `day`."""
        return any(one.is_on(day) and one.holds(facts).holds for one in self.exceptions)

    def may_leave_out(self, facts: Facts, day: str) -> tuple[Ask, ...]:
        """What to ask, where it would be left out if the answer were so and that is not far to seek."""
        return tuple(
            wording.ask(one.question, answer)
            for one in self.exceptions
            if one.worth_asking and one.is_on(day) and one.worth_asking(facts).holds
            if (answer := one.holds(facts)).holds is None
        )


def prepared(applicable: Applicable, question: Question) -> Prepared:
    """`applicable`, made ready."""
    regime, clause, listing = applicable.regime, applicable.clause, applicable.listing
    named = (*(listing.get("conditions") or ()), *(clause.get("conditions") or ()))
    conditions = {name: regime["conditions"][name] for name in named}
    return Prepared(
        applicable,
        RegimeId(str(regime["id"])),
        str(regime["title"]),
        str(clause["id"]),
        wording.law(applicable),
        applicable.state.since if applicable.state.name in ("effective", "enacted") else "",
        str(clause.get("mend") or regime.get("mend") or ""),
        conditions,
        tuple((name, settled(condition)) for name, condition in conditions.items()),
        tuple(_exceptions(applicable, question)),
        end_of(applicable, question),
        Past(applicable, question),
        not (listing.get("category") or is_of_origin(listing)),
        _consults(applicable, conditions),
        {},
    )


def _consults(applicable: Applicable, conditions: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    found = dict.fromkeys((CATEGORY,))
    if (applicable.regime.get("covers") or {}).get("components"):
        found[ESSENTIAL] = None
    if applicable.askers:
        found |= dict.fromkeys(("site", "site.kind", "funding"))
    exceptions = applicable.regime.get("exceptions") or ()
    for when in (
        *(one["when"] for one in conditions.values()),
        *(one[key] for one in exceptions for key in ("when", "ask_when") if one.get(key)),
    ):
        found |= dict.fromkeys(named(when))
    return tuple(found)


def _exceptions(applicable: Applicable, question: Question) -> Iterator[Spared]:
    """Those of the listing itself, and those of its regime that are no other listing's own."""
    regime, own = applicable.regime, applicable.listing.get("exceptions") or ()
    judged = [one for one in regime.get("exceptions") or () if one.get("when") and not is_off(one, question.include)]
    if not judged:
        return
    others = {name for listing in regime.get("listings") or () for name in listing.get("exceptions") or ()}
    for one in judged:
        if one["id"] in own or one["id"] not in others:
            worth = compiled(one["ask_when"]) if one.get("ask_when") and one.get("question") else None
            days = str(one.get("since") or ""), str(one.get("until") or "")
            yield Spared(compiled(one["when"]), *days, str(one.get("question") or ""), worth)
