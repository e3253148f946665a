"""A package written so that the same content makes the same bytes: one order, one time, no trace of the machine."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from banlint.errors import ReportError
from banlint.limits import DEFAULT, Limits
from banlint.named import NamedTuple
from banlint.reporting.output import part
from banlint.text import show

# The earliest time that a zip can hold; no clock and no file's own time goes into a package.
_TIME = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 18
Blocks = Callable[[], Iterator[bytes]]


class Member(NamedTuple):
    """A file of a package."""

    name: str
    blocks: Blocks
    """Its content, as often as it is asked for."""
    sha256: str
    size: int


def of_bytes(name: str, content: bytes) -> Member:
    """A member with `content`."""
    return Member(name, lambda: iter((content,)), hashlib.sha256(content).hexdigest(), len(content))


def of_file(name: str, path: str) -> Member:
    """A member with what the file at `path`, one of our own making, holds now."""
    digest, size = hashlib.sha256(), 0
    for block in _blocks(path):
        digest.update(block)
        size += len(block)
    return Member(name, lambda: _blocks(path), digest.hexdigest(), size)


def write(path: str, members: Sequence[Member], limits: Limits = DEFAULT) -> None:
    """Put a package of `members` at `path`, where nothing is yet: whole, or not at all. Raises `ReportError`."""
    shown = show(path)
    if len(members) > limits.evidence_members or sum(one.size for one in members) > limits.evidence_bytes:
        most = f"{limits.evidence_members} files or {limits.evidence_bytes >> 20} MiB"
        raise ReportError(f"the package would hold more than {most}", "make it without --with-inputs, or of less")
    grown = part(path)
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(grown, flags, 0o666), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as package:
                for one in members:
                    _add(package, one)
            file.flush()
            os.fsync(file.fileno())
        # A link, unlike a renaming, fails where somebody has put a file there meanwhile.
        _place(grown, path)
    except (OSError, zipfile.LargeZipFile) as error:
        why = "it grew too large" if isinstance(error, zipfile.LargeZipFile) else error.strerror
        raise ReportError(f"{shown} cannot be written: {why}", "no half-written package is left behind") from None
    finally:
        with suppress(OSError):
            os.unlink(grown)


def _add(package: zipfile.ZipFile, one: Member) -> None:
    info = zipfile.ZipInfo(one.name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    info.file_size = one.size
    digest = hashlib.sha256()
    with package.open(info, "w") as file:
        for block in one.blocks():
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != one.sha256:
        raise ReportError(f"{show(one.name)} changed while it was packed", "run again when nothing writes to it")


def _place(grown: str, path: str) -> None:
    try:
        os.link(grown, path)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        if os.path.lexists(path):
            raise FileExistsError(17, "there is one already") from None
        os.replace(grown, path)


def _blocks(path: str) -> Iterator[bytes]:
    with open(path, "rb") as file:
        while block := file.read(_BLOCK):
            yield block
