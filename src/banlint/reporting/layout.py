"""Text for people: wrapping, cell widths, underlined excerpts, colour, and lines no CI service takes for a command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.named import NamedTuple
from banlint.text import show

_ANSI = {"bold": "1", "dim": "2", "red": "31;1", "yellow": "33;1", "blue": "34;1", "cyan": "36", "magenta": "35"}
_WINDOW = 120
"""Cells of an excerpt where there is no terminal to measure."""
# A key and its colon, at the end of what stands before a value.
_KEY = r"""(?:"[^"]*"|'[^']*'|[^\s{},\[\]"':=][^{},\[\]"':=]*)[ \t]*[:=][ \t]*(?:[&!]\S+[ \t]+)*$"""
_LONGEST_KEY = 160
_LEAD = 30
"""Cells kept before the value when a long line is cut."""


class Style(NamedTuple):
    """How a report for people looks."""

    colour: bool = False
    width: int = 0
    """Cells of the terminal to wrap at; 0 never wraps, so that piped lines stay whole."""

    def paint(self, text: str, how: str) -> str:
        """`text` in the colour or weight `how`, where colour is on."""
        return f"\x1b[{_ANSI[how]}m{text}\x1b[0m" if self.colour and text else text


PLAIN = Style()


def guard(line: str) -> str:
    r"""`line` without anything that GitHub, Azure Pipelines or TeamCity would obey.

    They obey `::` at the start of a line, blanks before it not counting, and `##[` and its like anywhere.

    >>> guard("  ::error::x")
    '  \\x3a:error::x'
    """
    if "##" in line:
        line = line.replace("##", "#\\x23")
    start = line.lstrip()
    return line[: len(line) - len(start)] + "\\x3a" + start[1:] if start.startswith("::") else line


def cells(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(one) else 2 if east_asian_width(one) in "WF" else 1 for one in text)


def wrap(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    """`text` in lines of at most `width` cells, the first after `first`, the others after `rest`; 0 is one line."""
    if not width:
        yield guard(first + text)
        return
    line, empty = first, True
    for word in text.split(" "):
        if not empty and cells(line) + 1 + cells(word) > width:
            yield guard(line)
            line, empty = rest, True
        line, empty = line + ("" if empty else " ") + word, False
    yield guard(line)


def excerpt(line: str, column: int, end_column: int, width: int = 0) -> tuple[str, str] | None:
    """A value on `line` with its key, made safe, and the marks to go beneath it.

    What else stands on the line is left out: a record on one line holds passwords as well as makers.
    Columns are 1-based characters, the end exclusive. `None` where the line has no such column.
    """
    if not 1 <= column <= len(line):
        return None
    end = max(column + 1, min(end_column, len(line) + 1))
    room = width or _WINDOW
    before, value = _safe(_own(line[: column - 1])), _safe(line[column - 1 : end - 1][:room])
    if cells(before) + cells(value) > room:
        before = "... " + before[-_LEAD:] if len(before) > _LEAD else before
    more = " ..." if line[end - 1 :].strip(" \t,;]})") else ""
    return (before + value).rstrip() + more, " " * cells(before) + "^" * max(1, min(cells(value), room))


def _own(before: str) -> str:
    """What stands before a value on its line, less what belongs to other values: its indentation and its key."""
    last = before[-_LONGEST_KEY:]
    own = _quoted_key(last)
    if not own:
        key = re.search(_KEY, last)
        own = key[0] if key else ""
    return before if not before[: len(before) - len(own)].strip(" \t-") else f"... {own}"


def _quoted_key(before: str) -> str:
    """The key as JSON has it at the end of `before`, which needs no search; empty where something else stands there."""
    if not before.endswith(('": ', '":')) or "&" in before or "!" in before:
        return ""
    start = before.rfind('"', 0, before.rindex('"'))
    return before[start:] if start >= 0 else ""


def _safe(text: str) -> str:
    return show(text.replace("\t", " "), limit=len(text) + 1)
