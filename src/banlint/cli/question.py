"""What a command asks, from the command line and the settings: for whom, as of when, and what is known besides."""

from __future__ import annotations

import argparse
import os

from banlint.api.ask import askers, horizon, question
from banlint.cli.config import Config
from banlint.cli.files import files_of
from banlint.cli.parser import words
from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.judge.answers import Answers
    from banlint.model import Question


def add_selection(group: argparse._ArgumentGroup) -> None:
    """`--purpose`, `--select`, `--ignore` and `--include`."""
    group.add_argument("--purpose", metavar="WHAT", help="the purpose to assume for assets that state none")
    group.add_argument(
        "--select", action="append", metavar="ID", help="only these regimes or entities: id, prefix, glob"
    )
    group.add_argument("--ignore", action="append", metavar="ID", help="not these regimes or entities")
    group.add_argument(
        "--include", action="append", metavar="WHAT", help="what is off by default: unverified, of low confidence"
    )


def add_facts(group: argparse._ArgumentGroup) -> None:
    """`--facts`."""
    group.add_argument("--facts", metavar="FILE", help="answers by asset, to what the inventories leave open")


def asked(options: argparse.Namespace, config: Config, catalog: Catalog) -> Question:
    """The question. Raises `UsageError` for what is not known, `ConfigError` for what is wrong in the settings."""
    profiles = words(options.profile)
    narrowed = () if profiles else askers(config.asker, catalog, config.path)
    found = question(
        catalog,
        profiles=profiles or config.profile,
        as_of=options.as_of or config.as_of,
        select=words(options.select) or config.select,
        ignore=words(options.ignore) or config.ignore,
        purpose=options.purpose or config.purpose,
        include=words(options.include) or config.include,
        mentions=getattr(options, "mentions", False) or config.mentions,
        askers=narrowed,
    )
    until = getattr(options, "horizon", None) or config.horizon
    return found._replace(horizon=horizon(until, found.as_of)) if until else found


def facts_file(options: argparse.Namespace, config: Config) -> str:
    """The facts file, as the command line or the settings name it; empty where neither does."""
    return getattr(options, "facts", None) or config.facts


def read_facts(options: argparse.Namespace, config: Config, catalog: Catalog) -> Answers | None:
    """What the facts file answers; `None` without one. Raises `ConfigError`."""
    path = facts_file(options, config)
    if not path:
        return None
    from banlint.judge.factsfile import read
    from banlint.judge.vocabulary import Vocabulary

    answers = read(files_of(options).read(path), show(path.removeprefix("./"), 1000), Vocabulary(catalog.vocabulary))
    # One file of a settings file's many says nothing of what the answers are about elsewhere.
    answers.whole = bool(options.facts) or any(os.path.isdir(one) for one in options.path or (os.curdir,))
    return answers
