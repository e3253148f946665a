"""JSON Lines: one JSON text a line, read in blocks of whole lines; a broken line spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.errors import InputError
from banlint.limits import DEFAULT, Limits
from banlint.model import Document, Problem, Source
from banlint.named import NamedTuple
from banlint.reading.decoding import decode
from banlint.reading.jsontext import JsonDocument, parse
from banlint.reading.names import JSON_LINES, suffix
from banlint.reading.places import Lines
from banlint.reading.streams import too_long, utf8_blocks, whole_lines

_BLANK = re.compile(rb"^[ \t\r]*+$\n?", re.MULTILINE)
_BLANK_HINT = re.compile(rb"\n[ \t\r\n]")


class Block(NamedTuple):
    """Whole lines of a stream, about 256 KiB of them."""

    data: bytes
    """UTF-8 without a byte order mark; only the last line of a stream may lack its end."""
    line: int
    """The 1-based line of the file that the first one is."""
    index: int  # type: ignore[assignment]
    """The 0-based index of the first record: blank lines are none."""


class JsonLinesReader:
    """Reads `*.jsonl`, `*.ndjson` and JSON files that hold one object or array on each line."""

    name = "jsonl"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By name, or a first line that is a whole object or array with another begun on the next."""
        return suffix(name) in JSON_LINES or is_lines(head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """A document for each record, and a problem for each line that is none. Raises `InputError`."""
        for block in records(source, self._limits):
            if isinstance(block, Problem):
                yield block
                continue
            index = block.index
            for line, data in enumerate(block.data.split(b"\n"), block.line):
                if data.strip(b" \t\r"):
                    yield from read_record(data, index, line, source.name, self._limits)
                    index += 1


def records(source: Source, limits: Limits = DEFAULT) -> Iterator[Block | Problem]:
    """The lines of `source` in blocks; one over `limits.record_bytes` is a problem, and counts as a record."""
    line, index = 1, 0
    for data in whole_lines(utf8_blocks(source.blocks(), source.name), limits.record_bytes):
        if data is None:
            yield too_long(line, limits.record_bytes, source.name)
            line, index = line + 1, index + 1
            continue
        yield Block(data, line, index)
        ends = data.count(b"\n")
        line += ends
        index += ends + (not data.endswith(b"\n")) - count_of_blank(data)


def read_record(
    data: bytes, index: int, line: int, name: str = "", limits: Limits = DEFAULT
) -> Iterator[JsonDocument | Problem]:
    """The document that the line `data` holds; `index` is its record's and `line` its own in the file called `name`.

    What stops the reading of it is a problem too. Raises nothing.
    """
    if len(data) > limits.record_bytes:
        yield too_long(line, limits.record_bytes, name)
        return
    decoded = decode(data, name, line)
    yield from decoded.problems
    try:
        yield from parse(Lines(decoded.text, line), name, limits, f"@{index}", fast_from=0)
    except InputError as error:
        yield error.problem()


def is_lines(head: bytes) -> bool:
    """Whether a file that begins with `head` holds JSON Lines: a whole object or array, then the start of another."""
    lines = [line for line in map(str.strip, decode(head, "").text.split("\n")) if line]
    if len(lines) < 2 or not lines[1].startswith(("{", "[")):
        return False
    first = lines[0]
    if first[:1] + first[-1:] not in ("{}", "[]"):
        return False
    return all(isinstance(item, JsonDocument) for item in read_record(first.encode(), 0, 1))


def count_of_blank(data: bytes) -> int:
    """How many of the lines `data` hold nothing; a look for likely ones comes first: most streams have none."""
    if data[:1].isspace() or _BLANK_HINT.search(data):
        return sum(1 for found in _BLANK.finditer(data) if found.start() < len(data))
    return 0
