"""What a listing makes of an asset that it names: days, exceptions, conditions, who asks. Remembered by what it asks.

Thousands of cameras are of one kind and one purpose, bought while one law was
in force; what it says of them is worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable

from banlint.judge import wording
from banlint.judge.askers import narrowed
from banlint.judge.askers import questions as of_askers
from banlint.judge.bearer import Bearer
from banlint.judge.goods import covered_kind, is_good
from banlint.judge.prepared import Prepared, Weighed
from banlint.judge.subject import Subject
from banlint.judge.times import Own, own
from banlint.model import Ask, Confidence, Question, Verdict

CONDITIONAL = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED})
_REMEMBERED = 4096
"""Answers kept for a listing; past it its memory starts anew."""


def weighed(bearer: Bearer, ready: Prepared, subject: Subject, question: Question) -> Weighed | None:
    """What the listing makes of the asset; `None` where the law leaves it out."""
    timed = own(ready.applicable, ready.past, bearer.facts, question.as_of)
    if timed is None:
        return None
    known = _told(bearer, ready, subject, timed)
    if known is None:
        made = _weighed(bearer, ready, subject, timed)
    else:
        memory = ready.memory
        if known not in memory:
            if len(memory) >= _REMEMBERED:
                memory.clear()
            memory[known] = _weighed(bearer, ready, subject, timed)
        made = memory[known]
    if made is None or subject.reason or not timed.told:
        return made
    # The day itself is left out of what is remembered: there are too many of them.
    return made._replace(reason=_reason(ready, made.verdict, timed.told))


def _told(bearer: Bearer, ready: Prepared, subject: Subject, timed: Own) -> Hashable | None:
    """All that the answer depends on, but for what its reason tells of a day; `None` where that is too long to keep."""
    told = bearer.facts.told(ready.consults)
    if told is None:
        return None
    possible = subject.confidence is Confidence.POSSIBLE
    return (
        told,
        timed.verdict.value,
        ready.on(timed.day),
        bool(bearer.asset.parent),
        # Who made it is asked by what points to it.
        frozenset([one.match.basis for one in subject.evidence]) if possible else None,
        possible and ready.regime in bearer.settled,
        subject.questions,
        subject.covered,
        subject.reason,
    )


def _weighed(bearer: Bearer, ready: Prepared, subject: Subject, timed: Own) -> Weighed | None:
    applicable, facts = ready.applicable, bearer.facts
    named = subject.questions
    if subject.entity:
        kind = covered_kind(bearer.asset, applicable, facts)
        if kind.holds is False:
            return None
        named = wording.of_kind(kind, applicable.regime) + named
    past = timed.verdict is Verdict.WATCH and applicable.verdict in CONDITIONAL
    # What was done before it was barred, and nobody knows that it would be, is nothing to tell of.
    if not is_good(bearer.asset, applicable, facts) or ready.leaves_out(facts, timed.day) or (past and named):
        return None
    asks = narrowed(applicable.askers, facts)
    answers = {name: predicate(facts) for name, predicate in ready.predicates}
    if asks.holds is False or any(answer.holds is False for answer in answers.values()):
        return None
    questions: tuple[Ask, ...] = ()
    if not past:
        questions = named + wording.questions(ready.conditions, answers) + of_askers(asks)
        if subject.confidence is Confidence.POSSIBLE and ready.regime not in bearer.settled:
            questions += (wording.who_made_it(subject.evidence),)
    verdict = Verdict.NEEDS_FACTS if questions and timed.verdict in CONDITIONAL else timed.verdict
    return Weighed(
        verdict,
        _reason(ready, verdict, "", subject.reason),
        questions,
        tuple(one.text for one in questions),
        "; ".join((*subject.covered, *wording.covered(ready.conditions, answers))),
        () if past else ready.may_leave_out(facts, timed.day),
    )


def _reason(ready: Prepared, verdict: Verdict, told: str, said: str = "") -> str:
    reason = said or wording.reason(ready.applicable, verdict, told)
    return f"unverified: {reason}" if ready.applicable.unverified else reason
