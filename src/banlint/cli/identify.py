"""`banlint identify`: who makes a thing, and how that is known."""

from __future__ import annotations

import argparse
import sys

from banlint.api.ask import day
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.errors import UsageError
from banlint.model import FACT_ROLES, Role

USAGE = "banlint identify [options] [VALUE ...]"
DESCRIPTION = "Say which company a name, model, MAC address, CPE, FCC ID or other identifier leads to, and why."
EPILOG = """\
examples:
  banlint identify 00:00:5e:00:53:01                  the shape says what it is
  banlint identify --manufacturer ACME --model CAM-200
  banlint identify --date 2024-01-31 'ACME Ltd'       bought then: who owned it on that day

All values are taken as one device, and what disagrees is said. The answer has each value, how it was
compared, what it met, whose that is today and was on the device's own date, and the sources that say so;
of what met nothing, the nearest name and why it was not taken. The exit status is 0 whether or not a
company is found.
"""
_FIELDS = tuple(role for role in Role if role not in FACT_ROLES)
_ALSO = {Role.PCI_ID: "--pci", Role.USB_ID: "--usb", Role.TEXT: "--description"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `identify`."""
    parser.add_argument("value", nargs="*", metavar="VALUE", help=argparse.SUPPRESS)
    fields = parser.add_argument_group("what is known of it (each may be repeated)")
    for role in _FIELDS:
        names = ["--" + role.value.replace("_", "-"), *([_ALSO[role]] if role in _ALSO else [])]
        fields.add_argument(
            *names, action="append", dest=f"role_{role.value}", metavar="TEXT", help=f"its {_title(role)}"
        )
    fields.add_argument("--date", metavar="DAY", help="the day it was bought, as 2024-01-31")
    output = parser.add_argument_group("how to answer")
    shared.add_as_of(output)
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    shared.add_help(output)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Identify, and print the chain."""
    from banlint.api.identify import asset, explain
    from banlint.api.setting import load
    from banlint.cli.chain import as_json, as_text

    given = {role.value: getattr(options, f"role_{role.value}") for role in _FIELDS}
    fields = {name: tuple(filter(None, values)) for name, values in given.items() if values}
    if not options.value and not any(fields.values()):
        raise UsageError("nothing to identify", "give a value, or options such as --manufacturer")
    config = shared.read_config(options)
    as_of = day(options.as_of or config.as_of) or today()
    one = asset(options.value, fields, options.date or "")
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    answer = explain(loaded.catalog, loaded.plugins.parts(loaded.catalog), one, as_of)
    for problem in loaded.plugins.problems:
        say(problem)
    sys.stdout.write((as_json if options.format == "json" else as_text)(answer, loaded.catalog))
    return 2 if loaded.plugins.problems else 0


def _title(role: Role) -> str:
    from banlint.cli.chain import title

    return title(role)
