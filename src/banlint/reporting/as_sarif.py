"""SARIF 2.1.0 within the limits of GitHub code scanning: the gravest findings first, and what was cut is said."""

from __future__ import annotations

import zlib

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RegimeId, RunInfo
from banlint.reporting.account import failures, told
from banlint.reporting.as_json import encode
from banlint.reporting.records import counts_record
from banlint.reporting.sarif_places import Record, base_of, bases
from banlint.reporting.sarif_results import notification, result
from banlint.reporting.sarif_rules import Rule
from banlint.reporting.wording import number
from banlint.reporting.worst import Worst, rank

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
MOST_BYTES = 9_500_000
"""Of all results, compressed. GitHub takes 10 MB in all, and compresses better than we measure."""
_MOST_NOTIFICATIONS = 1000


class SarifReporter:
    """Keeps the gravest findings that there is room for, encoded, and writes them in order at the end."""

    name = "sarif"

    def __init__(self) -> None:
        self.decided = False
        """Whether what was suppressed, waived or baselined is in the report, as suppressions; set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to at the end."""
        self._info, self._out = info, out
        self._worst: Worst[tuple[RegimeId, tuple[str, ...], str]] = Worst(MOST_RESULTS)
        self._rules: dict[RegimeId, Rule] = {}
        self._bases: set[str] = set()
        self._problems: list[Problem] = []
        self._problem_count = self._decided = 0

    def finding(self, finding: Finding) -> None:
        """Keep a finding while there is room, or in place of one that is less grave."""
        if finding.decision and not self.decided:
            self._decided += 1
            return
        own = rank(finding)
        if not self._worst.admits(own):
            return
        rule = self._rules.get(finding.regime)
        if rule is None:
            rule = self._rules[finding.regime] = Rule(finding)
        rule.learn(finding)
        rule.results += 1
        named = (finding.path, finding.decision.path if finding.decision else "")
        gone = self._worst.add(own, (finding.regime, named, encode(result(finding))))
        if gone:
            self._rules[gone[0]].results -= 1

    def problem(self, problem: Problem) -> None:
        """Keep a problem, of very many the first ones."""
        self._problem_count += 1
        if len(self._problems) < _MOST_NOTIFICATIONS:
            self._problems.append(problem)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:  # noqa: ARG002 - for people only
        """Write the whole log. Results stand before the rules, for only then is it known which are needed."""
        out = self._out
        category = {"id": f"banlint/{'+'.join(self._info.question.profiles)}/"}
        out.write(f'{{"$schema": {encode(SCHEMA)}, "version": "2.1.0", "runs": [{{\n ')
        out.write(f'"automationDetails": {encode(category)},\n "results": [')
        cut = self._worst.cut + self._results()
        tail: Record = {
            "tool": self._tool(),
            "invocations": [self._invocation(outcome, cut)],
            "columnKind": "unicodeCodePoints",
            "properties": self._asked(outcome, cut),
        }
        self._bases.discard("")
        if self._bases:
            tail["originalUriBaseIds"] = bases(self._bases)
        out.write("],\n " + ",\n ".join(f'"{key}": {encode(value)}' for key, value in tail.items()) + "}]}\n")

    def _results(self) -> int:
        """Write the results, the gravest first, as many as there are bytes for, and count the rest."""
        packed, size, written = zlib.compressobj(1), 0, 0
        for regime, named, text in self._worst:
            size += len(packed.compress(text.encode("ascii")))
            if size > MOST_BYTES:
                self._rules[regime].results -= 1
                continue
            self._out.write((",\n  " if written else "\n  ") + text)
            self._bases.update(map(base_of, named))
            written += 1
        return len(self._worst) - written

    def _tool(self) -> Record:
        catalog = self._info.catalog
        rules = [rule.record() for _, rule in sorted(self._rules.items()) if rule.results]
        pack: Record = {"name": str(catalog.get("name") or "rules"), "version": str(catalog.get("version", ""))}
        pack["properties"] = dict(sorted(catalog.items()))
        driver = {"name": "banlint", "version": self._info.version, "semanticVersion": self._info.version}
        return {"driver": {**driver, "rules": rules}, "extensions": [pack]}

    def _invocation(self, outcome: Outcome, cut: int) -> Record:
        failed = failures(outcome, self._problem_count)
        level = "warning" if outcome.allow_empty and not self._problem_count else "error"
        notes = [notification(level, one) for one in failed]
        for one in self._problems:
            self._bases.add(base_of(one.path))
            notes.append(notification("error", f"{one.message}. {one.mend}" if one.mend else one.message, one))
        if cut:
            text = (
                f"{number(cut, 'finding')} cut, the least grave ones: GitHub takes {MOST_RESULTS:,} results and 10 MB"
            )
            notes.append(notification("warning", text))
        if self._decided:
            text = f"{number(self._decided, 'finding')} left out that were suppressed, waived or baselined"
            notes.append(notification("note", text))
        notes += [notification("note", one) for one in told(outcome)]
        return {"executionSuccessful": level == "warning" or not failed, "toolExecutionNotifications": notes}

    def _asked(self, outcome: Outcome, cut: int) -> Record:
        question = self._info.question
        return {
            "profile": list(question.profiles),
            "asOf": question.as_of,
            "select": list(question.select),
            "ignore": list(question.ignore),
            "mentions": question.mentions,
            "counts": counts_record(outcome.counts),
            "problems": self._problem_count,
            "cut": cut,
            "leftOut": self._decided,
        }
