"""`banlint rules`: the regimes, each with its state on a day."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from banlint.api.ask import DEFAULT_PROFILE, day, known
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

USAGE = "banlint rules [options]"
DESCRIPTION = "List the regimes of the catalog: what each does, to whom, and its state on a day."
EPILOG = """\
examples:
  banlint rules                                       all regimes, as of today
  banlint rules --profile us-dod --as-of 2024-01-31   those that bind this asker, as of that day

`banlint explain ID` says more of one.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `rules`."""
    chosen = parser.add_argument_group("which regimes")
    chosen.add_argument("--jurisdiction", action="append", metavar="CODE", help="only of these, as US")
    chosen.add_argument(
        "--profile", action="append", metavar="ID", help=f"only what binds this asker, as {DEFAULT_PROFILE}"
    )
    shared.add_as_of(chosen)
    output = parser.add_argument_group("how to answer")
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    shared.add_help(output)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Print the regimes."""
    from banlint.api.setting import load

    config = shared.read_config(options)
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    as_of = day(options.as_of or config.as_of) or today()
    profiles, places = words(options.profile), {one.casefold() for one in words(options.jurisdiction)}
    for name in profiles:
        known("profile", name, loaded.catalog.profiles)
    rows = [
        _row(regime, as_of)
        for _, regime in sorted(loaded.catalog.regimes.items())
        if (not places or str(regime["jurisdiction"]).casefold() in places)
        and (not profiles or any(_binds(loaded.catalog, name, regime) for name in profiles))
    ]
    for problem in loaded.plugins.problems:
        say(problem)
    sys.stdout.write(_json(rows, as_of) if options.format == "json" else _table(rows, as_of))
    return 2 if loaded.plugins.problems else 0


def _row(regime: Mapping[str, Any], as_of: str) -> dict[str, object]:
    from banlint.judge.stages import state_on

    state = state_on(regime.get("stages") or (), as_of)
    return {
        "id": str(regime["id"]),
        "state": (state.name if state else "") or "none",
        "since": state.since if state else "",
        "effect": str(regime["effect"]),
        "jurisdiction": str(regime["jurisdiction"]),
        "kind": str(regime["kind"]),
        "title": str(regime["title"]),
        "listings": len(regime.get("listings") or ()),
    }


def _binds(catalog: Catalog, profile: str, regime: Mapping[str, Any]) -> bool:
    asker = catalog.profiles[profile]
    return any(
        set(clause["parties"]) & set(asker["parties"]) and set(clause["acts"]) & set(asker["acts"])
        for clause in regime.get("clauses") or ()
    )


def _table(rows: list[dict[str, object]], as_of: str) -> str:
    columns = ("id", "state", "since", "effect", "jurisdiction", "listings", "title")
    heads = dict(
        zip(columns, (f"regime on {as_of}", "state", "since", "effect", "of", "listings", "title"), strict=True)
    )
    texts = [heads] + [{name: show(str(row[name])) for name in columns} for row in rows]
    widths = {name: max(len(text[name]) for text in texts) for name in columns}
    lines = ["  ".join(text[name].ljust(widths[name]) for name in columns).rstrip() for text in texts]
    return "\n".join(lines) + "\n"


def _json(rows: list[dict[str, object]], as_of: str) -> str:
    from banlint.reporting.as_json import encode

    return encode({"schema_version": 1, "as_of": as_of, "regimes": rows}) + "\n"
