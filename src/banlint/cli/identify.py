"""`banlint identify`: who makes a thing, and how that is known."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from banlint.api.ask import day
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.errors import UsageError
from banlint.model import FACT_ROLES, Evidence, Identifier, Identity, Role
from banlint.text import fold, show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

USAGE = "banlint identify [options] [VALUE ...]"
DESCRIPTION = "Say which company a name, model, MAC address, CPE, FCC ID or other identifier leads to, and why."
EPILOG = """\
examples:
  banlint identify 00:00:5e:00:53:01                  the shape says what it is
  banlint identify --manufacturer ACME --model CAM-200
  banlint identify --as-of 2024-01-31 'ACME Ltd'      who owned it on that day

All values are taken as one device. The exit status is 0 whether or not a company is found.
"""
_FIELDS = tuple(role for role in Role if role not in FACT_ROLES)
_FOLDED = frozenset({Role.MANUFACTURER, Role.BRAND, Role.SUPPLIER})


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `identify`."""
    parser.add_argument("value", nargs="*", metavar="VALUE", help=argparse.SUPPRESS)
    fields = parser.add_argument_group("what is known of it")
    for role in _FIELDS:
        option = "--" + role.value.replace("_", "-")
        fields.add_argument(option, dest=f"role_{role.value}", metavar="TEXT", help=f"its {_title(role)}")
    output = parser.add_argument_group("how to answer")
    shared.add_as_of(output)
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    shared.add_help(output)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Identify, and print the chain."""
    from banlint.api.identify import asset, resolve
    from banlint.api.setting import load

    given = {role.value: getattr(options, f"role_{role.value}") for role in _FIELDS}
    fields = {name: value for name, value in given.items() if value}
    if not options.value and not fields:
        raise UsageError("nothing to identify", "give a value, or options such as --manufacturer")
    config = shared.read_config(options)
    as_of = day(options.as_of or config.as_of) or today()
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    one = asset(options.value, fields)
    identity = resolve(loaded.catalog, loaded.plugins.parts(loaded.catalog), one, as_of)
    for problem in loaded.plugins.problems:
        say(problem)
    if options.format == "json":
        sys.stdout.write(_json(one.identifiers, identity, as_of))
    else:
        sys.stdout.write("\n".join(_text(one.identifiers, identity, loaded.catalog, as_of)) + "\n")
    return 2 if loaded.plugins.problems else 0


def _text(identifiers: tuple[Identifier, ...], identity: Identity, catalog: Catalog, as_of: str) -> list[str]:
    lines = [f"as of {as_of}"]
    for value in dict.fromkeys(one.value for one in identifiers):
        roles = [one.role for one in identifiers if one.value == value]
        folded = f", compared as `{show(fold(value))}`" if _FOLDED & set(roles) else ""
        lines.append(f"{show(value)}: read as {' or '.join(_title(role) for role in roles)}{folded}")
    for entity in dict.fromkeys(one.match.entity for one in identity.evidence):
        lines.append(f"-> {entity}: {show(str(catalog.entities[entity]['name']))}")
        lines += [_link(one, catalog) for one in identity.evidence if one.match.entity == entity]
        lines.append(f"   = see: banlint explain {entity}")
    if not identity.evidence:
        lines.append("-> no company of the catalog" if identity.determined else "-> undetermined: this names no maker")
    return lines + [f"   = conflict: {show(conflict, 400)}" for conflict in identity.conflicts]


def _link(evidence: Evidence, catalog: Catalog) -> str:
    match = evidence.match
    dates = f", from {match.since}" * bool(match.since) + f", until {match.until}" * bool(match.until)
    source = catalog.sources.get(match.source) or {}
    title = show(str(source.get("title") or match.source))
    note = f"; {show(match.note, 400)}" if match.note else ""
    alone = "; not enough by itself" if match.needs_maker else ""
    return (
        f"   = {_title(evidence.identifier.role)}: met {match.basis} `{show(match.term)}`{dates}, "
        f"{match.confidence}{alone} (source: {title}){note}"
    )


def _json(identifiers: tuple[Identifier, ...], identity: Identity, as_of: str) -> str:
    from banlint.reporting.as_json import encode

    found = [
        {"field": one.identifier.field, "value": one.identifier.value, **one.match._asdict()}
        for one in identity.evidence
    ]
    record = {
        "schema_version": 1,
        "as_of": as_of,
        "read_as": [{"role": one.role, "value": one.value, "folded": fold(one.value)} for one in identifiers],
        "determined": identity.determined,
        "entities": list(dict.fromkeys(one.match.entity for one in identity.evidence)),
        "evidence": found,
        "conflicts": list(identity.conflicts),
    }
    return encode(record) + "\n"


def _title(role: Role) -> str:
    title = role.value.replace("_", " ")
    return title.upper() if role in (Role.MAC, Role.CPE, Role.PURL) else title
