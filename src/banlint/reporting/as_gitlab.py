"""GitLab Code Quality: a JSON list in which each finding has a fingerprint of its own, free of line numbers."""

from __future__ import annotations

from hashlib import sha256

from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo, Verdict
from banlint.reporting.account import doubt, failures
from banlint.reporting.as_json import encode
from banlint.reporting.brief import because, decided, headline, law
from banlint.reporting.wording import added_lines, counts_line
from banlint.text import show

SEVERITIES = {
    Verdict.PROHIBITED: "blocker",
    Verdict.NEEDS_FACTS: "critical",
    Verdict.RESTRICTED: "major",
    Verdict.SCHEDULED: "major",
    Verdict.PROPOSED: "minor",
    Verdict.WATCH: "info",
}
_NO_FILE = "."


class GitlabReporter:
    """An entry for each finding as it comes, for each problem, and for what could not be told."""

    name = "gitlab"

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Begin the list with the waivers that a change adds."""
        self._out = out
        self._first = True
        self._problems: dict[str, int] = {}
        out.write("[")
        for one, said in zip(info.policy.added, added_lines(info.policy), strict=True):
            self._said("added", said, "info", one.says, one.path, one.line)

    def finding(self, finding: Finding) -> None:
        """Write one finding. What was decided of it makes it `info`, and is said."""
        said = f"{headline(finding)}: {because(finding)} ({law(finding)})"
        severity = SEVERITIES[finding.verdict]
        if finding.decision:
            said, severity = f"{decided(finding)}: {said}", "info"
        span = finding.place.span
        name = f"banlint:{show(finding.regime)}"
        self._entry(name, said, severity, finding.fingerprint, finding.path, span.line, span.end_line)

    def problem(self, problem: Problem) -> None:
        """Write one problem, as a blocker: what is not checked is not clean."""
        said = f"not checked: {show(problem.message, 1000)}" + f" ({show(problem.mend, 1000)})" * bool(problem.mend)
        self._said("problem", said, "blocker", f"{problem.kind}\x1f{problem.message}", problem.path, problem.line)

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:  # noqa: ARG002 - for people only
        """Write what could not be told, and end the list."""
        if not outcome.counts.assets:
            for failure in failures(outcome, 0):
                self._said("nothing-checked", failure, "info" if outcome.allow_empty else "blocker")
        if outcome.counts.undetermined:
            said = f"{doubt(outcome.counts)} ({counts_line(outcome.counts)})"
            self._said("undetermined", said, "info")
        self._out.write("\n]\n" if not self._first else "]\n")

    def _said(self, kind: str, text: str, severity: str, key: str = "", path: str = "", line: int = 0) -> None:
        """What is no finding. Its fingerprint is of `key`, its kind and its path; equal ones are numbered."""
        own = sha256(f"{kind}\x1f{path}\x1f{key}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._problems[own] = count = self._problems.get(own, 0) + 1
        own = own if count == 1 else f"{own}-{count}"
        self._entry(f"banlint:{kind}", text, severity, own, path, line or 1, line or 1)

    def _entry(self, name: str, text: str, severity: str, own: str, path: str, line: int, end: int) -> None:
        entry = {
            "check_name": name,
            "description": text,
            "fingerprint": own,
            "severity": severity,
            "categories": ["Security"],
            "location": {"path": path or _NO_FILE, "lines": {"begin": line, "end": end}},
        }
        self._out.write(("\n " if self._first else ",\n ") + encode(entry))
        self._first = False
