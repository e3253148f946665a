"""What `dmidecode` prints: blocks of tab-indented fields, read to the list that converters of it to JSON write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.marked import MarkedDocument
from banlint.reading.places import Lines, Troubles

_LINE = re.compile(r"([ \t]*)([^\r\n]*)(?:\r\n?|\n|\Z)")
_HANDLE = re.compile(r"Handle (0x[0-9A-Fa-f]+)(?:, DMI type (\d+))?")


class DmidecodeReader:
    """Reads the text of `dmidecode`."""

    name = "dmidecode"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By how it begins."""
        del name
        return is_dmidecode(head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The one document of `source`: its blocks. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        blocks = _Blocks(self._limits)
        for found in _LINE.finditer(decoded.text):
            if found[2].strip() and not blocks.take(found):
                raise Troubles(source.name, lines).error(found.start(), "too many fields to be checked", "split it")
        yield MarkedDocument(blocks.data, lines, blocks.marks)


def is_dmidecode(head: bytes) -> bool:
    """Whether a file that begins with `head` is what `dmidecode` prints."""
    return head.startswith(b"# dmidecode ") or (b"Handle 0x" in head[:400] and b", DMI type " in head[:400])


class _Blocks:
    """The blocks met so far. What stands deeper than the fields of a block is a list below the field before."""

    def __init__(self, limits: Limits) -> None:
        self.data: list[Data] = []
        self.marks: dict[Path, tuple[int, int]] = {}
        self._limits = limits
        self._block: dict[str, Data] = {}
        self._values: dict[str, Data] = {}
        self._field = ""
        self._listed: list[Data] | None = None

    def take(self, found: re.Match[str]) -> bool:
        """Take one line; false past the limit of values."""
        indent, written = found[1], found[2].rstrip()
        start = found.start(2)
        if not indent:
            self._begin(written, start)
        elif self._block and len(indent.expandtabs(8)) <= 8:
            self._take_field(written, start)
        elif self._field:
            self._take_item(written, start)
        return len(self.marks) < self._limits.nodes

    def _begin(self, written: str, start: int) -> None:
        handle = _HANDLE.match(written)
        self._field, self._listed = "", None
        if handle:
            self._values = {}
            self._block = {"handle": handle[1], "description": "", "values": self._values}
            self.marks[len(self.data),] = start, start + len(written)
            self.data.append(self._block)
        elif self._block and not self._block["description"]:
            self._block["description"] = written
            self.marks[len(self.data) - 1, "description"] = start, start + len(written)
        else:
            self._block = {}

    def _take_field(self, written: str, start: int) -> None:
        key, colon, value = written.partition(":")
        self._field, self._listed = "", None
        if not colon or key in self._values:
            return
        value = value.lstrip()
        end = start + len(written)
        self._field = key
        self._values[key] = value
        self.marks[len(self.data) - 1, "values", key] = end - len(value), end

    def _take_item(self, written: str, start: int) -> None:
        if self._listed is None:
            self._listed = []
            self._values[self._field] = self._listed
        self.marks[len(self.data) - 1, "values", self._field, len(self._listed)] = start, start + len(written)
        self._listed.append(written)
