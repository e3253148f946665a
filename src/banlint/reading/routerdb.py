"""The device list of Oxidized: one device a line, fields between colons. Names and drivers are read, passwords not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.marked import MarkedDocument
from banlint.reading.places import Lines, Troubles

_DEVICE = re.compile(r"^([\w.-]+):([\w-]+)(?=[:\r\n]|\Z)", re.MULTILINE)


class RouterDbReader:
    """Reads `router.db`."""

    name = "router-db"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By its name, and by lines with colons."""
        return is_router_db(name, head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The one document of `source`: its devices. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        rows: list[Data] = []
        marks: dict[Path, tuple[int, int]] = {}
        for found in _DEVICE.finditer(decoded.text):
            at = len(rows)
            if at >= self._limits.nodes:
                raise Troubles(source.name, lines).error(found.start(), "too many lines to be checked", "split it")
            marks[at,] = found.span()
            marks[at, "name"] = found.span(1)
            marks[at, "oxidized_model"] = found.span(2)
            rows.append({"name": found[1], "oxidized_model": found[2]})
        yield MarkedDocument(rows, lines, marks)


def is_router_db(name: str, head: bytes) -> bool:
    """Whether a file called `name` that begins with `head` is such a list."""
    return name.replace("\\", "/").rpartition("/")[2].lower() == "router.db" and not head.lstrip().startswith(b"{")
