"""What else a regime says of an asset beside the finding: other clauses, later phases, its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from banlint.judge.table import Applicable, standing
from banlint.model import Finding, Question, Verdict

_TOLD = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED, Verdict.NEEDS_FACTS, Verdict.SCHEDULED})
Judged = tuple[Finding, Applicable]


def besides(gravest: Judged, others: Sequence[Judged], end: str) -> tuple[str, ...]:
    """In words, each once: what `others`, findings of the same regime and asset, add to `gravest`; and its `end`."""
    said = dict.fromkeys(_of_others(gravest, others)) if len(others) > 1 else {}
    if end and gravest[0].verdict in _TOLD:
        said[f"it ends on {end}"] = None
    return tuple(said)


def _of_others(gravest: Judged, others: Iterable[Judged]) -> Iterator[str]:
    finding, applicable = gravest
    ordered = sorted(
        (one for one in others if one[0].verdict in _TOLD), key=lambda one: (one[0].effective or "9999", one[0].clause)
    )
    for other, its in ordered:
        if (other.clause, other.effective) == (finding.clause, finding.effective):
            continue
        says, cited = str(its.clause["says"]), str(its.clause.get("citation") or "")
        if other.verdict is Verdict.SCHEDULED:
            when = f"from {other.effective}" if other.effective else "once in force"
        elif its.clause is applicable.clause:
            continue
        else:
            asks = ", if the open question is answered so" if other.verdict is Verdict.NEEDS_FACTS else ""
            when = f"since {other.effective}{asks}" if other.effective else f"already{asks}"
        yield f"{when}: {says}" + f" ({cited})" * bool(cited)


def end_of(applicable: Applicable, question: Question) -> str:
    """The next day on which nothing of it holds any more, where the law names one."""
    parts = (applicable.regime, applicable.clause, applicable.listing)
    days = sorted(
        str(stage["on"])
        for part in parts
        for stage in part.get("stages") or ()
        if stage["state"] in ("expired", "withdrawn") and str(stage["on"]) > question.as_of
    )
    return next((day for day in days if not standing(*parts, question, day).name), "")
