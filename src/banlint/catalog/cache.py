"""Compiled indexes in the user's cache folder. It only saves time: without it, or damaged, all still works."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_KEPT = 8
"""Indexes left in the folder; a pack being edited makes a new one at every change."""


def folder() -> Path | None:
    """The cache folder of this user; None where there is none to be had."""
    import platformdirs

    try:
        path = Path(platformdirs.user_cache_dir("banlint", appauthor=False))
    except (OSError, RuntimeError):
        return None
    return path if path.is_absolute() else None


def read(name: str) -> bytes | None:
    """The file `name` of the cache; None where it is not there, or where others could have written it."""
    where = folder()
    if where is None:
        return None
    try:
        if not (_only_ours(where.stat()) and _only_ours((where / name).lstat())):
            return None
        return (where / name).read_bytes()
    except OSError:
        return None


def write(name: str, content: bytes) -> None:
    """Puts `content` into the cache, whole or not at all. A folder that cannot be written to is no error."""
    where = folder()
    if where is None:
        return
    temporary = where / f"{name}.{os.getpid()}.tmp"
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
        temporary.replace(where / name)
        _prune(where)
    except OSError:
        _forget(temporary)


def _only_ours(about: os.stat_result) -> bool:
    """Whether nobody else can have written it. An index is data that must be ours: see `store`."""
    if not hasattr(os, "geteuid"):
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(where: Path) -> None:
    indexes = sorted(where.glob("*.bin"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in indexes[_KEPT:]:
        _forget(old)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
