"""Which listings bear on what for one question: made once a run, so that judging an asset is a look-up."""

from collections.abc import Iterator, Mapping
from itertools import chain

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.rows import as_listings
from banlint.judge.selection import Selection, matches
from banlint.judge.stages import STRENGTH, State, state_on, weakest
from banlint.model import Asker, Question, RegimeId, Verdict
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

__all__ = ["UNVERIFIED", "Applicable", "Table", "binding", "is_off", "made", "matches", "standing"]

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
    done_on: tuple[str, ...] = ()
    """The facts of an asset that say when the act was done, where it is done once."""
    ends_on: tuple[str, ...] = ()
    """Those that say when it ended, where it goes on."""
    askers: tuple[Asker, ...] = ()
    """Where only those ask who are narrowed to some assets."""


class Bound(NamedTuple):
    """A clause that binds an asker."""

    clause: Record
    acts: tuple[str, ...]
    """Those of its acts that are the asker's."""
    askers: tuple[Asker, ...]
    """Empty where somebody asks for all assets."""


class Table:
    """What applies to an entity, and what applies to anything whoever made it."""

    def __init__(self, catalog: "Catalog", question: Question) -> None:
        self._catalog = catalog
        self._question = question
        self._entities = Selection(question.select, question.ignore, catalog.entities)
        self._own: dict[str, list[Applicable]] = {}
        self._lists: list[Applicable] = []
        self._whole: dict[str, tuple[Applicable, ...]] = {}
        anywhere: list[Applicable] = []
        acts = catalog.vocabulary.get("acts") or {}
        for regime, bound in regimes(catalog, question):
            timing = _timing(bound, acts)
            for listing in regime.get("listings") or ():
                one = self._applicable(regime, bound.clause, listing)
                if one is None:
                    continue
                one = one._replace(done_on=timing[0], ends_on=timing[1], askers=bound.askers)
                if listing.get("entity"):
                    if listing["entity"] in self._entities:
                        self._own.setdefault(str(listing["entity"]), []).append(one)
                elif listing.get("list"):
                    self._lists.append(one)
                elif not self._entities.is_narrow:
                    anywhere.append(one)
        self.anywhere = tuple(anywhere)
        """Listings of origins, categories, tariffs and capabilities, by regime."""

    def regimes(self) -> tuple[RegimeId, ...]:
        """The regimes of which any listing applies, by id."""
        every = (*chain.from_iterable(self._own.values()), *self._lists, *self.anywhere)
        return tuple(sorted({RegimeId(str(one.regime["id"])) for one in every}))

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
                        yield found._replace(done_on=one.done_on, ends_on=one.ends_on, askers=one.askers)


def regimes(catalog: "Catalog", question: Question) -> Iterator[tuple[Record, Bound]]:
    """The regimes that are asked for, by id, with each clause that binds an asker, the hardest on the day first."""
    selection = Selection(question.select, question.ignore, catalog.regimes)
    for name in sorted(catalog.regimes):
        regime = catalog.regimes[name]
        if name not in selection or is_off(regime, question.include):
            continue
        if regime.get("opt_in") and not selection.names(name):
            continue
        for one in binding(catalog, question, regime):
            yield regime, one


def binding(catalog: "Catalog", question: Question, regime: Record) -> list[Bound]:
    """The clauses of `regime` that bind an asker; the hardest on the day first, and of equals the first."""
    clauses = [one for one in regime.get("clauses") or () if not is_off(one, question.include)]
    everywhere = [Asker(name) for name in question.profiles]
    found: dict[str, Bound] = {}
    for asker in (*everywhere, *question.askers):
        profile = catalog.profiles[asker.profile]
        for clause in clauses:
            acts = _acts(regime, clause, profile)
            if acts:
                found[clause["id"]] = _joined(found.get(clause["id"]), Bound(clause, acts, (asker,)))
    # Somebody who asks for everything leaves nothing narrowed.
    whole = [
        one if all(asker.sites or asker.funding for asker in one.askers) else one._replace(askers=())
        for one in found.values()
    ]
    return sorted(whole, key=lambda one: -STRENGTH[standing(regime, one.clause, {}, question).name])


def _acts(regime: Record, clause: Record, profile: Record) -> tuple[str, ...]:
    """The acts of `clause` that are those of `profile`; all of them in a regime that binds whoever asks."""
    if regime.get("opt_in"):
        return tuple(clause["acts"])
    if set(clause["parties"]).isdisjoint(profile["parties"]):
        return ()
    return tuple(act for act in clause["acts"] if act in profile["acts"])


def _joined(one: Bound | None, other: Bound) -> Bound:
    if one is None:
        return other
    return Bound(one.clause, tuple(dict.fromkeys(one.acts + other.acts)), one.askers + other.askers)


def _timing(bound: Bound, acts: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts by which an asset's own days are told: an act that goes on outweighs one that is done once."""
    own = bound.clause.get("done_on")
    if own is not None:
        return tuple(own), ()
    known = [acts.get(act) or {} for act in bound.acts]
    if all(one.get("done_on") for one in known):
        return tuple(dict.fromkeys(field for one in known for field in one["done_on"])), ()
    lasting = [one for one in known if not one.get("done_on")]
    if all(one.get("ends_on") for one in lasting):
        return (), tuple(dict.fromkeys(field for one in lasting for field in one["ends_on"]))
    return (), ()


def made(applicable: Applicable, question: Question) -> str:
    """The first ISO day on which it was law, in force or still to be; empty where that was always or is not known."""
    parts = (applicable.regime, applicable.clause, applicable.listing)
    own = (*parts, {"stages": applicable.listing.get("list_stages")})
    days = sorted({str(stage["on"]) for part in own for stage in part.get("stages") or ()})
    return next((day for day in days if STRENGTH[standing(*parts, question, day).name] >= STRENGTH["enacted"]), "")


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
