"""A CycloneDX bill of the covered assets: each a device with its findings as properties, each finding an annotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo, Verdict
from banlint.reporting.account import CLEARANCE, failures, told
from banlint.reporting.as_json import encode
from banlint.reporting.brief import because, decided, headline, law
from banlint.reporting.growing import Growing, Listed
from banlint.reporting.ids import Ids
from banlint.reporting.moment import moment
from banlint.reporting.records import verdict_count
from banlint.reporting.spool import Spool
from banlint.reporting.wording import asked_line, evidence_line
from banlint.text import show

_HEAD = (
    '{"$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat": "CycloneDX", "specVersion": "1.6", '
)
_LINK = re.compile(r"urn:cdx:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[1-9][0-9]{0,8}#[!-~]+")
"""An element of another bill."""
_OFFICIAL = {"serial": "cdx:device:serialNumber", "mac": "cdx:device:macAddress"}
"""What the taxonomy of CycloneDX has a name for."""
_MOST_PROBLEMS = 1000
_LONG = 1000
_Said = Iterator[tuple[str, str]]


class CycloneDxReporter:
    """A component goes out when the next asset begins; annotations wait on disk."""

    name = "cyclonedx"

    def __init__(self) -> None:
        self.epoch = ""
        """The second it says it was made, since 1970; the day asked about where that is empty. Set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Write what the bill is and who made it."""
        self._info, self._stamp = info, moment(info, self.epoch)
        self._ids, self._out = Ids(info), Growing(out)
        self._components = Listed(self._out, "components")
        self._annotations = Spool()
        self._own, self._waiting = "", list[Finding]()
        self._problems: list[Problem] = []
        self._problem_count = 0
        tool = {"type": "application", "name": "banlint", "version": show(info.version) or "0"}
        metadata = {"tools": {"components": [tool]}, "timestamp": self._stamp}
        self._annotator = encode({"component": tool})
        self._out.write(_HEAD)
        self._out.members({"metadata": metadata})

    def finding(self, finding: Finding) -> None:
        """Keep a finding with the others of its asset."""
        own, _ = self._ids.asset(finding)
        if own != self._own:
            self._flush()
            self._own = own
        self._waiting.append(finding)

    def problem(self, problem: Problem) -> None:
        """Keep a problem, of very many the first ones."""
        self._problem_count += 1
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write what waits, and the account of the run."""
        self._flush()
        self._components.end()
        annotations = Listed(self._out, "annotations")
        for line in self._annotations.lines():
            annotations.add(line)
        annotations.end()
        said = [{"name": f"banlint:{name}", "value": value} for name, value in self._account(outcome, footer)]
        # Of all the hardware that was looked at, only what a ban covers is here.
        self._out.members({"properties": said, "compositions": [{"aggregate": "incomplete"}]})
        serial = self._ids.of("bill", self._out.digest())
        self._out.write(f'"serialNumber": "urn:uuid:{serial}", "version": 1}}\n')

    def _flush(self) -> None:
        """Write the asset whose findings are complete; findings that come late make it another component."""
        if not self._waiting:
            return
        findings, self._waiting = self._waiting, []
        one, own = findings[0], self._ids.unique("component", self._own)
        link = one.facts.get("bom_ref", "")
        subjects = f'["{own}"]' if not _LINK.fullmatch(link) else encode([own, link])
        properties = ", ".join(filter(None, (_written(_of_asset(one)), *map(_of_finding, findings))))
        maker = one.identifiers.get("manufacturer", "")
        made = f'"manufacturer": {{"name": {quoted(maker)}}}, ' if maker else ""
        line = max(1, one.place.span.line)
        self._components.add(
            _hidden(
                f'{{"type": "device", "bom-ref": "{own}", {made}"name": {quoted(one.asset)}, '
                f'"evidence": {{"occurrences": [{{"location": {quoted(one.path)}, "line": {line}}}]}}, '
                f'"properties": [{properties}]}}'
            )
        )
        for finding in findings:
            self._annotate(finding, subjects)

    def _annotate(self, finding: Finding, subjects: str) -> None:
        said = f"{headline(finding)}: {because(finding)} ({law(finding)})"
        said = f"{decided(finding)}: {said}" if finding.decision else said
        own = self._ids.unique("annotation", finding.fingerprint, finding.path, finding.pointer, finding.clause)
        self._annotations.write(
            _hidden(
                f'{{"bom-ref": "{own}", "subjects": {subjects}, "annotator": {self._annotator}, '
                f'"timestamp": "{self._stamp}", "text": {quoted(said)}}}\n'
            )
        )

    def _account(self, outcome: Outcome, footer: tuple[str, ...]) -> _Said:
        yield from (("attention", one) for one in failures(outcome, self._problem_count))
        yield from (("account", one) for one in told(outcome))
        yield ("asked", asked_line(self._info))
        yield ("as-of", self._info.question.as_of)
        yield from (("profile", one) for one in self._info.question.profiles)
        yield from ((f"catalog:{key}", str(value)) for key, value in sorted(self._info.catalog.items()))
        yield from ((f"count:{one}", str(verdict_count(outcome.counts, one))) for one in Verdict)
        yield from ((f"count:{word}", str(getattr(outcome.counts, word))) for word in ("assets", "undetermined"))
        for one in self._problems:
            where = f"{show(one.path, _LONG)}:{one.line}: " if one.path else ""
            yield ("problem", f"{where}{show(one.message, _LONG)}")
        yield from (("note", show(one, _LONG)) for one in footer)
        yield ("advice", f"This is no legal advice, and {CLEARANCE}.")


def _of_asset(finding: Finding) -> _Said:
    """Where the asset is written, and what it says of itself, as written."""
    yield ("banlint:file", finding.path)
    yield ("banlint:pointer", finding.pointer)
    yield ("banlint:cell", finding.place.cell)
    yield ("banlint:part-of", finding.parent)
    for role, value in sorted(finding.identifiers.items()):
        yield (_OFFICIAL.get(role) or f"banlint:identifier:{role}", value)
    for name, value in sorted(finding.facts.items()):
        yield (f"banlint:fact:{name}", value)


def _of_finding(finding: Finding) -> str:
    """A finding: its ban is in the names, so that those of several bans stand apart."""
    ban = f"banlint:{show(finding.regime)}"
    said = [(f"{ban}:evidence", evidence_line(finding)), (f"{ban}:fingerprint", finding.fingerprint)]
    said += [(f"{ban}:needs", question) for question in finding.questions]
    said += [(f"{ban}:decision", decided(finding))] if finding.decision else []
    same = (finding.verdict, finding.confidence, finding.entity, finding.effective, finding.covered)
    return f"{_same(ban, *same)}, {_written(said)}"


@lru_cache(4096)
def _same(ban: str, verdict: str, confidence: str, entity: str, effective: str, covered: str) -> str:
    """What many findings have in common."""
    said = ((f"{ban}:verdict", str(verdict)), (f"{ban}:confidence", str(confidence)), (f"{ban}:entity", entity))
    return _written((*said, (f"{ban}:effective", effective), (f"{ban}:covered", covered)))


def _written(said: Iterable[tuple[str, str]]) -> str:
    """Properties as members of a list, those without a value left out."""
    return ", ".join([f'{{"name": {_name(name)}, "value": {quoted(value)}}}' for name, value in said if value])


_name = lru_cache(4096)(quoted)


def _hidden(text: str) -> str:
    """Written JSON in which no CI service finds a command of its own."""
    return text.replace("##", "#\\u0023") if "##" in text else text
