"""Every hook of banlint, on one page. A plugin is a module (or object) with any of these functions.

    from banlint.plugins.hookspecs import hookimpl

    @hookimpl
    def banlint_register_reporters(register):
        register(MyReporter)

The `register_*` hooks are handed a function to call, so they return nothing
and order does not matter. The types are in `banlint.model`.
"""

from __future__ import annotations

from collections.abc import Callable

import pluggy

from banlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from banlint.catalog.index import Catalog
    from banlint.model import Adapter, AssetCheck, InventoryCheck, Matcher, Outcome, Reader, Reporter

PROJECT = "banlint"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

Command = tuple[str, str, Callable[["argparse.ArgumentParser"], None], Callable[[Any], int]]
"""Name, one-line help, a function that adds arguments, a function from the parsed arguments to an exit status."""


@hookspec
def banlint_register_readers(register: Callable[[Reader], None]) -> None:
    """Call `register(reader)` for each format of bytes you can read."""


@hookspec
def banlint_register_adapters(register: Callable[[Adapter], None]) -> None:
    """Call `register(adapter)` for each shape of inventory you know."""


@hookspec
def banlint_register_matchers(register: Callable[[Matcher], None], catalog: Catalog) -> None:
    """Call `register(matcher)` for each kind of identifier you can resolve with `catalog`."""


@hookspec
def banlint_register_asset_checks(register: Callable[[AssetCheck], None]) -> None:
    """Call `register(check)` with a function of one asset, its identity and the question, yielding `Extra` findings."""


@hookspec
def banlint_register_inventory_checks(register: Callable[[InventoryCheck], None]) -> None:
    """Call `register(check)` with a function of one document's assets and the question, yielding `Extra` findings."""


@hookspec
def banlint_register_reporters(register: Callable[[type[Reporter]], None]) -> None:
    """Call `register(reporter_class)` for each output format; the class is made anew for each report."""


@hookspec
def banlint_register_packs(register: Callable[[Path], None]) -> None:
    """Call `register(folder)` for each rule pack you ship."""


@hookspec
def banlint_register_commands(register: Callable[[Command], None]) -> None:
    """Call `register(command)` for each command you add to `banlint`."""


@hookspec
def banlint_report_footer(outcome: Outcome) -> list[str]:
    """Lines to add at the end of reports for people."""
    raise NotImplementedError
