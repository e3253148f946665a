"""`banlint report`: the papers that laws ask for, drafted from what was found."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.api.ask import known
from banlint.cli import asking
from banlint.cli import options as shared
from banlint.cli.policy import add_policy
from banlint.cli.terminal import say
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from banlint.papers.inquiry import Inquiry

USAGE = "banlint report PAPER [options] [PATH ...]"
DESCRIPTION = """\
Draft a paper that a law asks for, from what is found in inventories: a report to the contracting
officer with its clock, or a representation with the record of the inquiry. What nothing says is left
blank and marked. It is no legal advice, and no finding is no clearance."""
EPILOG = """\
papers are those of the rules; banlint's own are `far-889` and `representation`.

examples:
  banlint report far-889 --identified-on 2026-11-20 inventories/
  banlint report far-889 --identified-on 2026-11-20 --reported-on 2026-11-23 --contract N00024-26-C-0001 .
  banlint report representation --format markdown -o representation.md inventories/

exit status:
  0  the paper was written, whatever it says
  2  not everything could be checked, which the paper says at its top; or it was not written
  3  nothing was checked: no inventory, or no hardware in any
"""
FORMATS = ("text", "markdown")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `report`."""
    parser.add_argument("paper", metavar="PAPER", help=argparse.SUPPRESS)
    asking.add_question(parser)
    add_policy(parser)
    case = parser.add_argument_group("what is known of the case")
    case.add_argument(
        "--identified-on", metavar="DAY", help="when it was identified, as 2026-11-20 or 2026-11-20T16:30"
    )
    case.add_argument("--reported-on", metavar="DAY", help="when the first report was sent")
    case.add_argument("--contract", default="", metavar="NO", help="the contract of items whose inventory names none")
    case.add_argument("--order", default="", metavar="NO", help="the order, likewise")
    case.add_argument("--mitigation", default="", metavar="TEXT", help="what was done about it, or is advised")
    group = parser.add_argument_group("what to show")
    group.add_argument("--format", metavar="NAME", default="text", help=f"{' or '.join(FORMATS)}; default: text")
    group.add_argument("-o", "--output", dest="file", metavar="FILE", help="write to this new file")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Draft the paper."""
    from banlint.api.papers import draft, told

    known("format", options.format, FORMATS)
    case = told(options.identified_on, options.reported_on, options.contract, options.order, options.mitigation)
    _free(options.file)
    one = asking.asked(options)
    known("paper", options.paper, one.loaded.catalog.papers)
    parts = one.loaded.plugins.parts(one.loaded.catalog)
    stdin = sys.stdin.buffer if "-" in one.paths else None
    earlier = tuple(one.loaded.plugins.problems)
    for problem in earlier:
        say(problem)
    inquiry, text = draft(
        options.paper, one.paths, asking.strict(one.settings), one.loaded.catalog, parts, case,
        markdown=options.format == "markdown", on_problem=say, stdin=stdin, earlier=earlier,
    )  # fmt: skip
    _put(options.file, text)
    return status(inquiry)


def status(inquiry: Inquiry) -> int:
    """The exit status for what was drafted from `inquiry`."""
    from banlint.run.status import CLEAN, NOT_CHECKED_IN_FULL, NOTHING_CHECKED

    if inquiry.outcome.problems:
        return NOT_CHECKED_IN_FULL
    return CLEAN if inquiry.outcome.counts.assets else NOTHING_CHECKED


def _free(path: str | None) -> None:
    """Raise unless there is nothing at `path`: what somebody filled in is never written over."""
    from banlint.cli import writing

    if path and os.path.lexists(path):
        raise UsageError(f"there is a {show(path)} already", "name another file: what was filled in would be lost")
    if path:
        writing.check(path)


def _put(path: str | None, text: str) -> None:
    if not path:
        sys.stdout.write(text)
        return
    from banlint.cli import writing

    writing.write(path, None, text.encode("utf-8", "backslashreplace"))
    sys.stdout.write(f"{show(path)}: written, to be filled in and signed by whoever answers for it\n")
