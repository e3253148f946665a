"""Maker names as they are miswritten: one edit away, in look-alike letters, with characters that cannot be seen."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from banlint.catalog.slips import SLOT, slots, unpacked
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.catalog.names import NameRow
    from banlint.catalog.slips import Slips

_LONGEST = 60
_RELABEL = "relabel"
_CERTAIN = "certain"

MISSPELT = "misspelt"
LOOK_ALIKE = "written with look-alike characters"
INVISIBLE = "written with invisible characters"

# Letters of other scripts that are drawn as Latin ones (Unicode Technical Standard 39, confusables), by their code
# points: in a page of source they could not be told apart.
_CYRILLIC = {
    "A": 0x410, "B": 0x412, "E": 0x415, "K": 0x41A, "M": 0x41C, "H": 0x41D, "O": 0x41E, "P": 0x420, "C": 0x421,
    "T": 0x422, "Y": 0x423, "X": 0x425, "I": 0x406, "S": 0x405, "J": 0x408, "Q": 0x51A, "W": 0x51C, "V": 0x474,
    "a": 0x430, "e": 0x435, "o": 0x43E, "p": 0x440, "c": 0x441, "y": 0x443, "x": 0x445, "i": 0x456, "s": 0x455,
    "j": 0x458, "h": 0x4BB, "d": 0x501, "q": 0x51B, "w": 0x51D, "v": 0x475,
}  # fmt: skip
_GREEK = {
    "A": 0x391, "B": 0x392, "E": 0x395, "Z": 0x396, "H": 0x397, "I": 0x399, "K": 0x39A, "M": 0x39C, "N": 0x39D,
    "O": 0x39F, "P": 0x3A1, "T": 0x3A4, "Y": 0x3A5, "X": 0x3A7, "o": 0x3BF, "v": 0x3BD, "a": 0x3B1, "i": 0x3B9,
    "p": 0x3C1, "u": 0x3C5, "y": 0x3B3,
}  # fmt: skip
_LATIN = {"i": 0x131, "g": 0x261, "a": 0x251, "l": 0x1C0}
_LOOK_ALIKES = {code: letter for table in (_CYRILLIC, _GREEK, _LATIN) for letter, code in table.items()}


class Misspellings:
    """Names one edit away: found by what is left of both once a letter is taken out, never by trying every name."""

    def __init__(
        self, names: Mapping[str, tuple[NameRow, ...]], packed: bytes, known: tuple[Container[str], ...]
    ) -> None:
        self._names = names
        self._packed = packed
        self._known = known
        """Keys of firms that are somebody else, however much they look alike."""
        self._lefts: dict[str, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def _slips(self) -> Slips:
        return unpacked(self._packed)

    def _index(self, rest: str) -> Mapping[str, tuple[str, ...]]:
        """By what is left of a word beside `rest`: the ways to write that word. Worked out where it is asked for."""
        lefts = self._lefts.get(rest)
        if lefts is None:
            lefts = self._lefts[rest] = {}
            for word in self._slips[0][rest]:
                for left in _less_one(word):
                    lefts[left] = (*lefts.get(left, ()), word)
        return lefts

    def near(self, written: str) -> tuple[NameRow, ...]:
        """The rows of the names that `written`, a key that is no name itself, may be a slip for."""
        words, beside = self._slips
        if len(written) > _LONGEST or (" " in written and beside.isdisjoint(written.split(" "))):
            return ()
        names = {
            rest.replace(SLOT + mine[0], word)
            for rest, mine in slots(written)
            if rest in words
            for word in _meant(self._index(rest), mine)
        }
        if not names or self._is_known(written):
            return ()
        return tuple(row for name in sorted(names) for row in self._names[name] if _is_true(row))

    def _is_known(self, written: str) -> bool:
        first = written.partition(" ")[0]
        return any(written in known or first in known for known in self._known)


def _is_true(row: NameRow) -> bool:
    """Whether a name is its firm's own: not another's brand, and not a slip itself, which two slips would then meet."""
    return row.basis != _RELABEL and row.confidence == _CERTAIN


def _meant(lefts: Mapping[str, tuple[str, ...]], mine: str) -> Iterator[str]:
    for left in _less_one(mine):
        for word in lefts.get(left, ()):
            if _one_edit(mine, word):
                yield word


def _less_one(text: str) -> Iterator[str]:
    yield text
    for position in range(len(text)):
        yield text[:position] + text[position + 1 :]


def _one_edit(one: str, other: str) -> bool:
    """Whether one letter was put in, left out, changed, or swapped with the next.

    >>> [_one_edit(slip, "acmevision") for slip in ("acmevsion", "acmevisoin", "amcevsion")]
    [True, True, False]
    """
    if len(one) > len(other):
        one, other = other, one
    start = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    if len(one) < len(other):
        return len(other) - len(one) == 1 and one[start:] == other[start + 1 :]
    swapped = one[start + 1 : start + 2] + one[start : start + 1] + one[start + 2 :]
    return one[start + 1 :] == other[start + 1 :] or swapped == other[start:]


def latin(value: str) -> str:
    r"""`value` with the look-alikes of other scripts as the Latin letters they pass for; empty where it has none.

    Only what mixes scripts: a word all in Cyrillic is a Cyrillic word.

    >>> latin("\u0410cme"), latin("\u0410\u043a\u043c\u0435")
    ('Acme', '')
    """
    changed = value.translate(_LOOK_ALIKES)
    if changed == value or not any(letter.isascii() and letter.isalpha() for letter in value):
        return ""
    return changed


def has_invisible(value: str) -> bool:
    r"""Whether `value`, all Latin otherwise, holds characters that print as nothing.

    >>> has_invisible("Ac\u200bme"), has_invisible("Acme\tInc")
    (True, False)
    """
    if value.isprintable():
        return False
    from unicodedata import category

    return all(letter.isascii() for letter in value if letter.isalpha()) and any(
        category(one) in {"Cf", "Cc"} and not one.isspace() for one in value
    )
