"""`banlint waive`: one approval more in a file of waivers; the rest of the file stays as it is."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.api.ask import day, known
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.files import HERE
from banlint.cli.parser import words
from banlint.cli.policy import policy_files
from banlint.cli.terminal import tell
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.policy import ids
from banlint.policy.waiver import AUTHORITIES
from banlint.reporting.layout import guard
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

DEFAULT = "waivers.yaml"
USAGE = "banlint waive [options] --regime ID --authority WORD --owner NAME --reason TEXT --until DAY"
DESCRIPTION = """\
Record an approval: add a waiver to the file of waivers. Comments, quotes and blank lines in it
stay byte for byte."""
EPILOG = f"""\
authorities:
{chr(10).join(f"  {word:<12} {meaning}" for word, meaning in AUTHORITIES.items())}

examples:
  banlint waive --asset gate-camera --path 'sites/*.yaml' --regime REGIME --authority dni \\
      --owner 'J. Example' --reason 'until it is replaced' --reference W-2026-014 \\
      --until 2027-03-31 --diff

exit status:
  0  it was added, or shown
  2  it was not: usage, a file of waivers that is broken or cannot be written
"""
_SELECTORS = ("asset", "path", "site", "manufacturer", "entity", "fingerprint")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `waive`."""
    what = parser.add_argument_group("what it is about; all that is said has to fit")
    what.add_argument("--asset", metavar="NAME", help="the name of an asset, or a glob for names")
    what.add_argument("--path", metavar="GLOB", help="the inventory; only beside another of these")
    what.add_argument("--site", metavar="NAME", help="the site of the asset; only beside another of these")
    what.add_argument("--manufacturer", metavar="NAME", help="the maker or brand as the inventory has it")
    what.add_argument("--entity", metavar="ID", help="the company, by its id in the rules")
    what.add_argument("--fingerprint", metavar="HASH", help="one finding")
    what.add_argument("--regime", action="append", metavar="ID", help="which bans: ids, prefixes, globs")
    why = parser.add_argument_group("who approved it, why, and from when until when")
    why.add_argument("--authority", metavar="WORD", help=f"one of: {', '.join(AUTHORITIES)}")
    why.add_argument("--owner", metavar="NAME", help="who answers for it")
    why.add_argument("--reason", metavar="TEXT", help="why")
    why.add_argument("--reference", metavar="TEXT", help="where it is recorded: a ticket, a letter")
    why.add_argument("--from", dest="since", metavar="DAY", help="its first day; default: today")
    why.add_argument("--until", metavar="DAY", help="its last day, that day included")
    why.add_argument("--evidence", action="append", metavar="PATH", help="a path or an address of what shows it")
    group = parser.add_argument_group("which file, and how")
    group.add_argument("--waivers", metavar="FILE", help=f"the file; default: that of the settings, or {DEFAULT}")
    group.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Add the waiver, or show what that would change."""
    from banlint.api.setting import load
    from banlint.cli import writing
    from banlint.policy.addwaiver import added
    from banlint.policy.waivers import checked

    config = shared.read_config(options)
    options.baseline = None
    path = policy_files(options, config)[0] or DEFAULT
    fields = _fields(options)
    packs = words(options.pack) or config.pack
    catalog = load(packs, options.plugin or (), third_party=not options.no_plugins).catalog
    _check(fields, catalog)
    writing.check(path)
    before = HERE.read(path) if os.path.lexists(path) else None
    after, waiver = added(before, fields, path)
    if options.diff:
        writing.difference(path, before, after)
    else:
        writing.write(path, before, after)
        said = f"{show(path)}:{waiver.line}: added a waiver for {show(waiver.says(), 1000)}"
        sys.stdout.write(f"{guard(said)}\n")
        if not policy_files(options, config)[0]:
            sys.stdout.write(f'to have it honoured: waivers = "{show(path)}" in banlint.toml, or check --waivers\n')
    every = catalog.regimes, catalog.entities, today()
    tell([one for one in checked((waiver,), *every) if one.kind != "lapsing"])
    return 0


def _fields(options: argparse.Namespace) -> dict[str, str | tuple[str, ...]]:
    """The waiver as its file will have it. Raises `UsageError` for what is missing."""
    needed = {
        "regime": words(options.regime),
        "authority": options.authority,
        "owner": options.owner,
        "reason": options.reason,
        "from": day(options.since) or today(),
        "until": day(options.until),
    }
    for name, value in needed.items():
        if not value:
            raise UsageError(f"a waiver needs --{name}", f"add --{name}: see `banlint waive --help`")
    if not any(getattr(options, name) for name in _SELECTORS if name not in ("path", "site")):
        raise UsageError("a waiver needs --asset, --manufacturer, --entity or --fingerprint", "nothing hides all")
    known("authority", str(options.authority), AUTHORITIES)
    about = {name: getattr(options, name) for name in _SELECTORS}
    more = {"reference": options.reference, "evidence": tuple(options.evidence or ())}
    return {name: value for name, value in {**about, **needed, **more}.items() if value}


def _check(fields: dict[str, str | tuple[str, ...]], catalog: Catalog) -> None:
    """Raise `UsageError` for a regime or a company that the rules do not know."""
    for one in fields["regime"]:
        if ids.unknown(one, catalog.regimes):
            raise UsageError(f"no regime is called `{show(one)}`", ids.mend(one, catalog.regimes))
    if "entity" in fields:
        known("entity", str(fields["entity"]), catalog.entities)
