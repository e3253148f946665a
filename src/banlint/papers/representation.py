"""A representation: for each statement whether it is so. That something is not so is never said where anything is open.

The three answers are: it is so, for this was found; nothing speaks against the contrary; or it cannot be said, for
this stands in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.hints import TYPE_CHECKING, Any
from banlint.judge.selection import Selection
from banlint.judge.stages import state_on
from banlint.model import Finding, Law, Verdict
from banlint.papers import record
from banlint.papers.duties import asking
from banlint.papers.inquiry import Inquiry
from banlint.papers.items import NAMES, Given, cell, distinct, ours
from banlint.papers.page import Block, Cell, Fields, Heading, Items, Laws, Page, Para, Rows
from banlint.reporting.account import CLEARANCE
from banlint.reporting.wording import number

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_SUPPRESSED = "suppressed"


def representation(paper: Mapping[str, Any], catalog: Catalog, inquiry: Inquiry, given: Given) -> Page:
    """The paper of kind `representation`. Raises `UsageError` where those who ask do not make it."""
    asking(paper, catalog, inquiry.outcome.info.question)
    blocks: list[Block] = [Heading(paper["title"], 1), *record.opening(inquiry.outcome)]
    blocks.append(Fields((("offeror", Cell("", "name, UEI and CAGE code")), ("solicitation", Cell("", "if any")))))
    common = tuple(_obstacles(inquiry))
    for one in paper["statements"]:
        blocks += _statement(one, (*common, *_own_obstacles(one, catalog, inquiry)), inquiry)
    about = [each for each in inquiry.findings if each.regime in paper["regimes"]]
    blocks += _disclosure(paper.get("disclosure"), _found(about), given)
    blocks.append(Heading("To be known"))
    blocks.append(Items((*paper.get("notes", ()), *(f"Not confirmed: {one}" for one in paper.get("unverified", ())))))
    if "inquiry" in paper:
        blocks.append(Para(f"{paper['inquiry']['citation']}: {paper['inquiry'].get('note', '')}"))
    blocks += record.inquiry_blocks(inquiry)
    blocks += [Heading("Law"), Laws(tuple(Law(one["citation"], one.get("url", "")) for one in paper["law"]))]
    return Page(tuple(blocks))


def _statement(one: Mapping[str, Any], obstacles: Sequence[str], inquiry: Inquiry) -> Iterator[Block]:
    found = _found([each for each in inquiry.findings if each.regime in one["regimes"]])
    yield Heading(f"{one['id'].capitalize()}: {one['citation']}")
    if found:
        yield Para(f"DOES: {number(len(found), 'item')} found, listed below.", grave=True)
        yield Fields((("statement", Cell(one["does"])),))
    elif obstacles:
        yield Para("NOT ESTABLISHED: neither the one nor the other can be said on what was read.", grave=True)
        yield Fields((("if so", Cell(one["does"])), ("if not so", Cell(one["does_not"]))))
    else:
        yield Para("DOES NOT, as far as what was read shows.")
        yield Fields((("statement", Cell(one["does_not"])),))
    if "presumes" in one:
        yield Para(f"This presumes that {one['presumes']}. {CLEARANCE.capitalize()}.")
    if obstacles:
        yield Heading("What stands in the way of saying that it is not so", 3)
        yield Items(tuple(obstacles))


def _found(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """What is covered and in force, waived or not; what an inventory suppresses is asked about instead."""
    return distinct(
        [
            one
            for one in findings
            if one.verdict is Verdict.PROHIBITED and not (one.decision and one.decision.kind == _SUPPRESSED)
        ]
    )


def _obstacles(inquiry: Inquiry) -> Iterator[str]:
    """What of the run keeps anybody from saying that there is nothing."""
    outcome, counts = inquiry.outcome, inquiry.outcome.counts
    question = outcome.info.question
    if outcome.problems:
        yield f"not everything that was named could be checked: {number(len(outcome.problems), 'problem')}"
    if not counts.assets:
        yield "nothing was checked: no hardware in what was named"
    if counts.undetermined:
        yield f"nothing says who made {number(counts.undetermined, 'asset')}"
    if counts.files_skipped:
        yield (
            f"{number(counts.files_skipped, 'file')} in the folders named were not read, for they are no inventories "
            "by name or content: name the inventories themselves"
        )
    if inquiry.left_out:
        yield (
            f"{number(len(inquiry.left_out), 'file')} in the folders named were left out, by pattern or ignore file, "
            f"{inquiry.left_out[0]} first of all: name the inventories themselves"
        )
    if question.purpose:
        yield f"a purpose was assumed for assets that state none: {question.purpose}"
    if question.ignore:
        yield f"the run was told to leave out: {', '.join(question.ignore)}"


def _own_obstacles(one: Mapping[str, Any], catalog: Catalog, inquiry: Inquiry) -> Iterator[str]:
    """What of the bans that a statement is about keeps anybody from saying that it is not so."""
    question = inquiry.outcome.info.question
    for name in one["regimes"]:
        regime = catalog.regimes[name]
        state = state_on(regime.get("stages") or (), question.as_of)
        if state is not None and state.name != "effective":
            yield f"on {question.as_of} {name} is not in force, so nothing was judged by it"
        if name not in Selection(question.select, (), catalog.regimes):
            yield f"the run was told to look elsewhere than at {name}: {', '.join(question.select)}"
        if not _bound(regime, catalog, question.profiles):
            yield f"those who ask are not bound by {name}: {', '.join(question.profiles)}"
    if Selection(question.select, (), catalog.entities).is_narrow:
        yield f"the run looked for some companies only: {', '.join(question.select)}"
    findings = [each for each in inquiry.findings if each.regime in one["regimes"]]
    open_ones = distinct([each for each in findings if each.verdict is Verdict.NEEDS_FACTS])
    if open_ones:
        yield f"of {number(len(open_ones), 'asset')} it depends on answers that are not given"
    hidden = distinct([each for each in findings if each.decision and each.decision.kind == _SUPPRESSED])
    if hidden:
        yield f"notes in the inventories suppress what was found of {number(len(hidden), 'asset')}"
    verdicts = {Verdict.PROHIBITED, Verdict.NEEDS_FACTS}
    others = distinct([each for each in findings if each.verdict not in verdicts])
    if others:
        said = ", ".join(sorted({each.verdict.value for each in others}))
        yield f"{number(len(others), 'asset')} to be looked at for another reason: {said}"


def _bound(regime: Mapping[str, Any], catalog: Catalog, profiles: Sequence[str]) -> bool:
    return any(
        set(clause["parties"]) & set(profile["parties"]) and set(clause["acts"]) & set(profile["acts"])
        for clause in regime["clauses"]
        for profile in (catalog.profiles[name] for name in profiles)
    )


def _disclosure(one: Mapping[str, Any] | None, found: Sequence[Finding], given: Given) -> Iterator[Block]:
    if not (one and found):
        return
    asks, if_known = one["asks"], one.get("if_known", ())
    yield Heading(f"Disclosure: {one['citation']}")
    yield Rows(
        ("asset", "place", "found", *(NAMES[name] for name in asks)),
        tuple(
            (*(said for _, said in ours(item)), *(cell(item, name, given, if_known) for name in asks)) for item in found
        ),
    )
    if "tells" in one:
        yield Fields(tuple((said, Cell("")) for said in one["tells"]))
