"""What a listing makes of an asset that it names: days, exceptions, conditions, who asks. Remembered by what it asks.

Thousands of cameras are of one kind, one purpose and one year; what the law
says of them is worked out once.
"""

from __future__ import annotations

from collections.abc import Hashable

from banlint.judge import wording
from banlint.judge.askers import narrowed
from banlint.judge.askers import questions as of_askers
from banlint.judge.bearer import Bearer
from banlint.judge.goods import is_good
from banlint.judge.prepared import Prepared, Weighed
from banlint.judge.subject import Subject
from banlint.judge.times import own
from banlint.model import Ask, Confidence, Question, Verdict

CONDITIONAL = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED})
_REMEMBERED = 4096
"""Answers kept for a listing; past it its memory starts anew."""
_LONGEST = 200


def weighed(bearer: Bearer, ready: Prepared, subject: Subject, question: Question) -> Weighed | None:
    """What the listing makes of the asset; `None` where the law leaves it out."""
    known = _told(bearer, ready, subject)
    if known is None:
        return _weighed(bearer, ready, subject, question)
    memory = ready.memory
    if known not in memory:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        memory[known] = _weighed(bearer, ready, subject, question)
    return memory[known]


def _told(bearer: Bearer, ready: Prepared, subject: Subject) -> Hashable | None:
    """All that the answer depends on; `None` where that is too long to keep."""
    told: list[Hashable] = []
    get = bearer.facts.get
    for name in ready.consults:
        fact = get(name)
        if fact is None:
            told.append(None)
        elif len(fact.value) > _LONGEST or len(fact.field) > _LONGEST:
            return None
        else:
            told += (fact.value, fact.field)
    possible = subject.confidence is Confidence.POSSIBLE
    return (
        *told,
        bool(bearer.asset.parent),
        # Who made it is asked by what points to it.
        frozenset(one.match.basis for one in subject.evidence) if possible else None,
        possible and ready.regime in bearer.settled,
        subject.questions,
        subject.covered,
        subject.reason,
    )


def _weighed(bearer: Bearer, ready: Prepared, subject: Subject, question: Question) -> Weighed | None:
    applicable, facts = ready.applicable, bearer.facts
    timed = own(applicable, facts, question)
    if timed is None or not is_good(bearer.asset, applicable, facts):
        return None
    past = timed.verdict is Verdict.WATCH and applicable.verdict in CONDITIONAL
    # What was done before it was barred, and nobody knows that it would be, is nothing to tell of.
    if ready.leaves_out(facts, timed.day) or (past and subject.questions):
        return None
    asks = narrowed(applicable.askers, facts)
    answers = {name: predicate(facts) for name, predicate in ready.predicates}
    if asks.holds is False or any(answer.holds is False for answer in answers.values()):
        return None
    questions: tuple[Ask, ...] = ()
    if not past:
        questions = subject.questions + wording.questions(ready.conditions, answers) + of_askers(asks)
        if subject.confidence is Confidence.POSSIBLE and ready.regime not in bearer.settled:
            questions += (wording.who_made_it(subject.evidence),)
    verdict = Verdict.NEEDS_FACTS if questions and timed.verdict in CONDITIONAL else timed.verdict
    reason = subject.reason or wording.reason(applicable, verdict, timed.told)
    return Weighed(
        verdict,
        f"unverified: {reason}" if applicable.unverified else reason,
        questions,
        tuple(one.text for one in questions),
        "; ".join((*subject.covered, *wording.covered(ready.conditions, answers))),
        () if past else ready.may_leave_out(facts, timed.day),
    )
