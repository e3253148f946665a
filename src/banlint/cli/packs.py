"""`banlint test`: rule packs checked for their authors: schemas, references, and every example of every entity."""

from __future__ import annotations

import argparse
import sys

from banlint.cli import options as shared
from banlint.cli.terminal import say
from banlint.reporting.wording import number

USAGE = "banlint test [PACK ...]"
DESCRIPTION = "Check rule packs: schemas, references between files, and the examples of every entity (default: ours)."
EPILOG = """\
exit status: 0 every pack is sound, 2 there are problems
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `test`."""
    parser.add_argument("pack", nargs="*", metavar="PACK", help=argparse.SUPPRESS)
    output = parser.add_argument_group("options")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """Check each pack and print what is wrong."""
    from pathlib import Path

    from banlint.catalog import check_pack, rules_folder

    wrong = 0
    for folder in [Path(pack) for pack in options.pack] or [rules_folder()]:
        problems = check_pack(folder)
        for problem in problems:
            say(problem)
        wrong += len(problems)
        sys.stdout.write(f"{folder}: {number(len(problems), 'problem') if problems else 'sound'}\n")
    return 2 if wrong else 0
