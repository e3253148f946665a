"""The whole check as one function call."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.api.ask import DEFAULT_PROFILE, question, verdicts
from banlint.api.ask import horizon as until
from banlint.model import Finding, Outcome, Problem
from banlint.named import NamedTuple


class Result(NamedTuple):
    """What a check came to."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    """What kept parts of the input from being checked. While there are any, no finding is no clearance."""
    outcome: Outcome
    """The counts, the question and the edition of the rules."""
    status: int
    """The exit status the command would have: 0 clean, 1 findings, 2 not checked in full, 3 nothing checked."""


def check(
    paths: Sequence[str],
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    as_of: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    purpose: str = "",
    include: Sequence[str] = (),
    mentions: bool = False,
    fail_on: Sequence[str] = (),
    exclude: Sequence[str] = (),
    packs: Sequence[str] = (),
    plugins: Sequence[str] = (),
    third_party: bool = True,
    jobs: int = 1,
    mappings: Sequence[str] = (),
    waivers: str = "",
    baseline: str = "",
    honour: bool = True,
    expect_assets_min: int = 0,
    facts: str = "",
    horizon: str = "",
) -> Result:
    """Check the inventories at `paths`, files or folders, and return everything that was found.

    The parameters are those of `banlint check`: `as_of` is an ISO day (today where `None`), `select` and
    `ignore` take regime and entity ids, prefixes or globs, `mentions` shows
    what assets only speak of, `packs` folders of further rules, `mappings` files of mappings, `plugins` names to
    load or, as `no:name`, to leave out, `waivers` and `baseline` files of decisions; without `honour` no suppression
    and no waiver holds. `facts` is a file of answers, `horizon` a span such as `18m` or a day up to which what is to
    come is told. What is wrong with an input is a problem in the result; `UsageError` and
    `PackError` are raised for what is wrong with the call. All findings are held: for inventories beyond memory
    use the command.
    """
    from banlint.api.facts import read_facts
    from banlint.api.policy import read_policy
    from banlint.api.setting import load
    from banlint.inventories.mappings import Mappings
    from banlint.run.check import Settings
    from banlint.run.check import check as run
    from banlint.run.status import exit_status

    loaded = load(packs, plugins, third_party=third_party)
    profiles = (profile,) if isinstance(profile, str) else tuple(profile)
    asked = question(
        loaded.catalog,
        profiles=profiles,
        as_of=as_of or "",
        select=select,
        ignore=ignore,
        purpose=purpose,
        include=include,
        mentions=mentions,
    )
    if horizon:
        asked = asked._replace(horizon=until(horizon, asked.as_of))
    settings = Settings(
        asked,
        verdicts(fail_on),
        jobs=jobs,
        least_assets=expect_assets_min,
        exclude=tuple(exclude),
        mappings=Mappings(mappings),
        policy=read_policy(waivers, baseline, paths, asked, honour=honour),
        answers=read_facts(facts, loaded.catalog) if facts else None,
    )
    findings: list[Finding] = []
    problems: list[Problem] = []
    parts = loaded.plugins.parts(loaded.catalog)
    outcome = run(paths, settings, loaded.catalog, parts, findings.append, problems.append)
    outcome = outcome._replace(problems=(*loaded.plugins.problems, *outcome.problems))
    return Result(tuple(findings), outcome.problems, outcome, exit_status(outcome))
