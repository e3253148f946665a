"""Why a name is nobody's: a look-alike that the catalog names as such, or near a name and yet not taken for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from banlint.catalog.names import key
from banlint.hints import TYPE_CHECKING
from banlint.match.names import words
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog, VetoRow

FARTHEST = 2
"""Edits of a name that are still worth telling."""
_SHORTEST = 4
_LONGEST = 60
_SLIPS = 6
"""Letters that a name needs before a slip in it is taken for one."""
_VETO_WORDS = 8


class Near(NamedTuple):
    """The name of the catalog that is nearest to a value, and why it was not taken."""

    entity: str
    text: str
    distance: int
    """Letters put in, left out, changed or swapped with the next."""
    why: str


def look_alikes(catalog: Catalog, value: str) -> tuple[VetoRow, ...]:
    """The look-alikes that `value` is, or holds as words."""
    tokens = words(value)
    spans = (
        " ".join(tokens[start:end])
        for start in range(len(tokens))
        for end in range(start + 1, min(start + _VETO_WORDS, len(tokens)) + 1)
    )
    found = (catalog.vetoes[one] for one in dict.fromkeys((key(value[:_LONGEST]), *spans)) if one in catalog.vetoes)
    return tuple(dict.fromkeys(found))


def nearest(catalog: Catalog, value: str) -> Near | None:
    """The nearest name to `value`, at most `FARTHEST` edits away; of several the first in order of spelling."""
    written = key(value[: _LONGEST * 2])
    if not _SHORTEST <= len(written) <= _LONGEST:
        return None
    best = min(_candidates(catalog, written), default=None)
    if best is None:
        return None
    distance, name = best
    row = catalog.names[name][0]
    return Near(row.entity, row.text, distance, _why(catalog, written, name, distance))


def _candidates(catalog: Catalog, written: str) -> Iterator[tuple[int, str]]:
    letters = Counter(written)
    for name in catalog.names:
        # A shorter name is within two edits of half a dictionary.
        if len(name) >= _SHORTEST and abs(len(name) - len(written)) <= FARTHEST and _may_be_near(letters, name):
            distance = edits(written, name)
            if distance <= min(FARTHEST, len(name) // 3):
                yield distance, name


def _may_be_near(letters: Counter[str], name: str) -> bool:
    """Whether so few letters differ, wherever they stand, that counting edits is worth while."""
    other = Counter(name)
    return max((letters - other).total(), (other - letters).total()) <= FARTHEST


def edits(one: str, other: str) -> int:
    """Letters put in, left out, changed or swapped with the next, to make `other` of `one`.

    >>> edits("acme", "acme"), edits("acme", "amce"), edits("acme", "ace"), edits("acme", "bcnes")
    (0, 1, 1, 3)
    """
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]


def _why(catalog: Catalog, written: str, name: str, distance: int) -> str:
    if written in catalog.makers or written.partition(" ")[0] in catalog.makers:
        return "the value is the name of another known maker"
    if distance > 1:
        return "only one slip is taken for a misspelling"
    if written[0] != name[0]:
        return "a misspelling keeps the first letter"
    if min(len(written), len(name)) < _SLIPS:
        return f"in names of fewer than {_SLIPS} letters every slip is another name"
    if all(row.basis == "relabel" for row in catalog.names[name]):
        return "a brand that several makers supply is taken as spelled alone"
    return "a slip is taken only in one word of six letters or more, in a field that holds the name and nothing else"
