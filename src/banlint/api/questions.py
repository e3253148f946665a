"""What inventories leave open: every question once, with the assets it is about, by site."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.model import Finding
from banlint.named import NamedTuple


class About(NamedTuple):
    """An asset that a question is about."""

    asset: str
    path: str
    line: int
    pointer: str
    site: str
    maker: str
    model: str
    serial: str
    fields: tuple[str, ...]
    """Where its answer would stand."""
    unclear: str
    """What its inventory says, where that settles nothing."""


class Open(NamedTuple):
    """One question."""

    question: str
    regimes: tuple[str, ...]
    """The bans it decides, by id; those that it may lift, where it is of an exception."""
    about: tuple[About, ...]
    """By site, and within one in the order of the inventories."""
    lifts: bool = False
    """Whether it is about an exception: the ban stands as long as nobody answers."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that some asset's answer would stand in."""
        return tuple(dict.fromkeys(field for one in self.about for field in one.fields))

    @property
    def sites(self) -> dict[str, list[About]]:
        """The assets by the name of their site; empty where none is given."""
        found: dict[str, list[About]] = {}
        for one in self.about:
            found.setdefault(one.site, []).append(one)
        return found


def questions(findings: Iterable[Finding]) -> tuple[Open, ...]:
    """What `findings` leave open, the question about most assets first; then what may lift a ban."""
    about: dict[tuple[bool, str], dict[tuple[str, str], About]] = {}
    regimes: dict[tuple[bool, str], dict[str, None]] = {}
    for finding in findings:
        for lifts, ask in (*((False, one) for one in finding.asks), *((True, one) for one in finding.lifts)):
            regimes.setdefault((lifts, ask.question), {})[finding.regime] = None
            known = about.setdefault((lifts, ask.question), {})
            # Two bans may ask the same of an asset, and be content with different parts of the answer.
            before = known.get((finding.path, finding.pointer))
            one = _about(finding, ask.fields, ask.unclear)
            fields = tuple(dict.fromkeys((*before.fields, *one.fields))) if before else one.fields
            known[finding.path, finding.pointer] = (before or one)._replace(fields=fields)
    found = [
        Open(key[1], tuple(regimes[key]), tuple(sorted(assets.values(), key=lambda one: one.site.casefold())), key[0])
        for key, assets in about.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.lifts, -len(one.about), one.question)))


def _about(finding: Finding, fields: tuple[str, ...], unclear: str) -> About:
    said = finding.identifiers
    return About(
        finding.asset,
        finding.path,
        finding.place.span.line,
        finding.pointer,
        finding.facts.get("site", ""),
        said.get("manufacturer") or said.get("brand") or finding.entity_name,
        said.get("model") or said.get("part_number") or "",
        said.get("serial", ""),
        fields,
        unclear,
    )
