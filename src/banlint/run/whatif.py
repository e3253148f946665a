"""What a law would be if what is pending in it were in force: pure functions over regimes and their stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.history import Listed, listed, listings_of
from banlint.judge.stages import state_on
from banlint.judge.table import TARIFF, is_off

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

Record = Mapping[str, Any]
Stages = Sequence[Record]
_PENDING = ("proposed", "enacted")
_PARTS = ("clauses", "listings")


def in_force(regime: Record, day: str, include: tuple[str, ...] = (), *, declared: bool = False) -> Record:
    """`regime` as if everything in it that is proposed or enacted on `day` were in force since then.

    It is `regime` itself where nothing is. `declared` says that it is a draft, or holds one: then what begins after
    `day` is pending too, for somebody asks for it. A tariff is what it is on its day: of a proposed one no rate holds.
    """
    if regime.get("kind") == TARIFF:
        return regime
    changed: dict[str, Any] = {}
    whole = _made(regime, day, include, declared=declared)
    if whole is not regime:
        changed["stages"] = whole["stages"]
    for name in _PARTS:
        parts = regime.get(name) or ()
        made = [_made(part, day, include, declared=declared or bool(part.get("declared"))) for part in parts]
        if any(one is not part for one, part in zip(made, parts, strict=True)):
            changed[name] = made
    return {**regime, **changed} if changed else regime


def pending_states(regime: Record, day: str, include: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The states that pending parts of `regime` are in on `day`: `proposed`, `enacted`."""
    parts = (regime, *(part for name in _PARTS for part in regime.get(name) or ()))
    found = {
        state.name
        for part in parts
        for state in (state_on([one for one in part.get("stages") or () if not is_off(one, include)], day),)
        if state is not None
    }
    return tuple(name for name in _PENDING if name in found)


def takes_effect(
    catalog: Catalog, regime: str, clause: str, entity: str, day: str, *, declared: bool = False
) -> str | None:
    """The ISO day on which what is pending for `entity` takes effect, as far as that is known on `day`.

    Of several listings the first to; empty where the day is not known, `None` where nothing is pending.
    """
    found = (_day_of(one, day, declared=declared) for one in _naming(catalog, regime, clause, entity))
    days = [one for one in found if one is not None]
    return min(filter(None, days), default="") if days else None


def _made(part: Record, day: str, include: tuple[str, ...], *, declared: bool) -> Record:
    stages = [stage for stage in part.get("stages") or () if not is_off(stage, include)]
    if not _is_pending(stages, day, declared=declared):
        return part
    past = [stage for stage in stages if str(stage["on"]) <= day] or stages[:1]
    return {**part, "stages": [{**past[-1], "state": "effective", "on": day}]}


def _is_pending(stages: Stages, day: str, *, declared: bool) -> bool:
    state = state_on(stages, day)
    if state is None:
        return False
    begun = any(str(stage["on"]) <= day for stage in stages)
    return state.name in _PENDING or (declared and not begun)


def _naming(catalog: Catalog, regime: str, clause: str, entity: str) -> Iterator[Listed]:
    if entity:
        every = (one for one in listings_of(catalog, entity) if one.regime["id"] == regime)
    else:
        record = catalog.regimes.get(regime) or {}
        things = (one for one in record.get("listings") or () if not (one.get("entity") or one.get("list")))
        every = (one for listing in things for one in listed(record, listing))
    return (one for one in every if not one.clause or one.clause["id"] == clause)


def _day_of(one: Listed, day: str, *, declared: bool) -> str | None:
    """The last of the days on which the pending parts of a listing take effect; empty where one of them has none.

    `None` where no part is pending.
    """
    days: list[str] = []
    declared = declared or bool(one.listing.get("declared"))
    for part in (one.regime, one.clause, one.listing, {"stages": one.listing.get("list_stages")}):
        stages = part.get("stages") or ()
        if not _is_pending(stages, day, declared=declared):
            continue
        state = state_on(stages, day)
        # Of what was only proposed the day came later, and nobody knew it.
        if state is not None and state.name == "proposed" and not declared:
            return ""
        coming = (str(one["on"]) for one in stages if one["state"] == "effective" and str(one["on"]) > day)
        days.append(next(coming, ""))
    return (max(days) if all(days) else "") if days else None
