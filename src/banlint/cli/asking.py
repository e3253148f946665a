"""What commands beside `check` ask: the same question, of the same inventories, answered in memory."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.cli import check as checking
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.hints import TYPE_CHECKING
from banlint.model import Finding, Outcome, Problem
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.run.check import Settings


class Asked(NamedTuple):
    """A question, and what answers it."""

    paths: tuple[str, ...]
    settings: Settings
    loaded: Loaded


class Checked(NamedTuple):
    """What a check came to."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    outcome: Outcome


def add_question(parser: argparse.ArgumentParser) -> None:
    """The options that ask, as `check` has them."""
    checking.asking(parser)
    # What a command does not ask of its user it does not ask of the check.
    parser.set_defaults(output=[], fail_on=None, exit_zero=True, allow_empty=True, no_waivers=False, waivers=None)
    parser.set_defaults(expect_assets_min=None)


def asked(options: argparse.Namespace) -> Asked:
    """The question that `options` and the settings ask. Raises `UsageError` and `ConfigError`."""
    from banlint.api.setting import load

    config = shared.read_config(options)
    packs = words(options.pack) or config.pack
    loaded = load(packs, options.plugin or (), third_party=not options.no_plugins)
    return Asked(tuple(options.path) or (os.curdir,), checking.settings_of(options, config, loaded), loaded)


def strict(settings: Settings) -> Settings:
    """`settings` for what is signed: nothing lets an empty or a failing check pass."""
    return settings._replace(exit_zero=False, allow_empty=False)


def run(one: Asked) -> Checked:
    """The findings; problems are told as they come."""
    from banlint.run.check import check

    findings: list[Finding] = []
    stdin = sys.stdin.buffer if "-" in one.paths else None
    parts = one.loaded.plugins.parts(one.loaded.catalog)
    outcome = check(one.paths, one.settings, one.loaded.catalog, parts, findings.append, say, None, stdin)
    for problem in one.loaded.plugins.problems:
        say(problem)
    return Checked(tuple(findings), (*one.loaded.plugins.problems, *outcome.problems), outcome)
