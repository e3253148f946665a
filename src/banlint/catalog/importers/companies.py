"""A notice's list of companies as text: one name to a line, its other names in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from banlint.catalog.importers import plain
from banlint.catalog.importers.cells import MOST_ROWS, File, decode
from banlint.catalog.importers.rows import LONGEST_NAME, ListRow, named
from banlint.catalog.names import key
from banlint.errors import PackError

_BULLET = re.compile(r"^\s*(?:[\u2022\u25cf\u25aa*-]|\(?\d{1,3}[.)](?=\s))\s*")
_PAGE = re.compile(r"^\s*\[\[Page \d+\]\]\s*$")
_OTHERS = re.compile(
    r"\s*\((?:a\.?k\.?a\.?|f\.?k\.?a\.?|also known as|formerly(?: known as)?)[:,]?\s+([^()]*)\)", re.IGNORECASE
)
_MOST_WORDS = 24


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The companies, listed by the notice that `part` names: `91 FR 34567 (2026-06-10)`. Raises `PackError`."""
    for file in files:
        if file.content[:200].startswith((b"name,", b"\xef\xbb\xbfname,")):
            yield from plain.read([file], part)
            continue
        for number, line in enumerate(decode(file).splitlines(), 1):
            if number > MOST_ROWS:
                raise PackError(f"more than {MOST_ROWS} lines", "give the list of names alone", file.name, number, 1)
            if line.strip() and not _PAGE.match(line):
                yield _row(file, number, _BULLET.sub("", line).strip(), part)


def _row(file: File, number: int, text: str, citation: str) -> ListRow:
    others = [other for group in _OTHERS.findall(text) for other in re.split(r"; |, (?![LI])| and (?=[A-Z])", group)]
    name, aliases = named(_OTHERS.sub("", text), others)
    prose = len(text.split()) > _MOST_WORDS and not others
    if not key(name) or len(name) > LONGEST_NAME or prose:
        raise PackError("the line is no name", "give the list of names alone, one to a line", file.name, number, 1)
    return ListRow(name, aliases, "", "", "", citation)
