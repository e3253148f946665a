"""Paths as named by the user to the files to check: folders are walked, ignore files honoured, oddities said."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from operator import attrgetter

from banlint.hints import TYPE_CHECKING
from banlint.model import Problem
from banlint.named import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NEVER_WALKED = frozenset({".git", ".hg", ".svn", ".banlint", ".banlint_cache"})
"""Folders of version control, and ours."""
NEVER_READ = frozenset({"banlint-map.yaml"})
"""Names of files in folders that are ours and no inventories."""


class Input(NamedTuple):
    """A file to check."""

    name: str
    """As reports spell it: relative to where it was named, with `/`."""
    path: str
    """As the system opens it."""
    named: bool
    """Named by the user, rather than met in a folder."""


def discover(paths: Sequence[str], exclude: Sequence[str] = (), *, force: bool = False) -> Iterator[Input | Problem]:
    """The files that `paths` name or hold, each once, in the order of naming and then of name.

    `-` is passed on as it stands. A path that is not there is a `Problem`, and so is a link in a folder that leads to
    what no path names: nobody would look there. With `force`, `exclude` leaves out what is named as well, and a file
    that is named is as one that was met in a folder: a hook names whatever a commit holds.
    """
    seen: set[str] = set()
    paths = [path for path in paths if not (force and path != "-" and _left_out(path, exclude))]
    named = _Named(paths)
    for path in paths:
        found: Iterable[Input | Problem]
        if path != "-" and os.path.isdir(path):
            found = _walk(path, exclude, named)
        elif path == "-" or os.path.lexists(path):
            found = (Input(shown_name(path), path, named=path == "-" or not force),)
        else:
            found = (Problem("input", "no such file or folder", "name a file or folder that is there", path),)
        for one in found:
            if isinstance(one, Problem):
                yield one
            elif one.path not in seen:
                seen.add(one.path)
                yield one


def _left_out(path: str, exclude: Sequence[str]) -> bool:
    """Whether a named `path` is what a walk from the working folder would have passed over."""
    below = os.path.normpath(os.path.relpath(path))
    if os.path.basename(below) in NEVER_READ or not NEVER_WALKED.isdisjoint(below.split(os.sep)):
        return True
    while below and below not in (os.curdir, os.pardir, os.sep):
        if excluded(below, os.curdir, exclude):
            return True
        below = os.path.dirname(below)
    return False


def _walk(top: str, exclude: Sequence[str], named: _Named) -> Iterator[Input | Problem]:
    ignores = _Ignores(top)
    left = [top]
    while left:
        folder = left.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=_name)
        except OSError as error:
            mend = "make it readable, or exclude it"
            yield Problem("input", f"cannot list the folder: {error.strerror}", mend, shown_name(error.filename))
            continue
        ignores.enter(folder, [one.name for one in found])
        below: list[str] = []
        for one in found:
            is_folder = _is_folder(one)
            never = NEVER_WALKED if is_folder else NEVER_READ
            if one.name in never or ignores.ignored(one.path, is_folder=is_folder) or excluded(one.path, top, exclude):
                continue
            if one.is_symlink():
                # Never followed: what it leads to is met, and checked, under its own name.
                yield from _astray(one.path, named)
            elif is_folder:
                below.append(one.path)
            else:
                yield Input(shown_name(one.path), one.path, named=False)
        left += reversed(below)


_name = attrgetter("name")


def _is_folder(one: os.DirEntry[str]) -> bool:
    try:
        return one.is_dir()
    except OSError:
        return False


class _Named:
    """The paths that are named, and what lies below them."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths

    @cached_property
    def _real(self) -> frozenset[str]:
        return frozenset(os.path.realpath(path) for path in self._paths if path != "-")

    def hold(self, target: str) -> bool:
        """Whether the real path `target` is one of them or lies below one."""
        while target not in self._real:
            parent = os.path.dirname(target)
            if parent == target:
                return False
            target = parent
        return True


def _astray(path: str, named: _Named) -> Iterator[Problem]:
    """What is wrong with a link to a file or a folder, where something is."""
    target = os.path.realpath(path)
    if not os.path.exists(target):
        yield Problem("input", "a link that leads nowhere", "mend or remove the link", shown_name(path))
    elif not named.hold(target):
        mend = "name its target as well, or exclude the link"
        yield Problem("input", "a link that leads out of the folder", mend, shown_name(path))


def shown_name(path: str | bytes | None) -> str:
    """A path as reports spell it."""
    text = os.fsdecode(path or "").replace(os.sep, "/")
    if not text.isascii():
        # Names are UTF-8 in reports, whatever the locale takes them for.
        text = os.fsencode(text).decode("utf-8", "surrogateescape")
    return text[2:] if text.startswith("./") and len(text) > 2 else text


def excluded(path: str, top: str, exclude: Sequence[str]) -> bool:
    """Whether one of the patterns `exclude` leaves out `path`, which lies below `top`."""
    if not exclude:
        return False
    below = os.path.relpath(path, top).replace(os.sep, "/")
    names = (below, shown_name(path), os.path.basename(path))
    # `archive/` is how ignore files spell a folder.
    return any(fnmatchcase(name, pattern.rstrip("/")) for pattern in exclude for name in names)


class _Ignores:
    """The `.gitignore` files from the repository's root down to the folder being walked."""

    def __init__(self, top: str) -> None:
        self._specs: list[tuple[str, GitIgnoreSpec]] = []
        for folder in _up_to_repository(os.path.abspath(top)):
            self._read(folder)

    def enter(self, folder: str, files: Sequence[str]) -> None:
        """Take up the ignore file of a folder that the walk comes to."""
        if ".gitignore" in files:
            self._read(os.path.abspath(folder))

    def ignored(self, path: str, *, is_folder: bool) -> bool:
        """Whether the last pattern that speaks of `path` says to leave it out."""
        if not self._specs:
            return False
        full = os.path.abspath(path)
        verdict: bool | None = None
        for base, spec in self._specs:
            if full.startswith(base + os.sep):
                below = os.path.relpath(full, base).replace(os.sep, "/") + ("/" if is_folder else "")
                said = spec.check_file(below).include
                verdict = said if said is not None else verdict
        return bool(verdict)

    def _read(self, folder: str) -> None:
        if any(base == folder for base, _ in self._specs):
            return
        try:
            with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as lines:
                text = lines.read(1 << 20)
        except OSError:
            return
        if text.strip():
            # Imported here: it costs more than the check of a file, and most hook runs name files.
            from pathspec import GitIgnoreSpec

            self._specs.append((folder, GitIgnoreSpec.from_lines(text.splitlines())))


def _up_to_repository(folder: str) -> list[str]:
    """The folders above `folder` up to its repository's root, outermost first; none outside a repository."""
    above: list[str] = []
    while True:
        if os.path.lexists(os.path.join(folder, ".git")):
            return above[::-1]
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        above.append(parent)
        folder = parent
