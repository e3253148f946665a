"""The report for people: where, which verdict, which law, which asset; the line itself; why; what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.hints import TextIO
from banlint.model import Evidence, Finding, Notice, Outcome, Problem, RunInfo, Verdict
from banlint.reporting import wording
from banlint.reporting.chain import Sources, chain_lines
from banlint.reporting.layout import PLAIN, Style, excerpt, guard, wrap
from banlint.text import show

_COLOURS = {
    Verdict.PROHIBITED.value: "red",
    Verdict.NEEDS_FACTS.value: "yellow",
    Verdict.RESTRICTED.value: "magenta",
    Verdict.SCHEDULED.value: "yellow",
    Verdict.PROPOSED.value: "blue",
    Verdict.WATCH.value: "cyan",
}
_REMEMBERED = 4096
"""Notes that are kept, of each kind."""


class TextReporter:
    """Findings as they come, then the counts and the question. The attributes are set before `begin`."""

    name = "text"

    def __init__(self) -> None:
        self.style: Style = PLAIN
        self.chain = False
        """Whether to show all evidence step by step, with its sources."""
        self.sources: Sources = {}
        """The sources of the catalog, for that."""
        self.quiet = False
        """Whether to leave out the counts."""
        self.problems = True
        """Whether problems and notices belong in this report; standard output leaves them to standard error."""
        self.decided = False
        """Whether to show what was suppressed, waived or baselined; it is counted in any case."""
        self._last: tuple[object, ...] = ()
        self._laws: dict[tuple[object, ...], str] = {}
        self._said: dict[tuple[str, str], str] = {}

    def begin(self, info: RunInfo, out: TextIO) -> None:
        """Take `out` to write to."""
        self._info = info
        self._out = out
        self._write(wording.added_lines(info.policy))

    def finding(self, finding: Finding) -> None:
        """Write a finding. What it shares with the one before, the excerpt and the evidence, is not said twice."""
        if finding.decision and not self.decided:
            return
        shown = (finding.path, finding.place.span, finding.asset, finding.entity, finding.evidence)
        new = shown != self._last
        said = [self._head(finding), *self._notes(finding, new=new)]
        if new:
            said[1:1] = self._excerpt(finding)
            if self._last:
                said.insert(0, "\n")
        self._last = shown
        self._out.write("".join(said))

    def _head(self, finding: Finding) -> str:
        paint = self.style.paint
        place = guard(wording.place(finding))
        name = show(finding.asset) + (f" in {show(finding.parent)}" if finding.parent else "")
        verdict = paint(wording.verdict(finding), _COLOURS[finding.verdict.value])
        return guard(f"{paint(place, 'bold')}  {verdict}  {paint(show(finding.regime), 'bold')}  {name}") + "\n"

    def problem(self, problem: Problem) -> None:
        """Write a problem, where this report is the place for it."""
        if self.problems:
            self._write(problem_lines(problem, self.style))

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """Write the counts, what was asked, and what plugins add."""
        if self.problems:
            for notice in outcome.notices:
                self._write(notice_lines(notice, self.style))
        if self.quiet:
            return
        counts = outcome.counts
        lines = ["", wording.counts_line(counts)] if counts.findings else [wording.counts_line(counts)]
        if not counts.assets and outcome.allow_empty:
            lines.append("nothing was checked, which --allow-empty lets pass")
        lines.append(wording.asked_line(self._info))
        lines += [show(line, 1000) for line in footer]
        self._write(lines)

    def _write(self, lines: Iterable[str]) -> None:
        self._out.write("".join(f"{guard(line)}\n" for line in lines))

    def _excerpt(self, finding: Finding) -> Iterator[str]:
        span = finding.place.span
        line = finding.line
        width = self.style.width - 9 if self.style.width > 40 else 0
        end = span.end_column if span.end_line == span.line else len(line) + 1
        cut = excerpt(line, span.column, end, width) if line else None
        if cut is None:
            return
        text, marks = cut
        here = next((one for one in finding.evidence if one.place and one.place.span[:2] == span[:2]), None)
        label = " " + wording.basis(here, finding.entity_name) if here else ""
        paint = self.style.paint
        yield guard(f"{paint(f'{span.line:>5} |', 'dim')} {text}") + "\n"
        marks = paint(marks, _COLOURS[finding.verdict.value])
        yield guard(f"{paint('      |', 'dim')} {marks}{label}") + "\n"

    def _notes(self, finding: Finding, *, new: bool) -> Iterator[str]:
        yield self._law(finding)
        for said in finding.besides:
            yield self._noted("besides", said)
        if finding.covered:
            yield self._noted("covered", finding.covered)
        if new and self.chain:
            for one in finding.evidence:
                yield self._chain(one, finding)
        elif new and finding.evidence:
            yield self._note("evidence", wording.evidence_line(finding))
        if new and finding.place.anchor:
            yield self._note("written", f"at line {finding.place.anchor.line}, and {wording.use(finding)}")
        if new:
            yield from (self._noted("conflict", one) for one in finding.conflicts)
            yield from (self._noted("context", one) for one in finding.context)
        yield from (self._noted("needs", one) for one in finding.questions)
        if finding.decision or finding.not_honoured:
            yield from (self._noted("decision", one) for one in wording.decisions(finding))
        if finding.mend:
            yield self._noted("mend", finding.mend)

    def _law(self, finding: Finding) -> str:
        """What the law says. Of many findings it says the same, and these words are made once."""
        key = finding.law, finding.regime_title, finding.reason
        note = self._laws.get(key)
        if note is None:
            law = "; ".join(show(one.citation) for one in finding.law) or show(finding.regime_title)
            note = self._note("law", f"{law}: {show(finding.reason, 1000)}")
            if len(self._laws) < _REMEMBERED:
                self._laws[key] = note
        return note

    def _noted(self, word: str, text: str) -> str:
        """A note on what many findings say; kept, as the law is."""
        key = word, text
        note = self._said.get(key)
        if note is None:
            note = self._note(word, show(text, 1000))
            if len(self._said) < _REMEMBERED:
                self._said[key] = note
        return note

    def _chain(self, evidence: Evidence, finding: Finding) -> str:
        first, *rest = chain_lines(evidence, finding.entity_name, self.sources, self._info.question.as_of)
        lines = [one for line in rest for one in wrap(line, self.style.width, " " * 10, " " * 10)]
        return self._note("evidence", first) + "".join(f"{line}\n" for line in lines)

    def _note(self, word: str, text: str) -> str:
        head = f"      = {word}: "
        first, *rest = wrap(text, self.style.width, head, " " * 10)
        said = guard(self.style.paint(head[:-1], "cyan") + first[len(head) - 1 :])
        return "\n".join((said, *rest, ""))


def problem_lines(problem: Problem, style: Style = PLAIN) -> Iterator[str]:
    """A problem on one line, and what would mend it on the next."""
    return _said(problem, style.paint("problem", "red"), style)


def notice_lines(notice: Notice, style: Style = PLAIN) -> Iterator[str]:
    """A notice in the same way."""
    return _said(notice, style.paint("notice", "yellow"), style)


def _said(one: Problem | Notice, word: str, style: Style) -> Iterator[str]:
    place = show(one.path, 1000)
    if one.line:
        place += f":{one.line}:{one.column}"
    where = guard(f"{place}: " if place else "banlint: ")
    yield f"{style.paint(where, 'bold')}{word}: {guard(show(one.message, 1000))}"
    if one.mend:
        yield guard(f"  = mend: {show(one.mend, 1000)}")
