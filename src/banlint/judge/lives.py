"""The life of an asset under the law: every day on which a verdict on it changes, past and to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.history import listings_of
from banlint.judge.judge import Judge
from banlint.judge.stages import dates
from banlint.judge.table import regimes
from banlint.judge.times import DATES, day_of
from banlint.model import Asset, Finding, Question, RegimeId, Verdict
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.match.engine import Engine

Record = Mapping[str, Any]
Verdicts = Mapping[RegimeId, Finding]
"""The gravest finding of each regime on a day."""
_BORN = ("purchase_date", "installed_on")
_BITES = frozenset({Verdict.PROHIBITED, Verdict.NEEDS_FACTS, Verdict.RESTRICTED})
_GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Change(NamedTuple):
    """From `day` on, `regime` comes to something else than before."""

    day: str
    regime: RegimeId
    before: Finding | None
    after: Finding | None


class Lives:
    """Judges assets on every day on which that may change. What is worked out for a day or a maker is kept."""

    def __init__(self, catalog: Catalog, question: Question, engine: Engine) -> None:
        self._catalog = catalog
        self._question = question._replace(horizon="")
        self._engine = engine
        self._judges: dict[str, Judge] = {}
        self._days: dict[str, frozenset[str]] = {}
        self._regimes = {str(regime["id"]): regime for regime, _ in regimes(catalog, self._question)}
        self._anywhere = frozenset(self._days_of_things())

    def on(self, asset: Asset, day: str) -> Verdicts:
        """What every regime comes to for `asset` as of the ISO day `day`."""
        return by_regime(self._judge(day).judge(asset, self._engine.resolve(asset, day)))

    def days(self, asset: Asset) -> list[str]:
        """Every ISO day on which some verdict on `asset` may change, in order."""
        found = {day for name in DATES if name in asset.facts for day in (day_of(asset.facts[name]),) if day}
        for identifier in asset.identifiers:
            for match in self._engine.lookup(identifier.role, identifier.value):
                found |= {match.since, _next(match.until)} - {""}
                if match.entity:
                    found |= self._of_maker(str(match.entity))
        return sorted(found | self._anywhere)

    def changes(self, asset: Asset) -> tuple[Change, ...]:
        """Every change in the life of `asset`, from when it was bought or installed, where that is known."""
        born = next((day for name in _BORN if name in asset.facts for day in (day_of(asset.facts[name]),) if day), "")
        days = self.days(asset)
        if born:
            days = [born, *(day for day in days if day > born)]
        found: list[Change] = []
        before: Verdicts = {}
        for day in days:
            after = self.on(asset, day)
            found += changes(day, before, after)
            before = after
        return tuple(found)

    def coming(self, asset: Asset, now: Verdicts, until: str) -> Iterator[Finding]:
        """What becomes graver than `now` through the ISO day `until`, and for each regime the first day it does."""
        told: set[str] = set()
        for day in self.days(asset):
            if not self._question.as_of < day <= until:
                continue
            for regime, finding in self.on(asset, day).items():
                held = now.get(regime)
                if regime in told or finding.verdict not in _BITES:
                    continue
                if held is None or _GRAVITY[finding.verdict] < _GRAVITY[held.verdict]:
                    told.add(regime)
                    yield _scheduled(finding, day)

    def ahead(self, asset: Asset, findings: Iterable[Finding], until: str) -> list[Finding]:
        """`findings` of today, with what is to come through the ISO day `until`.

        What is graver today keeps its verdict and tells of what comes; what is less becomes what is to come.
        """
        found = list(findings)
        for one in self.coming(asset, by_regime(found), until):
            at = next((number for number, held in enumerate(found) if held.regime == one.regime), None)
            if at is None:
                found.append(one)
            elif _GRAVITY[found[at].verdict] > _GRAVITY[Verdict.SCHEDULED]:
                today = f"today {found[at].verdict}: {found[at].reason}"
                found[at] = one._replace(besides=(today, *one.besides))
            elif not _tells(found[at], one.effective):
                found[at] = found[at]._replace(besides=(*found[at].besides, one.reason))
        return found

    def _judge(self, day: str) -> Judge:
        judge = self._judges.get(day)
        if judge is None:
            judge = self._judges[day] = Judge(self._catalog, self._question._replace(as_of=day))
        return judge

    def _of_maker(self, entity: str) -> frozenset[str]:
        found = self._days.get(entity)
        if found is None:
            listed = (one for one in listings_of(self._catalog, entity) if str(one.regime["id"]) in self._regimes)
            found = self._days[entity] = frozenset(
                day for one in listed for day in (*_of_regime(one.regime), *_of_listing(one.listing))
            )
        return found

    def _days_of_things(self) -> Iterator[str]:
        for regime in self._regimes.values():
            things = [one for one in regime.get("listings") or () if not (one.get("entity") or one.get("list"))]
            if things:
                yield from _of_regime(regime)
                for listing in things:
                    yield from _of_listing(listing)


def by_regime(findings: Iterable[Finding]) -> Verdicts:
    """The gravest of `findings` for each regime."""
    found: dict[RegimeId, Finding] = {}
    for one in findings:
        held = found.get(one.regime)
        if held is None or _GRAVITY[one.verdict] < _GRAVITY[held.verdict]:
            found[one.regime] = one
    return found


def changes(day: str, before: Verdicts, after: Verdicts) -> Iterator[Change]:
    """What differs between the verdicts `before` and those `after` the ISO day `day`, by regime."""
    for regime in sorted({*before, *after}):
        one, other = before.get(regime), after.get(regime)
        if _told(one) != _told(other):
            yield Change(day, regime, one, other)


def _told(finding: Finding | None) -> tuple[str, str, str]:
    return (finding.verdict.value, finding.clause, finding.entity) if finding else ("", "", "")


def _tells(finding: Finding, day: str) -> bool:
    """Whether `finding` tells already of what comes on `day`."""
    return (finding.verdict is Verdict.SCHEDULED and finding.effective == day) or any(
        said.startswith(f"from {day}:") for said in finding.besides
    )


def _scheduled(finding: Finding, day: str) -> Finding:
    """`finding` of a day to come, as it is told today."""
    return finding._replace(
        verdict=Verdict.SCHEDULED, reason=f"{finding.verdict} from {day}: {finding.reason}", effective=day
    )


def _of_regime(regime: Record) -> Iterator[str]:
    for part in (regime, *(regime.get("clauses") or ())):
        yield from filter(None, dates(part.get("stages") or ()))
    for exception in regime.get("exceptions") or ():
        yield from _bounds(exception)


def _of_listing(listing: Record) -> Iterator[str]:
    yield from filter(None, dates(listing.get("stages") or ()))
    yield from filter(None, dates(listing.get("list_stages") or ()))
    yield from (str(rate["on"]) for rate in listing.get("rates") or ())
    for allowed in listing.get("allowed") or ():
        yield from _bounds(allowed)


def _bounds(fact: Record) -> Iterator[str]:
    """The days on which what holds between two days begins, and no more holds."""
    yield from filter(None, (str(fact.get("since") or ""), _next(str(fact.get("until") or ""))))


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if day else ""
