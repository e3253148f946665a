"""What banlint understands of inventories, as one function call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.api.ask import question
from banlint.api.setting import load
from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING
from banlint.model import Problem
from banlint.run.understood import Understood

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.hints import BinaryIO
    from banlint.inventories.mappings import Mappings
    from banlint.run.check import Settings

SHOWN = 10
"""Assets of a file that are shown unless more are asked for."""


def inventory(
    paths: Sequence[str], *, mappings: Sequence[str] = (), shown: int = SHOWN, exclude: Sequence[str] = ()
) -> tuple[Understood, ...]:
    """What is understood of the inventories at `paths`, files or folders: shape, assets, fields, what was passed over.

    Of the assets of a file the first `shown` are given one by one. What is wrong with an input is among the
    `problems` of its account.
    """
    from banlint.inventories.mappings import Mappings

    loaded = load()
    return tuple(accounts(paths, settings(loaded, Mappings(mappings), exclude), loaded, shown))


def settings(loaded: Loaded, mappings: Mappings, exclude: Sequence[str] = (), stdin_name: str = "") -> Settings:
    """The settings of a run that asks nothing of the law."""
    from banlint.run.check import Settings

    return Settings(question(loaded.catalog), mappings=mappings, exclude=tuple(exclude), stdin_name=stdin_name)


def accounts(
    paths: Sequence[str], asked: Settings, loaded: Loaded, shown: int = SHOWN, stdin: BinaryIO | None = None
) -> Iterator[Understood]:
    """An account of each file below `paths` that is an inventory, as it is read."""
    from banlint.run.check import checker_for, open_input
    from banlint.run.discovery import discover
    from banlint.run.understood import understand

    parts = loaded.plugins.parts(loaded.catalog)
    checker = checker_for(asked, loaded.catalog, parts)
    for one in discover(paths, asked.exclude):
        if isinstance(one, Problem):
            yield _unread(one.path, one)
            continue
        try:
            chosen = open_input(one, asked, parts.readers, stdin)
        except BanlintError as error:
            yield _unread(one.name, error.problem())
            continue
        if chosen is not None:
            yield understand(checker, *chosen, shown)


def _unread(name: str, problem: Problem) -> Understood:
    problem = problem._replace(path=problem.path or name)
    return Understood(name, "", 0, {}, False, 0, {}, {}, {}, {}, (), (problem,))
