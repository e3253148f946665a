"""What the charts show: how many findings of each verdict there are by ban, maker, site and day."""

from __future__ import annotations

from banlint.model import Decision, Finding, Verdict
from banlint.reporting.worst import GRAVITY
from banlint.text import show

Amounts = list[int]
"""By verdict, gravest first."""
_MOST = 5000
NO_SITE = "no site given"


class Tally:
    """Amounts by name, of at most so many names; those that come later are one together."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self.amounts: dict[tuple[str, ...], Amounts] = {}
        self.others: Amounts = [0] * len(Verdict)

    def add(self, name: tuple[str, ...], gravity: int) -> None:
        """Count one more."""
        found = self.amounts.get(name)
        if found is None:
            found = self.others
            if len(self.amounts) < self._most:
                found = self.amounts[name] = [0] * len(Verdict)
        found[gravity] += 1

    def biggest(self) -> list[tuple[tuple[str, ...], Amounts]]:
        """All names, those with most findings first."""
        return sorted(self.amounts.items(), key=lambda one: (-sum(one[1]), one[0]))


class Totals:
    """All tallies of a run: of findings that nothing was decided of, and of what was decided."""

    def __init__(self) -> None:
        self.verdicts: Amounts = [0] * len(Verdict)
        self.regimes, self.entities, self.sites, self.days = Tally(), Tally(), Tally(), Tally()
        self.decided: dict[Decision, int] = {}
        self.decisions_left_out = 0
        """Findings decided by what there was no room for."""

    def add(self, finding: Finding) -> None:
        """Count a finding."""
        if finding.decision is not None:
            self._decide(finding.decision)
            return
        gravity = GRAVITY[finding.verdict]
        self.verdicts[gravity] += 1
        self.regimes.add((finding.regime, finding.regime_title), gravity)
        self.entities.add((finding.entity_name or finding.entity or "no maker",), gravity)
        self.sites.add((show(finding.facts.get("site", "")) or NO_SITE,), gravity)
        self.days.add((finding.effective, finding.regime), gravity)

    def _decide(self, decision: Decision) -> None:
        if decision in self.decided or len(self.decided) < _MOST:
            self.decided[decision] = self.decided.get(decision, 0) + 1
        else:
            self.decisions_left_out += 1
