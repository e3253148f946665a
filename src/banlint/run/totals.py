"""What changes come to: assets and their value, in all and by site, vendor, category, verdict, date and regime."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from banlint.inventories.money import Money, money
from banlint.named import NamedTuple
from banlint.run.hits import Change, Hit, Kind


class Worth(NamedTuple):
    """The price of a set of assets, each counted once; currencies are never mixed."""

    assets: int
    findings: int
    value: tuple[Money, ...]
    """By currency, as prices have it."""
    unpriced: int
    """Assets without a price."""
    unread: int
    """Assets whose price is not plainly an amount."""
    already: int
    """Assets that another law bars or restricts besides."""
    decided: int
    """Assets all of whose findings are suppressed, waived or baselined."""


GROUPS: Mapping[str, Callable[[Change], str]] = {
    "regime": lambda one: one.hit.regime,
    "verdict": lambda one: one.hit.verdict.value,
    "date": lambda one: one.effective,
    "site": lambda one: one.hit.site,
    "vendor": lambda one: one.hit.vendor,
    "category": lambda one: one.hit.category,
}


def by_kind(changes: Iterable[Change]) -> dict[Kind, Worth]:
    """What the changes of each kind come to; every kind is there."""
    every = tuple(changes)
    return {kind: worth(one for one in every if one.kind is kind) for kind in Kind}


def grouped(changes: Iterable[Change], by: str) -> tuple[tuple[str, Worth], ...]:
    """What changes come to by one of `GROUPS`, most assets first; what is not said goes under an empty name, last."""
    groups: dict[str, list[Change]] = {}
    for one in changes:
        groups.setdefault(GROUPS[by](one), []).append(one)
    rows = [(name, worth(group)) for name, group in groups.items()]
    if by == "date":
        return tuple(sorted(rows, key=lambda row: (not row[0], row[0])))
    return tuple(sorted(rows, key=lambda row: (not row[0], -row[1].assets, row[0])))


class Burden(NamedTuple):
    """Assets under a duty, and the duty on their prices by currency."""

    assets: int = 0
    exposed: tuple[Money, ...] = ()


class Rate(NamedTuple):
    """A duty and what it comes to, before and after."""

    regime: str
    title: str
    percent: str
    """Empty where no rate or no price is known, or the duty is not in force."""
    since: str
    before: Burden
    after: Burden


def rates(before: Iterable[Hit], after: Iterable[Hit]) -> tuple[Rate, ...]:
    """Each duty, by regime and rate, with what it comes to on either side."""
    sides = _by_rate(before), _by_rate(after)
    return tuple(
        Rate(*key, burden(sides[0].get(key, ())), burden(sides[1].get(key, ())))
        for key in sorted({**sides[0], **sides[1]})
    )


def _by_rate(hits: Iterable[Hit]) -> dict[tuple[str, str, str, str], list[Hit]]:
    found: dict[tuple[str, str, str, str], list[Hit]] = {}
    for one in hits:
        percent, since = (one.duty.percent, one.duty.since) if one.duty else ("", "")
        found.setdefault((one.regime, one.regime_title, percent, since), []).append(one)
    return found


def burden(hits: Iterable[Hit]) -> Burden:
    """What duties come to on `hits`, findings of tariffs; an asset under two of them is counted once."""
    every = tuple(hits)
    exposed: dict[str, Decimal] = {}
    for one in every:
        if one.duty and one.duty.exposed:
            exposed[one.duty.currency] = exposed.get(one.duty.currency, Decimal(0)) + Decimal(one.duty.exposed)
    return Burden(
        len({(one.path, one.pointer) for one in every}), tuple(Money(*one) for one in sorted(exposed.items()))
    )


def worth(changes: Iterable[Change]) -> Worth:
    """What `changes` come to."""
    assets: dict[tuple[str, str], list[Change]] = {}
    for one in changes:
        assets.setdefault((one.hit.path, one.hit.pointer), []).append(one)
    value: dict[str, Decimal] = {}
    unpriced = unread = 0
    for group in assets.values():
        written = group[0].hit.price
        price = money(written)
        if price is not None:
            value[price.currency] = value.get(price.currency, Decimal(0)) + price.amount
        unpriced += not written.strip()
        unread += bool(written.strip()) and price is None
    return Worth(
        len(assets),
        sum(map(len, assets.values())),
        tuple(Money(*one) for one in sorted(value.items())),
        unpriced,
        unread,
        sum(any(one.already for one in group) for group in assets.values()),
        sum(all(one.hit.decision for one in group) for group in assets.values()),
    )
