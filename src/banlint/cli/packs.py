"""`banlint test`: rule packs checked for their authors: schemas, references, and every example judged for real."""

from __future__ import annotations

import argparse
import sys

from banlint.cli import options as shared
from banlint.cli.terminal import say, tell
from banlint.hints import TYPE_CHECKING
from banlint.model import Notice
from banlint.reporting.wording import number

if TYPE_CHECKING:
    from banlint.api.packtest import PackReport

USAGE = "banlint test [PACK ...]"
DESCRIPTION = "Test rule packs: schemas, references between files, and every example in them (default: ours)."
EPILOG = """\
exit status: 0 all is sound, 1 an example or invariant fails, 2 a pack cannot be used
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `test`."""
    parser.add_argument("pack", nargs="*", metavar="PACK", help=argparse.SUPPRESS)
    output = parser.add_argument_group("options")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """Test each pack and print what is wrong."""
    from pathlib import Path

    from banlint.api.packtest import test_pack
    from banlint.catalog import rules_folder

    status = 0
    for folder in [Path(pack) for pack in options.pack] or [rules_folder()]:
        report = test_pack(folder)
        for problem in (*report.broken, *report.failed):
            say(problem)
        tell([Notice("stale", *warning[1:]) for warning in report.warnings])
        sys.stdout.write(f"{folder}: {_summary(report)}\n")
        status = max(status, report.status)
    return status


def _summary(report: PackReport) -> str:
    if report.broken:
        return f"{number(len(report.broken), 'problem')}; nothing else was tested"
    counts = ", ".join(
        number(count, noun)
        for count, noun in (
            (report.regimes, "regime"),
            (report.listings, "listing"),
            (report.entities, "entity"),
            (report.examples, "example"),
        )
    )
    said = f"{len(report.failed):,} failed" if report.failed else "sound"
    warned = f", {number(len(report.warnings), 'notice')}" if report.warnings else ""
    return f"{said}: {counts}{warned}"
