"""`banlint timeline`: every change of verdict in the life of each asset, and the next one to come."""

from __future__ import annotations

import argparse
import sys

from banlint.api.ask import known
from banlint.cli import asking
from banlint.cli import options as shared
from banlint.cli.terminal import say
from banlint.model import Problem

USAGE = "banlint timeline [options] [PATH ...]"
DESCRIPTION = """\
Show every change of verdict in the life of each asset: from when it was bought or installed,
where the inventory says so, to the last change that the law foresees. The next one to come is
marked."""
EPILOG = """\
examples:
  banlint timeline examples/pier-7.yaml                       for a federal contractor
  banlint timeline --profile us-dod --next inventories/       only what is still to come
  banlint timeline --horizon 18m --next inventories/          ... within eighteen months
  banlint timeline --format json inventories/                 for programs

exit status:
  0  it was shown
  2  not everything could be read: usage, settings, rules, plugin or input
"""
FORMATS = ("text", "json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `timeline`."""
    asking.add_question(parser)
    group = parser.add_argument_group("what to show")
    group.add_argument("--next", action="store_true", help="only what is to come after the day asked about")
    group.add_argument("--format", metavar="NAME", default="text", help="text or json; default: text")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Show the lives as they are found."""
    from banlint.cli import timeline_page as page
    from banlint.run.lives import lives

    known("format", options.format, FORMATS)
    one = asking.asked(options)
    problems: list[Problem] = []

    def on_problem(problem: Problem) -> None:
        problems.append(problem)
        say(problem)

    parts = one.loaded.plugins.parts(one.loaded.catalog)
    stdin = sys.stdin.buffer if "-" in options.path else None
    paths = options.path or (".",)
    found = lives(paths, one.settings, one.loaded.catalog, parts, on_problem, stdin)
    shown = (page.narrowed(life, one.settings.question, coming=options.next) for life in found)
    told = (life for life in shown if life.changes)
    render = page.as_json if options.format == "json" else page.as_text
    for text in render(told, one.settings.question, one.loaded.catalog.info):
        sys.stdout.write(text)
    for problem in one.loaded.plugins.problems:
        on_problem(problem)
    return 2 if problems else 0
