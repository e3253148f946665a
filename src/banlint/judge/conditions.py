"""Conditions of law: small predicates over named facts, with three answers.

`True` and `False` are known; `None` is unknown, and carries through `any`,
`all` and `not` as in Kleene's logic, so that a question is asked only where
its answer could change the verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from banlint.judge.vocabulary import Vocabulary
from banlint.model import Fact


class Answer(NamedTuple):
    """What a condition comes to, and the facts that it rests on or lacks."""

    holds: bool | None
    rests_on: tuple[Fact, ...] = ()
    lacks: tuple[str, ...] = ()
    """Names of the facts whose value is not known or is no word of the vocabulary."""
    unclear: tuple[Fact, ...] = ()
    """Those that have a value, which is no word of the vocabulary."""
    presumed: bool = False
    """Whether it holds because nothing is said, and the asker's act is taken for granted."""


class Facts:
    """What is known of one asset, as conditions ask for it."""

    def __init__(
        self, facts: Mapping[str, Fact], vocabulary: Vocabulary, assumed: Mapping[str, str] | None = None
    ) -> None:
        self._facts = facts
        self._vocabulary = vocabulary
        self._assumed = assumed or {}
        self._derived: Mapping[str, Fact] = {}

    def beside(self, derived: Mapping[str, Fact]) -> Facts:
        """These facts, and before them those `derived` from something else that the asset says."""
        found = Facts(self._facts, self._vocabulary, self._assumed)
        found._derived = derived
        return found

    def get(self, name: str) -> Fact | None:
        """The fact called `name`, or what the question assumes in its absence."""
        name = dotted(name)
        found = self._derived.get(name) or self._facts.get(name)
        if found is None and self._assumed.get(name):
            return Fact(self._assumed[name], (), f"--{name}")
        return found

    def is_in(self, name: str, terms: frozenset[str], undecided: frozenset[str] = frozenset()) -> Answer:
        """Whether the fact's value counts as one of `terms`; one of `undecided` settles nothing."""
        fact = self.get(name)
        name = dotted(name)
        if fact is None:
            return Answer(None, lacks=(name,))
        if not self._vocabulary.is_closed(name):
            return Answer(fact.value.strip().casefold() in {term.casefold() for term in terms}, (fact,))
        counts_as = self._vocabulary.terms(name, fact.value)
        if not counts_as or (counts_as & undecided and not counts_as & terms):
            return Answer(None, (fact,), (name,), (fact,))
        return Answer(bool(counts_as & terms), (fact,))


def dotted(name: str) -> str:
    """A fact as assets name it, of a fact as packs do: `site_kind` is `site.kind`."""
    return name.replace("site_", "site.")


def evaluate(when: Mapping[str, Any] | None, facts: Facts) -> Answer:
    """What `when` comes to for `facts`. A missing condition holds."""
    if not when:
        return Answer(True)
    if "any" in when:
        return _join([evaluate(part, facts) for part in when["any"]], decisive=True)
    if "all" in when:
        return _join([evaluate(part, facts) for part in when["all"]], decisive=False)
    if "not" in when:
        inner = evaluate(when["not"], facts)
        return inner._replace(holds=None if inner.holds is None else not inner.holds)
    name = str(when["fact"])
    if "in" in when or "is" in when:
        terms = frozenset(when.get("in") or (str(when["is"]),))
        return facts.is_in(name, terms, frozenset(when.get("open") or ()))
    fact = facts.get(name)
    known = fact is not None
    return Answer(known is bool(when.get("known", True)), (fact,) if fact else (), () if fact else (dotted(name),))


def settled(condition: Mapping[str, Any], facts: Facts) -> Answer:
    """What a regime's condition comes to; where nothing is said, one may be presumed to hold."""
    answer = evaluate(condition["when"], facts)
    if answer.holds is None and not answer.rests_on and condition.get("unknown") == "holds":
        return Answer(True, presumed=True)
    return answer


def _join(answers: list[Answer], *, decisive: bool) -> Answer:
    """`any` where `decisive` is true, `all` where it is false: one such answer settles the whole."""
    settling = [answer for answer in answers if answer.holds is decisive]
    if settling:
        return settling[0]
    open_ones = [answer for answer in answers if answer.holds is None]
    rests_on = tuple(fact for answer in answers for fact in answer.rests_on)
    if open_ones:
        lacks = dict.fromkeys(name for answer in open_ones for name in answer.lacks)
        unclear = dict.fromkeys(fact for answer in open_ones for fact in answer.unclear)
        return Answer(None, rests_on, tuple(lacks), tuple(unclear))
    return Answer(not decisive, rests_on)
