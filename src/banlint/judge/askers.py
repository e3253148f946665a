"""Who asks for which assets: profiles that are narrowed to some sites or some funds."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from banlint.judge.conditions import Answer, Facts
from banlint.model import Ask, Asker

_QUESTIONS = {"site": "At which site is it?", "funding": "What paid for it?"}


def narrowed(askers: Iterable[Asker], facts: Facts) -> Answer:
    """Whether any of `askers` asks for an asset of these `facts`; that all do where there are none."""
    answers = [_asks(one, facts) for one in askers]
    if not answers or any(one.holds for one in answers):
        return Answer(True)
    lacks = dict.fromkeys(name for one in answers if one.holds is None for name in one.lacks)
    return Answer(None if lacks else False, lacks=tuple(lacks))


def questions(answer: Answer) -> tuple[Ask, ...]:
    """What would settle whether it is asked for."""
    return tuple(Ask(f"{_QUESTIONS[name]} It decides who is bound.", (name,)) for name in answer.lacks)


def _asks(asker: Asker, facts: Facts) -> Answer:
    lacks = []
    for name, globs, fields in (
        ("site", asker.sites, ("site", "site.kind")),
        ("funding", asker.funding, ("funding",)),
    ):
        if not globs:
            continue
        values = [fact.value for fact in map(facts.get, fields) if fact is not None]
        if not values:
            lacks.append(name)
        elif not any(_meets(value, globs) for value in values):
            return Answer(False)
    return Answer(None if lacks else True, lacks=tuple(lacks))


def _meets(value: str, globs: Iterable[str]) -> bool:
    folded = " ".join(value.casefold().split())
    return any(fnmatchcase(folded, glob.casefold()) for glob in globs)
