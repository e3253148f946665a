"""Which listings bear on what for one question: made once a run, so that judging an asset is a look-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from banlint.judge.rows import as_listings
from banlint.judge.selection import Selection, matches
from banlint.judge.stages import STRENGTH, State, state_on, weakest
from banlint.model import Question, Verdict

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

__all__ = ["UNVERIFIED", "Applicable", "Table", "is_off", "matches", "standing"]

UNVERIFIED = "unverified"
"""What to include to see what the research could not confirm."""
TARIFF = "tariff"
_VERDICTS = {"proposed": Verdict.PROPOSED, "enacted": Verdict.SCHEDULED, "suspended": Verdict.WATCH}
Record = Mapping[str, Any]


class Applicable(NamedTuple):
    """One listing of one regime, as it stands for the question."""

    regime: Record
    clause: Record
    listing: Record
    verdict: Verdict
    state: State
    unverified: bool = False
    """Whether the regime, the clause or the listing is something the research could not confirm."""


class Table:
    """What applies to an entity, and what applies to anything whoever made it."""

    def __init__(self, catalog: Catalog, question: Question) -> None:
        self._catalog = catalog
        self._question = question
        self._entities = Selection(question.select, question.ignore, catalog.entities)
        self._own: dict[str, list[Applicable]] = {}
        self._lists: list[Applicable] = []
        self._whole: dict[str, tuple[Applicable, ...]] = {}
        anywhere: list[Applicable] = []
        for regime, clause in regimes(catalog, question):
            for listing in regime.get("listings") or ():
                one = self._applicable(regime, clause, listing)
                if one is None:
                    continue
                if listing.get("entity"):
                    if listing["entity"] in self._entities:
                        self._own.setdefault(str(listing["entity"]), []).append(one)
                elif listing.get("list"):
                    self._lists.append(one)
                elif not self._entities.is_narrow:
                    anywhere.append(one)
        self.anywhere = tuple(anywhere)
        """Listings of origins, categories, tariffs and capabilities, by regime."""

    def get(self, entity: str) -> tuple[Applicable, ...]:
        """What applies to `entity`; rows of long lists are looked up when an entity of theirs is met."""
        found = self._whole.get(entity)
        if found is None:
            found = self._whole[entity] = (*self._own.get(entity, ()), *self._rows(entity))
        return found

    def _applicable(self, regime: Record, clause: Record, listing: Record) -> Applicable | None:
        include = self._question.include
        if is_off(listing, include) or clause["id"] not in (listing.get("clauses") or (clause["id"],)):
            return None
        state = standing(regime, clause, listing, self._question)
        low = any(one.get("confidence") == "low" for one in (regime, clause, listing))
        if regime.get("kind") == TARIFF:
            # What a duty comes to depends on the day of each asset.
            return Applicable(regime, clause, listing, Verdict.WATCH, state, low)
        if not state.name:
            return None
        return Applicable(regime, clause, listing, _VERDICTS.get(state.name) or Verdict(regime["effect"]), state, low)

    def _rows(self, entity: str) -> Iterator[Applicable]:
        if not self._lists or entity not in self._entities:
            return
        lists = self._catalog.lists
        for one in self._lists:
            rows = (lists.get(str(one.listing["list"])) or {}).get(entity) or ()
            if rows:
                for listing in as_listings(rows, self._catalog.entities[entity], one.listing):
                    found = self._applicable(one.regime, one.clause, listing)
                    if found is not None:
                        yield found


def regimes(catalog: Catalog, question: Question) -> Iterator[tuple[Record, Record]]:
    """The regimes that are asked for and bind the asker, by id, each with the clause that binds hardest on the day."""
    selection = Selection(question.select, question.ignore, catalog.regimes)
    for name in sorted(catalog.regimes):
        regime = catalog.regimes[name]
        if name not in selection or is_off(regime, question.include):
            continue
        if regime.get("opt_in") and not selection.names(name):
            continue
        clause = bound(catalog, question, regime)
        if clause is not None:
            yield regime, clause


def bound(catalog: Catalog, question: Question, regime: Record) -> Record | None:
    """The clause of `regime` that binds the question's profiles hardest; the first of equals."""
    clauses = [one for one in regime.get("clauses") or () if not is_off(one, question.include)]
    binding = [
        clause
        for profile in (catalog.profiles[name] for name in question.profiles)
        for clause in clauses
        if regime.get("opt_in")
        or (set(clause["parties"]) & set(profile["parties"]) and set(clause["acts"]) & set(profile["acts"]))
    ]
    return max(binding, key=lambda clause: STRENGTH[standing(regime, clause, {}, question).name], default=None)


def standing(regime: Record, clause: Record, listing: Record, question: Question, day: str = "") -> State:
    """What holds of a listing on `day`, the question's where empty: the weakest of its own, its regime's and so on."""
    low = UNVERIFIED in question.include
    return weakest(
        state_on(_sure(part.get("stages") or (), low=low), day or question.as_of) if part.get("stages") else None
        for part in (regime, clause, listing, {"stages": listing.get("list_stages")})
    )


def is_off(fact: Record, include: tuple[str, ...]) -> bool:
    """Whether `fact` is kept but not to be used: what could not be confirmed is never dressed as law."""
    return fact.get("confidence") == "low" and UNVERIFIED not in include


def _sure(stages: Any, *, low: bool) -> list[Record]:
    kept = [stage for stage in stages if low or stage.get("confidence") != "low"]
    # Stages of which none is sure say that nothing is in force, not that there is nothing to say.
    return kept or [{"state": "withdrawn", "on": ""}]
