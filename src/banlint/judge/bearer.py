"""One asset as findings tell of it: what is the same for all of its findings, worked out at the first of them."""

from __future__ import annotations

from collections.abc import Collection

from banlint.judge.conditions import Facts
from banlint.model import Asset, Fingerprint, RegimeId, Role

_IDENTIFYING = frozenset(
    role.value
    for role in (Role.MANUFACTURER, Role.BRAND, Role.MODEL, Role.PART_NUMBER, Role.SERIAL, Role.MAC, Role.CPE)
)
_SUPPLIER = Role.SUPPLIER.value


class Bearer:
    """An asset, its facts, and what tells it from others."""

    __slots__ = ("_identifiers", "_own", "_values", "asset", "facts", "settled")

    def __init__(self, asset: Asset, facts: Facts) -> None:
        self.asset = asset
        self.facts = facts
        self.settled: Collection[RegimeId] = ()
        """The regimes for which it makes no difference which of several makers it was."""
        self._own = ""
        self._identifiers: dict[str, str] | None = None
        self._values: dict[str, str] | None = None

    @property
    def identifiers(self) -> dict[str, str]:
        """Its identifying fields as written, by role."""
        found = self._identifiers
        if found is None:
            found = self._identifiers = {}
            for identifier in self.asset.identifiers:
                role = identifier.role.value
                if role in _IDENTIFYING and role not in found:
                    found[role] = identifier.value
        return found

    @property
    def values(self) -> dict[str, str]:
        """Its facts as written, by name, and who sold it."""
        found = self._values
        if found is None:
            asset = self.asset
            sold = next((one.value for one in asset.identifiers if one.role.value == _SUPPLIER), "")
            found = self._values = {"supplier": sold} if sold else {}
            found.update({name: fact.value for name, fact in asset.facts.items()})
        return found

    def fingerprint(self, entity: str, regime: str) -> Fingerprint:
        """A hash of its own identity, the entity and the regime: line, file and order play no part."""
        # Only findings need it.
        from banlint.hashing import sha256

        if not self._own:
            asset = self.asset
            own = [
                f"{one.role.value}={one.value.strip()}" for one in asset.identifiers if one.role.value in _IDENTIFYING
            ]
            self._own = "\x1f".join((asset.name, asset.parent, *sorted(own)))
        text = f"{regime}\x1f{entity}\x1f{self._own}"
        return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
