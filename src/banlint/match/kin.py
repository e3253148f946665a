"""Identities of assets that say the same: judged once, and told again with the asset's own values and places."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from banlint.match.context import LONGEST_VALUE
from banlint.match.identity import MODEL_ROLES, Hint, Said, merge
from banlint.model import Asset, Basis, Evidence, Identifier, Identity, Match
from banlint.named import NamedTuple

_REMEMBERED = 8192
"""Kinds of assets kept; past it the memory starts anew."""
_LONGEST = 200
_CATEGORY = "category"
_WITHOUT_VALUE = frozenset({Basis.OUI.value})
"""What is told of by its term alone: every address is another."""
_MODELS = frozenset(role.value for role in MODEL_ROLES)


class _Judged(NamedTuple):
    """An identity, less the identifiers."""

    matches: tuple[tuple[int, Match], ...]
    """Numbers of pieces of evidence, each with what became of its match."""
    conflicts: tuple[str, ...]
    determined: bool
    met: tuple[Match, ...]
    """The matches it was judged by: the key holds the numbers of these objects, which no other may get meanwhile."""


class Kin:
    """Judges what is said of assets, once for all that say it alike."""

    def __init__(self, hint: Hint) -> None:
        self._hint = hint
        self._known: dict[Hashable, _Judged] = {}

    def merge(self, asset: Asset, said: Said) -> Identity:
        """The identity of `asset` from everything `said` of it."""
        evidence = said.evidence
        told = _told(asset, said)
        if told is None:
            return merge(asset, said, self._hint)
        known = self._known.get(told)
        if known is None:
            identity = merge(asset, said, self._hint)
            found = _numbered(identity.evidence, evidence)
            if found is not None:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                met = tuple([one.match for one in evidence])
                self._known[told] = _Judged(found, identity.conflicts, identity.determined, met)
            return identity
        kept = tuple([Evidence(evidence[number].identifier, match) for number, match in known.matches])
        return Identity(kept, known.conflicts, known.determined)


def _told(asset: Asset, said: Said) -> Hashable | None:
    """All that the identity depends on; `None` where that is not to be told apart, or too long to keep."""
    above, start = asset.path, len(asset.path)
    places: dict[Hashable, Identifier] = {}
    told: list[Hashable] = []
    asked = False
    identifiers = [(one.identifier, one.match) for one in said.evidence] + [(maker, None) for maker in said.makers]
    for identifier, match in identifiers:
        # Two values of one place are told in an order that depends on them; in other places, on the places.
        place = identifier.path[start:], identifier.field
        if places.setdefault(place, identifier) is not identifier or identifier.path[:start] != above:
            return None
        value = "" if match and match.basis.value in _WITHOUT_VALUE else identifier.value
        if len(value) > _LONGEST:
            return None
        told.append((identifier.role.value, place, value, id(match) if match else 0))
        asked = asked or bool(match and match.needs_maker)
    if asked:
        # The kind of the thing may bear it out.
        category = asset.facts.get(_CATEGORY)
        told.append(category.value[:LONGEST_VALUE] if category else None)
        told += [one.value[:LONGEST_VALUE] for one in asset.identifiers if one.role.value in _MODELS]
    return tuple(told)


def _numbered(found: Iterable[Evidence], said: Iterable[Evidence]) -> tuple[tuple[int, Match], ...] | None:
    """`found` by the numbers that its identifiers have in `said`."""
    numbers = {id(one.identifier): number for number, one in enumerate(said)}
    matches = tuple([(numbers.get(id(one.identifier), -1), one.match) for one in found])
    return matches if all(number >= 0 for number, _ in matches) else None
