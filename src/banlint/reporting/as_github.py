"""GitHub Actions: all findings in a folded group of the log, the ten worst as annotations, a summary of the step."""

from __future__ import annotations

import os
import stat

from banlint.errors import ReportError
from banlint.hints import TextIO
from banlint.model import Finding, Outcome, Problem, RunInfo
from banlint.reporting.account import failures, told
from banlint.reporting.as_markdown import page_head
from banlint.reporting.brief import because, decided, headline, law, place
from banlint.reporting.layout import guard
from banlint.reporting.markdown import HEAD, escaped, finding_row
from banlint.reporting.sarif_rules import LEVELS
from banlint.reporting.wording import asked_line, number
from banlint.reporting.worst import Worst, rank
from banlint.text import show

ANNOTATIONS = 10
"""GitHub shows no more of a step."""
SUMMARY_BYTES = 1_000_000
"""GitHub takes 1 MiB of a step, of all that writes to it."""
_ROWS = 2000
_LEFT = 200
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def command(name: str, message: str, **properties: str | int) -> str:
    """A workflow command on one line, whatever is in it.

    >>> command("error", "50%", file="a,b.yaml", line=3)
    '::error file=a%2Cb.yaml,line=3::50%25'
    """
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value)
    return f"::{name}{' ' * bool(given)}{given}::{_data(message)}"


class GithubReporter:
    """Writes findings as they come, keeps the worst for the end."""

    name = "github"

    def __init__(self) -> None:
        self.step_summary = ""
        """The file that the summary of the step is added to; set before `begin`."""

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Begin the group that all findings go to."""
        self._info, self._out = info, out
        self._worst: Worst[str] = Worst(ANNOTATIONS)
        self._rows: Worst[str] = Worst(_ROWS if self.step_summary else 0)
        self._problems: list[Problem] = []
        self._problem_count = 0
        out.write(command("group", "banlint: all findings and problems") + "\n")

    def finding(self, finding: Finding) -> None:
        """Write a line, and keep the finding while it is among the worst."""
        said = f"{place(finding)}  {headline(finding)}"
        self._line(f"{said}  ({decided(finding)})" if finding.decision else said)
        own = rank(finding)
        if self._worst.admits(own):
            self._worst.add(own, _annotation(finding))
        if self.step_summary and self._rows.admits(own):
            self._rows.add(own, finding_row(finding))

    def problem(self, problem: Problem) -> None:
        """Write a line, and keep the first problems."""
        self._problem_count += 1
        if len(self._problems) < ANNOTATIONS:
            self._problems.append(problem)
        self._line(f"problem: {show(problem.path, 1000)}:{problem.line}: {show(problem.message, 1000)}")

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """End the group, write the annotations and the counts, and add the summary of the step."""
        self._out.write(command("endgroup", "") + "\n")
        failed = failures(outcome, self._problem_count)
        room = ANNOTATIONS - bool(failed)
        if failed:
            self._out.write(self._failure(outcome, failed))
        self._out.write("".join(f"{one}\n" for one in list(self._worst)[:room]))
        left = outcome.counts.findings - min(room, len(self._worst))
        if left > 0:
            self._line(f"{number(left, 'more finding')}: open the group above, or the report of another format")
        for line in (*failed, *told(outcome), asked_line(self._info), *footer):
            self._line(show(line, 2000))
        if self.step_summary:
            room = SUMMARY_BYTES - _size(self.step_summary)
            text = self._summary(outcome, footer, room)
            if len(text) > room:
                self._line("the summary of this step is full: banlint adds nothing to it")
            else:
                append(self.step_summary, text)

    def _failure(self, outcome: Outcome, failed: tuple[str, ...]) -> str:
        """One annotation for all problems: they are listed in the log, and findings need the room."""
        first = self._problems[0] if self._problems else Problem("input", "")
        text = "; ".join(failed) + (f". First: {show(first.message, 1000)}" if first.message else "")
        kind = "warning" if outcome.allow_empty and not self._problem_count else "error"
        title = "banlint could not check everything"
        return command(kind, guard(text), file=show(first.path, 1000), line=first.line, title=title) + "\n"

    def _summary(self, outcome: Outcome, footer: tuple[str, ...], room: int) -> bytes:
        """Markdown of at most `room` bytes, where that is possible: the least grave findings go, and that is said."""
        lines = [page_head(self._info, outcome, self._problem_count, footer)]
        for one in self._problems:
            where = escaped(f"{one.path}:{one.line}" if one.path else "banlint", 1000)
            lines.append(f"- problem: {where}: {escaped(one.message, 1000)}\n")
        if self._problem_count > len(self._problems):
            lines.append(f"- and {number(self._problem_count - len(self._problems), 'more problem')}\n")
        lines.append(f"\n{HEAD}" if self._rows else "\n")
        size, shown = sum(map(_bytes, lines)) + _LEFT, 0
        for row in self._rows:
            size += _bytes(row)
            if size > room:
                break
            lines.append(row)
            shown += 1
        left = outcome.counts.findings - shown
        if left > 0:
            lines.append(f"\n{number(left, 'more finding')}, the least grave, for which there is no room here.\n")
        return "".join(lines).encode("utf-8", "backslashreplace")

    def _line(self, text: str) -> None:
        self._out.write(guard(text) + "\n")


def append(path: str, data: bytes) -> None:
    """Add `data` to the plain file `path` in one piece. Raises `ReportError`; never writes through a link."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags, 0o666)
    except OSError as error:
        raise ReportError(f"the step summary {show(path)} cannot be written: {error.strerror}") from error
    with open(descriptor, "wb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ReportError(f"the step summary {show(path)} is not a plain file")
        file.write(data)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _annotation(finding: Finding) -> str:
    span = finding.place.span
    text = f"{because(finding)} ({law(finding)})"
    kind = "notice" if finding.decision else _COMMANDS[LEVELS[finding.verdict]]
    columns = {"col": span.column, "endColumn": span.end_column} if span.line == span.end_line else {}
    file = show(finding.path, 1000)
    where: dict[str, str | int] = {"file": file, "line": span.line, "endLine": span.end_line, **columns}
    return command(
        kind,
        guard(f"{decided(finding)}: {text}" if finding.decision else text),
        **where,
        title=guard(headline(finding)),
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A").replace("##", "#\\x23")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
