"""One file looked up in the cache, by the hash of what is checked where it is not known."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from banlint.errors import InputError
from banlint.hashing import blake2b
from banlint.hints import TYPE_CHECKING
from banlint.model import Problem
from banlint.named import NamedTuple
from banlint.run.cacheentry import Account, told

if TYPE_CHECKING:
    from banlint.model import Reader, Registered
    from banlint.reading.source import FileSource
    from banlint.run.cachefile import Entries
    from banlint.run.checker import Checker, Event

_KEY = 32


class Kept(NamedTuple):
    """What is to be remembered of a file."""

    key: bytes
    entry: bytes


class Look:
    """What is known of a file. A small one is hashed at once, a large one when it is known who reads it."""

    def __init__(self, source: FileSource, entries: Entries, limit: int) -> None:
        """Raises `InputError`."""
        self._source = source
        self._entries = entries
        self._limit = limit
        data = source.small()
        self._key = b"" if data is None else blake2b(_start(source.name) + data, digest_size=_KEY).digest()
        self.known = entries.get(self._key, b"")

    def told(self) -> list[Event]:
        """What was said of it before."""
        return told(self.known)

    def kept(self) -> Kept:
        """What is known, to be kept."""
        return Kept(self._key, self.known)

    def checked(self, checker: Checker, reader: Registered[Reader]) -> Generator[Event, None, Kept | None]:
        """What `checker` says of it, where that is not known; at the end, what to remember."""
        ahead = None if self._key else _Ahead(self._source, self._limit)
        if ahead:
            self._key = ahead.digest
            self.known = self._entries.get(self._key, b"")
            if self.known:
                yield from self.told()
                return self.kept()
        account = Account()
        for event in checker.check(ahead or self._source, reader):
            account.add(event)
            yield event
        if ahead and ahead.error and not account.has_problem:
            yield ahead.error
        entry = b"" if ahead and not ahead.is_same else account.entry()
        return Kept(self._key, entry) if entry else None


def _start(name: str) -> bytes:
    """What comes before the content in a hash: results depend on the name as well."""
    return f"{name}\0".encode("utf-8", "surrogatepass")


class _Ahead:
    """A large file that is hashed before it is checked. What is checked has the same hash, or it is a problem."""

    def __init__(self, source: FileSource, limit: int) -> None:
        self.name = source.name
        self.digest = b""
        """Empty where it is too large to be read twice, or could not be read."""
        self.is_same = False
        """Whether all of what was hashed was checked."""
        self.error: Problem | None = None
        self._source = source
        self._start = _start(source.name)
        try:
            self.digest = self._hashed(limit)
        except InputError as error:
            self.error = error.problem()

    @property
    def size(self) -> int:
        """How many bytes it has on its disk."""
        return self._source.size

    def read(self) -> bytes:
        """All of it. Raises `InputError`, also when it is no more what was hashed."""
        data = self._source.read()
        hashed = blake2b(self._start, digest_size=_KEY)
        hashed.update(data)
        self._compare(hashed.digest())
        return data

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks. Raises in the same way."""
        hashed = blake2b(self._start, digest_size=_KEY)
        for block in self._source.blocks():
            hashed.update(block)
            yield block
        self._compare(hashed.digest())

    def _hashed(self, limit: int) -> bytes:
        hashed = blake2b(self._start, digest_size=_KEY)
        left = limit
        for block in self._source.blocks():
            hashed.update(block)
            left -= len(block)
            if left < 0:
                return b""
        return hashed.digest()

    def _compare(self, digest: bytes) -> None:
        if self.digest and digest != self.digest:
            raise InputError("it changed while it was read", "run again when nothing writes to it", self.name)
        self.is_same = bool(self.digest)
