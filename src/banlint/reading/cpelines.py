"""Lists of CPE names as plain text, one a line, as scanners and search pages give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.marked import MarkedDocument
from banlint.reading.places import Lines, Troubles

_NAME = re.compile(r"^[ \t]*+(cpe:(?:2\.3:|/)\S++)[ \t]*+$", re.MULTILINE | re.IGNORECASE)
_PREFIXES = (b"cpe:2.3:", b"cpe:/")
_BOM = b"\xef\xbb\xbf"


class CpeLinesReader:
    """Reads text files whose first line is a CPE name. Empty lines and `#` remarks are passed over."""

    name = "cpe-lines"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:  # noqa: ARG002 - the beginning tells
        """By its beginning alone."""
        return is_cpe_lines(head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The one document of `source`: its names. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        names: list[Data] = []
        marks: dict[Path, tuple[int, int]] = {}
        for found in _NAME.finditer(decoded.text.replace("\r", "\n")):
            if len(names) >= self._limits.nodes:
                raise Troubles(source.name, lines).error(found.start(), "too many lines to be checked", "split it")
            marks[len(names),] = found.span(1)
            names.append(found[1])
        yield MarkedDocument(names, lines, marks)


def is_cpe_lines(head: bytes) -> bool:
    r"""Whether the first line that says anything is a CPE name.

    >>> is_cpe_lines(b"# of the scan\ncpe:2.3:h:acme:cam:-:*:*:*:*:*:*:*\n"), is_cpe_lines(b"cpe: none")
    (True, False)
    """
    for line in head.removeprefix(_BOM).splitlines():
        plain = line.strip().lower()
        if plain and not plain.startswith(b"#"):
            return plain.startswith(_PREFIXES) and b" " not in plain
    return False
