"""`banlint inventory`: what was understood of inventories, before anything is judged."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.errors import ReportError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import Problem
from banlint.text import show

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.run.understood import Understood

USAGE = "banlint inventory [options] [PATH ...]"
DESCRIPTION = "Show what is understood of inventories: shape, assets, fields, what is passed over, what stays unknown."
EPILOG = """\
examples:
  banlint inventory stock.csv                          is it read right?
  banlint inventory --init export.json -o banlint-map.yaml   begin a mapping for a shape of one's own
  banlint inventory --mapping map.yaml export.json     does the mapping do what it should?

exit status: that of `banlint check`, where nothing is a finding.
Only keys and identifying values are shown: never passwords, never free text, never whole rows.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `inventory`."""
    parser.add_argument("path", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    inputs = parser.add_argument_group("what to read")
    inputs.add_argument("--exclude", action="append", metavar="GLOB", help="leave out what matches within folders")
    inputs.add_argument("--stdin-name", default="", metavar="NAME", help="what to call standard input, as lab.json")
    shared.add_mapping(inputs)
    output = parser.add_argument_group("what to show")
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    output.add_argument("--assets", type=int, default=10, metavar="N", help="show the first N assets of a file; 10")
    output.add_argument("--init", action="store_true", help="write a first mapping for the file named, to be edited")
    output.add_argument("-o", "--output", default="", metavar="FILE", help="write it to this new file (with --init)")
    shared.add_help(output)
    status = parser.add_argument_group("what to exit with")
    status.add_argument("--allow-empty", action="store_true", help="0 instead of 3")
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Read, show, and return the exit status."""
    from banlint.api.inventory import accounts, settings
    from banlint.api.setting import load
    from banlint.cli.check import own

    if options.assets < 0:
        raise UsageError(f"--assets {options.assets} is less than nothing", "0 shows none")
    if options.output and not options.init:
        raise UsageError("-o is for --init", "redirect the output instead")
    config = shared.read_config(options)
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    for problem in loaded.plugins.problems:
        say(problem)
    if options.init:
        return _init(options, loaded)
    exclude = (*words(options.exclude), *config.exclude, *own(options, options.mapping))
    asked = settings(loaded, shared.mappings(options, config), exclude, options.stdin_name)
    stdin = sys.stdin.buffer if "-" in options.path else None
    found = accounts(options.path or (os.curdir,), asked, loaded, options.assets, stdin)
    failed, assets = (_as_json if options.format == "json" else _as_text)(list(found))
    if failed or loaded.plugins.problems:
        return 2
    return 0 if assets or options.allow_empty else _nothing()


def _nothing() -> int:
    say(Problem("input", "no hardware in what was named", "name inventories, or write a mapping: --init"))
    return 3


def _as_text(found: list[Understood]) -> tuple[bool, int]:
    from banlint.cli.inventory_page import page

    for one in found:
        sys.stdout.write(page(one))
        for problem in one.problems:
            say(problem)
    return any(one.problems for one in found), sum(one.assets for one in found)


def _as_json(found: list[Understood]) -> tuple[bool, int]:
    from banlint.cli.inventory_page import record
    from banlint.reporting.as_json import encode

    sys.stdout.write(encode({"schema_version": 1, "files": [record(one) for one in found]}) + "\n")
    for one in found:
        for problem in one.problems:
            say(problem)
    return any(one.problems for one in found), sum(one.assets for one in found)


def _init(options: argparse.Namespace, loaded: Loaded) -> int:
    from banlint.api.sketch import sketch

    if len(options.path) != 1 or not os.path.isfile(options.path[0]):
        raise UsageError("--init takes one file", "name the inventory to write a mapping for")
    written = sketch(options.path[0], loaded)
    if not options.output:
        sys.stdout.write(written)
        return 0
    try:
        with open(options.output, "x", encoding="utf-8", newline="\n") as file:
            file.write(written)
    except FileExistsError:
        raise ReportError(f"{show(options.output)} is there already", "name a new file") from None
    except OSError as error:
        raise ReportError(f"{show(options.output)} cannot be written: {error.strerror}", "name another") from None
    return 0
