"""All that an asset's identifiers say, judged together: what agrees, what outweighs, what conflicts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from banlint.match.conflicts import between_makers, is_certain_grammar, other_maker
from banlint.match.names import weaker
from banlint.model import Asset, Basis, Confidence, EntityId, Evidence, Identifier, Identity, Match, Role
from banlint.named import NamedTuple
from banlint.text import fold

MAKER_ROLES = frozenset({Role.MANUFACTURER, Role.BRAND})
MODEL_ROLES = frozenset({Role.MODEL, Role.PART_NUMBER, Role.SCOPE})
_ONE_LESS = {
    Confidence.CERTAIN: Confidence.PROBABLE,
    Confidence.PROBABLE: Confidence.POSSIBLE,
    Confidence.POSSIBLE: Confidence.POSSIBLE,
}
_NAMES = frozenset({Basis.OFFICIAL_NAME, Basis.ALIAS, Basis.BRAND, Basis.AFFILIATE, Basis.RELABEL})
_ASIDE = frozenset({Basis.MENTION, Basis.CHIP})
_REGISTERED = frozenset(
    {
        Basis.OUI, Basis.BUS_ID, Basis.SNMP_ENTERPRISE, Basis.CPE, Basis.FCC_GRANTEE, Basis.BANNER, Basis.DOMAIN,
        Basis.GPON,
    }
)  # fmt: skip
_TYPED = MAKER_ROLES | {Role.SUPPLIER}
_BASES = {basis: rank for rank, basis in enumerate(Basis)}
_ROLES = {role: rank for rank, role in enumerate(Role)}

Hint = Callable[[Asset, Match], bool]
"""Whether something else about the asset, its category say, bears out a pattern too common to stand alone."""


def no_hint(asset: Asset, match: Match) -> bool:  # noqa: ARG001 - the shape of a hint
    """The hint that never helps."""
    return False


class Said(NamedTuple):
    """What an asset's fields say before it is judged."""

    evidence: tuple[Evidence, ...]
    makers: tuple[Identifier, ...]
    """Maker fields with a real value, whether or not the catalog knows it."""


def merge(asset: Asset, said: Said, hint: Hint = no_hint) -> Identity:
    """The identity of `asset` from everything `said` of it; the order of its identifiers never matters."""
    once = _once_each(found for found in said.evidence if found.match.basis is not Basis.MENTION and found.match.entity)
    evidence = [found for found in once if not found.match.needs_maker]
    evidence += _quiet_brands(asset, once, evidence, hint)
    common = [found for found in once if found.match.needs_maker and found.match.basis is not Basis.RELABEL]
    by_maker = [found for found in evidence if found.identifier.role in MAKER_ROLES]
    by_kind: set[tuple[Identifier, str]] = set()
    conflicts: tuple[str, ...] = ()
    if said.makers and not by_maker:
        evidence, conflicts = _against_other_maker(said.makers, evidence)
    else:
        support = _support(evidence)
        hinted = [one for one in common if one.match.entity not in support and hint(asset, one.match)]
        by_kind = {(one.identifier, one.match.term) for one in hinted}
        evidence += [_at_most(one, support[one.match.entity]) for one in common if one.match.entity in support]
        evidence += [_at_most(one, Confidence.POSSIBLE) for one in hinted]
        if by_maker:
            others = [found for found in said.evidence if not found.match.entity]
            evidence, conflicts = _beside_maker(said.makers, by_maker, evidence, others)
    mentions = _mentions(said.evidence, evidence)
    # Neither a maker's name that cannot be relied on names a maker, nor the kind of a thing.
    named = any((found.identifier, found.match.term) not in by_kind for found in evidence)
    determined = named or bool(said.makers and not by_maker)
    return Identity(_strongest_first(evidence) + mentions, conflicts, determined)


