"""MAC addresses: whose block the interface's address was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from banlint.hints import TYPE_CHECKING
from banlint.match.names import unique
from banlint.model import Basis, Confidence, EntityId, Match, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banlint.catalog.index import Catalog, OuiRow

LONGEST_VALUE = 4096
"""Characters of a field that are read: a couple of hundred addresses."""
_BLOCKS = (9, 7, 6)
_DIGITS, _DOTTED, _PAIRED = 12, 14, 17
"""Characters of an address: plain, in three groups, in six."""
# Patterns stay text until a value asks for them; `re` remembers what it compiled.
_RUN = r"[0-9A-Za-z:.\-]+"
_SEPARATORS = r"[:.\-]"
_SPACED = r"[0-9A-F]{2}(?: [0-9A-F]{2}){5}|[0-9A-F]{4}(?: [0-9A-F]{4}){2}"
_HEX = frozenset("0123456789ABCDEF")
# The second digit of an address whose two lowest bits are clear: neither multicast nor locally administered.
_REGISTERED = frozenset("048C")
_HEAD = (
    r"([0-9A-F]{2})([:.\-])([0-9A-F]{2})\2([0-9A-F]{2})"  # 02:a0:b1
    r"|([0-9A-F]{4})[:.\-]([0-9A-F]{2})[0-9A-F]"  # 02a0.b1c
    r"|([0-9A-F]{6})(?:-[0-9A-F]|[0-9A-F]{2})"  # 02a0b1-c, 02a0b1c2
    r"|0X([0-9A-F]{6})"
)
# A registered block tells whose interface it is; of the device around it that is at most probable.
_SURENESS = {"parent": Confidence.PROBABLE, "subsidiary": Confidence.PROBABLE, "affiliate": Confidence.PROBABLE}
_DISPUTED = "disputed"


class MacMatcher:
    """MAC and EUI-64 addresses in every usual spelling, one or many to a field."""

    name = "mac"
    roles = frozenset({Role.MAC})
    head = 8
    speaks_for = 19
    """How long a value may be for its head to speak for all of it: 0x and sixteen digits, or fewer, is one address."""

    def __init__(self, catalog: Catalog) -> None:
        self._oui: Mapping[str, OuiRow] = catalog.oui
        self._made: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first three octets of every block: most addresses in the world begin otherwise."""
        return frozenset(prefix[:6] for prefix in self._oui)

    @cached_property
    def _owned(self) -> frozenset[str]:
        """Those of the catalog's entities. Another firm's block tells against a name, and by itself of nothing."""
        return frozenset(prefix[:6] for prefix, row in self._oui.items() if row.entity)

    def match(self, role: Role, value: str) -> tuple[Match, ...]:  # noqa: ARG002 - one role
        """The entities whose blocks the addresses in `value` are from; none where it is known to be others'."""
        digits = _usual(value)
        if digits:
            # Most addresses in the world are of blocks the catalog has never heard of: they are done with here.
            return self._of(digits) if digits[:6] in self._heads and _HEX.issuperset(digits) else ()
        return unique(found for digits in addresses(value) for found in self._of(digits))

    def _of(self, digits: str) -> tuple[Match, ...]:
        if digits[1] not in _REGISTERED or digits[:6] not in self._heads:
            return ()
        for length in _BLOCKS:
            prefix = digits[:length]
            if prefix in self._oui:
                made = self._made.get(prefix)
                if made is None:
                    made = self._made[prefix] = (_to_match(prefix, self._oui[prefix]),)
                return made
        return ()

    def clean_head(self, value: str) -> bool:
        """Whether the first 8 characters of `value` already prove that no block of an entity can match.

        Right for every value of at most 19 characters, and for a longer one
        that is a single address. Depends on `value[:8]` alone, so the answer
        may be remembered by it. False wherever that proves nothing.
        """
        found = re.fullmatch(_HEAD, value[:8].upper())
        if found is None:
            return False
        first, _, second, third, four, two, six, prefixed = found.groups()
        digits = six or prefixed or (four + two if four else first + second + third)
        # 01 may be the hardware type before the address itself.
        return not digits.startswith("01") and (digits[1] not in _REGISTERED or digits not in self._owned)


def _to_match(prefix: str, row: OuiRow) -> Match:
    sure = _SURENESS.get(row.basis, Confidence.POSSIBLE)
    if row.basis == _DISPUTED:
        sure = Confidence.PROBABLE
    # An end bounds the address's worth; the registrant is what people want to read.
    return Match(
        EntityId(row.entity), Basis.OUI, sure, spell(prefix), row.source, "", row.until or "", row.registrant,
        disputed=row.basis == _DISPUTED,
    )  # fmt: skip


def _usual(value: str) -> str:
    """The digits of one address written as nearly all are; empty where `value` is anything else.

    >>> _usual("02:a0:b1:01:02:03"), _usual("02a0.b101.0203"), _usual("02a0b1010203"), _usual("2:a0:b1:1:2:3")
    ('02A0B1010203', '02A0B1010203', '02A0B1010203', '')
    """
    size = len(value)
    if size == _PAIRED:
        mark = value[2]
        if mark not in ":-" or not mark == value[5] == value[8] == value[11] == value[14]:
            return ""
        digits = value.replace(mark, "")
    elif size == _DOTTED:
        if not value[4] == value[9] == ".":
            return ""
        digits = value.replace(".", "")
    else:
        digits = value
    return digits.upper() if len(digits) == _DIGITS and digits.isascii() and digits.isalnum() else ""


def spell(prefix: str) -> str:
    """Hex digits as people write an address's beginning.

    >>> spell("02A0B1"), spell("02A0B1C2D")
    ('02:A0:B1', '02:A0:B1:C2:D')
    """
    return ":".join(prefix[start : start + 2] for start in range(0, len(prefix), 2))


def addresses(value: str) -> Iterator[str]:
    """The addresses in `value` as 12 (MAC) or 16 (EUI-64) upper-case hex digits; prefixes and all else left out.

    >>> list(addresses("02:a0:b1:01:02:03, 02a0.b101.0204; 0102.a0b1.0102.05"))
    ['02A0B1010203', '02A0B1010204', '02A0B1010205']
    """
    value = value[:LONGEST_VALUE]
    if not value.isascii():
        from unicodedata import normalize

        # What stands for several characters at once is no digit: a short value would hold more than its length says.
        plain = [normalize("NFKC", one) for one in value]
        value = "".join([one if len(one) == 1 else " " for one in plain])
    value = value.strip().upper()
    if re.fullmatch(_SPACED, value):
        yield value.replace(" ", "")
        return
    for run in re.findall(_RUN, value):
        digits = _digits(run.strip(":.-"))
        if digits:
            yield digits


def _digits(run: str) -> str:
    parts = re.split(_SEPARATORS, run.removeprefix("0X"))
    if len(parts) in {6, 7, 8} and max(map(len, parts)) <= 2:
        parts = [part.zfill(2) for part in parts]
    digits = "".join(parts)
    if len(digits) == 14 and digits.startswith("01"):
        digits = digits[2:]
    return digits if len(digits) in {12, 16} and _HEX.issuperset(digits) else ""
