"""A waiver: what it covers, who gave it and why, from when until when. And the findings it decides."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

from banlint.model import Decision, Finding
from banlint.named import NamedTuple
from banlint.policy import ids
from banlint.policy.paths import seen_from
from banlint.text import fold

WAIVED = "waived"
AGENCY_HEAD, DNI, REGULATOR, OWN_POLICY = "agency-head", "dni", "regulator", "own-policy"
AUTHORITIES: Mapping[str, str] = {
    AGENCY_HEAD: "the head of an executive agency or department",
    DNI: "the Director of National Intelligence",
    REGULATOR: "whoever else the law names: a ministry, a licensing bureau, the official who issued an order",
    OWN_POLICY: "the organisation's own decision, which no law provides for",
}
"""Who may give a waiver, and what each word means. No other is accepted."""


class Selector(NamedTuple):
    """Which findings a waiver is about: all that it states has to fit."""

    asset: str = ""
    """A name, or a glob for names."""
    path: str = ""
    """A glob for the path of the inventory from the folder of the waivers; without a slash, for its last part."""
    site: str = ""
    manufacturer: str = ""
    """As the inventory has it, compared as names are: case and punctuation aside."""
    entity: str = ""
    fingerprint: str = ""

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self._asdict().items() if value)


class Waiver(NamedTuple):
    """One approval, and the line of the file it begins on."""

    selector: Selector
    regimes: tuple[str, ...]
    authority: str
    owner: str
    reason: str
    since: str
    until: str
    reference: str = ""
    evidence: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def terms(self) -> tuple[object, ...]:
        """All that it says, wherever it stands."""
        return self[:-2]

    def covers(self, finding: Finding) -> bool:
        """Whether `finding` is one that it is about, whatever the day."""
        return bool(ids.covers(self.regimes, finding.regime)) and _fits(self.selector, finding, self.path)

    def state(self, as_of: str) -> str:
        """`held`, `early` or `lapsed` on an ISO day; its first and its last day are its own."""
        return "early" if as_of < self.since else "lapsed" if self.until < as_of else "held"

    def decision(self) -> Decision:
        """What a finding is told of it."""
        return Decision(
            WAIVED, self.reason, self.reference, self.authority, self.owner, self.until, self.path, self.line
        )

    def says(self) -> str:
        """All of it in a line, for people."""
        reference = f", {self.reference}" if self.reference else ""
        return (
            f"{self.selector}: {', '.join(self.regimes)} from {self.since} until {self.until}, "
            f"by {self.authority}, owner {self.owner}{reference}: {self.reason}"
        )


def _fits(selector: Selector, finding: Finding, file: str) -> bool:
    return (
        (not selector.fingerprint or selector.fingerprint == finding.fingerprint)
        and (not selector.entity or selector.entity == finding.entity)
        and (not selector.asset or selector.asset == finding.asset or fnmatchcase(finding.asset, selector.asset))
        and (not selector.manufacturer or _same_maker(selector.manufacturer, finding))
        and (not selector.site or fold(selector.site) == fold(finding.facts.get("site", "")))
        and (not selector.path or _is_at(selector.path, finding.path, file))
    )


def _same_maker(wanted: str, finding: Finding) -> bool:
    folded = fold(wanted)
    return any(fold(finding.identifiers.get(role, "")) == folded for role in ("manufacturer", "brand"))


def _is_at(pattern: str, path: str, file: str) -> bool:
    if "/" not in pattern:
        return fnmatchcase(path.rpartition("/")[2], pattern)
    return fnmatchcase(seen_from(file, path), pattern.removeprefix("./"))
