"""The tables of an HTML page as text: bounded, no scripts, nothing fetched."""

from __future__ import annotations

from html.parser import HTMLParser

from banlint.catalog.importers.cells import LONGEST_CELL, MOST_ROWS, File, decode
from banlint.catalog.importers.rows import squeeze
from banlint.errors import PackError

Row = tuple[int, list[str]]
"""The line a row begins on, and its cells."""

_SILENT = frozenset({"script", "style", "noscript", "template"})


class _Tables(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.rows: list[Row] = []
        self.cell: list[str] | None = None
        self.length = 0
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _SILENT:
            self.silent += 1
        elif tag == "tr":
            self._close()
            self.rows.append((self.getpos()[0], []))
        elif tag in ("td", "th") and self.rows:
            self._close()
            self.cell, self.length = [], 0
        elif tag in ("br", "p", "li") and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in ("td", "th", "tr", "table"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.cell is None or self.silent:
            return
        self.length += len(data)
        if self.length > LONGEST_CELL or len(self.rows) > MOST_ROWS:
            message = f"over {MOST_ROWS} rows, or a cell of over {LONGEST_CELL} characters"
            raise PackError(message, "give the official page itself", self.name, self.getpos()[0], 1)
        self.cell.append(data)

    def _close(self) -> None:
        if self.cell is not None:
            self.rows[-1][1].append(squeeze("".join(self.cell)))
            self.cell = None


def rows(file: File) -> list[Row]:
    """The rows of all tables of the page, in order. Raises `PackError` where it has none."""
    parser = _Tables(file.name)
    parser.feed(decode(file))
    parser.close()
    found = [row for row in parser.rows if any(row[1])]
    if not found:
        raise PackError("the page has no table", "save the whole page, as the browser shows it", file.name, 1, 1)
    return found


def looks_like(file: File) -> bool:
    """Whether it is a page and not a CSV."""
    return file.content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
