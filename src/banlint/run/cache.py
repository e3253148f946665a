"""Files that were checked before and are the same now need no second check: a cache, keyed by all that decides.

Every file is read and hashed in every run; nothing goes by its time or size. A file with problems is checked again.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from hashlib import blake2b
from typing import TYPE_CHECKING

from banlint.errors import BanlintError, InputError
from banlint.model import Notice, Problem, Source
from banlint.named import NamedTuple
from banlint.reading.source import BLOCK, FileSource
from banlint.run import cachefile, cachekey
from banlint.run.cacheentry import Account, events
from banlint.run.checker import Checker, Event

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.model import Parts, Reader, Registered
    from banlint.run.check import Settings


class Kept(NamedTuple):
    """What is to be remembered of a file."""

    key: bytes
    entry: bytes


class Cache:
    """What is known of files under one question. `remarks` are for whoever runs it and in no report."""

    def __init__(self, folder: str, settings: Settings, catalog: Catalog, parts: Parts) -> None:
        self.remarks: list[Notice] = []
        self._folder = folder
        self._limit = settings.limits.file_bytes
        self._mappings = settings.mappings
        self._before: cachefile.Entries = {}
        self._now: cachefile.Entries = {}
        self._question = self._secret = b""
        reason = cachekey.unfit(settings, parts)
        if reason:
            self._remark(reason)
            return
        try:
            self._secret = cachefile.secret()
            self._question = cachekey.key(settings, catalog)
            self._before = cachefile.read(folder, self._question, self._secret)
        except cachefile.AlteredError as error:
            self._remark(str(error))
        except (cachefile.CacheError, OSError) as error:
            self._question = b""
            self._remark(str(error))

    def checked(
        self, checker: Checker, source: Source, reader: Registered[Reader]
    ) -> Generator[Event, None, Kept | None]:
        """What `checker` says of `source`, or said of the same before; at the end, what to remember of it."""
        if not self._question or not isinstance(source, FileSource) or self._is_mapped(source.name):
            yield from checker.check(source, reader)
            return None
        ahead = _Ahead(source, self._limit)
        key = self._key(source.name, reader.part.name, ahead.digest)
        known = self._before.get(key, b"") if ahead.digest else b""
        if known:
            yield from events(known)
            return Kept(key, known)
        account, failed = Account(), False
        for event in checker.check(ahead, reader):
            account.add(event)
            failed = failed or isinstance(event, Problem)
            yield event
        if ahead.error and not failed:
            yield ahead.error
        entry = account.entry() if ahead.is_same else b""
        return Kept(key, entry) if entry else None

    def add(self, kept: Kept) -> None:
        """Remember a file, as seen last."""
        self._now[kept.key] = kept.entry

    def save(self) -> None:
        """Write down what is new."""
        if self._question and self._now.keys() - self._before.keys():
            entries = {key: entry for key, entry in self._before.items() if key not in self._now} | self._now
            try:
                cachefile.write(self._folder, self._question, self._secret, entries)
            except cachefile.CacheError as error:
                self._remark(str(error))

    def _key(self, name: str, reader: str, digest: bytes) -> bytes:
        said = f"{reader}\0{name}".encode("utf-8", "surrogatepass")
        return blake2b(digest + said, digest_size=32).digest()

    def _is_mapped(self, name: str) -> bool:
        """Whether somebody's mapping reads the file: what that says is not in the key."""
        try:
            return self._mappings is not None and self._mappings.adapter(name) is not None
        except BanlintError:
            return True

    def _remark(self, why: str) -> None:
        folder = os.path.relpath(self._folder)
        self.remarks.append(Notice("cache", f"the cache is of no use to this run: {why}", "", folder))


class _Ahead:
    """A file that is hashed before it is checked. What is checked then is what was hashed, or it is a problem."""

    def __init__(self, source: FileSource, limit: int) -> None:
        self.name = source.name
        self.digest = b""
        """Empty where it is too large to be read twice, or could not be read."""
        self.is_same = False
        """Whether all of what was hashed was checked."""
        self.error: Problem | None = None
        self._source = source
        self._kept: list[bytes] | None = []
        try:
            self.digest = self._hashed(limit)
        except InputError as error:
            self._kept = None
            self.error = error.problem()

    @property
    def size(self) -> int:
        """How many bytes it has on its disk."""
        return self._source.size

    def read(self) -> bytes:
        """All of it. Raises `InputError`, also when it is no more what was hashed."""
        if self._kept is not None:
            return b"".join(self.blocks())
        data = self._source.read()
        self._compare(blake2b(data).digest())
        return data

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks. Raises in the same way."""
        if self._kept is not None:
            yield from self._kept
            self.is_same = bool(self.digest)
            return
        hashed = blake2b()
        for block in self._source.blocks():
            hashed.update(block)
            yield block
        self._compare(hashed.digest())

    def _hashed(self, limit: int) -> bytes:
        hashed = blake2b()
        total = 0
        for block in self._source.blocks():
            hashed.update(block)
            total += len(block)
            if total > min(BLOCK, limit):
                # Small files are kept; of a large one, the hash of a second reading has to be the same.
                self._kept = None
            if total > limit:
                return b""
            if self._kept is not None:
                self._kept.append(block)
        return hashed.digest()

    def _compare(self, digest: bytes) -> None:
        if self.digest and digest != self.digest:
            raise InputError("it changed while it was read", "run again when nothing writes to it", self.name)
        self.is_same = bool(self.digest)
