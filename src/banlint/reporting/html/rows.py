"""A finding as a row of the page's data: a JSON list whose members `COLUMNS` names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from banlint.hints import Any
from banlint.model import Decision, Duty, Evidence, Finding, Law
from banlint.reporting.chain import Sources, bounds, source_record
from banlint.reporting.html.island import Shared, encode
from banlint.reporting.html.markup import LONG
from banlint.reporting.wording import basis
from banlint.reporting.worst import GRAVITY
from banlint.text import show

COLUMNS = (
    "verdict", "confidence", "regime", "clause", "entity", "asset", "parent", "path", "line", "column", "end", "cell",
    "pointer", "site", "effective", "reason", "law", "notes", "facts", "keys", "values", "evidence", "decision",
    "fingerprint", "source",
)  # fmt: skip
_LONGEST_SOURCE = 240


class Rows:
    """Findings to rows; what they share goes to `shared`."""

    def __init__(self, shared: Shared, sources: Sources | None) -> None:
        self._shared = shared
        self._sources = sources or {}

    def row(self, finding: Finding) -> str:
        """The row of `finding`, its members in the order of `COLUMNS`."""
        number, span = self._shared.number, finding.place.span
        identifiers = finding.identifiers
        values = [show(one) for one in identifiers.values()]
        return ",".join(
            (
                f"[{GRAVITY[finding.verdict]},{finding.confidence.rank}",
                number("regime", (finding.regime, finding.regime_title), _shown),
                number("clause", finding.clause, show),
                number("entity", (finding.entity, finding.entity_name), _shown),
                encode(show(finding.asset)),
                number("parent", finding.parent, show),
                number("path", finding.path, _long),
                f"{span.line},{span.column},{span.end_column if span.end_line == span.line else 0}",
                encode(show(finding.place.cell)),
                encode(show(finding.pointer)),
                number("site", finding.facts.get("site", ""), show),
                number("effective", finding.effective, show),
                number("reason", finding.reason, _long),
                number("law", finding.law, _laws),
                self._notes(finding),
                number("facts", tuple(finding.facts.items()), _pairs),
                number("keys", tuple(identifiers), _shown),
                encode(values),
                self._evidence(finding, values),
                number("decision", finding.decision, decided) if finding.decision else "-1",
                encode(show(finding.fingerprint)),
                f"{_source(finding)}]",
            )
        )

    def _notes(self, finding: Finding) -> str:
        said = (
            finding.covered, finding.conflicts, finding.context, finding.questions, finding.mend, finding.besides,
            finding.not_honoured, finding.duty,
        )  # fmt: skip
        return self._shared.number("notes", said, _notes)

    def _evidence(self, finding: Finding, values: list[str]) -> str:
        """Three members for each piece: what it met, the value or the number of its identifier, and its line."""
        found: list[str] = []
        for one in finding.evidence:
            value = show(one.identifier.value)
            known = encode(values.index(value) if value in values else value)
            key = (one.identifier.field, one.identifier.role, one.match, finding.entity_name)
            line = (one.place.anchor or one.place.span).line if one.place else 0
            found += (self._shared.number("met", key, self._met(one, finding.entity_name)), known, str(line))
        return f"[{','.join(found)}]"

    def _met(self, one: Evidence, entity: str) -> Callable[[Any], object]:
        def made(_: Any) -> list[object]:
            match, said = one.match, source_record(one.match, self._sources)
            what = f"{basis(one, entity)}{bounds(match)}" + f" ({show(match.note)})" * bool(match.note)
            titled = (str(said["source_title"]), str(said["source_url"]))
            return [show(one.identifier.field), match.confidence.rank, show(match.term), what, *map(_long, titled)]

        return made


def decided(decision: Decision) -> list[str]:
    """What was decided: what, why, its reference, who may, who answers for it, until when, and where it is written."""
    where = f"{_long(decision.path)}:{decision.line}" if decision.path else ""
    texts = (decision.reference, decision.authority, decision.owner, decision.until)
    return [show(decision.kind), _long(decision.reason), *map(show, texts), where]


def _long(value: str) -> str:
    return show(value, LONG)


def _shown(values: tuple[str, ...]) -> list[str]:
    return [show(one) for one in values]


def _laws(laws: tuple[Law, ...]) -> list[list[str]]:
    return [[_long(one.citation), _long(one.url)] for one in laws]


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[show(name), _long(value)] for name, value in sorted(pairs)]


def _notes(said: tuple[Any, ...]) -> list[list[str]]:
    covered, conflicts, context, questions, mend, besides, not_honoured, duty = said
    many: Mapping[str, tuple[str, ...]] = {
        "needs": questions,
        "covered": (covered,),
        "conflict": conflicts,
        "context": context,
        "mend": (mend,),
        "duty": (_duty(duty),),
        "besides": besides,
        "not honoured": not_honoured,
    }
    return [[word, _long(one)] for word, texts in many.items() for one in texts if one]


def _duty(duty: Duty | None) -> str:
    if duty is None:
        return ""
    amount = f"{duty.exposed} {duty.currency}".strip()
    return f"{duty.percent} percent since {duty.since}" + f": {amount} on its price" * bool(duty.exposed)


def _source(finding: Finding) -> str:
    """The line it is on, where that can be shown as it is."""
    line = finding.line
    return encode(line) if len(line) <= _LONGEST_SOURCE and line.isprintable() else '""'
