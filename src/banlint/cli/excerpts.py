"""The lines that findings are on, read again from their files: forward, bounded, and only when people read them."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.errors import BanlintError
from banlint.limits import DEFAULT
from banlint.model import Finding

_LONGEST = 1 << 16
"""Bytes of a line that is shown; a longer one has no excerpt."""


class Excerpts:
    """Gives the line of a finding. Findings come in the order of the file, so one pass does for all of a file."""

    def __init__(self) -> None:
        self._path = ""
        self._number = 0
        self._line = b""
        self._lines: Iterator[bytes] = iter(())

    def __call__(self, finding: Finding) -> str | None:
        """The line, without its end; `None` where it cannot be read again or is no UTF-8."""
        wanted = finding.place.span.line
        if wanted < 1:
            return None
        try:
            line = self._seek(finding.path, wanted)
            return line.decode("utf-8").removeprefix("\ufeff") if len(line) < _LONGEST else None
        except (BanlintError, OSError, UnicodeDecodeError):
            self._path = ""
            return None

    def _seek(self, path: str, wanted: int) -> bytes:
        if path != self._path or wanted < self._number:
            self._path, self._number, self._lines = path, 0, _lines(path)
        while self._number < wanted:
            self._line = next(self._lines, b"")
            self._number += 1
        return self._line


def _lines(path: str) -> Iterator[bytes]:
    r"""The lines of a file, each cut at the longest shown; `\r\n`, `\n` and `\r` end a line."""
    from banlint.reading.source import FileSource

    rest = b""
    for block in FileSource(path, path, DEFAULT).blocks():
        whole = rest + block
        if whole.endswith(b"\r"):
            # The next block may begin with the other half of this line's end.
            rest = whole
            continue
        *lines, rest = whole.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        yield from lines
        rest = rest[: _LONGEST + 1]
    yield from rest.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
