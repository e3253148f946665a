"""Lives of assets as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banlint.judge.lives import Change
from banlint.model import Finding, Question
from banlint.reporting.layout import guard
from banlint.run.lives import Life
from banlint.text import show

NOTHING = "none"
"""What is said where no verdict is left."""
_WIDTH = 11


def narrowed(life: Life, question: Question, *, coming: bool) -> Life:
    """`life` with the changes that are asked for: those to come, those within the horizon."""
    return life._replace(
        changes=tuple(
            change
            for change in life.changes
            if (not coming or change.day > question.as_of) and (not question.horizon or change.day <= question.horizon)
        )
    )


def as_text(lives: Iterable[Life], question: Question, info: Mapping[str, str | int]) -> Iterator[str]:
    """For people, life by life."""
    count = 0
    for life in lives:
        lines = [""] * bool(count)
        count += 1
        name = show(life.asset) + (f" in {show(life.parent)}" if life.parent else "")
        lines.append(f"{show(life.path, 1000)}:{life.line}  {name}  {show(life.maker)}")
        following = _next(life, question)
        told = False
        for change in life.changes:
            if change.day > question.as_of and not told:
                lines.append(_today(life, question))
                told = True
            lines.append(_line(change, mark="next" if change.day == following else ""))
        if not told:
            lines.append(_today(life, question))
        yield "".join(f"{guard(line)}\n" for line in lines)
    asked = f"as of {question.as_of} for {', '.join((*question.profiles, *(one.profile for one in question.askers)))}"
    yield "\n" * bool(count) + f"{asked}; rules {info.get('edition', '')} (sha256 {str(info.get('sha256', ''))[:12]})\n"


def as_json(lives: Iterable[Life], question: Question, info: Mapping[str, str | int]) -> Iterator[str]:
    """For programs: one object, an asset a line."""
    from banlint.reporting.as_json import encode

    head = {
        "schema_version": 1,
        "catalog": dict(sorted(info.items())),
        "profile": list(question.profiles),
        "askers": [one._asdict() for one in question.askers],
        "as_of": question.as_of,
        "horizon": question.horizon,
    }
    yield "{" + "".join(f'"{key}": {encode(value)},\n ' for key, value in head.items()) + '"assets": ['
    first = True
    for life in lives:
        yield ("\n  " if first else ",\n  ") + encode(_record(life, question))
        first = False
    yield "]}\n"


def _record(life: Life, question: Question) -> dict[str, object]:
    return {
        "path": life.path,
        "line": life.line,
        "pointer": life.pointer,
        "asset": life.asset,
        "parent": life.parent,
        "maker": life.maker,
        "today": {str(regime): one.verdict.value for regime, one in sorted(life.today.items())},
        "next": _next(life, question),
        "changes": [
            {
                "day": change.day,
                "regime": change.regime,
                "before": change.before.verdict.value if change.before else NOTHING,
                "verdict": change.after.verdict.value if change.after else NOTHING,
                "clause": change.after.clause if change.after else "",
                "effective": change.after.effective if change.after else "",
                "reason": change.after.reason if change.after else "",
                "questions": list(change.after.questions) if change.after else [],
                "law": [law._asdict() for law in (change.after or _some(change.before)).law],
            }
            for change in life.changes
        ],
    }


def _some(finding: Finding | None) -> Finding:
    assert finding is not None, "a change is from something or to something"
    return finding


def _next(life: Life, question: Question) -> str:
    """The ISO day of the next change to come; empty where none is known."""
    return next((change.day for change in life.changes if change.day > question.as_of), "")


def _line(change: Change, mark: str) -> str:
    verdict = change.after.verdict.value if change.after else NOTHING
    finding = change.after or _some(change.before)
    clause = finding.law[1].citation if len(finding.law) > 1 else ""
    said = finding.reason if change.after else f"no more: {finding.regime_title}"
    cited = f" ({show(clause, 200)})" if clause and change.after else ""
    return f"  {mark:<5}{change.day}  {verdict:<{_WIDTH}}  {show(change.regime)}  {show(said, 400)}{cited}"


def _today(life: Life, question: Question) -> str:
    verdicts: dict[str, list[str]] = {}
    for regime, one in sorted(life.today.items()):
        verdicts.setdefault(one.verdict.value, []).append(str(regime))
    said = "; ".join(f"{verdict} {', '.join(map(show, names))}" for verdict, names in verdicts.items())
    return f"  ---- {question.as_of}  {said or NOTHING}"
