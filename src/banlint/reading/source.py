"""The one place that opens inventories: files, standard input and bytes at hand, read safely and once."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator

from banlint.errors import InputError
from banlint.hints import BinaryIO
from banlint.limits import DEFAULT, Limits
from banlint.named import NamedTuple
from banlint.text import show

BLOCK = 1 << 16
"""Bytes of one block."""
HEAD = 1 << 16
"""Bytes that tell a format by its content."""
_GZIP = b"\x1f\x8b"

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_REASONS = {
    errno.ENOENT: ("no such file", "check the path, or where the link leads"),
    errno.EACCES: ("no permission to read it", "let this user read it"),
    errno.EPERM: ("no permission to read it", "let this user read it"),
    errno.ELOOP: ("a link that cannot be followed", "name the file itself"),
    errno.ENXIO: ("a socket or device, not a file", "name a regular file"),
    errno.ENAMETOOLONG: ("its name is too long", "shorten the path"),
    errno.ENOTDIR: ("a part of its path is not a folder", "check the path"),
    errno.EISDIR: ("a folder, not a file", "name the files in it"),
}
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class BytesSource:
    """Bytes at hand under a name. What begins as gzip is read unpacked, within `limits.file_bytes`."""

    def __init__(self, name: str, data: bytes, limits: Limits = DEFAULT) -> None:
        self.name = name
        self._data = data
        self._limits = limits

    def head(self) -> bytes:
        """The first `HEAD` bytes, unpacked, or fewer where there are fewer."""
        return _first(self.blocks())

    def read(self) -> bytes:
        """All of it. Raises `InputError` over the size limit."""
        return b"".join(_capped(self.blocks(), self._limits.file_bytes, self.name))

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks of at most 256 KiB."""
        data = self._data
        return _unpacked(
            (data[at : at + BLOCK] for at in range(0, len(data), BLOCK)), self._limits.file_bytes, self.name
        )


class StreamSource:
    """A stream that can be read once, such as standard input; what `head` has looked at is kept for the reading."""

    def __init__(self, name: str, stream: BinaryIO, limits: Limits = DEFAULT) -> None:
        self.name = name
        self._limits = limits
        self._blocks = _unpacked(iter(lambda: stream.read(BLOCK), b""), limits.file_bytes, name)
        self._kept: list[bytes] = []

    def head(self) -> bytes:
        """The first bytes, up to a block; none where there are none."""
        while sum(map(len, self._kept)) < HEAD:
            block = next(self._blocks, b"")
            if not block:
                break
            self._kept.append(block)
        return b"".join(self._kept)[:HEAD]

    def read(self) -> bytes:
        """All of it. Raises `InputError` over the size limit."""
        return b"".join(_capped(self.blocks(), self._limits.file_bytes, self.name))

    def blocks(self) -> Iterator[bytes]:
        """It, in blocks, never held whole."""
        try:
            while self._kept:
                yield self._kept.pop(0)
            yield from self._blocks
        except OSError as error:
            raise _reason(error, self.name) from None


class Part(NamedTuple):
    """Whole lines of a file, as it was when they were told apart."""

    start: int
    end: int
    """Offsets in bytes."""
    line: int
    index: int  # type: ignore[assignment]
    """The 1-based line of the file that the first one is, and how many records stand before it."""
    status: os.stat_result

    @property
    def is_last(self) -> bool:
        """Whether the file ends with it."""
        return self.end == self.status.st_size


