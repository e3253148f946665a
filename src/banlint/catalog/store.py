"""A compiled catalog as one file: a header, then four sections, each with its checksum.

The sections are `marshal` of plain values, version 2: that form is the same bytes for the same
values and is read by every Python we support. A section is read only after its checksum is
verified. That finds damage, not malice, so only files that banlint itself built are ever opened:
the one in the wheel, and those in the user's own cache folder. It is a CRC because `hashlib` takes
longer to import than all of the catalog to load.
"""

from __future__ import annotations

import marshal
import struct
from collections.abc import Iterator, Mapping
from functools import cached_property
from zlib import crc32

from banlint.hints import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmap import mmap

    from banlint.errors import PackError

MAGIC = b"banlint\x1a"
FORMAT = 15
_MARSHAL = 4
_SECTIONS = 4
_HEADER = struct.Struct(">8sI" + "QI" * _SECTIONS)


class Table(Mapping[str, Any]):
    """A table of the law, decoded when something of it is asked for: a check without findings asks for little."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _table(self) -> dict[str, Any]:
        return _load(self._content)

    def __getitem__(self, key: str) -> Any:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


class Index:
    """The bytes of a compiled catalog. Raises `PackError` where they are not what they were."""

    __slots__ = ("_blob", "_checksums", "_law", "_lengths", "_path")

    def __init__(self, blob: bytes | mmap, path: str = "") -> None:
        self._blob = blob
        self._path = path
        self._law: dict[str, Any] | None = None
        if len(blob) < _HEADER.size or blob[: len(MAGIC)] != MAGIC:
            raise self._damaged("is not an index of banlint")
        _, found, *sections = _HEADER.unpack_from(blob)
        if found != FORMAT:
            raise self._damaged(f"has index format {found}, and this banlint reads {FORMAT}")
        self._lengths, self._checksums = sections[::2], sections[1::2]
        if len(blob) != _HEADER.size + sum(self._lengths):
            raise self._damaged("is damaged: it is not as long as its header says")

    def info(self) -> dict[str, str | int]:
        """What the catalog is: `name`, `version`, `edition`, `sha256`, and the counts `regimes` and `entities`."""
        return _load(self._section(0))

    def hot(self) -> dict[str, Any]:
        """What matching needs: `info`, `names`, `longest`, `vetoes`, `models`, single words and the code tables."""
        return {"info": self.info(), **_load(self._section(1))}

    def law(self) -> dict[str, Any]:
        """What judging needs besides: `entities`, `regimes`, `profiles`, `papers`, `vocabulary`, `sources`, `lists`."""
        if self._law is None:
            law = _load(self._section(2))
            self._law = {name: Table(part) if isinstance(part, bytes) else part for name, part in law.items()}
        return self._law

    def rows(self) -> memoryview:
        """The rows of long lists, as `listed.Shelf` reads them."""
        return self._section(3)

    def verify(self) -> None:
        """Raises `PackError` unless all sections are whole."""
        for number in range(_SECTIONS):
            self._section(number)

    def _section(self, number: int) -> memoryview:
        """The bytes of a section that has the checksum it was written with."""
        start = _HEADER.size + sum(self._lengths[:number])
        content = memoryview(self._blob)[start : start + self._lengths[number]]
        if crc32(content) != self._checksums[number]:
            raise self._damaged("is damaged: a section does not have the checksum it was written with")
        return content

    def _damaged(self, what: str) -> PackError:
        from banlint.errors import PackError

        return PackError(f"the compiled catalog {what}", "install banlint again", self._path)


def _load(content: memoryview | bytes) -> dict[str, Any]:
    section: dict[str, Any] = marshal.loads(content)  # noqa: S302 - verified, and of our own building
    return section


def pack_index(hot: Mapping[str, Any], law: Mapping[str, Any], rows: bytes = b"") -> bytes:
    """The file for `hot`, `law` and `rows`: plain values only, in a fixed order. Same values, same bytes."""
    tables = {name: table for name, table in hot.items() if name != "info"}
    parts = {name: _dumped(part) if isinstance(part, dict) else part for name, part in _ordered(law).items()}
    sections = [_dumped(section) for section in (_ordered(hot["info"]), _ordered(tables), parts)]
    sections.append(rows)
    places = [number for section in sections for number in (len(section), crc32(section))]
    return _HEADER.pack(MAGIC, FORMAT, *places) + b"".join(sections)


def _dumped(section: Mapping[str, Any]) -> bytes:
    """`section` with each text in it once, however often it stands there: it is read in half the time."""
    # As long as this holds every text, each is written as one that may be met again, and the bytes are always the same.
    texts: dict[str, str] = {}
    return marshal.dumps(_shared(section, texts), _MARSHAL)


def _shared(value: Any, texts: dict[str, str]) -> Any:
    """`value` made anew, of the texts in `texts`."""
    if isinstance(value, str):
        return texts.setdefault(value, value)
    if isinstance(value, dict):
        return {_shared(key, texts): _shared(inner, texts) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)([_shared(inner, texts) for inner in value])
    return value


def _ordered(section: Mapping[str, Any]) -> dict[str, Any]:
    """Tables by key; what is within a record keeps the order its author gave it."""
    return {
        name: dict(sorted(table.items())) if isinstance(table, dict) else table
        for name, table in sorted(section.items())
    }
