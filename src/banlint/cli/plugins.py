"""`banlint plugins`: what is loaded, from where, and which hooks it implements."""

from __future__ import annotations

import argparse
import sys

from banlint.cli import options as shared
from banlint.cli.terminal import say
from banlint.text import show

USAGE = "banlint plugins [options]"
DESCRIPTION = "List the plugins that would be used: name, version, distribution, hooks."
EPILOG = """\
Installed distributions offer plugins by the entry point group `banlint`. Installing one is consent
to run its code; -p no:NAME leaves one out, --no-plugins leaves out all but banlint's own.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `plugins`."""
    output = parser.add_argument_group("how to answer")
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    shared.add_help(output)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Print the plugins; 2 where one of them cannot be loaded."""
    from banlint.plugins.manager import Plugins
    from banlint.reporting.as_json import encode

    manager = Plugins(options.plugin or (), third_party=not options.no_plugins)
    for problem in manager.problems:
        say(problem)
    listing = manager.listing()
    if options.format == "json":
        sys.stdout.write(encode({"schema_version": 1, "plugins": [one._asdict() for one in listing]}) + "\n")
    else:
        for one in listing:
            origin = f"{show(one.distribution)} {show(one.version)}".strip()
            sys.stdout.write(f"{show(one.name)} ({origin})\n" + "".join(f"  {hook}\n" for hook in one.hooks))
    return 2 if manager.problems else 0
