"""Codes that a registry gave to a company: CPE vendors, FCC grantees, SNMP enterprises, PCI and USB vendors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.hints import TYPE_CHECKING
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
_FCC_LABELS = ("CONTAINS", "FCC", "ID", "NO")
_FCC = r"(?:([A-Z][A-Z0-9]{2})|(\d[A-Z0-9]{4}))[\s-]?[A-Z0-9][A-Z0-9-]*"
_OID = r"(?:(?<![\w.])\.?(?:1|iso)\.3\.6\.1\.4\.1|\benterprises)\.(\d{1,10})(?!\d)"
# Windows: PCI\VEN_1234&DEV_5678. Linux: pci:v00001234d00005678, usb:v1234p5678.
_BUS_MARKED = r"(VEN|VID)_([0-9A-F]{4})(?:&(?:DEV|PID)_([0-9A-F]{4}))?"
_BUS_ALIAS = r"(PCI|USB):V(?:0000)?([0-9A-F]{4})[DP](?:0000)?([0-9A-F]{4})"
_BUS_PLAIN = r"\s*(?:(PCI|USB)[: ]\s*)?(?:ID )?(?:0X)?([0-9A-F]{4})(?:[:/ \-]*(?:0X)?([0-9A-F]{4}))?(?![0-9A-F])"
_EDID = r"(?:MONITOR\\|DISPLAY\\|EISA:|PNP:)?([A-Z]{3})(?:[0-9A-F]{4})?(?![A-Z0-9])"
_BUS_PAIR = 9
"""Characters of a vendor and a device, as nearly all are written."""
_BUS_OF = {"VEN": "pci", "VID": "usb", "PCI": "pci", "USB": "usb", Role.PCI_ID: "pci", Role.USB_ID: "usb"}


class _Codes:
    """A table of codes, whose matches are made once for each code."""

    def __init__(self, rows: Mapping[str, CodeRow], basis: Basis) -> None:
        self._rows = rows
        self._basis = basis
        self._made: dict[str, tuple[Match, ...]] = {}

    def __contains__(self, code: str) -> bool:
        return code in self._rows

    def of(self, code: str) -> tuple[Match, ...]:
        """What `code` stands for; nothing where the table lacks it."""
        if code not in self._rows:
            return ()
        if code not in self._made:
            row = self._rows[code]
            note = row.text if not row.note else f"{row.text}: {row.note}"
            sure = Confidence(row.confidence)
            found = Match(EntityId(row.entity), self._basis, sure, code, row.source, note=note)
            self._made[code] = (found,) if row.entity else ()
        return self._made[code]


class CpeMatcher:
    """CPE names, 2.2 and 2.3, of hardware and firmware."""

    name = "cpe"
    roles = frozenset({Role.CPE})

    def __init__(self, catalog: Catalog) -> None:
        self._vendors = _Codes(catalog.cpe, Basis.CPE)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that the vendor parts in `value` stand for."""
        return unique(
            match
            for found in re.finditer(_CPE, value[:LONGEST_VALUE], re.IGNORECASE)
            for match in self._vendors.of(_vendor(found[2]))
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
        self._grantees = _Codes(catalog.fcc, Basis.FCC_GRANTEE)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that the grants in `value` were given to."""
        written = value[:LONGEST_VALUE].upper()
        plain = None if written.startswith(_FCC_LABELS) else re.fullmatch(_FCC, written)
        if plain:
            return self._grantees.of(plain[1] or plain[2])
        return unique(
            match
            for part in re.split(r"[,;/\n]", re.sub(_FCC_LABEL, "", written))
            if (found := re.fullmatch(_FCC, part.strip()))
            for match in self._grantees.of(found[1] or found[2])
        )


class SnmpMatcher:
    """sysObjectIDs, by the enterprise number in them."""

    name = "snmp"
    roles = frozenset({Role.SYSOBJECTID})

    def __init__(self, catalog: Catalog) -> None:
        self._enterprises = _Codes(catalog.snmp, Basis.SNMP_ENTERPRISE)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities that answer under the numbers in `value`."""
        return unique(
            match
            for found in re.finditer(_OID, value[:LONGEST_VALUE], re.IGNORECASE)
            for match in self._enterprises.of(found[1])
        )


class BusMatcher:
    """PCI and USB ids: the vendor's, or a single device's where the catalog lists it under another vendor."""

    name = "bus"
    roles = frozenset({Role.PCI_ID, Role.USB_ID})

    def __init__(self, catalog: Catalog) -> None:
        self._ids = _Codes(catalog.bus, Basis.BUS_ID)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:
        """The entities that the ids in `value` were given to."""
        if len(value) == _BUS_PAIR and value[4] == ":" and value.isascii() and value.replace(":", "").isalnum():
            return self._of(_BUS_OF[role], value[:4].lower(), value[5:].lower())
        return unique(
            match
            for found in _bus_ids(value)
            for match in self._of(_BUS_OF[found[1] or role], found[2].lower(), (found[3] or "").lower())
        )

    def _of(self, bus: str, vendor: str, device: str) -> tuple[Match, ...]:
        whole = f"{bus}:{vendor}:{device}"
        return self._ids.of(whole if whole in self._ids else f"{bus}:{vendor}")


class EdidMatcher:
    """Displays: the vendor's three letters, alone, in a device path, or in the EDID itself."""

    name = "edid"
    roles = frozenset({Role.EDID})

    def __init__(self, catalog: Catalog) -> None:
        self._ids = _Codes(catalog.bus, Basis.BUS_ID)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entity that the letters in `value` were given to."""
        letters = _edid_vendor(value[:LONGEST_VALUE].strip().upper())
        return self._ids.of(f"edid:{letters}")


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
