"""Whether a regime can be asked about at all: nothing found of one that is not judged would read as nothing to find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.judge.selection import Selection
from banlint.judge.table import UNVERIFIED, binding, is_off
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog, Record
    from banlint.model import Question

_MEND_LOW = f"add --include {UNVERIFIED}"


def askable(catalog: Catalog, question: Question, names: Sequence[str], entities: Sequence[str] = ()) -> Question:
    """`question`, so that the regimes `names` are judged. Raises `UsageError` where it bars them, or `entities`."""
    for name in names:
        regime = catalog.regimes[name]
        if is_off(regime, question.include):
            raise UsageError(f"{show(name)} is unverified, and so not judged", _MEND_LOW)
        if name not in Selection((), question.ignore, ()):
            raise UsageError(f"{show(name)} is asked about and ignored", "leave it out of --ignore")
        _binding(catalog, question, name)
    for entity in entities:
        if entity not in Selection(question.select, question.ignore, catalog.entities):
            raise UsageError(f"{show(entity)} is asked about and not selected", "leave it to --add-entity alone")
    chosen = Selection(question.select, question.ignore, catalog.regimes)
    # What is named is asked about, whatever else is selected; some regimes are judged only where they are named.
    adding = [name for name in names if name not in chosen or catalog.regimes[name].get("opt_in")]
    return question._replace(select=tuple(dict.fromkeys((*question.select, *adding)))) if adding else question


def judged(catalog: Catalog, question: Question) -> None:
    """Raise `UsageError` where regimes are selected and the question bars every one of them."""
    selected = Selection(question.select, (), catalog.regimes)
    if not selected.is_narrow:
        return
    chosen = Selection(question.select, question.ignore, catalog.regimes)
    named = [name for name in catalog.regimes if name in chosen]
    on = [name for name in named if not is_off(catalog.regimes[name], question.include)]
    if any(binding(catalog, question, catalog.regimes[name]) for name in on):
        return
    if not named:
        raise UsageError("all regimes that are selected are ignored", "leave one out of --ignore")
    if not on:
        raise UsageError(f"{show(named[0])} is unverified, and so not judged", _MEND_LOW)
    _binding(catalog, question, on[0])


def asks(catalog: Catalog, question: Question, name: str) -> bool:
    """Whether `question` asks about the regime `name`, whoever it binds."""
    regime = catalog.regimes[name]
    chosen = Selection(question.select, question.ignore, catalog.regimes)
    return name in chosen and not is_off(regime, question.include) and (not regime.get("opt_in") or chosen.names(name))


def left_out(catalog: Catalog, question: Question, name: str) -> Iterator[str]:
    """What of a regime is not judged, for it is not established."""
    regime = catalog.regimes[name]
    for part, one in (("clauses", "clause"), ("listings", "listing")):
        count = sum(is_off(item, question.include) for item in regime.get(part) or ())
        if count:
            yield f"{name}: {count:,} {one if count == 1 else part} of low confidence left out; {_MEND_LOW}"


def _binding(catalog: Catalog, question: Question, name: str) -> None:
    regime = catalog.regimes[name]
    if binding(catalog, question, regime):
        return
    askers = [one for one, profile in catalog.profiles.items() if _binds(regime, profile)]
    mend = f"ask as one whom it binds: --profile {' or '.join(askers[:5])}" if askers else "name another regime"
    who = ", ".join((*question.profiles, *(one.profile for one in question.askers)))
    raise UsageError(f"{show(name)} does not bind {who}", mend)


def _binds(regime: Record, profile: Record) -> bool:
    return any(
        set(clause["parties"]) & set(profile["parties"]) and set(clause["acts"]) & set(profile["acts"])
        for clause in regime.get("clauses") or ()
    )
