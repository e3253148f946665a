"""Conditions of law: small predicates over named facts, with three answers.

`True` and `False` are known; `None` is unknown, and carries through `any`,
`all` and `not` as in Kleene's logic, so that a question is asked only where
its answer could change the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from banlint.hints import Any
from banlint.judge.derived import FIELDS as DERIVED
from banlint.judge.vocabulary import Vocabulary
from banlint.model import Fact
from banlint.named import NamedTuple

_DOTTED = {"site_kind": "site.kind", "site_country": "site.country"}
"""Facts as assets name them, of those that packs name otherwise."""
_NONE: frozenset[str] = frozenset()
_LONGEST = 200
Told = tuple[tuple[str, str] | None, ...]


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
    """What is known of one asset, as conditions ask for it. What was asked once is remembered."""

    __slots__ = ("_answers", "_assumed", "_days", "_derived", "_facts", "_told", "_vocabulary")

    def __init__(
        self, facts: Mapping[str, Fact], vocabulary: Vocabulary, assumed: Mapping[str, str] | None = None
    ) -> None:
        self._facts = facts
        self._vocabulary = vocabulary
        self._assumed = assumed or {}
        self._derived: Mapping[str, Fact] | Callable[[], Mapping[str, Fact]] = {}
        self._answers: dict[tuple[str, frozenset[str], frozenset[str]], Answer] = {}
        self._days: dict[str, str] = {}
        self._told: dict[tuple[str, ...], Told | None] = {}

    def beside(self, derived: Callable[[], Mapping[str, Fact]]) -> Facts:
        """These facts, and before them those `derived` from something else that the asset says, once one is asked."""
        found = Facts(self._facts, self._vocabulary, self._assumed)
        found._derived = derived
        return found

    def get(self, name: str) -> Fact | None:
        """The fact called `name`, or what the question assumes in its absence."""
        name = _DOTTED.get(name, name)
        found = self._facts.get(name)
        if name in DERIVED:
            if not isinstance(self._derived, Mapping):
                self._derived = self._derived()
            found = self._derived.get(name) or found
        if found is None and self._assumed.get(name):
            return Fact(self._assumed[name], (), f"--{name}")
        return found

    def day(self, name: str) -> str:
        """The ISO day that the fact `name` writes; empty where there is none, or it cannot be read in one way."""
        day = self._days.get(name)
        if day is None:
            fact = self.get(name)
            day = self._days[name] = _read_day(fact.value) if fact is not None else ""
        return day

    def told(self, names: tuple[str, ...]) -> Told | None:
        """Value and field of each of `names`; `None` where that is too long to be remembered."""
        if names in self._told:
            return self._told[names]
        facts = [self.get(name) for name in names]
        told: Told | None = tuple([None if fact is None else (fact.value, fact.field) for fact in facts])
        if any(len(fact.value) > _LONGEST or len(fact.field) > _LONGEST for fact in facts if fact is not None):
            told = None
        self._told[names] = told
        return told

    def is_in(self, name: str, terms: frozenset[str], undecided: frozenset[str] = _NONE) -> Answer:
        """Whether the fact's value counts as one of `terms`; one of `undecided` settles nothing."""
        asked = name, terms, undecided
        answer = self._answers.get(asked)
        if answer is None:
            answer = self._answers[asked] = self._is_in(_DOTTED.get(name, name), terms, undecided)
        return answer

    def _is_in(self, name: str, terms: frozenset[str], undecided: frozenset[str]) -> Answer:
        fact = self.get(name)
        if fact is None:
            return Answer(None, lacks=(name,))
        if not self._vocabulary.is_closed(name):
            return Answer(fact.value.strip().casefold() in {term.casefold() for term in terms}, (fact,))
        counts_as = self._vocabulary.terms(name, fact.value)
        if not counts_as or (counts_as & undecided and not counts_as & terms):
            return Answer(None, (fact,), (name,), (fact,))
        return Answer(bool(counts_as & terms), (fact,))


def _read_day(text: str) -> str:
    from banlint.match.days import read_day

    return read_day(text)


Predicate = Callable[[Facts], Answer]


def evaluate(when: Mapping[str, Any] | None, facts: Facts) -> Answer:
    """What `when` comes to for `facts`. A missing condition holds."""
    return compiled(when)(facts)


def settled(condition: Mapping[str, Any]) -> Predicate:
    """What a regime's condition comes to; where nothing is said, one may be presumed to hold."""
    predicate = compiled(condition["when"])
    return _presuming(predicate) if condition.get("unknown") == "holds" else predicate


def compiled(when: Mapping[str, Any] | None) -> Predicate:
    """`when` as a function of facts, made once for all assets."""
    if not when:
        return lambda _: Answer(True)
    if "any" in when or "all" in when:
        parts = [compiled(part) for part in when.get("any") or when["all"]]
        decisive = "any" in when
        return lambda facts: _join([part(facts) for part in parts], decisive=decisive)
    if "not" in when:
        return _negated(compiled(when["not"]))
    name = str(when["fact"])
    if "in" in when or "is" in when:
        terms, undecided = frozenset(when.get("in") or (str(when["is"]),)), frozenset(when.get("open") or ())
        return lambda facts: facts.is_in(name, terms, undecided)
    return _stated(name, known=bool(when.get("known", True)))


def named(when: Mapping[str, Any] | None) -> Iterator[str]:
    """The names of the facts that `when` asks for."""
    if not when:
        return
    for part in (*(when.get("any") or ()), *(when.get("all") or ()), *((when["not"],) if "not" in when else ())):
        yield from named(part)
    if "fact" in when:
        yield str(when["fact"])


def _presuming(predicate: Predicate) -> Predicate:
    def presumed(facts: Facts) -> Answer:
        answer = predicate(facts)
        return Answer(True, presumed=True) if answer.holds is None and not answer.rests_on else answer

    return presumed


def _negated(predicate: Predicate) -> Predicate:
    def negated(facts: Facts) -> Answer:
        inner = predicate(facts)
        return inner._replace(holds=None if inner.holds is None else not inner.holds)

    return negated


def _stated(name: str, *, known: bool) -> Predicate:
    dotted = _DOTTED.get(name, name)

    def stated(facts: Facts) -> Answer:
        fact = facts.get(name)
        return Answer((fact is not None) is known, (fact,) if fact else (), () if fact else (dotted,))

    return stated


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
