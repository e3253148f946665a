"""The gravest findings of a run, as many as there is room for: a report with a limit leaves out the least grave."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.hints import Generic, TypeVar
from banlint.model import Finding, Verdict

Kept = TypeVar("Kept")
GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}
"""0 for the gravest verdict."""
_CERTAINTIES = 3


def rank(finding: Finding) -> int:
    """Where `finding` stands among others: 0 for the gravest and surest; what was decided of comes last."""
    own = GRAVITY[finding.verdict] * _CERTAINTIES + (_CERTAINTIES - 1 - finding.confidence.rank)
    return own + len(GRAVITY) * _CERTAINTIES * (finding.decision is not None)


class Worst(Generic[Kept]):
    """At most `most` things, each with its rank; of equals the first to come stay."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._by_rank: dict[int, list[Kept]] = {}
        self.cut = 0
        """How many there was no room for."""

    def admits(self, own: int) -> bool:
        """Whether there is room for a thing of rank `own`; where there is none it counts as cut."""
        if self._held < self._most or any(other > own for other, kept in self._by_rank.items() if kept):
            return True
        self.cut += 1
        return False

    def add(self, own: int, thing: Kept) -> Kept | None:
        """Keep `thing`, which `admits` has let in, and return what had to go for it."""
        self._by_rank.setdefault(own, []).append(thing)
        self._held += 1
        if self._held <= self._most:
            return None
        self._held -= 1
        self.cut += 1
        return self._by_rank[max(other for other, kept in self._by_rank.items() if kept)].pop()

    def __len__(self) -> int:
        return self._held

    def __iter__(self) -> Iterator[Kept]:
        for own in sorted(self._by_rank):
            yield from self._by_rank[own]
