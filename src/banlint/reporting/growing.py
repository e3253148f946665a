"""A JSON document that is written as it grows, and named by the hash of all that is in it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from banlint.hints import TextIO
from banlint.reporting.as_json import encode


class Growing:
    """Writes text, all of it hashed."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._hash = out, sha256()

    def write(self, text: str) -> None:
        """Add `text`, which is ASCII."""
        self._out.write(text)
        self._hash.update(text.encode("ascii"))

    def members(self, record: Mapping[str, object]) -> None:
        """Add members of an object before its first list, or between two: those that say something."""
        for key, value in record.items():
            if value not in ("", [], {}, None):
                self.write(f'"{key}": {encode(value)},\n ')

    def digest(self) -> str:
        """The hash of what was written so far."""
        return self._hash.hexdigest()


class Listed:
    """A list in a document: its name is written before the first of its members, so that it is never empty."""

    def __init__(self, write: Growing, name: str) -> None:
        self._write, self._name = write.write, name
        self._any = False

    def add(self, text: str) -> None:
        """Add a member."""
        self._write(",\n  " if self._any else f'"{self._name}": [\n  ')
        self._write(text)
        self._any = True

    def end(self) -> None:
        """End the list, where it was begun; another member of the object has to follow."""
        if self._any:
            self._write("],\n ")
