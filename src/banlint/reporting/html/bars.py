"""Charts of bars: a list of buttons, each of which filters the table, readable without a script and without a sight."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.model import Verdict
from banlint.reporting.html.markup import Html, el, joined
from banlint.reporting.html.tally import Amounts, Tally
from banlint.reporting.wording import number
from banlint.text import show

_SHOWN = 8
_VERDICTS = tuple(Verdict)


def chart(heading: str, kind: str, tally: Tally, nouns: str) -> Html:
    """A card with the biggest names of `tally`; the others are one bar together."""
    names = tally.biggest()
    shown, rest = names[:_SHOWN], [amounts for _, amounts in names[_SHOWN:]]
    if any(tally.others):
        rest.append(tally.others)
    together = [sum(column) for column in zip(*rest, strict=True)] if rest else []
    widest = max((sum(amounts) for _, amounts in shown), default=0)
    items = [_item(kind, name, amounts, widest) for name, amounts in shown]
    body = el("ol", *items, cls="bars") if items else el("p", "Nothing to show.", cls="quiet")
    # A bar of everything else would dwarf the others: only its amount is told.
    more = f"and {number(sum(together), 'finding')} of other {nouns}" if rest else ""
    tail = el("p", more, cls="quiet") if more else Html("")
    return el("section", el("h3", heading), body, tail, cls="card chart", aria_label=heading)


def strip(amounts: Iterable[int], whole: int) -> Html:
    """A bar in the colours of the verdicts, as long as its part of `whole`; for the eye alone."""
    parts, start = [], 0.0
    for verdict, amount in zip(_VERDICTS, amounts, strict=True):
        if amount:
            width = 100 * amount / whole
            parts.append(el("rect", x=f"{start:.3f}", width=f"{width:.3f}", height="1", cls=f"fill {verdict}"))
            start += width
    attributes = {"viewBox": "0 0 100 1", "preserveAspectRatio": "none", "aria_hidden": "true", "focusable": "false"}
    return el("svg", *parts, cls="strip", **attributes)


def legend(amounts: Amounts) -> Html:
    """The colours of the verdicts that there are."""
    box = {"viewBox": "0 0 1 1", "aria_hidden": "true", "focusable": "false"}
    shown = (
        el("li", el("svg", el("rect", width="1", height="1", cls=f"fill {verdict}"), **box), verdict.replace("-", " "))
        for verdict, amount in zip(_VERDICTS, amounts, strict=True)
        if amount
    )
    return el("ul", *shown, cls="legend")


def spoken(amounts: Amounts) -> str:
    """Amounts in words: `3 prohibited, 1 watch`."""
    return ", ".join(f"{amount:,} {verdict}" for verdict, amount in zip(_VERDICTS, amounts, strict=True) if amount)


def _item(kind: str, name: tuple[str, ...], amounts: Amounts, widest: int) -> Html:
    label, *more = name
    under = el("span", *more, cls="under value") if more and more[0] else Html("")
    inside = joined(
        el("span", el("span", label, cls="value name"), under, cls="label"),
        el("span", f"{sum(amounts):,}", cls="amount"),
        el("span", f" ({spoken(amounts)})", cls="unseen"),
        strip(amounts, widest),
    )
    attributes = {"data_filter": kind, "data_key": show(label), "aria_pressed": "false"}
    return el("li", el("button", inside, type="button", cls="bar", **attributes))
