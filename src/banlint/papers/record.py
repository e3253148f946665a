"""The parts that every paper has: what it is not, what keeps it from being whole, and the record of the inquiry."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.model import Outcome
from banlint.papers.inquiry import Inquiry, open_questions
from banlint.papers.page import Block, Cell, Fields, Heading, Items, Para, Rows
from banlint.reporting.account import failures
from banlint.reporting.wording import asked_line, counts_line, number

DISCLAIMER = (
    "A draft, made by a program from what it read. It is no legal advice, and no finding is no clearance: whoever "
    "signs it answers for it. What nothing that was read says is left blank: ________."
)
_MOST = 500
_NAMED = 200


def opening(outcome: Outcome) -> Iterator[Block]:
    """What keeps a paper from being whole, first of all; then what it is not."""
    for said in failures(outcome, len(outcome.problems)):
        yield Para(f"{said}. This paper rests on a part of what was named, and is not to be relied on.", grave=True)
    if outcome.problems:
        told = [f"{one.path}: {one.message}" if one.path else one.message for one in outcome.problems[:_NAMED]]
        yield Items((*told, *_more(len(outcome.problems) - len(told), "problem")))
    question = outcome.info.question
    if question.select or question.ignore:
        only = f" only for {', '.join(question.select)}" * bool(question.select)
        less = f", and not for {', '.join(question.ignore)}" * bool(question.ignore)
        yield Para(f"Looked{only}{less}: of anything else this paper says nothing.", grave=True)
    yield Para(DISCLAIMER)


def inquiry_blocks(inquiry: Inquiry) -> Iterator[Block]:
    """The record: by whom, of what, with what, what was not determined, what is open."""
    info, counts = inquiry.outcome.info, inquiry.outcome.counts
    yield Heading("Record of the inquiry")
    yield Fields(
        (
            ("made by", Cell("", "name and office")),
            ("made on", Cell("", "day and time")),
            ("asked", Cell(asked_line(info))),
            ("program", Cell(f"banlint {info.version}")),
            ("rules", Cell(f"{info.catalog['name']} {info.catalog['version']}, edition {info.catalog['edition']}")),
            ("sha256 of the rules", Cell(str(info.catalog["sha256"]))),
            ("named", Cell(", ".join(inquiry.paths))),
            ("left out by pattern", Cell(", ".join(inquiry.exclude) or "nothing; ignore files hold within folders")),
            ("seen and found", Cell(counts_line(counts))),
        )
    )
    yield Heading("What was read", 3)
    rows = tuple(
        (Cell(one.path), Cell(one.state), Cell(str(one.assets)), Cell(str(one.undetermined)),
         Cell(one.digest.sha256 or "not hashed"))
        for one in inquiry.files[:_MOST]
    )  # fmt: skip
    yield Rows(("file", "state", "assets", "undetermined", "sha256"), rows) if rows else Para("No file.")
    yield from _rest(len(inquiry.files) - len(rows), "file")
    if inquiry.left_out:
        named = inquiry.left_out[:_NAMED]
        yield Para("Never looked at, by pattern or ignore file:")
        yield Items((*named, *_more(len(inquiry.left_out) - len(named), "file")))
    yield Heading("What was not determined", 3)
    yield from _undetermined(inquiry)
    yield Heading("Questions that are open", 3)
    questions = tuple(f"{said} ({number(count, 'asset')})" for said, count in open_questions(inquiry.findings).items())
    yield Items(questions) if questions else Para("None that what was read has raised.")


def _undetermined(inquiry: Inquiry) -> Iterator[Block]:
    count = inquiry.outcome.counts.undetermined
    if not count:
        yield Para("Nothing: of every asset something says who made it.")
        return
    yield Para(f"Of {number(count, 'asset')} nothing says who made it. Nothing was found of them, for or against.")
    named = inquiry.undetermined[:_NAMED]
    yield Items((*(f"{one.path} {one.pointer}: {one.asset}" for one in named), *_more(count - len(named), "asset")))


def _rest(count: int, noun: str) -> Iterator[Block]:
    yield from (Para(one) for one in _more(count, noun))


def _more(count: int, noun: str) -> tuple[str, ...]:
    return (f"and {number(count, noun)} more, which `banlint evidence` lists",) if count > 0 else ()
