"""Papers and packages of evidence, as function calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from banlint.hints import TYPE_CHECKING, BinaryIO
from banlint.model import Parts, Problem

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.papers.inquiry import Inquiry
    from banlint.papers.report import Told
    from banlint.papers.verify import Verified
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


def paper(
    name: str,
    paths: Sequence[str],
    *,
    profile: str = "",
    as_of: str = "",
    identified_on: str = "",
    reported_on: str = "",
    contract: str = "",
    order: str = "",
    mitigation: str = "",
    markdown: bool = False,
    packs: Sequence[str] = (),
    waivers: str = "",
) -> tuple[Inquiry, str]:
    """The paper that the rules call `name`, drafted of the inventories at `paths`, with the inquiry it rests on.

    `as_of` is an ISO day, today where it is empty. What could not be checked is in `Inquiry.outcome.problems` and at
    the top of the paper. Raises `UsageError` for a paper or a profile that is not there.
    """
    from banlint.api.ask import DEFAULT_PROFILE, known, question
    from banlint.api.policy import read_policy
    from banlint.api.setting import load
    from banlint.run.check import Settings

    loaded = load(packs)
    known("paper", name, loaded.catalog.papers)
    asked = question(loaded.catalog, profiles=(profile or DEFAULT_PROFILE,), as_of=as_of)
    settings = Settings(asked, policy=read_policy(waivers, "", paths, asked))
    case = told(identified_on, reported_on, contract, order, mitigation)
    parts = loaded.plugins.parts(loaded.catalog)
    earlier = tuple(loaded.plugins.problems)
    return draft(name, paths, settings, loaded.catalog, parts, case, markdown=markdown, earlier=earlier)


def verify(path: str, *, inputs: str = "", manifest_sha256: str = "") -> Verified:
    """Whether the package of evidence at `path` is what it says, and its inputs below `inputs` what they were.

    Raises `InputError` for what is no package of evidence.
    """
    import os

    from banlint.papers.verify import verify as look

    return look(path, inputs or os.curdir, manifest_sha256)
