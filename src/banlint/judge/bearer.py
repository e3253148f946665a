"""One asset as findings tell of it: what is the same for all of its findings, worked out at the first of them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from banlint.judge.conditions import Facts
from banlint.model import Asset, Fingerprint, RegimeId, Role

_IDENTIFYING = (Role.MANUFACTURER, Role.BRAND, Role.MODEL, Role.PART_NUMBER, Role.SERIAL, Role.MAC, Role.CPE)


class Bearer:
    """An asset, its facts, and what tells it from others."""

    def __init__(self, asset: Asset, facts: Facts) -> None:
        self.asset = asset
        self.facts = facts
        self.settled: Collection[RegimeId] = ()
        """The regimes for which it makes no difference which of several makers it was."""

    @cached_property
    def identifiers(self) -> dict[str, str]:
        """Its identifying fields as written, by role."""
        found: dict[str, str] = {}
        for identifier in self.asset.identifiers:
            if identifier.role in _IDENTIFYING:
                found.setdefault(identifier.role.value, identifier.value)
        return found

    @cached_property
    def values(self) -> dict[str, str]:
        """Its facts as written, by name, and who sold it."""
        sold = next((one.value for one in self.asset.identifiers if one.role is Role.SUPPLIER), "")
        own = {name: fact.value for name, fact in self.asset.facts.items()}
        return {"supplier": sold, **own} if sold else own

    @cached_property
    def _own(self) -> str:
        asset = self.asset
        own = sorted(f"{one.role}={one.value.strip()}" for one in asset.identifiers if one.role in _IDENTIFYING)
        return "\x1f".join((asset.name, asset.parent, *own))

    def fingerprint(self, entity: str, regime: str) -> Fingerprint:
        """A hash of its own identity, the entity and the regime: line, file and order play no part."""
        # Only findings need it, and it costs more than most of our own modules.
        from hashlib import sha256

        text = f"{regime}\x1f{entity}\x1f{self._own}"
        return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
