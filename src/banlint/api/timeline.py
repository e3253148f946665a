"""The lives of assets as one function call."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.api.ask import DEFAULT_PROFILE, question
from banlint.model import Problem
from banlint.run.lives import Life


def timeline(
    paths: Sequence[str],
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    as_of: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    purpose: str = "",
    facts: str = "",
    packs: Sequence[str] = (),
) -> tuple[tuple[Life, ...], tuple[Problem, ...]]:
    """Every change of verdict in the life of each asset in `paths`, past and to come, and what could not be read.

    Raises `UsageError`, `ConfigError` and `PackError` for what is wrong with the call.
    """
    from banlint.api.facts import read_facts
    from banlint.api.setting import load
    from banlint.run.check import Settings
    from banlint.run.lives import lives

    loaded = load(packs)
    profiles = (profile,) if isinstance(profile, str) else tuple(profile)
    asked = question(
        loaded.catalog, profiles=profiles, as_of=as_of or "", select=select, ignore=ignore, purpose=purpose
    )
    answers = read_facts(facts, loaded.catalog) if facts else None
    problems: list[Problem] = []
    parts = loaded.plugins.parts(loaded.catalog)
    found = tuple(lives(paths, Settings(asked, answers=answers), loaded.catalog, parts, problems.append))
    return found, (*loaded.plugins.problems, *problems)
