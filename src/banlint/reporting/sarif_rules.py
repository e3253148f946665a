"""Rules as SARIF has them: one for each ban that was found, with its law, how grave and how sure its findings are."""

from __future__ import annotations

import re

from banlint.model import Confidence, Finding, Law, Verdict
from banlint.reporting.markdown import escaped, link
from banlint.reporting.sarif_places import plain
from banlint.reporting.worst import GRAVITY
from banlint.text import show

Record = dict[str, object]

LEVELS = {
    Verdict.PROHIBITED: "error",
    Verdict.NEEDS_FACTS: "warning",
    Verdict.RESTRICTED: "warning",
    Verdict.SCHEDULED: "warning",
    Verdict.PROPOSED: "note",
    Verdict.WATCH: "note",
}
SECURITY_SEVERITIES = {
    Verdict.PROHIBITED: 9.5,
    Verdict.NEEDS_FACTS: 7.5,
    Verdict.RESTRICTED: 6.5,
    Verdict.SCHEDULED: 5.0,
    Verdict.PROPOSED: 3.0,
    Verdict.WATCH: 1.0,
}
"""GitHub calls what is over 9 critical, from 7 high, from 4 medium, and all below low."""
PRECISIONS = {Confidence.CERTAIN: "very-high", Confidence.PROBABLE: "high", Confidence.POSSIBLE: "medium"}
_PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "note": "recommendation"}
_DESCRIPTION = 1000
"""Characters; GitHub takes 1,024."""
_LAWS = 40


class Rule:
    """A ban and what its findings say of it; `results` is how many of them are in the report."""

    def __init__(self, finding: Finding) -> None:
        self.id = str(finding.regime)
        self.title = finding.regime_title or self.id
        self.results = 0
        self._laws: dict[Law, None] = {}
        self._gravest = finding.verdict
        self._vaguest = finding.confidence

    def learn(self, finding: Finding) -> None:
        """Take up the citations of `finding`, how grave it is and how sure."""
        self._gravest = min(self._gravest, finding.verdict, key=GRAVITY.__getitem__)
        self._vaguest = min(self._vaguest, finding.confidence, key=lambda one: one.rank)
        for law in finding.law:
            if len(self._laws) < _LAWS:
                self._laws.setdefault(law)

    def record(self) -> Record:
        """The rule as SARIF has it."""
        title = show(self.title, _DESCRIPTION)
        citations = [show(law.citation, _DESCRIPTION) for law in self._laws]
        full = show(f"{title}. {'; '.join(citations)}" if citations else title, _DESCRIPTION)
        level = LEVELS[self._gravest]
        record: Record = {
            "id": rule_id(self.id),
            "name": show(self.id, 250),
            "shortDescription": {"text": plain(title)},
            "fullDescription": {"text": plain(full)},
            "help": {"text": plain(self._help(title, citations)), "markdown": self._markdown(title)},
            "defaultConfiguration": {"level": level},
            "properties": {
                "tags": ["security", "procurement-ban", str(self._gravest)],
                "precision": PRECISIONS[self._vaguest],
                "problem.severity": _PROBLEM_SEVERITIES[level],
                "security-severity": f"{SECURITY_SEVERITIES[self._gravest]:.1f}",
            },
        }
        address = next((law.url for law in self._laws if re.fullmatch(r"https://[!-~]+", law.url)), "")
        return record | {"helpUri": address} if address else record

    def _help(self, title: str, citations: list[str]) -> str:
        lines = [title, *(f"Law: {one}" for one in citations), f"More: banlint explain {show(self.id)}", _NO_ADVICE]
        return "\n".join(lines)

    def _markdown(self, title: str) -> str:
        laws = "".join(f"- {link(law)}\n" for law in self._laws)
        law = f"**Law**\n\n{laws}\n" if laws else ""
        return f"**{escaped(title, _DESCRIPTION)}**\n\n{law}More: banlint explain {escaped(self.id)}\n\n{_NO_ADVICE}\n"


_NO_ADVICE = "This is no legal advice, and no finding is no clearance."


def rule_id(regime: str) -> str:
    """The id of a rule: that of the ban. An id must not be empty."""
    return show(regime) or "-"
