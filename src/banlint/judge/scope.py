"""Listings of origins and of kinds of equipment: what a thing is and where it was made, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping

from banlint.hints import Any
from banlint.judge.conditions import Facts
from banlint.judge.subject import from_fact
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Ask, Basis, Evidence, Fact, Role
from banlint.named import NamedTuple
from banlint.text import show

ORIGIN, CATEGORY = "country_of_origin", "category"
_WHERE = "Where was it made?"
_WHAT = "What kind of equipment is it?"


class Scope(NamedTuple):
    """What is met of a listing's origins and categories."""

    kind: str = ""
    """The kind of equipment, in words."""
    made: str = ""
    """`made in ...`, or that this is not known."""
    evidence: tuple[Evidence, ...] = ()
    covered: tuple[str, ...] = ()
    questions: tuple[Ask, ...] = ()

    @property
    def name(self) -> str:
        """What is met, in words."""
        return " ".join(filter(None, (self.kind, self.made)))


def scope(listing: Mapping[str, Any], categories: tuple[str, ...], facts: Facts, words: Vocabulary) -> Scope | None:
    """What `facts` meet of the origins of `listing` and of `categories`; `None` where they rule it out.

    What is not known is a question.
    """
    kind = _kind(listing, categories, facts, words) if categories else Scope()
    made = _made(listing, facts, words) if is_of_origin(listing) else Scope()
    if kind is None or made is None:
        return None
    return Scope(
        kind.kind,
        made.made,
        kind.evidence + made.evidence,
        kind.covered + made.covered,
        kind.questions + made.questions,
    )


def is_of_origin(listing: Mapping[str, Any]) -> bool:
    """Whether `listing` asks where a thing was made."""
    return bool(listing.get("origin") or listing.get("origin_not"))


def _kind(listing: Mapping[str, Any], categories: tuple[str, ...], facts: Facts, words: Vocabulary) -> Scope | None:
    fact = facts.get(CATEGORY)
    answer = facts.is_in(CATEGORY, frozenset(categories))
    if answer.holds is False:
        return None
    if fact is None or not answer.holds:
        return Scope(questions=(_question(_WHAT, CATEGORY, fact),))
    counts_as = words.terms(CATEGORY, fact.value)
    met = next((term for term in categories if term in counts_as), fact.value)
    title = words.title("categories", met)
    evidence = from_fact(fact, Role.CATEGORY, Basis.CATEGORY, met, str(listing.get("source") or ""))
    return Scope(kind=title, evidence=(evidence,), covered=(f"{title} ({fact.field}: {show(fact.value, 60)})",))


def _made(listing: Mapping[str, Any], facts: Facts, words: Vocabulary) -> Scope | None:
    fact = facts.get(ORIGIN)
    countries = countries_of(fact, words)
    named = frozenset(listing.get("origin") or ())
    spared = frozenset(listing.get("origin_not") or ())
    if (named and countries and not countries & named) or (countries and countries <= spared):
        return None
    # Parts of it made where the law spares them say nothing of the rest.
    settled = not countries & spared if spared else len(countries) == 1 or countries <= named
    if fact is None or not countries or not settled:
        return Scope(made="of unknown origin", questions=(_question(_WHERE, ORIGIN, fact),))
    met = sorted(countries & named or countries)
    made = "made in " + " or ".join(words.title("countries", one) for one in met)
    evidence = from_fact(fact, Role.ORIGIN, Basis.ORIGIN, met[0], str(listing.get("source") or ""))
    return Scope(made=made, evidence=(evidence,), covered=(f"{made} ({fact.field}: {show(fact.value, 60)})",))


def countries_of(fact: Fact | None, words: Vocabulary) -> frozenset[str]:
    """The ISO codes of the countries that `fact` names; none where it names none that is known."""
    if fact is None:
        return frozenset()
    if words.is_closed(ORIGIN):
        return words.terms(ORIGIN, fact.value)
    code = fact.value.strip().upper()
    return frozenset({code}) if len(code) == 2 and code.isalpha() else frozenset()


def _question(question: str, field: str, fact: Fact | None) -> Ask:
    return Ask(question, (field,), f"{fact.field}: {show(fact.value, 60)}" if fact is not None else "")
