"""Compiled indexes in the user's cache folder. It only saves time: without it, or damaged, all still works."""

from __future__ import annotations

import os
import stat
import sys

_KEPT = 8
"""Indexes left in the folder; a pack being edited makes a new one at every change."""


def folder() -> str | None:
    """The cache folder of this user; None where there is none to be had."""
    if sys.platform == "linux":
        # As platformdirs has it, which takes longer to import than this folder to read.
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        path = os.path.join(base, "banlint")
    else:
        import platformdirs

        try:
            path = platformdirs.user_cache_dir("banlint", appauthor=False)
        except (OSError, RuntimeError):
            return None
    return path if os.path.isabs(path) else None


def read(name: str) -> bytes | None:
    """The file `name` of the cache; None where it is not there, or where others could have written it."""
    where = folder()
    if where is None:
        return None
    path = os.path.join(where, name)
    try:
        if not (_only_ours(os.stat(where)) and _only_ours(os.lstat(path))):
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def write(name: str, content: bytes) -> None:
    """Puts `content` into the cache, whole or not at all. A folder that cannot be written to is no error."""
    where = folder()
    if where is None:
        return
    temporary = os.path.join(where, f"{name}.{os.getpid()}.tmp")
    try:
        os.makedirs(where, mode=0o700, exist_ok=True)
        _forget(temporary)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with open(descriptor, "wb") as file:
            file.write(content)
        os.replace(temporary, os.path.join(where, name))
        _prune(where)
    except OSError:
        _forget(temporary)


def _only_ours(about: os.stat_result) -> bool:
    """Whether nobody else can have written it. An index is data that must be ours: see `store`."""
    if not hasattr(os, "geteuid"):
        return True
    return about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _prune(where: str) -> None:
    with os.scandir(where) as entries:
        indexes = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.name.endswith(".bin"))
    for _, old in indexes[:-_KEPT]:
        _forget(old)


def _forget(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
