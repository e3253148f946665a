"""The text of a table cut into records, some at a time, each to be found again as it is written.

A line without a quote is a record, and is split where its delimiters stand.
`csv` reads the others; it alone decides where records of several lines end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.named import NamedTuple
from banlint.reading.streams import too_long

_AT_ONCE = 1 << 15
"""Characters: so few that they and their cells stay in the processor's cache."""


class Stretch(NamedTuple):
    """Some records that follow one another."""

    rows: list[list[str]]
    """The cells of each; those of a blank line are none, or one that is empty."""
    lines: list[str]
    """What they are written as, with or without line ends."""
    starts: Sequence[int]
    """The first line of each record in `lines`, and one past the last."""
    line: int
    """The number in the file of the first of `lines`."""
    open: bool = False
    """Whether the file ends before the last record does."""

    def raw(self, number: int) -> str:
        """Record `number` as it is written."""
        return "".join(self.lines[self.starts[number] : self.starts[number + 1]])

    def line_of(self, number: int) -> int:
        """The line of the file on which record `number` begins."""
        return self.line + self.starts[number]

    def below(self, number: int) -> Stretch:
        """The records from `number` on."""
        return self._replace(rows=self.rows[number:], starts=self.starts[number:])


def records(texts: Iterator[str], delimiter: str, line: int, limits: Limits, name: str) -> Iterator[Stretch]:
    """The records of `texts`, each of them whole lines, the first of which is `line`. Raises `InputError`."""
    # The module's own limit is for the whole process and far below a long note.
    csv.field_size_limit(max(csv.field_size_limit(), limits.scalar_chars))
    held, wanted = "", 0
    for text in chain(_pieces(texts), ("",)):
        held += text
        # A record of many lines is not looked at anew with each stretch, but when there is twice as much of it.
        if not held or (text and len(held) < wanted):
            continue
        lines = _lines(held)
        quoted = [number for number, one in enumerate(lines) if '"' in one] if '"' in held else []
        parsed: list[list[str]] | None = []
        if len(held) > limits.scalar_chars and max(map(len, lines)) > limits.scalar_chars:
            parsed = None
        elif quoted:
            parsed = _one_to_a_line([lines[number] for number in quoted], delimiter)
        if parsed is not None:
            rows = [one.split(delimiter) for one in lines]
            for number, cells in zip(quoted, parsed, strict=True):
                rows[number] = cells
            yield Stretch(rows, lines, range(len(lines) + 1), line)
            held, line = "", line + len(lines)
            continue
        found, failed = _parsed(held, delimiter, line)
        held = ""
        if found.open and text:
            held = found.raw(len(found.rows) - 1)
            found = found._replace(rows=found.rows[:-1], starts=found.starts[:-1], open=False)
        yield found
        line = found.line_of(len(found.rows))
        if failed:
            mend = "close the quotes of the row, or split its cells"
            raise InputError(f"not a table: {failed}", mend, name, line, 1)
        if len(held) > limits.record_bytes:
            problem = too_long(line, limits.record_bytes, name)
            raise InputError(problem.message, problem.mend, name, line, 1)
        wanted = 2 * len(held)


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    """`texts` in pieces that end with a line."""
    for text in texts:
        start = 0
        while len(text) - start > _AT_ONCE and (end := text.find("\n", start + _AT_ONCE)) >= 0:
            yield text[start : end + 1]
            start = end + 1
        if start < len(text):
            yield text[start:]


def _lines(text: str) -> list[str]:
    """The lines of `text` without their ends, which are LF, CR LF or CR."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return lines


def _one_to_a_line(quoted: list[str], delimiter: str) -> list[list[str]] | None:
    """The records of lines with quotes, where each line is a record; `None` where one may not be."""
    # The blank line behind them is a record of its own where all before it are closed, and part of the last if not.
    read = list(csv.reader([*quoted, ""], delimiter=delimiter))
    return read[:-1] if len(read) > len(quoted) else None


def _parsed(text: str, delimiter: str, line: int) -> tuple[Stretch, str]:
    """The records of `text`, the last of them perhaps not at its end, and what `csv` failed at behind them."""
    lines = list(io.StringIO(text, newline=""))
    rows: list[list[str]] = []
    starts = [0]
    reader = csv.reader([*lines, ""], delimiter=delimiter)
    try:
        for cells in reader:
            rows.append(cells)
            starts.append(reader.line_num)
    except csv.Error as error:
        return Stretch(rows, lines, starts, line), str(error)
    # As above: the blank line is a record of its own, or shows that the last is open.
    is_open = starts[-2] < len(lines)
    return Stretch(rows if is_open else rows[:-1], lines, starts if is_open else starts[:-1], line, is_open), ""
