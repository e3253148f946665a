"""The files of a run with their hashes: which were read, which were passed over, and that none of them changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence

from banlint.errors import BanlintError, InputError
from banlint.model import Problem, Reader, Registered
from banlint.named import NamedTuple
from banlint.reading.source import FileSource
from banlint.run.check import Settings, open_input
from banlint.run.discovery import NEVER_READ, NEVER_WALKED, Input, discover, shown_name

_NAMED = 10_000


class Digest(NamedTuple):
    """What a file holds, in short."""

    sha256: str
    """Of its bytes as they lie there; empty where it was passed over or could not be read."""
    size: int = 0
    passed_over: bool = False
    """It was met in a folder and is no inventory by name or content."""
    at: str = ""
    """Where the system finds it."""


def survey(paths: Sequence[str], settings: Settings, readers: Sequence[Registered[Reader]]) -> dict[str, Digest]:
    """Every file that `paths` name or hold, by its name in reports. What cannot be read has an empty hash."""
    found: dict[str, Digest] = {}
    for one in discover(paths, settings.exclude):
        if isinstance(one, Input) and one.path != "-":
            found[one.name] = _digest(one, settings, readers)
    return found


def _digest(one: Input, settings: Settings, readers: Sequence[Registered[Reader]]) -> Digest:
    try:
        if not one.named and open_input(one, settings, readers, None) is None:
            return Digest("", passed_over=True, at=one.path)
        return hashed(one.name, one.path)
    except BanlintError:
        # The check itself says what is wrong with it.
        return Digest("", at=one.path)


def hashed(name: str, path: str) -> Digest:
    """The hash of the file at `path`. Raises `InputError`."""
    digest, size = hashlib.sha256(), 0
    for block in FileSource(name, path).raw():
        digest.update(block)
        size += len(block)
    return Digest(digest.hexdigest(), size, at=path)


def left_out(paths: Sequence[str], found: Mapping[str, Digest], ours: Sequence[str]) -> tuple[str, ...]:
    """The files below the folders among `paths` that the run never looked at: ignored, or left out by a pattern.

    `ours` are files of decisions and answers, which are no inventories. At most ten thousand are named.
    """
    known = {*found, *ours}
    names: list[str] = []
    for path in paths:
        for folder, folders, files in os.walk(path) if os.path.isdir(path) else ():
            folders[:] = sorted(set(folders) - NEVER_WALKED)
            spelled = (shown_name(os.path.join(folder, name)) for name in sorted(set(files) - NEVER_READ))
            names += (name for name in spelled if name not in known)
            if len(names) > _NAMED:
                return tuple(names[:_NAMED])
    return tuple(names)


def changes(before: Mapping[str, Digest], after: Mapping[str, Digest]) -> tuple[Problem, ...]:
    """What came, went or changed between two surveys: of such a file nobody can say what was checked."""
    return tuple(
        InputError("it changed while it was checked", "run again when nothing writes to it", name).problem()
        for name in sorted({**before, **after})
        if before.get(name) != after.get(name)
    )
