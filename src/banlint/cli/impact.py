"""`banlint impact`: how exposed an inventory is to a law that may come, another day's, or a change of the inventory."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.api.ask import day, known
from banlint.cli import checking
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.policy import add_policy
from banlint.cli.terminal import say
from banlint.errors import PackError
from banlint.hints import TYPE_CHECKING
from banlint.model import Problem

if TYPE_CHECKING:
    from banlint.api.impact import Impact
    from banlint.api.whatif import Wanted

USAGE = "banlint impact [options] [PATH ...]"
DESCRIPTION = """\
Say how exposed inventories are: what a law that is proposed, drafted or supposed would newly hit, were it
in force; what another day's law, or another edition of the rules, makes of them; what a change of them adds.
By default: everything that is proposed or enacted, and not in force."""
EPILOG = """\
examples:
  banlint impact inventories/                                  all that is pending for a federal contractor
  banlint impact --regime draft.yaml inventories/              a regime that somebody drafted
  banlint impact --add-entity COMPANY --regime REGIME --from 2024-06-30 .
                                                               one more company on a list
  banlint impact --compare 2024-01-31 inventories/             the law of that day beside that of today
  banlint impact --since main --fail-on-new inventories/       what this branch adds
  banlint impact --since main --policy-from main --fail-on-new .
                                                               ... whatever it would waive itself

exit status:
  0  it was answered in full, whatever the answer is
  1  only with --fail-on-new: something is new and reaches the failing level
  2  not everything could be judged: usage, settings, rules, a draft, plugin or input
  3  nothing was judged: no inventory, or no hardware in any (--allow-empty makes it 0)
"""
FORMATS = ("text", "json", "csv", "markdown")
SHOWN = 100
"""Assets of each kind that a page lists unless more are asked for."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `impact`."""
    what = parser.add_argument_group("what to suppose, or to compare with")
    what.add_argument("--regime", action="append", metavar="ID", help="this regime, or this draft.yaml, were in force")
    what.add_argument("--add-entity", action="append", metavar="ID", help="the regime named this company as well")
    what.add_argument("--from", dest="first", default="", metavar="DAY", help="from this day on; default: --as-of")
    what.add_argument("--compare", default="", metavar="DAY", help="the law of this day, beside that of --as-of")
    what.add_argument("--catalog", default="", metavar="OLD", help="what is new since this pack folder or index")
    what.add_argument("--since", default="", metavar="REV", help="what is new since this git revision of the paths")
    checking.add_question(parser)
    add_policy(parser)
    output = parser.add_argument_group("what to show")
    output.add_argument("--format", metavar="NAME", default="text", help="text, json, csv or markdown; default: text")
    output.add_argument("--shown", type=int, default=SHOWN, metavar="N", help="list N assets on a page; 0: all")
    shared.add_help(output)
    status = parser.add_argument_group("what to exit with")
    status.add_argument("--fail-on-new", action="store_true", help="1 where something new reaches the failing level")
    status.add_argument(
        "--fail-on",
        action="append",
        metavar="VERDICT",
        help="the verdicts that fail, no others; default: prohibited,needs-facts",
    )
    status.add_argument("--allow-empty", action="store_true", default=False, help="0 instead of 3")
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Judge twice, print the difference, and return the exit status."""
    from banlint.api.impact import compare
    from banlint.cli.check import own
    from banlint.reporting.wording import added_lines

    known("format", options.format, FORMATS)
    asked = checking.asked(options)
    settings = asked.settings
    drafts = [name for name in options.regime or () if os.path.isfile(name)]
    # A draft that lies among inventories is none.
    settings = settings._replace(exclude=(*settings.exclude, *own(options, drafts)))
    packs = words(options.pack) or asked.config.pack
    stdin = sys.stdin.buffer if "-" in asked.paths else None
    try:
        found = compare(
            asked.paths, _wanted(options), settings, asked.loaded, packs, stdin, fail_on_new=options.fail_on_new
        )
    except PackError as error:
        for problem in error.problems or (error.problem(),):
            say(problem)
        return 2
    for problem in found.problems:
        say(problem)
    policy = settings.policy
    # What the change adds to decisions holds for nothing, and is told where a reader cannot miss it.
    more = *added_lines(policy.info), *(f"{one.path}: {one.message}" for one in policy.notices)
    found = found._replace(notes=(*more, *found.notes))
    _write(found, options)
    if found.status == 3:
        mend = "name inventories, or --allow-empty"
        say(Problem("input", "nothing was judged: no hardware in what was named", mend))
    return found.status


def _wanted(options: argparse.Namespace) -> Wanted:
    from banlint.api.whatif import Wanted

    return Wanted(
        tuple(options.regime or ()),
        words(options.add_entity),
        day(options.first),
        day(options.compare),
        options.catalog,
        options.since,
    )


def _write(found: Impact, options: argparse.Namespace) -> None:
    if options.format in ("json", "csv"):
        from banlint.cli import impact_data as data

        (data.write_json if options.format == "json" else data.write_csv)(found, sys.stdout)
        return
    from banlint.cli.impact_page import impact_page
    from banlint.cli.pages import markdown, text
    from banlint.reporting.layout import guard

    page = impact_page(found, options.shown or sys.maxsize)
    if options.format == "markdown":
        sys.stdout.write(markdown(page))
    else:
        sys.stdout.write("".join(f"{guard(line)}\n" for line in text(page).splitlines()))
