"""Which of the evidence for an entity a listing reaches: all of the group, or some of its names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from banlint.catalog.names import key
from banlint.judge.table import Applicable, made
from banlint.model import Basis, Evidence, Identifier, Question
from banlint.text import fold

_NAMES = frozenset({Basis.OFFICIAL_NAME, Basis.ALIAS, Basis.BRAND, Basis.AFFILIATE, Basis.RELABEL, Basis.MENTION})


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
