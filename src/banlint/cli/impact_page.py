"""The impact for people: totals first, then what makes them up, then the assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from banlint.cli.pages import Page, Table, page
from banlint.hints import TYPE_CHECKING
from banlint.inventories.money import Money, money
from banlint.reporting.wording import number
from banlint.run.hits import Change, Kind
from banlint.run.totals import GROUPS, Worth, burden, by_kind, grouped, rates

if TYPE_CHECKING:
    from banlint.api.impact import Considered, Impact, Side

_SAID = {
    Kind.NEW: "newly hit",
    Kind.NAMED: "named, and left be",
    Kind.GRAVER: "hit harder",
    Kind.LESSER: "hit less hard",
    Kind.GONE: "no longer hit",
}
_NOT_SAID = "not said"
_NOT_KNOWN = "not known"
_TARIFF_HEADS = ("duty", "percent", "since", "assets before", "duty before", "assets after", "duty after")


def impact_page(found: Impact, shown: int) -> Page:
    """The page of `found`, with at most `shown` assets of each kind."""
    totals = by_kind(found.changes)
    new = [one for one in found.changes if one.kind is Kind.NEW]
    return page(
        f"impact: {_title(found)}",
        tuple(_lead(found)),
        {
            "totals": _totals(totals),
            "the law in question": _considered(found.considered),
            **{f"newly hit, by {name}": _group(new, name) for name in GROUPS},
            "duties": _duties(found),
            **{name: part for kind in Kind for name, part in _listed(found.changes, kind, shown)},
            "what else has to be known": tuple(_closing(found)),
        },
    )


def _title(found: Impact) -> str:
    if found.supposed:
        if not found.considered:
            return "nothing is pending"
        added = found.considered[0].added
        of = f"{', '.join(added)} on " if added else ""
        names = ", ".join(one.id for one in found.considered[:4])
        return f"if {of}{names}{' and more' if len(found.considered) > 4 else ''} were in force"
    parts = [found.after.as_of] if found.after.as_of != found.before.as_of else []
    if found.before.catalog.get("sha256") != found.after.catalog.get("sha256"):
        parts.append(f"rules {found.after.catalog['edition']} beside {found.before.catalog['edition']}")
    if found.before.revision:
        parts.append(f"since {found.before.revision}")
    return ", ".join(parts) or "the same twice"


def _lead(found: Impact) -> Iterator[str]:
    asked = found.question
    narrowed = f", only {', '.join(asked.select)}" if asked.select else ""
    yield f"asked for {', '.join(asked.profiles)}{narrowed}"
    before, after = _side(found.before), _side(found.after)
    if before == after:
        yield f"{after}"
    else:
        yield f"before: {before}"
        yield f"after: {after}"
    if not found.changes:
        yield "nothing changes"


def _side(side: Side) -> str:
    where = f"inventories at {side.revision} ({side.commit[:12]})" if side.revision else "inventories as they are"
    counts = side.counts
    return (
        f"law of {side.as_of}, rules {side.catalog['edition']} (sha256 {str(side.catalog['sha256'])[:12]}), {where}: "
        f"{number(counts.assets, 'asset')} in {number(counts.files_read, 'file')}, {counts.undetermined:,} undetermined"
    )


def _totals(totals: dict[Kind, Worth]) -> Table:
    heads = ("", "assets", "findings", "value", "no price", "price unclear", "barred already", "decided")
    rows = (
        (
            _SAID[kind],
            f"{one.assets:,}",
            f"{one.findings:,}",
            sums(one.value),
            *(f"{count:,}" if count else "" for count in (one.unpriced, one.unread, one.already, one.decided)),
        )
        for kind, one in totals.items()
        if one.assets or kind is Kind.NEW
    )
    return _full(heads, rows)


def _considered(considered: Sequence[Considered]) -> Table:
    rows = (
        (
            one.id,
            one.state or "not pending",
            f"{', '.join(one.added)} from {one.since}" if one.added else "",
            f"{one.path} (sha256 {one.sha256[:12]})" if one.path else "",
            one.title,
        )
        for one in considered
    )
    return _full(("regime", "state", "supposed", "draft", "title"), rows)


def _group(new: Iterable[Change], by: str) -> Table:
    rows = (
        (
            name or (_NOT_KNOWN if by == "date" else _NOT_SAID),
            f"{one.assets:,}",
            sums(one.value),
            f"{one.unpriced + one.unread:,}" if one.value and one.unpriced + one.unread else "",
        )
        for name, one in grouped(new, by)
    )
    return _full((by, "assets", "value", "without a value"), rows)


def _duties(found: Impact) -> Table:
    sides = found.before.duties, found.after.duties
    rows = [(one.regime, one.percent or _NOT_KNOWN, one.since, one.before, one.after) for one in rates(*sides)]
    if len(rows) > 1:
        rows.append(("in all", "", "", burden(sides[0]), burden(sides[1])))
    cells = (
        (name, percent, since, f"{then.assets:,}", sums(then.exposed), f"{now.assets:,}", sums(now.exposed))
        for name, percent, since, then, now in rows
    )
    return _full(_TARIFF_HEADS, cells)


def _listed(changes: Iterable[Change], kind: Kind, shown: int) -> Iterator[tuple[str, Table | tuple[str, ...]]]:
    own = [one for one in changes if one.kind is kind]
    rows = (
        (
            f"{one.hit.path}:{one.hit.line}:{one.hit.column}",
            one.hit.asset,
            one.hit.regime,
            one.hit.verdict.value + f" ({one.hit.decision})" * bool(one.hit.decision),
            "" if kind is Kind.GONE or one.was is None else one.was.value,
            one.effective or (_NOT_KNOWN if one.was else ""),
            one.hit.vendor,
            one.hit.site,
            _value(one.hit.price),
            "yes" if one.already else "",
        )
        for one in own[:shown]
    )
    heads = ("where", "asset", "regime", "verdict", "was", "from", "vendor", "site", "value", "barred already")
    yield f"{_SAID[kind]}: the assets", _full(heads, rows)
    if len(own) > shown:
        yield f"{_SAID[kind]}: more", (f"{len(own) - shown:,} more: --shown 0 lists them, --format csv has them all",)


def _full(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    """A table of those columns that hold something."""
    every = tuple(rows)
    kept = [number for number in range(len(heads)) if any(row[number] for row in every)]
    return Table(tuple(heads[one] for one in kept), tuple(tuple(row[one] for one in kept) for row in every))


def _closing(found: Impact) -> Iterator[str]:
    yield from found.notes
    questions = dict.fromkeys(one for change in found.changes for one in change.hit.questions)
    yield from list(questions)[:5]
    if found.supposed and found.considered:
        yield "what is supposed is no law: it was judged as if all of it were in force on the day asked about"
    if found.after.counts.undetermined:
        yield f"no finding is no clearance: nothing says who made {found.after.counts.undetermined:,} of the assets"
    if found.problems:
        yield f"{len(found.problems):,} problems: not everything was judged"


def _value(written: str) -> str:
    price = money(written)
    return sums((price,)) if price else written


def sums(value: Iterable[Money]) -> str:
    """Amounts, each in its own currency."""
    return " + ".join(f"{one.currency} {one.amount:,f}".strip() for one in value)
