"""A package of evidence opened as a stranger's: only what banlint itself would have written is looked at.

A zip can hold what no list shows: bytes between its files, two files of one name, files that overlap, names that
lead out of a folder, content that unpacks without end. Each of these is refused with its name, and nothing is ever
unpacked to a disk.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from banlint.errors import InputError
from banlint.hints import BinaryIO, Self
from banlint.limits import DEFAULT, Limits
from banlint.text import show

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_MOST_PER_ENTRY = 512
_BLOCK = 1 << 18
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LONGEST = 200
_MEND = "ask for a package as `banlint evidence` writes it"


class Package:
    """The members of a package by name, each read in blocks. Raises `InputError` for what is no package of ours."""

    def __init__(self, path: str, limits: Limits = DEFAULT) -> None:
        self._path = path
        self._limits = limits
        self._file = _open(path)
        try:
            size = os.fstat(self._file.fileno()).st_size
            start = self._end(size)
            with _Refused(path):
                self._zip = zipfile.ZipFile(self._file)
            self._members = {info.filename: info for info in self._zip.infolist()}
            self._check(start)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def names(self) -> tuple[str, ...]:
        """All members, in the order of the package."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """How many bytes a member unpacks to."""
        return self._members[name].file_size

    def digest(self, name: str) -> str:
        """The hash of a member; empty where what is packed is damaged."""
        digest = hashlib.sha256()
        try:
            for block in self._blocks(name):
                digest.update(block)
        except InputError:
            return ""
        return digest.hexdigest()

    def read(self, name: str) -> bytes:
        """A member that has to be held whole. Raises `InputError` where it is not there, damaged or too large."""
        if name not in self._members:
            raise self._no(f"it holds no {name}")
        if self.size(name) > self._limits.evidence_manifest_bytes:
            raise self._no(f"its {name} is larger than {self._limits.evidence_manifest_bytes >> 20} MiB")
        return b"".join(self._blocks(name))

    def _blocks(self, name: str) -> Iterator[bytes]:
        with _Refused(self._path, name), self._zip.open(self._members[name]) as file:
            while block := file.read(_BLOCK):
                yield block

    def _end(self, size: int) -> int:
        """Where the list of members begins: it ends the file, and is as long as such a list may be."""
        if size < _END.size:
            raise self._no("it is no zip")
        self._file.seek(size - _END.size)
        mark, *disks, entries, total, length, start, comment = _END.unpack(self._file.read(_END.size))
        if mark != b"PK\5\6" or comment or any(disks) or entries != total:
            raise self._no("it does not end as a zip without comments does")
        if entries > self._limits.evidence_members or length > entries * _MOST_PER_ENTRY:
            raise self._no(f"it lists more than {self._limits.evidence_members} files, or long ones")
        if start + length + _END.size != size:
            raise self._no("bytes stand before or behind it that are none of its files")
        self._file.seek(0)
        return int(start)

    def _check(self, start: int) -> None:
        infos = self._zip.infolist()
        seen: set[str] = set()
        for info in infos:
            self._check_one(info, seen)
        if sum(info.file_size for info in infos) > self._limits.evidence_bytes:
            raise self._no(f"it unpacks to more than {self._limits.evidence_bytes >> 20} MiB")
        self._check_layout(infos, start)

    def _check_one(self, info: zipfile.ZipInfo, seen: set[str]) -> None:
        name = info.orig_filename
        shown = show(name)
        if len(name) > _LONGEST or not _NAME.fullmatch(name) or name != info.filename:
            raise self._no(f"`{shown}` is no name of a member: it leads elsewhere, or is none of ours")
        if name.casefold() in seen:
            raise self._no(f"`{shown}` stands in it twice")
        seen.add(name.casefold())
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG) or info.flag_bits or info.extra or info.comment:
            raise self._no(f"`{shown}` is no plain file, or is encrypted, or carries more than its content")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self._no(f"`{shown}` is packed in a way that is none of ours")

    def _check_layout(self, infos: list[zipfile.ZipInfo], start: int) -> None:
        """Members lie one behind the other, without gaps and overlaps, under the names that the list gives them."""
        at = 0
        for info in sorted(infos, key=lambda one: one.header_offset):
            if info.header_offset != at:
                raise self._no(f"bytes of no file, or of two, stand before `{show(info.filename)}`")
            self._file.seek(at)
            head = self._file.read(_LOCAL.size)
            if len(head) < _LOCAL.size:
                raise self._no(f"`{show(info.filename)}` is cut off")
            mark, *_, long, extra = _LOCAL.unpack(head)
            if mark != b"PK\3\4" or extra or self._file.read(long) != info.filename.encode("ascii"):
                raise self._no(f"`{show(info.filename)}` goes by another name where it lies")
            at += _LOCAL.size + long + info.compress_size
        if at != start:
            raise self._no("bytes of no file stand behind the last")
        self._file.seek(0)

    def _no(self, why: str) -> InputError:
        return InputError(f"no package of evidence: {why}", _MEND, self._path)


class _Refused:
    """What the library finds wrong with a zip, as an `InputError`."""

    def __init__(self, path: str, name: str = "") -> None:
        self._path, self._name = path, name

    def __enter__(self) -> None:
        return

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        wrong = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)
        if isinstance(error, wrong):
            what = f"`{show(self._name)}` is damaged" if self._name else f"it is no zip: {show(str(error))}"
            raise InputError(f"no package of evidence: {what}", _MEND, self._path) from None


def _open(path: str) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be read: {show(str(why))}", "name a package of evidence", path) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise InputError("not a file", "name a package of evidence", path)
    return open(descriptor, "rb")
