"""Real inventories: which of their vendors' assets are found, and who is claimed where nobody says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cases import NO, YES, Place
from ours import Found, Hits
from scores import ENOUGH


class Result(NamedTuple):
    """What a method comes to on the inventories."""

    assets: int
    missed: tuple[Place, ...]
    misleading: int
    misled: tuple[tuple[Place, str], ...]
    false: tuple[Found, ...] = ()
    """Claims of a vendor in files that hold nothing of that vendor."""
    claims: int = 0
    """Claims in all files."""

    @property
    def recall(self) -> float:
        """The share of assets found."""
        return 1 - len(self.missed) / max(1, self.assets)


def of_values(places: Iterable[Place], method: Callable[[Mapping[str, str]], Hits]) -> Result:
    """`method` on the values themselves: an asset is found by any value that says who made it."""
    yes, no = _parted(places)
    missed = [place for place in yes if not any(place.vendor in method(said.fields) for said in place.said)]
    misled = [
        (place, hits[place.vendor].why)
        for place in no
        for hits in (method(place.said[0].fields),)
        if place.vendor in hits
    ]
    return Result(len(yes), tuple(missed), len(no), tuple(misled))


def of_files(places: Sequence[Place], held: set[tuple[str, str]], found: Iterable[Found]) -> Result:
    """The command's own way: the files are read, their assets identified, and compared with `places` by file and line.

    A misleading value misleads where it is the evidence, or where nothing else in the file could be.
    """
    yes, no = _parted(places)
    vendors = {place.vendor for place in places}
    by_file: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        for vendor, hit in one.hits.items():
            if vendor in vendors and hit.rank >= ENOUGH:
                by_file[one.path, vendor].append(one)
    missed = [place for place in yes if not any(_is(place, one) for one in by_file[place.path, place.vendor])]
    misled = [
        (place, one.hits[place.vendor].why)
        for place in no
        for one in by_file[place.path, place.vendor]
        if place.said[0].line in one.lines
    ]
    false = [one for key, every in sorted(by_file.items()) if key not in held for one in every]
    return Result(
        len(yes), tuple(missed), len(no), tuple(misled), tuple(false), sum(len(every) for every in by_file.values())
    )


def _is(place: Place, found: Found) -> bool:
    if not found.lines.isdisjoint(said.line for said in place.said):
        return True
    one, other = found.pointer.rstrip("/"), place.pointer.rstrip("/")
    return _within(one, other) or _within(other, one)


def _within(pointer: str, other: str) -> bool:
    return pointer == other or pointer.startswith(other + "/")


def _parted(places: Iterable[Place]) -> tuple[list[Place], list[Place]]:
    places = list(places)
    return [one for one in places if one.label == YES], [one for one in places if one.label == NO]
