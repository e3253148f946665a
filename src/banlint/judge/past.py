"""How a listing stood on days other than the one asked about."""

from __future__ import annotations

from bisect import bisect_right

from banlint.judge.stages import State, dates
from banlint.judge.table import Applicable, standing
from banlint.model import Question


class Past:
    """What held of one listing; it is worked out once between any two days on which something changes."""

    __slots__ = ("_applicable", "_days", "_held", "_question")

    def __init__(self, applicable: Applicable, question: Question) -> None:
        self._applicable = applicable
        self._question = question
        self._days: list[str] | None = None
        self._held: dict[int, State] = {}

    def on(self, day: str) -> State:
        """What held on the ISO day `day`."""
        regime, clause, listing = parts = self._applicable[:3]
        if self._days is None:
            stages = (*(part.get("stages") for part in parts), listing.get("list_stages"))
            self._days = sorted({one for some in stages for one in dates(some or ())})
        between = bisect_right(self._days, day)
        held = self._held.get(between)
        if held is None:
            held = self._held[between] = standing(regime, clause, listing, self._question, day)
        return held
