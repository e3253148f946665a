"""A check whose findings another command works on: nothing is printed but what went wrong."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.api.ask import day
from banlint.cli import check
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.hints import TYPE_CHECKING
from banlint.model import Finding, Outcome, Problem
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.cli.config import Config
    from banlint.run.check import Settings

# What only a command that reports has options for.
_SILENT = {
    "allow_empty": False,
    "baseline": None,
    "color": "auto",
    "exit_zero": False,
    "expect_assets_min": None,
    "fail_on": None,
    "format": None,
    "no_waivers": False,
    "output": (),
    "policy_from": None,
    "show_waived": False,
    "waivers": None,
}


class Asked(NamedTuple):
    """What a command is to work with, before anything is read."""

    config: Config
    loaded: Loaded
    settings: Settings
    paths: tuple[str, ...]


class Checked(NamedTuple):
    """All findings of a check, and its account. `problems` are those of plugins too; they were told."""

    findings: tuple[Finding, ...]
    outcome: Outcome
    problems: tuple[Problem, ...]


def add_question(parser: argparse.ArgumentParser) -> None:
    """The options of `check` that say what is asked of which files."""
    check.asking(parser)
    parser.set_defaults(**_SILENT)


def asked(options: argparse.Namespace, *, baseline: bool = True) -> Asked:
    """What `options` and the settings ask for; not of the `baseline` where so said. Raises what is wrong with them."""
    from banlint.api.setting import load

    config = shared.read_config(options)
    config = config if baseline else config._replace(baseline="")
    day(options.as_of or config.as_of)
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    settings = check.settings_of(options, config, loaded)
    return Asked(config, loaded, settings, tuple(options.path) or (os.curdir,))


def run(one: Asked) -> Checked:
    """The check itself; problems are said as they come."""
    from banlint.run.check import check as run_check

    findings: list[Finding] = []
    parts = one.loaded.plugins.parts(one.loaded.catalog)
    stdin = sys.stdin.buffer if "-" in one.paths else None
    outcome = run_check(one.paths, one.settings, one.loaded.catalog, parts, findings.append, say, stdin=stdin)
    for problem in one.loaded.plugins.problems:
        say(problem)
    return Checked(tuple(findings), outcome, (*one.loaded.plugins.problems, *outcome.problems))
