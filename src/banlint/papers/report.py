"""The report that clauses ask for once something is found: items, clocks, what the second report holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from banlint.hints import TYPE_CHECKING, Any
from banlint.model import Finding, Law, Verdict
from banlint.named import NamedTuple
from banlint.papers import record
from banlint.papers.calendar import Calendar
from banlint.papers.clock import Due, Moment, amount, due
from banlint.papers.duties import Duty, duties
from banlint.papers.inquiry import Inquiry
from banlint.papers.items import NAMES, Given, cell, distinct, ours
from banlint.papers.page import Block, Cell, Fields, Heading, Items, Laws, Page, Para, Rows
from banlint.reporting.account import CLEARANCE
from banlint.reporting.wording import number, place

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

REPORTED = frozenset({Verdict.PROHIBITED, Verdict.RESTRICTED})


class Told(NamedTuple):
    """What whoever asks for the paper says of the case."""

    given: Given = Given()
    identified: Moment | None = None
    reported: Moment | None = None
    """When the first report was sent."""


def report(paper: Mapping[str, Any], catalog: Catalog, inquiry: Inquiry, told: Told) -> Page:
    """The paper of kind `report`. Raises `UsageError` where those who ask do not make it."""
    question = inquiry.outcome.info.question
    day = told.identified.day.isoformat() if told.identified else question.as_of
    asked = duties(paper, catalog, question, day)
    blocks: list[Block] = [Heading(paper["title"], 1), *record.opening(inquiry.outcome)]
    blocks.append(_head(told))
    about = {name for duty in asked for name in duty.about}
    if not any(one.regime in about and one.verdict in REPORTED for one in inquiry.findings):
        blocks.append(Para(f"Nothing that was read has to be reported under these clauses. {CLEARANCE.capitalize()}."))
    for duty in asked:
        blocks += _duty(duty, catalog, inquiry, told)
    blocks += _open([one for one in inquiry.findings if one.regime in about])
    blocks += _notes(paper, asked, catalog)
    blocks += record.inquiry_blocks(inquiry)
    return Page(tuple(blocks))


def _head(told: Told) -> Block:
    identified = Cell(str(told.identified)) if told.identified else Cell("", "--identified-on says when")
    return Fields(
        (
            ("contractor", Cell("", "name, UEI and CAGE code")),
            ("reported by", Cell("", "name, office, how to reach")),
            ("identified or notified on", identified),
            ("identified by", Cell("", "own inquiry, a subcontractor, or another source")),
        )
    )


def _duty(duty: Duty, catalog: Catalog, inquiry: Inquiry, told: Told) -> Iterator[Block]:
    one = duty.record
    yield Heading(f"{one['clause']}" + (f": {duty.state}, and binds nobody yet" if not duty.binds else ""))
    found = distinct([each for each in inquiry.findings if each.regime in duty.about and each.verdict in REPORTED])
    if not found:
        then = f", then {amount(one['then'])}" if "then" in one else ""
        yield Para(f"No item: nothing that was read is reported under it. Its clock: {amount(one['within'])}{then}.")
        return
    yield Fields(tuple(_clocks(one, catalog, told, inquiry.outcome.info.question.as_of, running=duty.binds)))
    yield from (Para(str(one[key])) for key in ("says", "note") if key in one)
    if not (duty.binds and "asks" in one):
        yield Para(f"It would be about {number(len(found), 'item')} of those listed elsewhere on this paper.")
        return
    yield from _contracts(one, found, told.given)
    if "then_asks" in one:
        yield Heading("Second report", 3)
        yield Fields(tuple((said, Cell("")) for said in one["then_asks"]))


def _clocks(
    one: Mapping[str, Any], catalog: Catalog, told: Told, today: str, *, running: bool
) -> Iterator[tuple[str, Cell]]:
    yield "to", Cell(str(one.get("to", "")))
    yield "the clock starts when", Cell(str(one.get("begins", "")))
    calendar = Calendar(catalog.calendars[one["calendar"]]) if "calendar" in one else None
    late = today if running else ""
    if told.identified is None:
        yield "first report due", Cell("", f"{amount(one['within'])} from then")
        first = None
    else:
        first = due(told.identified, one["within"], calendar)
        yield "first report due", _due(first, late if not told.reported else "")
    if "then" not in one:
        return
    sent = told.reported or (first.at if first else None)
    if sent is None:
        yield "second report due", Cell("", f"{amount(one['then'])} from the first report")
    else:
        second = due(sent, one["then"], calendar)
        how = "" if told.reported else "; if the first is sent on its last day, and earlier if it is sent earlier"
        yield "second report due", _due(second._replace(said=second.said + how), late)


def _due(one: Due, today: str) -> Cell:
    past = f"PAST on {today}; " if today and one.at.day.isoformat() < today else ""
    return Cell(str(one.at), f"{past}{one.said}")


def _contracts(one: Mapping[str, Any], found: Sequence[Finding], given: Given) -> Iterator[Block]:
    """Items by contract: each contract has its own contracting officer."""
    asks, if_known = one["asks"], one.get("if_known", ())
    by: dict[str, list[Finding]] = {}
    for finding in found:
        by.setdefault(cell(finding, "contract", given).text, []).append(finding)
    for contract, items in sorted(by.items(), key=lambda pair: (not pair[0], pair[0])):
        yield Heading(f"Contract {contract or '________'}: {number(len(items), 'item')}", 3)
        heads = ("asset", "place", "found", *(NAMES[name] for name in asks))
        yield Rows(
            heads,
            tuple(
                (*(said for _, said in ours(item)), *(cell(item, name, given, if_known) for name in asks))
                for item in items
            ),
        )


def _open(findings: Sequence[Finding]) -> Iterator[Block]:
    """What may have to be reported once somebody says more of it."""
    asked = distinct([one for one in findings if one.verdict is Verdict.NEEDS_FACTS])
    if not asked:
        return
    yield Heading("What may have to be reported")
    yield Para(
        f"Of {number(len(asked), 'item')} it depends on what nothing that was read says. Whether the clock runs for "
        "them already is for counsel to say."
    )
    rows = tuple(
        (Cell(one.asset), Cell(place(one)), Cell(one.entity_name, str(one.confidence)), Cell(" ".join(one.questions)))
        for one in asked
    )
    yield Rows(("asset", "place", "maker", "to be answered"), rows)


def _notes(paper: Mapping[str, Any], asked: Sequence[Duty], catalog: Catalog) -> Iterator[Block]:
    used = dict.fromkeys(one.record["calendar"] for one in asked if "calendar" in one.record)
    calendars = [catalog.calendars[name] for name in used]
    yield Heading("To be known")
    said = [str(one) for one in paper.get("notes", ())]
    for one in calendars:
        said += [f"Business days here are {one['title']}.", *map(str, one.get("notes", ()))]
    said += [f"Not confirmed: {one}" for one in paper.get("unverified", ())]
    if said:
        yield Items(tuple(said))
    yield Heading("Law")
    yield Laws(tuple(Law(law["citation"], law.get("url", "")) for one in (paper, *calendars) for law in one["law"]))
