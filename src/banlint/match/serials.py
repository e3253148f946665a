"""Serial numbers of optical terminals: four letters that name the vendor, then eight hex digits."""

from __future__ import annotations

import re
import sys
from functools import cached_property

from banlint.hints import TYPE_CHECKING
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import Catalog, CodeRow

_SERIAL = r"\s*(?:0X)?([A-Z0-9]{4})(?:[-: ]?[0-9A-F]{8})?\s*"
_IN_HEX = r"\s*(?:0X)?([0-9A-F]{8})[-: ]?[0-9A-F]{8}\s*"

_USUAL = 12
_HEX = frozenset("0123456789ABCDEFabcdef")


class GponMatcher:
    """GPON serial numbers, as text or all in hex, and the vendor id where it stands by itself."""

    name = "gpon"
    roles = frozenset({Role.SERIAL, Role.GPON})
    head = 2
    speaks_for = sys.maxsize
    """How long a value may be for its head to prove that nothing in it can match: `match` asks it too."""

    def __init__(self, catalog: Catalog) -> None:
        self._vendors: Mapping[str, CodeRow] = catalog.gpon
        self._made: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def _in_hex(self) -> Mapping[str, str]:
        return {vendor.encode().hex().upper(): vendor for vendor in self._vendors}

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The two characters that a serial number of the catalog's vendors begins with, in either form."""
        return frozenset(code[:2] for code in (*self._vendors, *self._in_hex))

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - both roles read alike
        """The entity whose vendor id `value` begins with."""
        if self.clean_head(value):
            return ()
        vendor = value[:4].upper()
        if len(value) != _USUAL or vendor not in self._vendors or not _HEX.issuperset(value[4:]):
            vendor = self._vendor(value[:64].upper())
        return self._of(vendor)

    def _vendor(self, value: str) -> str:
        """The vendor id in any other spelling; empty where there is none."""
        plain, coded = re.fullmatch(_SERIAL, value), re.fullmatch(_IN_HEX, value)
        return plain[1] if plain else self._in_hex.get(coded[1], "") if coded else ""

    def _of(self, vendor: str) -> tuple[Match, ...]:
        made = self._made.get(vendor)
        if made is None and vendor in self._vendors:
            row = self._vendors[vendor]
            sure = Confidence(row.confidence)
            found = Match(EntityId(row.entity), Basis.GPON, sure, vendor, row.source, note=row.note)
            made = self._made[vendor] = (found,)
        return made or ()

    def clean_head(self, value: str) -> bool:
        """Whether the first 2 characters of `value` prove that it is no such number."""
        head = value[: self.head].upper()
        # What is shorter is all there is of the value.
        return len(head) < self.head or (head == head.strip() and head != "0X" and head not in self._heads)
