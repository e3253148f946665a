"""`banlint explain`: one regime or one company, whole: what the law says and since when, and where that is from."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping

from banlint.api.ask import day
from banlint.api.clock import today
from banlint.cli import options as shared
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING, Any
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.cli.pages import Page

USAGE = "banlint explain [options] ID"
DESCRIPTION = (
    "Show a regime (its law, stages, clauses, conditions, listings) or a company (its names, dates, listings)."
)
EPILOG = """\
examples:
  banlint explain REGIME                              its law, stages, clauses, listings
  banlint explain --as-of 2024-01-31 --format markdown COMPANY

`banlint rules` lists the regimes.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    parser.add_argument("id", nargs="*", metavar="ID", help=argparse.SUPPRESS)
    output = parser.add_argument_group("how to answer")
    shared.add_as_of(output)
    output.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", metavar="NAME", help="text, json or markdown"
    )
    shared.add_help(output)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Print the page."""
    from banlint.api.setting import load

    if len(options.id) != 1:
        raise UsageError("one id is explained at a time", "name a regime or a company: `banlint rules` lists regimes")
    config = shared.read_config(options)
    as_of = day(options.as_of or config.as_of) or today()
    loaded = load(words(options.pack) or config.pack, options.plugin or (), third_party=not options.no_plugins)
    for problem in loaded.plugins.problems:
        say(problem)
    kind, record = _find(loaded.catalog, options.id[0])
    sys.stdout.write(_render(options.format, kind, record, loaded.catalog, as_of))
    return 2 if loaded.plugins.problems else 0


def _find(catalog: Catalog, name: str) -> tuple[str, Mapping[str, Any]]:
    if name in catalog.regimes:
        return "regime", catalog.regimes[name]
    if name in catalog.entities:
        return "entity", catalog.entities[name]
    near = suggest(name, (*catalog.regimes, *catalog.entities))
    mend = (
        f"did you mean `{near}`?" if near else "`banlint rules` lists the regimes; `banlint identify` finds companies"
    )
    raise UsageError(f"no regime and no company has the id `{show(name)}`", mend)


def _render(form: str, kind: str, record: Mapping[str, Any], catalog: Catalog, as_of: str) -> str:
    from banlint.cli.entity_page import entity_page, records
    from banlint.cli.pages import markdown, text
    from banlint.cli.regime_page import regime_page

    if form == "json":
        from banlint.reporting.as_json import encode

        found: dict[str, Any] = {"schema_version": 1, "as_of": as_of, "kind": kind, kind: record}
        if kind == "entity":
            found["listings"] = records(catalog, str(record["id"]), as_of)
        return encode(found) + "\n"
    page: Page = (regime_page if kind == "regime" else entity_page)(record, catalog, as_of)
    return (markdown if form == "markdown" else text)(page)
