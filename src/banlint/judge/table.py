"""Which listings bear on which entity for one question: made once a run, so that judging an asset is a look-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, NamedTuple

from banlint.judge.stages import State, state_on, weakest
from banlint.model import Question, Verdict

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_VERDICTS = {"proposed": Verdict.PROPOSED, "enacted": Verdict.SCHEDULED, "suspended": Verdict.WATCH}


class Applicable(NamedTuple):
    """One listing of one regime, as it stands for the question."""

    regime: Mapping[str, Any]
    clause: Mapping[str, Any]
    listing: Mapping[str, Any]
    verdict: Verdict
    state: State


def selected(one: str, select: tuple[str, ...], ignore: tuple[str, ...], known: frozenset[str]) -> bool:
    """Whether the id `one` passes. Patterns that match no id of `known` (ids of its kind) say nothing about it."""
    chosen = [pattern for pattern in select if any(matches(pattern, other) for other in known)]
    return (not chosen or any(matches(pattern, one) for pattern in chosen)) and not any(
        matches(pattern, one) for pattern in ignore
    )


def matches(pattern: str, identifier: str) -> bool:
    """Whether `pattern` is the id, a glob for it, or a prefix of it that ends at a hyphen."""
    return pattern == identifier or fnmatchcase(identifier, pattern) or identifier.startswith(pattern.rstrip("-") + "-")


def bound(catalog: Catalog, question: Question, regime: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The first clause of `regime` that binds one of the question's profiles in one of its acts."""
    for name in question.profiles:
        profile = catalog.profiles[name]
        for clause in regime.get("clauses") or ():
            if set(clause["parties"]) & set(profile["parties"]) and set(clause["acts"]) & set(profile["acts"]):
                return dict(clause)
    return None


def regimes(catalog: Catalog, question: Question) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The regimes that are asked for and bind the asker, each with its clause, by id."""
    known = frozenset(catalog.regimes)
    for name in sorted(known):
        regime = catalog.regimes[name]
        if not selected(name, question.select, question.ignore, known) or _is_off(regime):
            continue
        clause = bound(catalog, question, regime)
        if clause is not None:
            yield regime, clause


def build(catalog: Catalog, question: Question) -> dict[str, tuple[Applicable, ...]]:
    """Entity id to everything that applies to it on the question's day."""
    table: dict[str, list[Applicable]] = {}
    known = frozenset(catalog.entities)
    for regime, clause in regimes(catalog, question):
        whole = state_on(regime.get("stages") or (), question.as_of)
        part = state_on(clause.get("stages") or (), question.as_of)
        for listing in regime.get("listings") or ():
            entity = listing.get("entity")
            if not entity or _is_off(listing) or not selected(entity, question.select, question.ignore, known):
                continue
            state = weakest((whole, part, state_on(listing.get("stages") or (), question.as_of)))
            if state.name:
                verdict = _VERDICTS.get(state.name) or Verdict(regime["effect"])
                table.setdefault(entity, []).append(Applicable(regime, clause, listing, verdict, state))
    return {entity: tuple(listings) for entity, listings in table.items()}


def _is_off(fact: Mapping[str, Any]) -> bool:
    # What the research could not confirm is kept, and is never dressed as law.
    return fact.get("confidence") == "low"
