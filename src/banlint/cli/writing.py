"""Files of decisions, written whole or not at all; or shown as a difference, and not written."""

from __future__ import annotations

import difflib
import os
import stat
import sys
from contextlib import suppress

from banlint.errors import ReportError
from banlint.reporting.layout import guard
from banlint.text import show

_LONGEST = 1 << 16


def write(path: str, before: bytes | None, after: bytes) -> None:
    """Put `after` at `path`, where `before` stands now, or nothing where that is `None`. Raises `ReportError`.

    It is written beside it and renamed, so that nobody ever sees half of it. Never through a link, never over what
    somebody else has written meanwhile.
    """
    shown = show(path)
    mode = check(path)
    if _there(path) != before:
        raise ReportError(f"{shown} has changed meanwhile", "run again when nothing writes to it")
    part = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{os.getpid()}.part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(part, flags, 0o666), "wb") as file:
            if mode is not None:
                os.chmod(part, mode)
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            os.unlink(part)
        raise ReportError(f"{shown} cannot be written: {error.strerror}", "nothing was changed") from None


def check(path: str) -> int | None:
    """The mode of the file at `path`, `None` where there is none. Raises `ReportError` where it may not be written."""
    shown = show(path)
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise ReportError(f"there is no folder {show(folder)} to write {shown} in", "make the folder first")
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if stat.S_ISLNK(found.st_mode):
        raise ReportError(f"{shown} is a link, and files are never written through one", "name its target")
    if not stat.S_ISREG(found.st_mode):
        raise ReportError(f"{shown} is not a plain file", "name a file")
    return stat.S_IMODE(found.st_mode)


def difference(path: str, before: bytes | None, after: bytes) -> None:
    """Show on standard output what `write` would change."""
    name = path.replace(os.sep, "/")
    lines = difflib.unified_diff(
        _lines(before or b""),
        _lines(after),
        f"a/{name}" if before is not None else "/dev/null",
        f"b/{name}",
        lineterm="",
    )
    sys.stdout.writelines(guard(show(line, _LONGEST)) + "\n" for line in lines)


def _lines(data: bytes) -> list[str]:
    """Lines without their ends, which are shown where they are not of the usual kind."""
    return data.decode("utf-8", "backslashreplace").removesuffix("\n").split("\n") if data else []


def _there(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
