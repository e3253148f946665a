"""Files that were checked before and are the same now need no second check: a cache, keyed by all that decides.

Every file is read and hashed in every run; nothing goes by its time or size. A file with problems is checked again.
"""

from __future__ import annotations

import os

from banlint.errors import BanlintError
from banlint.hints import TYPE_CHECKING
from banlint.model import Notice
from banlint.reading.source import FileSource
from banlint.reporting.ours import is_report
from banlint.run import cachefile, cachekey
from banlint.run.cachelook import Kept, Look

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.model import Parts, Source
    from banlint.run.check import Settings


class Cache:
    """What is known of files under one question. `remarks` are for whoever runs it and in no report."""

    def __init__(self, folder: str, settings: Settings, catalog: Catalog, parts: Parts) -> None:
        self.remarks: list[Notice] = []
        self._folder = folder
        self._limit = settings.limits.file_bytes
        self._mappings = settings.mappings
        self._unmapped: tuple[str, ...] = ()
        """A folder, as told by the beginning of a name, without mappings."""
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

    def look(self, source: Source) -> Look | None:
        """What is known of an input; `None` for one that is checked in any case. Raises `InputError`."""
        if not self._question or not isinstance(source, FileSource) or self._is_mapped(source.name):
            return None
        # Whether a report of ours is checked depends on who named it.
        return None if is_report(source.head()) else Look(source, self._before, self._limit)

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

    def _is_mapped(self, name: str) -> bool:
        """Whether somebody's mapping reads the file: what that says is not in the key."""
        folder = name.rpartition("/")[:2]
        if self._mappings is None or folder == self._unmapped:
            return False
        try:
            if not self._mappings.is_none_beside(name):
                return self._mappings.adapter(name) is not None
        except BanlintError:
            return True
        self._unmapped = folder
        return False

    def _remark(self, why: str) -> None:
        folder = os.path.relpath(self._folder)
        self.remarks.append(Notice("cache", f"the cache is of no use to this run: {why}", "", folder))