def _mentions(said: Iterable[Evidence], evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """What the asset only speaks of."""
    found = {one.match.entity for one in evidence}
    spoken = _once_each(one for one in said if one.match.basis is Basis.MENTION and one.match.entity not in found)
    return _strongest_first(spoken)


def _quiet_brands(asset: Asset, once: list[Evidence], evidence: Iterable[Evidence], hint: Hint) -> list[Evidence]:
    """A brand that says nothing by itself, until a model or a code says whose it is, or the kind of thing does."""
    told = {
        found.match.entity
        for found in evidence
        if found.match.basis is Basis.MODEL_PATTERN or found.match.basis in _REGISTERED
    }
    return [
        found._replace(match=found.match._replace(needs_maker=False))
        for found in once
        if found.match.needs_maker and found.match.basis is Basis.RELABEL and found.identifier.role in MAKER_ROLES
        if found.match.entity in told or hint(asset, found.match)
    ]


def _against_other_maker(
    makers: tuple[Identifier, ...], evidence: list[Evidence]
) -> tuple[list[Evidence], tuple[str, ...]]:
    """The maker field names a firm that the catalog does not: grammar alone proves nothing, a registry's code is odd.

    A name in a model is a word like another, unless the rest of the model is of that entity's grammar.

    Operators and dealers put their brand on others' equipment, so a code and
    a model grammar that agree still make it probable.
    """
    hard = [found for found in evidence if _is_registered(found)]
    coded = {found.match.entity for found in hard if found.match.confidence is not Confidence.POSSIBLE}
    kept = []
    grammar = {found.match.entity for found in evidence if found.match.basis is Basis.MODEL_PATTERN}
    patterned = grammar & coded
    for found in evidence:
        if found.match.entity in patterned and (_is_registered(found) or found.identifier.role in MODEL_ROLES):
            kept.append(_at_most(found, Confidence.PROBABLE))
        elif found.identifier.role is Role.BANNER:
            # Whose firmware runs is no matter of what the box is called.
            kept.append(_at_most(found, Confidence.PROBABLE))
        elif _is_registered(found) or found.match.basis is Basis.CHIP or _is_name_of_model(found, grammar):
            kept.append(_at_most(found, Confidence.POSSIBLE))
    return kept, other_maker(makers, kept)


def _is_registered(found: Evidence) -> bool:
    return found.match.basis in _REGISTERED


def _is_name_of_model(found: Evidence, grammar: set[EntityId]) -> bool:
    """Whether a model bears a maker's name for being one of its own: it begins with it, or its grammar agrees."""
    if found.identifier.role not in MODEL_ROLES or found.match.basis is Basis.MODEL_PATTERN:
        return False
    return found.match.entity in grammar or f"{fold(found.identifier.value)} ".startswith(f"{fold(found.match.term)} ")


def _support(evidence: Iterable[Evidence]) -> dict[EntityId, Confidence]:
    """How sure each entity is that a match which needs a maker beside it can lean on."""
    support: dict[EntityId, Confidence] = {}
    for found in evidence:
        if found.identifier.role is not Role.SUPPLIER and found.match.basis not in _ASIDE:
            held = support.get(found.match.entity, Confidence.POSSIBLE)
            support[found.match.entity] = max(held, found.match.confidence, key=_rank)
    return support


def _beside_maker(
    makers: tuple[Identifier, ...], by_maker: list[Evidence], evidence: list[Evidence], others: list[Evidence]
) -> tuple[list[Evidence], tuple[str, ...]]:
    """The maker field names entities of the catalog: what else points to them, and what to others.

    `others` are codes of firms that are known to be none of the catalog's.
    """
    own = {found.match.entity for found in by_maker if found.match.basis is not Basis.RELABEL}
    if not own:
        return _raise_relabels(evidence), ()
    kept = []
    for found in evidence:
        if found.match.entity not in own and found.identifier.role is Role.SUPPLIER:
            # Who sold what another firm made is no maker of it.
            continue
        foreign = found.match.entity not in own and found.match.basis is Basis.MODEL_PATTERN
        kept.append(_with(found, _ONE_LESS[found.match.confidence]) if foreign else found)
    against = [*(found for found in evidence if found.match.entity not in own), *others]
    ceilings = {entity: _ceiling(entity, evidence, against) for entity in {found.match.entity for found in kept}}
    conflicts = between_makers(makers, by_maker, [*kept, *others])
    return [_at_most(found, sure) for found in kept if (sure := ceilings[found.match.entity])], conflicts


def _ceiling(entity: EntityId, evidence: list[Evidence], against: list[Evidence]) -> Confidence | None:
    """How sure an entity may be that only a typed name points to, while harder things point to another.

    Where public tables are wrong about a block, the name was taken from one of them: it is no evidence at all.
    """
    own = [found for found in evidence if found.match.entity == entity]
    if not all(found.identifier.role in _TYPED for found in own):
        return Confidence.CERTAIN
    addresses = [
        found
        for found in against
        if found.match.basis is Basis.OUI
        and (found.match.confidence is not Confidence.POSSIBLE or not found.match.entity)
    ]
    if any(found.match.disputed for found in addresses):
        return None
    contradicted = addresses or any(is_certain_grammar(found) for found in against)
    return Confidence.PROBABLE if contradicted else Confidence.CERTAIN


def _raise_relabels(evidence: list[Evidence]) -> list[Evidence]:
    """A relabelling brand has several makers; hard evidence of one makes that one probable, not certain."""
    proven = {
        found.match.entity
        for found in evidence
        if found.match.basis is not Basis.RELABEL
        and found.match.basis not in _ASIDE
        and found.match.confidence is not Confidence.POSSIBLE
    }
    raised = []
    for found in evidence:
        if found.match.entity not in proven:
            raised.append(found)
        elif found.match.basis is Basis.RELABEL:
            raised.append(_with(found, Confidence.PROBABLE))
        else:
            raised.append(_at_most(found, Confidence.PROBABLE))
    return raised


def _once_each(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Each thing met once per kind of field: a switch has fifty addresses of one block.

    Of several names that one field holds of one entity, only the strongest.
    """
    first: dict[tuple[object, ...], Evidence] = {}
    for found in sorted(evidence, key=lambda found: (_strength(found), _where(found))):
        identifier, match = found.identifier, found.match
        met = match.entity if match.basis in _NAMES else match
        first.setdefault((identifier.role, identifier.field, met), found)
    return list(first.values())


def _strongest_first(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    """Entities by their best evidence, and each entity's own by strength."""
    best: dict[EntityId, tuple[int, int, int]] = {}
    for found in evidence:
        entity = found.match.entity
        best[entity] = min(best.get(entity, _strength(found)), _strength(found))
    ordered = sorted(
        evidence, key=lambda found: (best[found.match.entity], found.match.entity, _strength(found), _where(found))
    )
    return tuple(ordered)


def _strength(found: Evidence) -> tuple[int, int, int]:
    match, role = found.match, found.identifier.role
    return -match.confidence.rank, _BASES[match.basis], _ROLES[role]


def _where(found: Evidence) -> tuple[object, ...]:
    """An order of fields that does not depend on the order they came in."""
    identifier, match = found.identifier, found.match
    path = tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in identifier.path)
    return path, identifier.field, identifier.value, identifier.role, match


def _rank(confidence: Confidence) -> int:
    return confidence.rank


def _with(found: Evidence, confidence: Confidence) -> Evidence:
    return found._replace(match=found.match._replace(confidence=confidence))


def _at_most(found: Evidence, ceiling: Confidence) -> Evidence:
    return _with(found, weaker(found.match.confidence, ceiling))