class FileSource:
    """A regular file. It is opened for each reading; small ones are kept from `head`, so that they are opened once.

    `follow=False` refuses a symbolic link as the last part of `path`. With `part` it is read in that part alone.
    """

    def __init__(
        self,
        name: str,
        path: str | os.PathLike[str],
        limits: Limits = DEFAULT,
        *,
        follow: bool = True,
        part: Part | None = None,
    ) -> None:
        self.name = name
        self._path = path
        self._limits = limits
        self._flags = _FLAGS if follow else _FLAGS | getattr(os, "O_NOFOLLOW", 0)
        self._kept: bytes | None = None
        self._status: os.stat_result | None = part.status if part else None
        self.part = part
        self.finished = False
        """Whether all that there is was read; kept by who reads it in part."""

    @property
    def size(self) -> int:
        """How many bytes it has on its disk; 0 before it has been looked at."""
        return self._status.st_size if self._status else 0

    @property
    def status(self) -> os.stat_result:
        """What it was when it was looked at first."""
        assert self._status
        return self._status

    def is_packed(self) -> bool:
        """Whether its bytes are those of gzip. Raises `InputError`."""
        return next(self.raw(), b"").startswith(_GZIP)

    def head(self) -> bytes:
        """The first `HEAD` bytes, unpacked, or fewer where there are fewer. Raises `InputError`."""
        if self._kept is None:
            descriptor, before = self._open()
            try:
                data = os.read(descriptor, _request(before))
                if len(data) >= before.st_size and not data.startswith(_GZIP):
                    self._check_unchanged(descriptor, before)
                    self._kept = data
            except OSError as error:
                raise _reason(error, self.name) from None
            finally:
                os.close(descriptor)
            if self._kept is None:
                return _first(_unpacked(iter((data,)), self._limits.file_bytes, self.name, partial=True))
        return self._kept[:HEAD]

    def small(self) -> bytes | None:
        """All of it where that is little and not packed, kept for the reading as well. Raises `InputError`."""
        self.head()
        return self._kept

    def read(self) -> bytes:
        """All of it. Raises `InputError` over the size limit, or when it changed meanwhile."""
        return b"".join(_capped(self.blocks(capped=True), self._limits.file_bytes, self.name))

    def blocks(self, *, capped: bool = False) -> Iterator[bytes]:
        """It, in blocks, never held whole; `capped` refuses a file over the size limit before it is read."""
        return _unpacked(self._raw(capped=capped), self._limits.file_bytes, self.name)

    def raw(self) -> Iterator[bytes]:
        """The bytes as they lie there, in blocks, never unpacked: what a hash is made of. Raises `InputError`."""
        return self._raw(capped=False)

    def _raw(self, *, capped: bool) -> Iterator[bytes]:
        if self._kept is not None:
            data, self._kept = self._kept, None
            yield data
            return
        descriptor, before = self._open()
        try:
            if capped and before.st_size > self._limits.file_bytes:
                raise _too_large(self._limits.file_bytes, self.name)
            left, request = before.st_size, _request(before)
            if self.part:
                left = self.part.end - os.lseek(descriptor, self.part.start, os.SEEK_SET)
            while block := os.read(descriptor, min(request, left) if self.part else request):
                left -= len(block)
                yield block
            if left:
                raise _changed(self.name)
            self._check_unchanged(descriptor, before)
        except OSError as error:
            raise _reason(error, self.name) from None
        finally:
            os.close(descriptor)

    def _open(self) -> tuple[int, os.stat_result]:
        try:
            descriptor = os.open(self._path, self._flags)
        except OSError as error:
            raise _reason(error, self.name) from None
        except ValueError:
            raise InputError("its name holds a NUL character", "rename it", self.name) from None
        try:
            status = os.fstat(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise _reason(error, self.name) from None
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            kind = next((said for is_kind, said in _KINDS if is_kind(status.st_mode)), "something else")
            raise InputError(f"{kind}, not a file", "name a regular file", self.name)
        if self._status and _is_changed(self._status, status):
            os.close(descriptor)
            raise _changed(self.name)
        self._status = status
        return descriptor, status

    def _check_unchanged(self, descriptor: int, before: os.stat_result) -> None:
        if _is_changed(before, os.fstat(descriptor)):
            raise _changed(self.name)


def _request(status: os.stat_result) -> int:
    """How much to ask for at once: the memory for a whole block costs more than the reading of a small file."""
    return min(BLOCK, status.st_size + 1)


def _is_changed(before: os.stat_result, after: os.stat_result) -> bool:
    return (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns)


def _changed(name: str) -> InputError:
    return InputError("it changed while it was read", "run again when nothing writes to it", name)


def _too_large(most: int, name: str) -> InputError:
    return InputError(f"larger than {most >> 20} MiB", "split it, or raise the limit: --limit file_bytes=...", name)


def _reason(error: OSError, name: str) -> InputError:
    known = _REASONS.get(error.errno or 0)
    message, mend = known or (show(error.strerror or "it cannot be read"), "check the file and its disk")
    return InputError(message, mend, name)


def _first(blocks: Iterator[bytes]) -> bytes:
    head = b""
    for block in blocks:
        head += block
        if len(head) >= HEAD:
            break
    return head[:HEAD]


def _capped(blocks: Iterator[bytes], most: int, name: str) -> Iterator[bytes]:
    total = 0
    for block in blocks:
        total += len(block)
        if total > most:
            raise _too_large(most, name)
        yield block


def _unpacked(blocks: Iterator[bytes], most: int, name: str, *, partial: bool = False) -> Iterator[bytes]:
    """`blocks`, or what they unpack to where the first begins as gzip; then never more than `most` bytes."""
    first = next(blocks, b"")
    while first and len(first) < len(_GZIP):
        more = next(blocks, b"")
        if not more:
            break
        first += more
    if first.startswith(_GZIP):
        from banlint.reading.gzipped import unpack

        yield from _capped(unpack(first, blocks, name, BLOCK, partial=partial), most, name)
    elif first:
        yield first
        yield from blocks
