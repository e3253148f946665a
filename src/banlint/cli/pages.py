"""Pages that people read: a title and sections of lines or of one table, as text or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from banlint.hints import TYPE_CHECKING, Any
from banlint.named import NamedTuple
from banlint.text import show

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

Record = Mapping[str, Any]
_MARKDOWN = {ord(one): f"\\{one}" for one in "\\`*_[]<>|#!@&~"}
_ADDRESS = r"(<https://[A-Za-z0-9.-]+(?:/[^\s<>`|]*)?>)"
_LONGEST = 2000
_CELL = 200


class Table(NamedTuple):
    """Rows of texts under heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Page(NamedTuple):
    """A title, a line or two about it, and sections, each a title and its lines or its table."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...] | Table], ...]


def page(title: str, lead: tuple[str, ...], sections: Mapping[str, Iterable[str] | Table]) -> Page:
    """A page of those sections that hold something."""
    full = ((name, held if isinstance(held, Table) else tuple(held)) for name, held in sections.items())
    return Page(
        title, lead, tuple((name, held) for name, held in full if (held.rows if isinstance(held, Table) else held))
    )


def text(page: Page) -> str:
    """`page` for a terminal."""
    lines = [show(page.title, 400), *(f"  {show(line, _LONGEST)}" for line in page.lead)]
    for title, held in page.sections:
        lines += ["", title]
        if isinstance(held, Table):
            lines += [f"  {line}" for line in columns(held)]
        else:
            lines += [f"  - {show(item, _LONGEST)}" for item in held]
    return "\n".join(lines) + "\n"


def columns(table: Table) -> list[str]:
    """`table` as lines in which its columns stand below each other."""
    rows = [tuple(show(cell, _CELL) for cell in row) for row in (table.heads, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def markdown(page: Page) -> str:
    """`page` as Markdown in which no text of the catalog acts as markup."""
    lines = [f"# {escaped(page.title)}", ""]
    lines += [f"{escaped(line)}\n" for line in page.lead]
    for title, held in page.sections:
        lines += [f"## {escaped(title.capitalize())}", ""]
        if isinstance(held, Table):
            lines += [_row(held.heads), _row(("---",) * len(held.heads), escape=False), *map(_row, held.rows)]
        else:
            lines += [f"- {escaped(item)}" for item in held]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def escaped(line: str) -> str:
    """`line` so that Markdown shows it as it is; an address in angle brackets stays a link."""
    parts = re.split(_ADDRESS, show(line, _LONGEST))
    return "".join(part if number % 2 else part.translate(_MARKDOWN) for number, part in enumerate(parts))


def after(citation: object) -> str:
    """A citation behind what it is for."""
    return f" [{citation}]" if citation else ""


def source_of(record: Record, catalog: Catalog) -> str:
    """The title of the source of a fact, in brackets behind it."""
    name = record.get("source")
    if not name:
        return ""
    source = catalog.sources.get(str(name)) or {}
    low = ", unverified" if record.get("confidence") == "low" else ""
    return f" (source: {source.get('title') or name}{low})"


def plain(value: object) -> str:
    """Any value of a pack as words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {plain(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return ", ".join(plain(one) for one in value)
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return f"| {' | '.join(escaped(cell) if escape else cell for cell in cells)} |"
