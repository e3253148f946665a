"""Everything banlint comes with, registered through the same hooks as anyone's.

The functions bear no `@hookimpl`: that mark is for `pluggy`, which is not
loaded for our own sake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from banlint.model import Adapter, Matcher, Reader, Reporter

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


def banlint_register_readers(register: Callable[[Reader], None]) -> None:
    """The formats of bytes we read."""
    from banlint.reading import READERS

    for reader in READERS:
        register(reader)


def banlint_register_adapters(register: Callable[[Adapter], None]) -> None:
    """The shapes of inventory we know, the generic one last."""
    from banlint.inventories import ADAPTERS

    for adapter in ADAPTERS:
        register(adapter)


def banlint_register_matchers(register: Callable[[Matcher], None], catalog: Catalog) -> None:
    """The kinds of identifier we resolve."""
    from banlint.match import MATCHERS

    for matcher in MATCHERS:
        register(matcher(catalog))


def banlint_register_reporters(register: Callable[[type[Reporter]], None]) -> None:
    """The formats we report in."""
    from banlint.reporting.as_json import JsonLinesReporter, JsonReporter
    from banlint.reporting.as_text import TextReporter

    register(TextReporter)
    register(JsonReporter)
    register(JsonLinesReporter)
