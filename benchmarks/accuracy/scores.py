"""Answers counted: right, wrong, missed; by vendor, by basis, by what is given; and whom one was taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from cases import NO, NONE, SOME, YES, Case
from ours import Hit, Hits

ENOUGH = 1
"""The rank of `probable`: what counts as a claim about who made a thing."""


class Judged(NamedTuple):
    """A case and one method's answer, of the vendors that the labels are about."""

    case: Case
    hits: Mapping[str, Hit]

    @property
    def claims(self) -> list[str]:
        """The vendors that are claimed at `probable` or better."""
        return sorted(vendor for vendor, hit in self.hits.items() if hit.rank >= ENOUGH)

    @property
    def wrong(self) -> list[str]:
        """Claims of somebody else. A relabelled brand's maker is open, so its own is never wrong there."""
        return [vendor for vendor in self.claims if vendor != self.case.vendor]

    @property
    def right(self) -> bool:
        """Whether the labelled vendor is claimed."""
        return self.case.vendor in self.claims


class Score(NamedTuple):
    """What a method comes to."""

    yes: int
    found: int
    right_vendor: int
    """Of those found, the ones of which nobody else is claimed."""
    none: int
    false: int
    false_certain: int
    led: int
    """Of the devices of others, those that anything at all is said of, even `possible`."""
    some: int
    some_seen: int
    some_certain: int

    @property
    def recall(self) -> float:
        """The share of the vendors' own devices that is found."""
        return self.found / max(1, self.yes)

    @property
    def precision(self) -> float:
        """The share of right ones among all claims, relabelled brands aside."""
        return self.found / max(1, self.found + self.false)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def judge(cases: Iterable[Case], method: Callable[[Mapping[str, str]], Hits], vendors: frozenset[str]) -> list[Judged]:
    """Every case with the answer of `method`, less claims that no label can confirm or refute."""
    return [Judged(case, _of(method(case.fields), vendors)) for case in cases]


def _of(hits: Hits, vendors: frozenset[str]) -> Hits:
    return {vendor: hit for vendor, hit in hits.items() if vendor in vendors}


def score(judged: Sequence[Judged], banned: frozenset[str]) -> Score:
    """The figures of the banned vendors alone, as the goals are set."""
    yes = [one for one in judged if one.case.label == YES]
    none = [one for one in judged if one.case.label == NO]
    some = [one for one in judged if one.case.label == SOME]
    found = [one for one in yes if one.right]
    false = [one for one in none if banned.intersection(one.wrong)]
    return Score(
        len(yes),
        len(found),
        sum(not banned.intersection(one.wrong) for one in found),
        len(none),
        len(false),
        sum(any(one.hits[vendor].rank > ENOUGH for vendor in banned.intersection(one.wrong)) for one in false),
        sum(not banned.isdisjoint(one.hits) for one in none),
        len(some),
        sum(one.case.vendor in one.hits for one in some),
        sum(any(hit.rank > ENOUGH for hit in one.hits.values()) for one in some),
    )


def by_vendor(judged: Sequence[Judged]) -> list[tuple[str, int, int, int, float, float]]:
    """For each vendor: its devices, found, others' claimed for it, recall, precision."""
    rows = []
    for vendor in sorted({one.case.vendor for one in judged} - {NONE}):
        own = [one for one in judged if one.case.vendor == vendor and one.case.label != SOME]
        found = sum(one.right for one in own)
        wrong = sum(vendor in one.wrong for one in judged)
        rows.append((vendor, len(own), found, wrong, found / max(1, len(own)), found / max(1, found + wrong)))
    return rows


def by_basis(judged: Sequence[Judged]) -> list[tuple[str, int, int, int, int, float, float]]:
    """For each basis: right, right as the only one, open, wrong, recall over all devices, precision."""
    right: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    unsettled: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    own = 0
    for one in judged:
        own += one.case.vendor != NONE and one.case.label != SOME
        for vendor, hit in one.hits.items():
            if vendor == one.case.vendor and one.case.label == SOME:
                unsettled.update(hit.bases)
            elif hit.rank >= ENOUGH and vendor == one.case.vendor:
                right.update(hit.bases)
                alone.update(hit.bases if len(hit.bases) == 1 else ())
            elif hit.rank >= ENOUGH:
                wrong.update(hit.bases)
    return [
        (basis, right[basis], alone[basis], unsettled[basis], wrong[basis], right[basis] / max(1, own),
         right[basis] / max(1, right[basis] + wrong[basis]))
        for basis in sorted({*right, *unsettled, *wrong}, key=lambda basis: (-right[basis], basis))
    ]  # fmt: skip


def confusion(judged: Sequence[Judged]) -> Counter[tuple[str, str]]:
    """How often one was taken for another: (labelled, claimed)."""
    return Counter((one.case.vendor, vendor) for one in judged for vendor in one.wrong)


def only(cases: Iterable[Case], field: str) -> list[Case]:
    """The cases that have `field`, with everything else taken away from them."""
    return [case._replace(fields={field: case.fields[field]}) for case in cases if case.fields.get(field)]
