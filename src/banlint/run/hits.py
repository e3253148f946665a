"""Findings as small records that two runs can be compared by, and what became of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from banlint.model import Basis, Duty, Finding, Law, Verdict
from banlint.named import NamedTuple, StrEnum

BINDING = frozenset({Verdict.PROHIBITED, Verdict.NEEDS_FACTS, Verdict.RESTRICTED})
"""Verdicts of a law that is in force; the others only announce, or watch."""
_ANNOUNCED = frozenset({Verdict.SCHEDULED, Verdict.PROPOSED})
GRAVITY = {verdict: rank for rank, verdict in enumerate(Verdict)}
Thing = tuple[object, ...]
"""What tells an asset from others, wherever it stands."""


class Hit(NamedTuple):
    """A finding, less its evidence."""

    key: str
    """Its fingerprint, without the number that equal ones get."""
    path: str
    line: int
    column: int
    pointer: str
    asset: str
    parent: str
    thing: Thing
    entity: str
    vendor: str
    """The company it points to, else the maker as written."""
    regime: str
    regime_title: str
    clause: str
    verdict: Verdict
    confidence: str
    effective: str
    reason: str
    law: tuple[Law, ...]
    questions: tuple[str, ...]
    site: str
    category: str
    price: str
    decision: str
    """`suppressed`, `waived`, `baselined`, or empty."""
    mention: bool
    duty: Duty | None = None


class Kind(StrEnum):
    """What became of a finding."""

    NEW = "new"
    NAMED = "named"
    """The law would name it and leave it be, for it was bought before, say; it could not be bought again."""
    GRAVER = "graver"
    LESSER = "lesser"
    GONE = "gone"


class Change(NamedTuple):
    """A finding that is not what it was. Of one that is gone, `hit` is what it was."""

    kind: Kind
    hit: Hit
    was: Verdict | None
    effective: str
    """ISO day the law takes or took effect; empty where that is not known."""
    reason: str
    law: tuple[Law, ...]
    already: bool = False
    """Whether another law bars or restricts the asset on the side that it is compared with."""


def hit(finding: Finding) -> Hit:
    """The record of `finding`."""
    said, span = finding.facts, finding.place.span
    named = finding.identifiers
    name = "" if finding.asset == finding.pointer else finding.asset
    return Hit(
        key=_key(finding),
        path=finding.path,
        line=span.line,
        column=span.column,
        pointer=finding.pointer,
        asset=finding.asset,
        parent=finding.parent,
        thing=(name, finding.parent, *sorted(named.items())),
        entity=finding.entity,
        vendor=finding.entity_name if finding.entity else named.get("manufacturer") or named.get("brand") or "",
        regime=finding.regime,
        regime_title=finding.regime_title,
        clause=finding.clause,
        verdict=finding.verdict,
        confidence=finding.confidence.value,
        effective=finding.effective,
        reason=finding.reason,
        law=finding.law,
        questions=finding.questions,
        site=said.get("site", ""),
        category=said.get("category", ""),
        price=said.get("price", ""),
        decision=finding.decision.kind if finding.decision else "",
        mention=bool(finding.evidence) and all(one.match.basis is Basis.MENTION for one in finding.evidence),
        duty=finding.duty,
    )


def _key(finding: Finding) -> str:
    """What says that it is the same finding: its fingerprint; of a plugin's the asset, for it need not have one."""
    return finding.fingerprint.partition("-")[0] if finding.evidence else f"{finding.asset}\x1f{finding.parent}"


def changes(before: Iterable[Hit], after: Iterable[Hit]) -> Iterator[Change]:
    """What became of each finding, gravest first and then by place; what is as it was is no change.

    Findings are the same by fingerprint and regime, so that order and place play no part; of several that are the
    same, those of one verdict belong together.
    """
    then, now = _by_key(before), _by_key(after)
    found = [one for key in {**then, **now} for one in _paired(then.get(key, []), now.get(key, []))]
    yield from sorted(found, key=order)


def _by_key(hits: Iterable[Hit]) -> dict[tuple[str, str], list[Hit]]:
    found: dict[tuple[str, str], list[Hit]] = {}
    for one in hits:
        found.setdefault((one.key, one.regime), []).append(one)
    return found


def _paired(then: Sequence[Hit], now: Sequence[Hit]) -> Iterator[Change]:
    left: dict[Verdict, deque[Hit]] = {}
    for one in sorted(then, key=_place):
        left.setdefault(one.verdict, deque()).append(one)
    new = []
    for one in sorted(now, key=_place):
        same = left.get(one.verdict)
        if same:
            same.popleft()
        else:
            new.append(one)
    rest = deque(one for several in left.values() for one in several)
    for one in new:
        was = rest.popleft() if rest else None
        yield Change(_kind(was, one), one, was.verdict if was else None, one.effective, one.reason, _law(was, one))
    for one in rest:
        yield Change(Kind.GONE, one, one.verdict, one.effective, one.reason, one.law)


def _law(was: Hit | None, now: Hit) -> tuple[Law, ...]:
    """The law as it was cited while it was pending: what came of it is another citation."""
    return was.law if was is not None and was.verdict is Verdict.PROPOSED else now.law


def _kind(was: Hit | None, now: Hit) -> Kind:
    if was is None or (now.verdict in BINDING and was.verdict not in BINDING):
        return Kind.NEW
    if now.verdict is Verdict.WATCH and was.verdict in _ANNOUNCED:
        return Kind.NAMED
    return Kind.GRAVER if GRAVITY[now.verdict] < GRAVITY[was.verdict] else Kind.LESSER


def _place(one: Hit) -> tuple[object, ...]:
    return GRAVITY[one.verdict], one.path, one.line, one.column, one.pointer, one.entity


def order(change: Change) -> tuple[object, ...]:
    """What changes are sorted by: what became of it, its gravity, its place."""
    kinds = list(Kind)
    return (kinds.index(change.kind), *_place(change.hit), change.hit.regime, change.hit.key)
