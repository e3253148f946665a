"""Where identifiers of one asset disagree about its maker, in words."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.model import Basis, Confidence, Evidence, Identifier, Match
from banlint.text import show

_SHOWN = 60
_REGISTERED = {
    Basis.OUI: "MAC address {term} is registered to {owner}",
    Basis.BUS_ID: "bus id {term} is registered to {owner}",
    Basis.SNMP_ENTERPRISE: "sysObjectID enterprise {term} belongs to {owner}",
    Basis.FCC_GRANTEE: "FCC grantee {term} is {owner}",
    Basis.CPE: "CPE vendor {term} is {owner}",
}
_SAID = {
    Basis.BANNER: "{shown} is what firmware of {entity} says",
    Basis.DOMAIN: "{shown} is a cloud host of {entity}",
    Basis.GPON: "{shown} bears the GPON vendor id {term} of {entity}",
    Basis.MODEL_PATTERN: "{shown} is one of {entity} ({term})",
}
# What is no word about the maker conflicts with nothing.
_ASIDE = frozenset({Basis.CHIP, Basis.MENTION})


def other_maker(makers: Iterable[Identifier], kept: Iterable[Evidence]) -> tuple[str, ...]:
    """One line per kind of thing that points to an entity although the maker fields name somebody else."""
    says = _says(makers)
    return tuple(f"{says}, {told}" for told in _once_a_kind(kept))


def between_makers(
    makers: tuple[Identifier, ...], by_maker: Iterable[Evidence], kept: Iterable[Evidence]
) -> tuple[str, ...]:
    """One line per kind of thing that points to an entity other than those the maker fields name."""
    named = {found.match.entity for found in by_maker}
    lines = other_maker(makers, (found for found in kept if found.match.entity not in named))
    silent = _unknown_manufacturer(makers, by_maker)
    return lines + silent


def is_certain_grammar(found: Evidence) -> bool:
    """Whether a model was met that is made by nobody else."""
    return found.match.basis is Basis.MODEL_PATTERN and found.match.confidence is Confidence.CERTAIN


def _once_a_kind(kept: Iterable[Evidence]) -> Iterable[str]:
    """What each piece of evidence says; of several of one kind, the first and how many more there are."""
    told: dict[tuple[str, str], dict[str, None]] = {}
    for line, match in sorted((_told(found), found.match) for found in kept if found.match.basis not in _ASIDE):
        told.setdefault((match.basis, match.entity or match.note), {})[line] = None
    for lines in told.values():
        first, *more = lines
        yield f"{first}, and {len(more)} more" if more else first


def _unknown_manufacturer(makers: tuple[Identifier, ...], by_maker: Iterable[Evidence]) -> tuple[str, ...]:
    """The manufacturer is nobody we know, but the brand is: both are told."""
    matched = {found.identifier for found in by_maker}
    manufacturers = [maker for maker in makers if maker.role == "manufacturer"]
    if not manufacturers or not matched.isdisjoint(manufacturers):
        return ()
    return (_says(makers),)


def _says(makers: Iterable[Identifier]) -> str:
    said = sorted(
        {(maker.role != "manufacturer", f"{maker.role} says {show(maker.value, _SHOWN)}") for maker in makers}
    )
    return ", ".join(text for _, text in said)


def _told(found: Evidence) -> str:
    match = found.match
    form = _REGISTERED.get(match.basis)
    if form is not None:
        doubt = ", though public tables give it to others" if match.disputed else ""
        return form.format(term=match.term, owner=_owner(match)) + doubt
    shown = f"{found.identifier.role.replace('_', ' ')} {show(found.identifier.value, _SHOWN)}"
    return _SAID.get(match.basis, "{shown} names {entity}").format(shown=shown, entity=match.entity, term=match.term)


def _owner(match: Match) -> str:
    return show(match.note or match.entity, _SHOWN)
