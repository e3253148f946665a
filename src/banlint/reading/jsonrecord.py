"""Where the values of a short JSON text stand: a key that is written once is looked for, not walked to.

The text was decoded the fast way: it is strict JSON in which no key stands twice in one object.
"""

from __future__ import annotations

import re

from banlint.model import Data, Path
from banlint.reading.jsonplaces import JsonPlaces, Stretch

LONGEST = 1 << 14
"""Characters up to which it is worth looking through the whole text."""
_VALUE = re.compile(r'[ \t\n\r]*+:[ \t\n\r]*+("[^"]*+"|[^ \t\n\r,\]}\[{"]++|)')
"""What stands behind a key: group 1 the value, empty where it is an object or array."""


class RecordPlaces:
    """The stretches of the values of one text that was decoded to `data`."""

    __slots__ = ("_data", "_places", "_plain", "_text")

    def __init__(self, text: str, data: Data) -> None:
        self._text = text
        self._data = data
        self._places = JsonPlaces(text)
        # Without escapes whatever stands between two quotation marks is as it is written.
        self._plain = "\\" not in text

    def find(self, start: int, path: Path) -> Stretch:
        """The value at `path` below the one at offset `start`, or the nearest around it that there is."""
        if self._plain and _holds(self._data, path):
            for depth in range(len(path) - 1, -1, -1):
                found = self._behind(path[depth])
                if found:
                    rest = path[depth + 1 :]
                    alone = not rest and found[1] > found[0]
                    return found if alone else self._places.find(found[0], rest)
        return self._places.find(start, path)

    def _behind(self, key: str | int) -> Stretch | None:
        """The value behind the only place where `key` is written; without its end where that is far."""
        # What parts two texts holds one of these, and might be taken for a key that holds it too.
        if isinstance(key, int) or ":" in key or "," in key:
            return None
        written = f'"{key}"'
        at = self._text.find(written)
        if at < 0 or self._text.find(written, at + 1) >= 0:
            return None
        found = _VALUE.match(self._text, at + len(written))
        return found.span(1) if found else None


def _holds(data: Data, path: Path) -> bool:
    """Whether there is a value at `path`: what is looked for instead of one that is not there is found by walking."""
    for step in path:
        if not isinstance(data, (dict, list)):
            return False
        try:
            data = data[step]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            return False
    return True
