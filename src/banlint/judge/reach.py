"""Which of the evidence for an entity a listing reaches: all of the group, or some of its names."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache

from banlint.catalog.names import key
from banlint.judge.prepared import Prepared
from banlint.judge.table import Applicable, made
from banlint.model import Basis, Confidence, Evidence, Identifier, Question
from banlint.named import NamedTuple
from banlint.text import fold

_NAMES = frozenset({Basis.OFFICIAL_NAME, Basis.ALIAS, Basis.BRAND, Basis.AFFILIATE, Basis.RELABEL, Basis.MENTION})
# As texts: the hash of an enum's member is slow.
_NAMED = frozenset(basis.value for basis in _NAMES)
_REMEMBERED = 8192
"""Kinds of evidence kept; past it the memory starts anew."""
_LONGEST = 200


class Reached(NamedTuple):
    """A listing that reaches some of the evidence for an entity."""

    ready: Prepared
    numbers: tuple[int, ...]
    """Which pieces of the evidence, the first of what each identifier met."""
    sure: Confidence


class Reach:
    """Which listings reach what evidence. Remembered by what of the evidence can make a difference."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._known: dict[Hashable, tuple[Reached, ...]] = {}

    def of(self, entity: str, evidence: Sequence[Evidence], listings: Iterable[Prepared]) -> tuple[Reached, ...]:
        """Those of `listings`, all there are of `entity`, that reach any of `evidence`."""
        told = entity, *_told(evidence)
        found = self._known.get(told)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = tuple(self._reached(evidence, listings))
            if all(len(one.identifier.value) <= _LONGEST for one in evidence):
                self._known[told] = found
        return found

    def _reached(self, evidence: Sequence[Evidence], listings: Iterable[Prepared]) -> Iterator[Reached]:
        numbers = {id(one): number for number, one in enumerate(evidence)}
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        for ready in listings:
            counted = once_each(reached(evidence, ready.applicable, self._question))
            if counted:
                sure = max((one.match.confidence for one in counted), key=lambda one: one.rank)
                found = tuple(numbers[id(one)] for one in counted)
                yield Reached(ready, same.setdefault(found, found), sure)


def _told(evidence: Iterable[Evidence]) -> Iterator[Hashable]:
    """What of `evidence` a listing may ask for, and which pieces of it rest on one identifier."""
    first: dict[Hashable, int] = {}
    for number, (identifier, match, _) in enumerate(evidence):
        basis = match.basis.value
        yield (
            basis,
            match.confidence.value,
            match.term,
            match.until,
            identifier.value if basis in _NAMED else "",
            first.setdefault((identifier.role.value, identifier[1:]), number),
        )


def reached(evidence: Sequence[Evidence], applicable: Applicable, question: Question) -> tuple[Evidence, ...]:
    """The part of `evidence` that the listing reaches, in its order."""
    listing = applicable.listing
    if any(one.match.until for one in evidence):
        # What was sold before the law was made is none of the company that the law then named.
        day = made(applicable, question)
        evidence = [one for one in evidence if not _sold(one) or one.match.until >= day]
    if listing.get("names"):
        return _named(tuple(evidence), tuple(listing["names"]))
    affiliates = listing.get("affiliates", (applicable.regime.get("covers") or {}).get("affiliates", True))
    return tuple(one for one in evidence if affiliates or one.match.basis is not Basis.AFFILIATE)


def once_each(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first, which is the strongest, of what each identifier met."""
    first: dict[Identifier, Evidence] = {}
    for one in evidence:
        first.setdefault(one.identifier, one)
    return tuple(first.values())


def _named(evidence: Sequence[Evidence], names: tuple[str, ...]) -> tuple[Evidence, ...]:
    spelled, keyed = _forms(names)
    if any(one.match.basis in _NAMES for one in evidence):
        # Legal forms are no part of the key that a name was met by, and here they may make the difference.
        evidence = [one for one in evidence if one.match.basis not in _NAMES or _says(one.identifier.value, names)]
    exact = [one for one in evidence if fold(one.match.term) in spelled]
    spared = {one.identifier for one in exact}
    return tuple(
        one
        for one in evidence
        if one in exact or (one.match.basis in _NAMES and one.identifier not in spared and key(one.match.term) in keyed)
    )


def _sold(one: Evidence) -> bool:
    """Whether it rests on a company that is no more of the group; a brand is put on what the group itself made."""
    return bool(one.match.until) and one.match.basis in (Basis.AFFILIATE, Basis.OUI)


@lru_cache(maxsize=512)
def _forms(names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(fold, names)), frozenset(map(key, names))


@lru_cache(maxsize=4096)
def _says(value: str, names: tuple[str, ...]) -> bool:
    """Whether `value` is one of `names`, or holds one as words; legal forms count."""
    folded = fold(value[:1000])
    padded = f" {folded} "
    return any(f" {name} " in padded or (not name.isascii() and name in folded) for name in _forms(names)[0])
