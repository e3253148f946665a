"""A paper as blocks, and the two ways it is written: as text to read, as Markdown to go on with.

Whatever stands in a block may be a stranger's: both ways make it text that does nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from banlint.model import Law
from banlint.named import NamedTuple
from banlint.reporting.layout import cells, guard, wrap
from banlint.reporting.markdown import escaped, link, row
from banlint.text import show

BLANK = ""
"""A cell that somebody has to fill in."""
_LINE = "________"
_WIDTH = 100
_LONG = 4000


class Cell(NamedTuple):
    """A value, or a blank with what is to be known of it."""

    text: str
    note: str = ""

    @property
    def blank(self) -> bool:
        """Whether somebody has to fill it in."""
        return not self.text


class Heading(NamedTuple):
    """The title of what follows; level 1 is the paper's."""

    text: str
    level: int = 2


class Para(NamedTuple):
    """A paragraph; one that is `grave` keeps the paper from being what it looks like."""

    text: str
    grave: bool = False


class Items(NamedTuple):
    """A list."""

    texts: tuple[str, ...]


class Laws(NamedTuple):
    """Citations, each with its address."""

    laws: tuple[Law, ...]


class Fields(NamedTuple):
    """Names and what stands behind them."""

    pairs: tuple[tuple[str, Cell], ...]


class Rows(NamedTuple):
    """Records of the same fields."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Para | Items | Laws | Fields | Rows


class Page(NamedTuple):
    """A paper."""

    blocks: tuple[Block, ...]


def as_text(page: Page) -> Iterator[str]:
    """The paper in lines for people, none of which a terminal or a CI service would obey."""
    for number, block in enumerate(page.blocks):
        if number:
            yield "\n"
        for line in _text(block):
            yield guard(line).rstrip() + "\n"


def as_markdown(page: Page) -> Iterator[str]:
    """The paper in Markdown."""
    for number, block in enumerate(page.blocks):
        if number:
            yield "\n"
        yield from _markdown(block)


def _text(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        title = show(block.text, _LONG)
        yield from (title, ("=-~"[block.level - 1]) * min(len(title), _WIDTH))
    elif isinstance(block, Para):
        yield from wrap(("!! " if block.grave else "") + show(block.text, _LONG), _WIDTH, "", "   " * block.grave)
    elif isinstance(block, Items):
        for text in block.texts:
            yield from wrap(show(text, _LONG), _WIDTH, "- ", "  ")
    elif isinstance(block, Laws):
        for law in block.laws:
            yield from wrap(show(f"{law.citation} {law.url}".rstrip(), _LONG), _WIDTH, "- ", "  ")
    elif isinstance(block, Fields):
        yield from _pairs(block.pairs)
    else:
        for number, record in enumerate(block.rows, 1):
            yield f"({number})"
            yield from _pairs(tuple(zip(block.heads, record, strict=True)))


def _pairs(pairs: tuple[tuple[str, Cell], ...]) -> Iterator[str]:
    named = [(show(name), cell) for name, cell in pairs]
    wide = max((cells(name) for name, _ in named), default=0)
    for name, cell in named:
        lead = f"  {name}:{' ' * (wide - cells(name))} "
        yield from wrap(show(_said(cell), _LONG), _WIDTH, lead, " " * (wide + 4))


def _said(cell: Cell) -> str:
    note = f" ({cell.note})" if cell.note else ""
    return f"{cell.text or _LINE}{note}"


def _markdown(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text, _LONG)}\n"
    elif isinstance(block, Para):
        text = escaped(block.text, _LONG)
        yield f"**{text}**\n" if block.grave else f"{text}\n"
    elif isinstance(block, Items):
        yield from (f"- {escaped(text, _LONG)}\n" for text in block.texts)
    elif isinstance(block, Laws):
        yield from (f"- {link(law)}\n" for law in block.laws)
    elif isinstance(block, Fields):
        yield row(("field", "value")) + row(("---", "---"))
        yield from (row((escaped(name), _cell(cell))) for name, cell in block.pairs)
    else:
        yield row(("", *map(escaped, block.heads))) + row(("---",) * (len(block.heads) + 1))
        for number, record in enumerate(block.rows, 1):
            yield row((str(number), *map(_cell, record)))


def _cell(cell: Cell) -> str:
    note = f" ({escaped(cell.note, _LONG)})" if cell.note else ""
    return f"{escaped(cell.text, _LONG) if cell.text else escaped(_LINE)}{note}"
