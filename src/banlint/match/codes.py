"""Codes that a registry gave to a company: CPE vendors, FCC grantees, SNMP enterprises, PCI and USB vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from banlint.match.names import unique
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import Catalog, CodeRow

LONGEST_VALUE = 2000
"""Characters of a field that are read."""

# Patterns stay text until a value asks for them: most runs need few of them, and `re` remembers what it compiled.
# Part, vendor: hardware and the systems that run on nothing else. A software CPE (`a`) is no hardware.
_CPE = r"cpe:(?:2\.3:|/)([ho]):((?:[^:\\\s,;]|\\.)+)"
_FCC_LABEL = r"\b(?:CONTAINS|FCC|ID|NO)\b[\s:#.]*"
_FCC = r"(?:([A-Z][A-Z0-9]{2})|(\d[A-Z0-9]{4}))[\s-]?[A-Z0-9][A-Z0-9-]*"
_OID = r"(?:(?<![\w.])\.?(?:1|iso)\.3\.6\.1\.4\.1|\benterprises)\.(\d{1,10})(?!\d)"
# Windows: PCI\VEN_1234&DEV_5678. Linux: pci:v00001234d00005678, usb:v1234p5678.
_BUS_MARKED = r"(VEN|VID)_([0-9A-F]{4})(?:&(?:DEV|PID)_([0-9A-F]{4}))?"
_BUS_ALIAS = r"(PCI|USB):V(?:0000)?([0-9A-F]{4})[DP](?:0000)?([0-9A-F]{4})"
_BUS_PLAIN = r"\s*(?:(PCI|USB)[: ]\s*)?(?:ID )?(?:0X)?([0-9A-F]{4})(?:[:/ \-]*(?:0X)?([0-9A-F]{4}))?(?![0-9A-F])"
_EDID = r"(?:MONITOR\\|DISPLAY\\|EISA:|PNP:)?([A-Z]{3})(?:[0-9A-F]{4})?(?![A-Z0-9])"
_BUS_OF = {"VEN": "pci", "VID": "usb", "PCI": "pci", "USB": "usb", Role.PCI_ID: "pci", Role.USB_ID: "usb"}


def _to_match(row: CodeRow | None, basis: Basis, term: str) -> Iterator[Match]:
    if row is not None and row.entity:
        note = row.text if not row.note else f"{row.text}: {row.note}"
        yield Match(EntityId(row.entity), basis, Confidence(row.confidence), term, row.source, note=note)


class CpeMatcher:
    """CPE names, 2.2 and 2.3, of hardware and firmware."""

    name = "cpe"
    roles = frozenset({Role.CPE})

    def __init__(self, catalog: Catalog) -> None:
        self._vendors: Mapping[str, CodeRow] = catalog.cpe

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that the vendor parts in `value` stand for."""
        return unique(
            match
            for found in re.finditer(_CPE, value[:LONGEST_VALUE], re.IGNORECASE)
            for vendor in (_vendor(found[2]),)
            for match in _to_match(self._vendors.get(vendor), Basis.CPE, vendor)
        )


def _vendor(written: str) -> str:
    r"""A CPE's vendor without its quoting.

    >>> _vendor(r"Acme\-link"), _vendor("acme%2dlink")
    ('acme-link', 'acme-link')
    """
    if "%" in written:
        written = re.sub(r"%([0-9A-Fa-f]{2})", lambda code: chr(int(code[1], 16)), written)
    return written.replace("\\", "").lower()


class FccMatcher:
    """FCC IDs: the grantee is the first 3 characters, or 5 where it begins with a digit."""

    name = "fcc"
    roles = frozenset({Role.FCC_ID})

    def __init__(self, catalog: Catalog) -> None:
        self._grantees: Mapping[str, CodeRow] = catalog.fcc

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that the grants in `value` were given to."""
        return unique(
            match
            for part in re.split(r"[,;/\n]", re.sub(_FCC_LABEL, "", value[:LONGEST_VALUE].upper()))
            if (found := re.fullmatch(_FCC, part.strip()))
            for grantee in (found[1] or found[2],)
            for match in _to_match(self._grantees.get(grantee), Basis.FCC_GRANTEE, grantee)
        )


class SnmpMatcher:
    """sysObjectIDs, by the enterprise number in them."""

    name = "snmp"
    roles = frozenset({Role.SYSOBJECTID})

    def __init__(self, catalog: Catalog) -> None:
        self._enterprises: Mapping[str, CodeRow] = catalog.snmp

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that answer under the numbers in `value`."""
        return unique(
            match
            for found in re.finditer(_OID, value[:LONGEST_VALUE], re.IGNORECASE)
            for match in _to_match(self._enterprises.get(found[1]), Basis.SNMP_ENTERPRISE, found[1])
        )


class BusMatcher:
    """PCI and USB ids: the vendor's, or a single device's where the catalog lists it under another vendor."""

    name = "bus"
    roles = frozenset({Role.PCI_ID, Role.USB_ID})

    def __init__(self, catalog: Catalog) -> None:
        self._ids: Mapping[str, CodeRow] = catalog.bus

    def match(self, role: Role, value: str) -> tuple[Match, ...]:
        """The entities that the ids in `value` were given to."""
        return unique(match for found in _bus_ids(value) for match in self._of(role, found))

    def _of(self, role: Role, found: re.Match[str]) -> Iterator[Match]:
        bus = _BUS_OF[found[1] or role]
        vendor, device = found[2].lower(), (found[3] or "").lower()
        for term in (f"{bus}:{vendor}:{device}", f"{bus}:{vendor}"):
            row = self._ids.get(term)
            if row is not None:
                yield from _to_match(row, Basis.BUS_ID, term)
                return


class EdidMatcher:
    """Displays: the vendor's three letters, alone, in a device path, or in the EDID itself."""

    name = "edid"
    roles = frozenset({Role.EDID})

    def __init__(self, catalog: Catalog) -> None:
        self._ids: Mapping[str, CodeRow] = catalog.bus

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entity that the letters in `value` were given to."""
        letters = _edid_vendor(value[:LONGEST_VALUE].strip().upper())
        return tuple(_to_match(self._ids.get(f"edid:{letters}"), Basis.BUS_ID, f"edid:{letters}"))


def _edid_vendor(value: str) -> str:
    r"""The vendor in a display's id.

    >>> _edid_vendor("MONITOR\\ABC1234"), _edid_vendor("00FFFFFFFFFFFF000443")
    ('ABC', 'ABC')
    """
    named = re.match(_EDID, value)
    if named:
        return named[1]
    digits = re.sub(r"[\s:]|0X", "", value)
    if not digits.startswith("00FFFFFFFFFFFF00") or not re.fullmatch("[0-9A-F]{4}", digits[16:20]):
        return ""
    number = int(digits[16:20], 16)
    return "".join(chr(ord("@") + (number >> shift & 31)) for shift in (10, 5, 0))


def _bus_ids(value: str) -> Iterator[re.Match[str]]:
    value = value[:LONGEST_VALUE].upper()
    for form in (_BUS_MARKED, _BUS_ALIAS):
        found = list(re.finditer(form, value))
        if found:
            yield from found
            return
    for part in re.split(r"[,;\n]", value):
        plain = re.match(_BUS_PLAIN, part)
        if plain:
            yield plain
