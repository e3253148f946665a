"""Everything banlint comes with, registered through the same hooks as anyone's.

The functions bear no `@hookimpl`: that mark is for `pluggy`, which is not
loaded for our own sake.
"""

from __future__ import annotations

from collections.abc import Callable

from banlint.hints import TYPE_CHECKING
from banlint.model import Adapter, Matcher, Reader, Reporter
from banlint.plugins.later import Later

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

REPORTERS = {
    "text": "as_text:TextReporter",
    "table": "as_table:TableReporter",
    "summary": "as_summary:SummaryReporter",
    "json": "as_json:JsonReporter",
    "jsonl": "as_json:JsonLinesReporter",
    "gitlab": "as_gitlab:GitlabReporter",
    "markdown": "as_markdown:MarkdownReporter",
    "csv": "as_csv:CsvReporter",
    "sarif": "as_sarif:SarifReporter",
    "github": "as_github:GithubReporter",
    "junit": "as_junit:JunitReporter",
    "html": "as_html:HtmlReporter",
    "xlsx": "as_xlsx:XlsxReporter",
    "oscal": "as_oscal:OscalReporter",
    "cyclonedx": "as_cyclonedx:CycloneDxReporter",
}
"""Our formats by name: the module in `banlint.reporting` and the class in it."""


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


def banlint_register_reporters(register: Callable[[type[Reporter] | Later], None]) -> None:
    """The formats we report in, each imported only when a report is made in it."""
    for name, target in REPORTERS.items():
        register(Later(name, f"banlint.reporting.{target}"))
