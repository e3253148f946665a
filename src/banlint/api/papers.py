"""Papers and packages of evidence, as function calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, BinaryIO

from banlint.model import Parts, Problem

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.papers.inquiry import Inquiry
    from banlint.papers.report import Told
    from banlint.run.check import Settings


def told(
    identified_on: str | None = None,
    reported_on: str | None = None,
    contract: str = "",
    order: str = "",
    mitigation: str = "",
) -> Told:
    """What is known of a case, its days as ISO text. Raises `UsageError` for what is no day, or before another."""
    from banlint.errors import UsageError
    from banlint.papers.clock import moment
    from banlint.papers.items import Given
    from banlint.papers.report import Told

    identified = moment(identified_on, "--identified-on") if identified_on else None
    reported = moment(reported_on, "--reported-on") if reported_on else None
    if identified and reported and reported.day < identified.day:
        raise UsageError("it was reported before it was identified", "mend --reported-on or --identified-on")
    return Told(Given(contract, order, mitigation), identified, reported)


def draft(
    name: str,
    paths: Sequence[str],
    settings: Settings,
    catalog: Catalog,
    parts: Parts,
    case: Told,
    *,
    markdown: bool = False,
    on_problem: Callable[[Problem], None] = lambda _: None,
    stdin: BinaryIO | None = None,
    earlier: Sequence[Problem] = (),
) -> tuple[Inquiry, str]:
    """Check `paths` and draft the paper `name` of the catalog. Raises `UsageError` where those who ask make no such."""
    from banlint.papers.duties import asking
    from banlint.papers.inquiry import inquire
    from banlint.papers.page import as_markdown, as_text
    from banlint.papers.report import report
    from banlint.papers.representation import representation

    paper = catalog.papers[name]
    asking(paper, catalog, settings.question)
    inquiry = inquire(paths, settings, catalog, parts, on_problem, stdin, earlier)
    page = (
        report(paper, catalog, inquiry, case)
        if paper["kind"] == "report"
        else representation(paper, catalog, inquiry, case.given)
    )
    return inquiry, "".join((as_markdown if markdown else as_text)(page))
