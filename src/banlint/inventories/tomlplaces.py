"""Where keys stand in a TOML text that is known to be good: its parser does not say."""

from __future__ import annotations

import re

from banlint.model import Path

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*+")
_SPACE = re.compile(r"[ \t]*+")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_TEXT = re.compile(
    r"'''(?s:.*?)'{3,5}|\"\"\"(?s:(?:[^\\\"]|\\.|\"(?!\"\"))*+)\"{3,5}|'[^'\n]*+'|\"(?:[^\"\\\n]|\\.)*+\""
)
_SCALAR = re.compile(r"[^,\]}\n#]*+")


def place_of(text: str, path: Path) -> tuple[int, int]:
    """Line and column of the key or item at `path`, or of the nearest around it; 1, 1 where there is none."""
    places = _Places(text)
    places.read()
    while path and path not in places.found:
        path = path[:-1]
    offset = places.found.get(path, 0)
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Places:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._lists: dict[Path, int] = {}
        self.found: dict[Path, int] = {}

    def read(self) -> None:
        """Note where every key stands, table by table."""
        table: Path = ()
        while self._next() and self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        start = self._at
        is_list = self._text.startswith("[[", start)
        self._at += 2 if is_list else 1
        self._skip(_SPACE)
        table = self._inside(self._keys(()))
        if is_list:
            number = self._lists[table] = self._lists.get(table, -1) + 1
            table = (*table, number)
        self.found.setdefault(table, start)
        self._past("]]" if is_list else "]")
        return table

    def _inside(self, path: Path) -> Path:
        """`path` with the number of the last table of each list that it goes through."""
        whole: Path = ()
        for number, key in enumerate(path):
            whole = (*whole, key)
            if whole in self._lists and number < len(path) - 1:
                whole = (*whole, self._lists[whole])
        return whole

    def _pair(self, table: Path) -> None:
        path = self._keys(table)
        self._past("=")
        self._value(path)

    def _keys(self, path: Path) -> Path:
        """A dotted key; each of its parts is noted where it begins."""
        while True:
            self._skip(_SPACE)
            found = _BARE.match(self._text, self._at) or _TEXT.match(self._text, self._at)
            if found is None:
                self._at += 1
                return path
            path = (*path, found[0].strip("'\""))
            self.found.setdefault(path, self._at)
            self._at = found.end()
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return path
            self._at += 1

    def _value(self, path: Path) -> None:
        self._next()
        start = self._text[self._at : self._at + 1]
        if start == "{":
            self._many(path, "}")
        elif start == "[":
            self._many(path, "]")
        else:
            self._skip(_TEXT if _TEXT.match(self._text, self._at) else _SCALAR)

    def _many(self, path: Path, end: str) -> None:
        """The pairs of an inline table or the items of an array."""
        self._at += 1
        number = 0
        while self._next() and self._at < len(self._text) and self._text[self._at] != end:
            if self._text[self._at] == ",":
                self._at += 1
            elif end == "}":
                self._pair(path)
            else:
                self.found[(*path, number)] = self._at
                self._value((*path, number))
                number += 1
        self._at += 1

    def _past(self, mark: str) -> None:
        """Go on behind the next `mark`; where there is none, to the end."""
        at = self._text.find(mark, self._at)
        self._at = len(self._text) if at < 0 else at + len(mark)

    def _next(self) -> bool:
        return self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found is not None
