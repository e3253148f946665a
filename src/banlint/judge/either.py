"""Brands of several makers and of nobody else: a law that names all of them need not know which one it was."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from banlint.hints import Any
from banlint.model import Basis, Confidence, EntityId, Evidence, Finding, RegimeId, Role, Verdict

_MAKERS = frozenset({Role.MANUFACTURER, Role.BRAND})
_BITES = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED, Verdict.NEEDS_FACTS})


def makers(evidence: Iterable[Evidence], entities: Mapping[str, Mapping[str, Any]]) -> tuple[EntityId, ...]:
    """Those of whom one has to have made it, by the brand in `evidence`; none where others may have."""
    for one in evidence:
        if one.match.basis is Basis.RELABEL and one.identifier.role in _MAKERS:
            for relabel in entities[one.match.entity].get("relabels") or ():
                if relabel.get("among") and one.match.term in (relabel["brand"], *(relabel.get("aliases") or ())):
                    return tuple(EntityId(name) for name in relabel["among"])
    return ()


def settled(found: Iterable[Finding], either: Collection[EntityId]) -> frozenset[RegimeId]:
    """The regimes that bite whichever of `either` it was."""
    of: dict[RegimeId, set[EntityId]] = {}
    for one in found:
        if one.verdict in _BITES:
            of.setdefault(one.regime, set()).add(one.entity)
    return frozenset(regime for regime, entities in of.items() if entities.issuperset(either))


def joined(found: Iterable[Finding], either: Collection[EntityId], regimes: Collection[RegimeId]) -> list[Finding]:
    """`found` with one finding for each of `regimes`, of the surest of `either`, which tells of the others."""
    kept: dict[RegimeId, list[Finding]] = {}
    rest: list[Finding] = []
    for one in found:
        (kept.setdefault(one.regime, []) if one.regime in regimes and one.entity in either else rest).append(one)
    return [*(_one(several) for several in kept.values()), *rest]


def _one(several: list[Finding]) -> Finding:
    first = max(several, key=lambda one: one.confidence.rank)
    if first.confidence is not Confidence.POSSIBLE:
        return first
    others = " or ".join(one.entity_name for one in several if one is not first)
    return first._replace(besides=(*first.besides, f"if not {first.entity_name}, {others} made it, and it names both"))
