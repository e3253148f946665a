"""A compiled catalog as one file: a header, then two sections, each known by its SHA-256.

The sections are `marshal` of plain values, version 2: that form is the same bytes for the same
values and is read by every Python we support. A section is read only after its hash is verified.
The hash finds damage, not malice, so only files that banlint itself built are ever opened: the
one in the wheel, and those in the user's own cache folder.
"""

from __future__ import annotations

import hashlib
import marshal
import struct
from collections.abc import Mapping
from typing import Any

from banlint.errors import PackError

MAGIC = b"banlint\x1a"
FORMAT = 2
_MARSHAL = 2
_HEADER = struct.Struct(">8sI Q32s Q32s")


class Index:
    """The bytes of a compiled catalog. Raises `PackError` where they are not what they were."""

    __slots__ = ("_blob", "_law", "_path")

    def __init__(self, blob: bytes, path: str = "") -> None:
        self._blob = blob
        self._path = path
        self._law: dict[str, Any] | None = None
        if len(blob) < _HEADER.size or blob[: len(MAGIC)] != MAGIC:
            raise self._damaged("is not an index of banlint")
        _, found, hot_length, _, law_length, _ = _HEADER.unpack_from(blob)
        if found != FORMAT:
            raise self._damaged(f"has index format {found}, and this banlint reads {FORMAT}")
        if len(blob) != _HEADER.size + hot_length + law_length:
            raise self._damaged("is damaged: it is not as long as its header says")

    def hot(self) -> dict[str, Any]:
        """What matching needs: `info`, `names`, `longest`, `vetoes`, `models` and the code tables."""
        return _load(self._section(0))

    def law(self) -> dict[str, Any]:
        """What judging needs besides: `entities`, `regimes`, `profiles`, `vocabulary`, `sources`, `lists`."""
        if self._law is None:
            self._law = _load(self._section(1))
        return self._law

    def verify(self) -> None:
        """Raises `PackError` unless both sections are whole."""
        self._section(0)
        self._section(1)

    def _section(self, number: int) -> memoryview:
        """The bytes of a section that has the hash it was written with."""
        _, _, hot_length, hot_digest, law_length, law_digest = _HEADER.unpack_from(self._blob)
        start = _HEADER.size + (hot_length if number else 0)
        content = memoryview(self._blob)[start : start + (law_length if number else hot_length)]
        if hashlib.sha256(content).digest() != (law_digest if number else hot_digest):
            raise self._damaged("is damaged: a section does not have the hash it was written with")
        return content

    def _damaged(self, what: str) -> PackError:
        return PackError(f"the compiled catalog {what}", "install banlint again", self._path)


def _load(content: memoryview) -> dict[str, Any]:
    section: dict[str, Any] = marshal.loads(content)  # noqa: S302 - verified, and of our own building
    return section


def pack_index(hot: Mapping[str, Any], law: Mapping[str, Any]) -> bytes:
    """The file for `hot` and `law`: plain values only, in a fixed order. Same values, same bytes."""
    first, second = (marshal.dumps(_ordered(section), _MARSHAL) for section in (hot, law))
    header = _HEADER.pack(
        MAGIC, FORMAT,
        len(first), hashlib.sha256(first).digest(),
        len(second), hashlib.sha256(second).digest(),
    )  # fmt: skip
    return header + first + second


def _ordered(section: Mapping[str, Any]) -> dict[str, Any]:
    """Tables by key; what is within a record keeps the order its author gave it."""
    return {
        name: dict(sorted(table.items())) if isinstance(table, dict) else table
        for name, table in sorted(section.items())
    }
