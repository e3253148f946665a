"""Where identifiers of one asset disagree about its maker, in words."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.model import Basis, Evidence, Identifier, Match
from banlint.text import show

_SHOWN = 60
_REGISTERED = {
    Basis.OUI: "MAC address {term} is registered to {owner}",
    Basis.BUS_ID: "bus id {term} is registered to {owner}",
    Basis.SNMP_ENTERPRISE: "sysObjectID enterprise {term} belongs to {owner}",
    Basis.FCC_GRANTEE: "FCC grantee {term} is {owner}",
    Basis.CPE: "CPE vendor {term} is {owner}",
}


def other_maker(makers: Iterable[Identifier], kept: Iterable[Evidence]) -> tuple[str, ...]:
    """One line per thing that points to an entity although the maker fields name somebody else."""
    says = _says(makers)
    return tuple(dict.fromkeys(f"{says}, {told}" for told in sorted({_told(found) for found in kept})))


def between_makers(
    makers: tuple[Identifier, ...], by_maker: Iterable[Evidence], kept: Iterable[Evidence]
) -> tuple[str, ...]:
    """One line per thing that points to an entity other than those the maker fields name."""
    named = {found.match.entity for found in by_maker}
    lines = other_maker(makers, (found for found in kept if found.match.entity not in named))
    silent = _unknown_manufacturer(makers, by_maker)
    return lines + silent


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
        return form.format(term=match.term, owner=_owner(match))
    shown = f"{found.identifier.role.replace('_', ' ')} {show(found.identifier.value, _SHOWN)}"
    if match.basis is Basis.MODEL_PATTERN:
        return f"{shown} is one of {match.entity} ({match.term})"
    return f"{shown} names {match.entity}"


def _owner(match: Match) -> str:
    return show(match.note or match.entity, _SHOWN)
