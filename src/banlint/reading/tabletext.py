"""The text of a table, a stretch of whole lines at a time, and what is wrong with its characters."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.model import Problem, Source
from banlint.reading.names import suffix
from banlint.reading.streams import too_long, utf8_blocks, whole_lines
from banlint.reading.tabledialect import delimiter_of, legacy_encoding

_SEP_LINE = re.compile(r'"?sep=([^\r\n"])"?\s*', re.IGNORECASE)


class TableText:
    """Decodes a table and tells its delimiter from the first lines."""

    def __init__(self, source: Source, limits: Limits) -> None:
        self.delimiter = ","
        self.skipped = 0
        """Lines that say the delimiter and are no part of the table."""
        self._problems: list[Problem] = []
        self._name = source.name
        self._limits = limits
        self._encoding = "utf-8"
        self._beyond_ascii = False
        blocks = utf8_blocks(source.blocks(), source.name)
        self._stretches = whole_lines(blocks, limits.record_bytes, bare_cr=True)
        self._first = self._decoded(next(self._stretches, b""))
        self._choose_delimiter()

    def stretches(self) -> Iterator[str]:
        """All of it, once."""
        text, self._first = self._first, ""
        while text:
            yield text
            text = self._decoded(next(self._stretches, b""))

    def problems(self) -> Iterator[Problem]:
        """What was wrong with the stretches decoded since this was last asked."""
        told, self._problems = self._problems, []
        yield from told

    def _choose_delimiter(self) -> None:
        line = next(iter(io.StringIO(self._first, newline="")), "")
        told = _SEP_LINE.fullmatch(line)
        if told:
            self.delimiter = told[1]
            self._first = self._first[len(line) :]
            self.skipped = 1
        else:
            self.delimiter = delimiter_of(self._first, prefer="\t" if suffix(self._name) == ".tsv" else ",")

    def _decoded(self, stretch: bytes | None) -> str:
        """Text of some lines: UTF-8 until that fails, then Windows-1252 for the rest, as older spreadsheets write."""
        if stretch is None:
            problem = too_long(0, self._limits.record_bytes, self._name)
            raise InputError(problem.message, problem.mend, self._name)
        try:
            text = stretch.decode(self._encoding)
            self._beyond_ascii = self._beyond_ascii or not text.isascii()
        except UnicodeDecodeError:
            text = self._fallen_back(stretch)
        if "\0" in text:
            self._complain("NUL character", "remove it: the file is damaged")
            text = text.replace("\0", "\ufffd")
        return text

    def _fallen_back(self, stretch: bytes) -> str:
        if self._beyond_ascii and self._encoding == "utf-8":
            self._complain("UTF-8 and another encoding in one file", "save it as UTF-8")
        self._encoding = legacy_encoding(stretch)
        text = stretch.decode(self._encoding, "replace")
        if "\ufffd" in text:
            self._complain("neither UTF-8 nor Windows-1252", "save it as UTF-8")
            self._encoding = "latin-1"
        return text

    def _complain(self, message: str, mend: str) -> None:
        self._problems.append(Problem("input", message, mend, self._name))
