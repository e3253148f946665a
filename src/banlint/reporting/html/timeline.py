"""The timeline: how many findings stand under bans that took or take effect by each day, and those days as a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from banlint.model import Verdict
from banlint.reporting.html.bars import spoken
from banlint.reporting.html.markup import Html, el, joined
from banlint.reporting.html.tally import Amounts, Tally
from banlint.reporting.wording import number

_VERDICTS = tuple(Verdict)
_SHOWN = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS, Verdict.RESTRICTED, Verdict.SCHEDULED)
"""Those that stand under a ban with a day."""
_MOST_ROWS = 200
_LEFT, _TOP, _BOTTOM, _RIGHT = 56, 22, 26, 14
_LABEL = 150
"""The width of the words at a step."""
_STEPS = (1, 2, 5, 10, 20, 50, 100)
_SIZES = (("wide", 880, 230), ("slim", 340, 210))
"""Drawn twice, for wide and for narrow pages: the style shows one of them."""


def timeline(days: Tally, as_of: str) -> Html:
    """The card of the timeline."""
    heading = "When bans take effect"
    dated = _dated(days)
    if not dated:
        body = el("p", "No finding stands under a ban with a day.", cls="quiet")
        return el("section", el("h3", heading), body, cls="card chart wide", aria_label=heading)
    undated = sum(map(sum, (*days.amounts.values(), days.others))) - sum(map(sum, dated.values()))
    told = "Open findings, added up by the day their ban took or takes effect for the maker."
    told += f" {number(undated, 'finding')} of no known day, or not of law, not shown." if undated else ""
    drawn = [_Drawing(dated, as_of, width, height).svg(name) for name, width, height in _SIZES]
    table = el("details", el("summary", "The days as a table"), _table(days), cls="days")
    return el(
        "section",
        el("h3", heading),
        el("p", told, cls="quiet"),
        *drawn,
        table,
        cls="card chart wide",
        aria_label=heading,
    )


def _dated(days: Tally) -> dict[date, Amounts]:
    """Amounts by day, in the order of days, of the verdicts that are shown."""
    found: dict[date, Amounts] = {}
    for (day, *_), amounts in days.amounts.items():
        when = _day(day)
        shown = [amount * (verdict in _SHOWN) for verdict, amount in zip(_VERDICTS, amounts, strict=True)]
        if when and any(shown):
            before = found.get(when, [0] * len(shown))
            found[when] = [one + other for one, other in zip(before, shown, strict=True)]
    return dict(sorted(found.items()))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _table(days: Tally) -> Html:
    rows = sorted(days.amounts.items())
    shown = [
        el("tr", el("td", el("time", day)), el("td", regime, cls="value"), el("td", spoken(amounts)))
        for (day, regime), amounts in rows
        if _day(day)
    ]
    more = len(shown) - _MOST_ROWS
    tail = el("p", f"and {more:,} more rows", cls="quiet") if more > 0 else Html("")
    columns = el("tr", *(el("th", one, scope="col") for one in ("Day", "Ban", "Findings")))
    return joined(el("table", el("thead", columns), el("tbody", *shown[:_MOST_ROWS]), cls="plain"), tail)


class _Drawing:
    """One drawing of so many points in width and height."""

    def __init__(self, dated: dict[date, Amounts], as_of: str, width: int, height: int) -> None:
        self._dated, self._width, self._height = dated, width, height
        self._as_of = _day(as_of)
        known = [*dated, *([self._as_of] if self._as_of else [])]
        # The last step is to have room to its right.
        self._first, self._last = min(known).year, max(known).year + (2 if max(known).month > 6 else 1)
        self._most = _round_up(sum(map(sum, dated.values())))

    def svg(self, name: str) -> Html:
        """The drawing; its words are in the table beside it."""
        parts = [*self._lines(), *self._areas(), *self._now(), *self._labels()]
        box = {"viewBox": f"0 0 {self._width} {self._height}", "aria_hidden": "true", "focusable": "false"}
        return el("svg", *parts, cls=f"timeline {name}", **box)

    def _x(self, day: date) -> float:
        start = date(self._first, 1, 1).toordinal()
        end = (date(self._last, 1, 1) if self._last <= date.max.year else date.max).toordinal()
        part = (day.toordinal() - start) / max(end - start, 1)
        return _LEFT + part * (self._width - _LEFT - _RIGHT)

    def _y(self, amount: int) -> float:
        return self._height - _BOTTOM - amount / self._most * (self._height - _TOP - _BOTTOM)

    def _lines(self) -> Iterable[Html]:
        for part in (0, 1, 2):
            amount = self._most * part // 2
            at = f"{self._y(amount):.1f}"
            yield el("line", x1=_LEFT, x2=self._width - _RIGHT, y1=at, y2=at, cls="grid")
            yield el("text", f"{amount:,}", x=_LEFT - 6, y=at, dy="0.35em", cls="tick end")
        room = max(self._width // 90, 2)
        step = next((one for one in _STEPS if (self._last - self._first) / one <= room), _STEPS[-1] * 10)
        for year in range(-(-self._first // step) * step, min(self._last, 9999) + 1, step):
            at = f"{self._x(date(year, 1, 1)):.1f}"
            yield el("line", x1=at, x2=at, y1=self._height - _BOTTOM, y2=self._height - _BOTTOM + 4, cls="axis")
            yield el("text", str(year), x=at, y=self._height - 7, cls="tick middle")

    def _areas(self) -> Iterable[Html]:
        """Stacked steps, the gravest verdict at the bottom."""
        end = f"{self._width - _RIGHT:.1f}"
        for top in reversed(range(len(_VERDICTS))):
            below, path = 0, ""
            for day, amounts in self._dated.items():
                # Each is drawn over those above it, down to the ground.
                amount = below + sum(amounts[: top + 1])
                path += f"{'L' if path else 'M'}{self._x(day):.1f} {self._y(below):.1f}V{self._y(amount):.1f}"
                below = amount
            if below and any(amounts[top] for amounts in self._dated.values()):
                first = f"{self._x(next(iter(self._dated))):.1f}"
                yield el("path", d=f"{path}H{end}V{self._y(0):.1f}H{first}Z", cls=f"fill {_VERDICTS[top]}")

    def _labels(self) -> Iterable[Html]:
        """The biggest steps, as far as their words do not meet."""
        taken: list[float] = []
        for day, amounts in sorted(self._dated.items(), key=lambda one: (-sum(one[1]), one[0])):
            at = self._x(day)
            if at + _LABEL > self._width - _RIGHT or any(abs(at - other) < _LABEL for other in taken):
                continue
            taken.append(at)
            said = f"+{sum(amounts):,} on {day.isoformat()}"
            beneath = sum(sum(others) for when, others in self._dated.items() if self._x(when) < at + _LABEL)
            yield el("text", said, x=f"{at + 2:.1f}", y=f"{self._y(beneath) - 6:.1f}", cls="tick step")

    def _now(self) -> Iterable[Html]:
        if self._as_of:
            at = self._x(self._as_of)
            yield el("rect", x=f"{at:.1f}", y=_TOP, width=f"{self._width - _RIGHT - at:.1f}",
                     height=self._height - _TOP - _BOTTOM, cls="future")  # fmt: skip
            yield el("line", x1=f"{at:.1f}", x2=f"{at:.1f}", y1=_TOP - 4, y2=self._height - _BOTTOM, cls="now")
            side = "end" if at > self._width / 2 else ""
            yield el(
                "text",
                f"asked as of {self._as_of.isoformat()}",
                x=f"{at:.1f}",
                y=_TOP - 9,
                cls=f"tick now {side}".strip(),
            )


def _round_up(amount: int) -> int:
    """The next round number that has a half."""
    size = 1
    while size * 10 < amount:
        size *= 10
    tenths = (10, 12, 16, 20, 24, 30, 40, 50, 60, 80, 100) if size > 1 else (20, 40, 60, 80, 100)
    return next(one * size // 10 for one in tenths if one * size >= amount * 10)
