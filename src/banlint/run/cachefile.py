"""A file of the cache: what earlier runs saw of files, sealed with this user's key, so that nobody else can write it.

The folder may lie in a repository, and what a repository brings must not vouch for itself: a file that this user's
key has not sealed is as good as none. The key lies in the user's own cache folder, which no change can bring.
"""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterator
from itertools import islice

from banlint.catalog import cache as own
from banlint.hashing import blake2b
from banlint.limits import MIB

MOST_ENTRIES = 100_000
"""Files that are remembered for one question; the oldest go first."""
MOST_BYTES = 32 * MIB
"""And so much of them."""
_MOST_QUESTIONS = 16
_RECORD = struct.Struct(">32sI")
_MAGIC = b"banlint cache 1\n"
_SEAL = 32
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_KEY = "results.key"
_TAG = "CACHEDIR.TAG"
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55"
_MARKS = {".gitignore": b"*\n", _TAG: _SIGNATURE + b"\n# What banlint remembers of files. It can be removed.\n"}
_OLD = 3600 * 10**9
"""Nanoseconds after which what was never finished is nobody's any more."""

Entries = dict[bytes, bytes]
"""From the key of a file, of 32 bytes, to what was seen of it."""


class CacheError(Exception):
    """A cache that cannot be used, and why."""


class AlteredError(CacheError):
    """One whose content cannot be used; it is written over."""


def secret() -> bytes:
    """The key of this user, made when there is none. Raises `CacheError`."""
    found = own.read(_KEY)
    if found is None or len(found) != _SEAL:
        own.write(_KEY, os.urandom(_SEAL))
        found = own.read(_KEY)
    if found is None or len(found) != _SEAL:
        raise CacheError("its key cannot be kept in the user's own cache folder")
    return found


def read(folder: str, question: bytes, key: bytes) -> Entries:
    """What `folder` has on `question`; nothing where there is nothing. Raises `CacheError` for what cannot be used."""
    _check(folder)
    try:
        descriptor = os.open(_path(folder, question), _READ)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CacheError(f"it cannot be read: {error.strerror}") from None
    with open(descriptor, "rb") as file:
        # What is not a regular file could be read for ever.
        held = file.read(MOST_BYTES + 1) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    start = len(_MAGIC) + _SEAL
    if held[:start] != _MAGIC + _seal(held[start:], question, key):
        raise AlteredError("it was altered, cut short, or made by somebody else; all files are checked again")
    entries: Entries = {}
    while start < len(held):
        name, size = _RECORD.unpack_from(held, start)
        start += _RECORD.size + size
        entries[name] = held[start - size : start]
    return entries


def write(folder: str, question: bytes, key: bytes, entries: Entries) -> None:
    """Put `entries`, the oldest first, into `folder`, whole or not at all. Raises `CacheError`."""
    records = b"".join(reversed(tuple(_newest(entries))))
    _prepare(folder)
    path = _path(folder, question)
    temporary = f"{path}.{os.urandom(8).hex()}.tmp"
    try:
        with open(os.open(temporary, _WRITE, 0o600), "wb") as file:
            file.write(_MAGIC + _seal(records, question, key) + records)
        os.replace(temporary, path)
        _prune(folder, os.stat(path).st_mtime_ns)
    except OSError as error:
        _forget(temporary)
        raise _unwritable(error) from None


def _newest(entries: Entries) -> Iterator[bytes]:
    """The records of the newest, the newest first, as many as a file holds."""
    left = MOST_BYTES - len(_MAGIC) - _SEAL
    for name in islice(reversed(entries), MOST_ENTRIES):
        left -= _RECORD.size + len(entries[name])
        if left < 0:
            return
        yield _RECORD.pack(name, len(entries[name])) + entries[name]


def _path(folder: str, question: bytes) -> str:
    return os.path.join(folder, f"{question.hex()[:32]}.results")


def _seal(records: bytes, question: bytes, key: bytes) -> bytes:
    return blake2b(question + records, key=key, digest_size=_SEAL).digest()


def _check(folder: str) -> None:
    """Raises `CacheError` where `folder` is there and is no cache folder: nothing is written among a user's files."""
    if os.path.islink(folder):
        raise CacheError("it is a link, which may lead anywhere; remove it")
    try:
        with open(os.open(os.path.join(folder, _TAG), _READ), "rb") as file:
            if file.read(len(_SIGNATURE)) == _SIGNATURE:
                return
    except OSError:
        pass
    try:
        if not os.listdir(folder):
            return
    except FileNotFoundError:
        return
    except OSError as error:
        raise CacheError(f"it cannot be read: {error.strerror}") from None
    raise CacheError(f"it holds other things and no {_TAG}; name a folder that is empty or not there")


def _prepare(folder: str) -> None:
    _check(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        for name, content in _MARKS.items():
            path = os.path.join(folder, name)
            if not os.path.lexists(path):
                with open(os.open(path, _WRITE, 0o666), "wb") as file:
                    file.write(content)
    except FileExistsError:
        # Another run makes the same folder.
        return
    except OSError as error:
        raise _unwritable(error) from None


def _prune(folder: str, now: int) -> None:
    """Leave the newest files, and of what was begun only what another run may be at."""
    with os.scandir(folder) as entries:
        found = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in entries)
    results = [path for _, path in found if path.endswith(".results")]
    begun = [path for when, path in found if path.endswith(".tmp") and when < now - _OLD]
    for path in results[:-_MOST_QUESTIONS] + begun:
        _forget(path)


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _unwritable(error: OSError) -> CacheError:
    return CacheError(f"it cannot be written: {error.strerror}")
