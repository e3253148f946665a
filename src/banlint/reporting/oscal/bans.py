"""A ban as a finding of OSCAL: whether its objective is satisfied, by which observations, with which risks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from banlint.model import Finding, Law, Verdict
from banlint.reporting.as_json import encode
from banlint.reporting.ids import dashed
from banlint.reporting.oscal.values import full, links, markup, props, token
from banlint.reporting.worst import GRAVITY
from banlint.text import show

_UNSATISFIED = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS, Verdict.RESTRICTED)
"""What stands today: the others are still to come."""
_LAWS = 40


class Ban:
    """What is said of one ban; of each observation its name is kept, sixteen bytes of it."""

    def __init__(self, finding: Finding) -> None:
        self._id, self._title = str(finding.regime), finding.regime_title or str(finding.regime)
        self._laws: dict[Law, None] = {}
        self._verdicts: Counter[Verdict] = Counter()
        self._observations, self._risks = bytearray(), bytearray()
        self._decided = 0

    def learn(self, finding: Finding, observation: str, risk: str) -> None:
        """Take up a finding, observed as `observation`; `risk` is what was decided of it, or empty."""
        self._verdicts[finding.verdict] += 1
        self._observations += bytes.fromhex(observation.replace("-", ""))
        if risk:
            self._risks += bytes.fromhex(risk.replace("-", ""))
            self._decided += 1
        for law in finding.law:
            if len(self._laws) < _LAWS:
                self._laws.setdefault(law)

    def write(self, write: Callable[[str], object], own: str) -> None:
        """Write it, named `own`, in pieces: there may be as many observations as there are findings."""
        verdicts = sorted(self._verdicts.items(), key=lambda one: GRAVITY[one[0]])
        counted = ", ".join(f"{amount:,} {verdict}" for verdict, amount in verdicts)
        said = f"{counted}; {self._decided:,} of them suppressed, waived or baselined" if self._decided else counted
        unsatisfied = any(verdict in _UNSATISFIED for verdict in self._verdicts)
        prohibited = Verdict.PROHIBITED in self._verdicts
        title = markup(show(self._title, 1000))
        record = {
            "uuid": own,
            "title": title,
            "description": f"{title}: {said}. Waivers are risks; they do not make it satisfied.",
            "props": props((("regime", self._id), *((token(verdict), str(amount)) for verdict, amount in verdicts))),
            "links": links(self._laws),
            "target": {
                "type": "objective-id",
                "target-id": token(self._id),
                "title": title,
                "status": {
                    "state": "not-satisfied" if unsatisfied else "satisfied",
                    "reason": "fail" if prohibited else "other",
                    "remarks": said,
                },
            },
        }
        write(encode(full(record))[:-1])
        _names(write, "related-observations", "observation-uuid", self._observations)
        _names(write, "related-risks", "risk-uuid", self._risks)
        write("}")


def _names(write: Callable[[str], object], name: str, key: str, names: bytearray) -> None:
    if not names:
        return
    write(f', "{name}": [')
    for at in range(0, len(names), 16):
        write(f'{", " if at else ""}{{"{key}": "{dashed(names[at : at + 16].hex())}"}}')
    write("]")
