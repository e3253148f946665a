"""`banlint rules`: the regimes, each with its state on a day."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping

from banlint.api.ask import DEFAULT_PROFILE, day, known
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

USAGE = "banlint rules [options]"
DESCRIPTION = "List the regimes of the catalog: what each does, to whom, and its state on a day."
EPILOG = """\
examples:
  banlint rules                                       all regimes, as of today
  banlint rules --profile us-dod --as-of 2024-01-31   those that bind this asker, as of that day
  banlint rules --state effective --act buy           those in force that bar buying

`banlint explain ID` says more of one.
"""


STATES = ("effective", "enacted", "suspended", "proposed", "none")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `rules`."""
    chosen = parser.add_argument_group("which regimes")
    chosen.add_argument("--jurisdiction", action="append", metavar="CODE", help="only of these, as US")
    chosen.add_argument(
        "--profile", action="append", metavar="ID", help=f"only what binds this asker, as {DEFAULT_PROFILE}"
    )
    chosen.add_argument("--party", action="append", metavar="ID", help="only what binds this party, as us-carrier")
    chosen.add_argument("--act", action="append", metavar="ID", help="only what bars this act, as buy, use or import")
    chosen.add_argument("--kind", action="append", metavar="NAME", help="only of this kind, as use-ban or tariff")
    chosen.add_argument(
        "--state",
        action="append",
        metavar="NAME",
        help="only in this state on the day: effective, enacted, proposed ...",
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
    wanted = _wanted(options, loaded.catalog)
    rows = [
        row
        for _, regime in sorted(loaded.catalog.regimes.items())
        for row in (_row(regime, as_of),)
        if _is_wanted(regime, row, wanted, loaded.catalog)
    ]
    for problem in loaded.plugins.problems:
        say(problem)
    sys.stdout.write(_json(rows, as_of) if options.format == "json" else _table(rows, as_of))
    return 2 if loaded.plugins.problems else 0


def _wanted(options: argparse.Namespace, catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """What is asked for, by what it is asked of. Raises `UsageError` for a word that no regime could have."""
    wanted = {name: words(getattr(options, name)) for name in ("profile", "party", "act", "kind", "state")}
    wanted["jurisdiction"] = tuple(one.upper() for one in words(options.jurisdiction))
    regimes = catalog.regimes.values()
    places = {str(regime["jurisdiction"]).upper() for regime in regimes}
    every: dict[str, Iterable[str]] = {
        "profile": catalog.profiles,
        "party": catalog.vocabulary["parties"],
        "act": catalog.vocabulary["acts"],
        "kind": {str(regime["kind"]) for regime in regimes},
        "state": STATES,
        "jurisdiction": places | {place.partition("-")[0] for place in places},
    }
    for kind, names in wanted.items():
        for name in names:
            known(kind, name, every[kind])
    return wanted


def _is_wanted(
    regime: Mapping[str, Any], row: Mapping[str, object], wanted: Mapping[str, tuple[str, ...]], catalog: Catalog
) -> bool:
    place = str(regime["jurisdiction"]).upper()
    clauses = regime.get("clauses") or ()
    return (
        # A country is asked for with its parts.
        (not wanted["jurisdiction"] or bool({place, place.partition("-")[0]} & set(wanted["jurisdiction"])))
        and all(not wanted[key] or row[key] in wanted[key] for key in ("kind", "state"))
        and all(
            not wanted[key] or any(set(clause[field]) & set(wanted[key]) for clause in clauses)
            for key, field in (("party", "parties"), ("act", "acts"))
        )
        and (not wanted["profile"] or any(_binds(catalog, name, regime) for name in wanted["profile"]))
    )


def _row(regime: Mapping[str, Any], as_of: str) -> dict[str, object]:
    from banlint.judge.stages import State, state_on

    # Without stages of its own it is what its listings are.
    state = state_on(regime.get("stages") or (), as_of) or State("effective" if regime.get("listings") else "", "")
    return {
        "id": str(regime["id"]),
        "state": state.name or "none",
        "since": state.since,
        "effect": str(regime["effect"]),
        "jurisdiction": str(regime["jurisdiction"]),
        "kind": str(regime["kind"]),
        "title": str(regime["title"]),
        "listings": len(regime.get("listings") or ()),
        "parties": sorted({party for clause in regime.get("clauses") or () for party in clause["parties"]}),
        "acts": sorted({act for clause in regime.get("clauses") or () for act in clause["acts"]}),
        "confidence": str(regime.get("confidence") or ""),
        "opt_in": bool(regime.get("opt_in")),
    }


def _binds(catalog: Catalog, profile: str, regime: Mapping[str, Any]) -> bool:
    asker = catalog.profiles[profile]
    return any(
        set(clause["parties"]) & set(asker["parties"]) and set(clause["acts"]) & set(asker["acts"])
        for clause in regime.get("clauses") or ()
    )


def _table(rows: list[dict[str, object]], as_of: str) -> str:
    from banlint.cli.pages import Table, columns

    names = ("id", "state", "since", "effect", "jurisdiction", "listings", "title")
    heads = (f"regime on {as_of}", "state", "since", "effect", "of", "listings", "title")
    return "\n".join(columns(Table(heads, tuple(tuple(str(row[name]) for name in names) for row in rows)))) + "\n"


def _json(rows: list[dict[str, object]], as_of: str) -> str:
    from banlint.reporting.as_json import encode

    return encode({"schema_version": 1, "as_of": as_of, "regimes": rows}) + "\n"
