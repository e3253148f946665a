"""JSON for programs: one object for a run, or one line for a finding. ASCII only, fields always in the same order."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo
from banlint.reporting.chain import Sources, chain_record
from banlint.reporting.records import (
    SCHEMA_VERSION,
    Record,
    counts_record,
    evidence_records,
    finding_record,
    notice_record,
    policy_record,
    problem_record,
)


def encode(value: object) -> str:
    """`value` as one line of ASCII JSON in which no CI service can find a command of its own."""
    text = _written()(value)
    # Azure Pipelines and TeamCity obey `##vso[...]` anywhere in a line; in JSON a `#` stands only within strings.
    return text.replace("##", "#\\u0023") if "##" in text else text


@cache
def _written() -> Callable[[object], str]:
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=True, allow_nan=False).encode


class _WithChain:
    """A reporter that can say of each piece of evidence how it was compared, whether it holds, and who says so."""

    sources: Sources | None = None
    """The sources of the catalog, where that is asked for; set before `begin`."""
    _as_of = ""

    def _record(self, finding: Finding) -> Record:
        record = finding_record(finding)
        if self.sources is not None:
            pairs = zip(evidence_records(finding), finding.evidence, strict=True)
            record["evidence"] = [said | chain_record(one, self.sources, self._as_of) for said, one in pairs]
        return record


class JsonReporter(_WithChain):
    """One JSON object: what was asked, the findings as they come, then problems and counts."""

    name = "json"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Write all that is known before the first file is read."""
        self._out = out
        self._as_of = info.question.as_of
        self._problems: list[Problem] = []
        self._first = True
        head = {
            "schema_version": SCHEMA_VERSION,
            "tool": {"name": "banlint", "version": info.version},
            "catalog": dict(sorted(info.catalog.items())),
            "profile": list(info.question.profiles),
            "askers": [one._asdict() for one in info.question.askers],
            "as_of": info.question.as_of,
            "horizon": info.question.horizon,
            "select": list(info.question.select),
            "ignore": list(info.question.ignore),
            "purpose": info.question.purpose,
            "include": list(info.question.include),
            "mentions": info.question.mentions,
            "policy": policy_record(info.policy),
        }
        out.write("{" + "".join(f'"{key}": {encode(value)},\n ' for key, value in head.items()) + '"findings": [')

    def finding(self, finding: Finding) -> None:
        """Write one finding on a line of its own."""
        self._out.write(("\n  " if self._first else ",\n  ") + encode(self._record(finding)))
        self._first = False

    def problem(self, problem: Problem) -> None:
        """Keep a problem for the end."""
        self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:  # noqa: ARG002 - for people only
        """Write problems, notices and counts."""
        tail = {
            "problems": [problem_record(problem) for problem in self._problems],
            "notices": [notice_record(notice) for notice in outcome.notices],
            "counts": counts_record(outcome.counts),
            "fail_on": [verdict.value for verdict in outcome.fail_on],
            "failing": outcome.failing,
        }
        self._out.write("],\n " + ",\n ".join(f'"{key}": {encode(value)}' for key, value in tail.items()) + "}\n")


class JsonLinesReporter(_WithChain):
    """One finding a line, the same record as in `json`, and nothing else."""

    name = "jsonl"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to."""
        self._out = out
        self._as_of = info.question.as_of

    def finding(self, finding: Finding) -> None:
        """Write one finding on a line of its own."""
        self._out.write(encode(self._record(finding)) + "\n")

    def problem(self, problem: Problem) -> None:
        """Leave problems to standard error and the exit status."""

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Add nothing: every line is a finding."""
