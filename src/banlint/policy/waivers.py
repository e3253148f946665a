"""All waivers of a run at work: which finding each decides, and what is to be said of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from banlint.hints import Any
from banlint.model import Finding, Notice
from banlint.policy import ids
from banlint.policy.authority import doubt
from banlint.policy.days import SOON, lapses_soon
from banlint.policy.waiver import Waiver

_GLOB = frozenset("*?[")


class Waivers:
    """Waivers by what finds them fast: a fingerprint, the name of one asset, and all others in turn."""

    def __init__(self, found: Sequence[Waiver], as_of: str) -> None:
        self.all = tuple(found)
        self.used: set[Waiver] = set()
        """Those that were about a finding, honoured or not."""
        self._as_of = as_of
        self._by_fingerprint: dict[str, list[int]] = {}
        self._by_asset: dict[str, list[int]] = {}
        self._others: list[int] = []
        for number, waiver in enumerate(self.all):
            asset = waiver.selector.asset
            if waiver.selector.fingerprint:
                self._by_fingerprint.setdefault(waiver.selector.fingerprint, []).append(number)
            elif asset and _GLOB.isdisjoint(asset):
                self._by_asset.setdefault(asset, []).append(number)
            else:
                self._others.append(number)

    def decided(self, finding: Finding) -> Finding:
        """`finding`, waived by the first waiver that holds, or told which are about it and do not."""
        refused: list[str] = []
        by: Waiver | None = None
        for waiver in self._about(finding):
            self.used.add(waiver)
            state = waiver.state(self._as_of)
            if state == "held":
                by = by or waiver
            else:
                said = f"lapsed on {waiver.until}" if state == "lapsed" else f"begins on {waiver.since}"
                refused.append(f"the waiver in {waiver.path}:{waiver.line} {said}")
        if by is not None:
            return finding._replace(decision=by.decision())
        return finding._replace(not_honoured=(*finding.not_honoured, *refused)) if refused else finding

    def _about(self, finding: Finding) -> Iterator[Waiver]:
        """In the order of the file."""
        numbers = (
            *self._by_fingerprint.get(finding.fingerprint, ()),
            *self._by_asset.get(finding.asset, ()),
            *self._others,
        )
        return (waiver for number in sorted(numbers) if (waiver := self.all[number]).covers(finding))

    def notices(self, regimes: Mapping[str, Mapping[str, Any]], entities: Collection[str]) -> Iterator[Notice]:
        """What is to be said of the file by itself, whatever was checked."""
        yield from checked(self.all, regimes, entities, self._as_of)

    def unused(self) -> Iterator[Notice]:
        """The waivers that hold and met no finding."""
        for waiver in self.all:
            if waiver not in self.used and waiver.state(self._as_of) == "held":
                yield _notice("unused", f"this waiver met no finding: {waiver.selector}", "remove it", waiver)


def checked(
    waivers: Iterable[Waiver],
    regimes: Mapping[str, Mapping[str, Any]],
    entities: Collection[str],
    as_of: str,
    within: int = SOON,
) -> Iterator[Notice]:
    """What somebody should look at in `waivers` on the day `as_of`, in the order of the file."""
    seen: dict[tuple[object, ...], Waiver] = {}
    for waiver in waivers:
        for one in waiver.regimes:
            if ids.unknown(one, regimes):
                yield _notice("unknown", f"no regime is called `{one}`", ids.mend(one, regimes), waiver)
        entity = waiver.selector.entity
        if entity and entity not in entities:
            yield _notice("unknown", f"no entity is called `{entity}`", "`banlint explain NAME` shows one", waiver)
        if said := doubt(waiver, regimes, as_of):
            yield _notice("authority", said, "have it given by who may", waiver)
        first = seen.setdefault((waiver.selector, waiver.regimes), waiver)
        if first is not waiver and first.since <= waiver.until and waiver.since <= first.until:
            yield _notice("duplicate", f"the waiver in line {first.line} is about the same", "keep one", waiver)
        state = waiver.state(as_of)
        if state == "lapsed":
            yield _notice("lapsed", f"this waiver lapsed on {waiver.until}", "renew or remove it", waiver)
        elif state == "held" and lapses_soon(waiver.until, as_of, within):
            mend = "renew it, or be rid of the ban"
            yield _notice("lapsing", f"this waiver lapses after {waiver.until}", mend, waiver)


def _notice(kind: str, message: str, mend: str, waiver: Waiver) -> Notice:
    return Notice(kind, message, mend, waiver.path, waiver.line, 1)
