"""Where settings, waivers and baselines are read from: the files as they are, or as a protected revision has them."""

from __future__ import annotations

import argparse
import os

from banlint.api.policy import read_file
from banlint.errors import ConfigError
from banlint.hints import TYPE_CHECKING, Protocol
from banlint.text import show

if TYPE_CHECKING:
    from banlint.reading.revision import Revision


class Files(Protocol):
    """Files by path, relative to the working folder."""

    revision: str
    """The full name of the revision they are from; empty for the files as they are."""

    def is_file(self, path: str) -> bool:
        """Whether there is a file at `path`."""

    def read(self, path: str) -> bytes:
        """The bytes of the file `path`. Raises `ConfigError`."""

    def inventory(self, path: str) -> bytes | None:
        """An inventory, `None` where it was not there. Raises `BanlintError`."""


class Here:
    """The files as they are."""

    revision = ""

    def is_file(self, path: str) -> bool:
        """Whether there is a file at `path`."""
        return os.path.isfile(path)

    def read(self, path: str) -> bytes:
        """The bytes of the file `path`. Raises `ConfigError`."""
        return read_file(path)

    def inventory(self, path: str) -> bytes | None:
        """An inventory as it is."""
        return self.read(path)


class There:
    """The files as a revision has them."""

    def __init__(self, revision: Revision) -> None:
        self._revision = revision
        self._read: dict[str, bytes | None] = {}
        self.revision = revision.commit

    def is_file(self, path: str) -> bool:
        """Whether there is a file at `path`."""
        if path not in self._read:
            self._read[path] = self._revision.read(path)
        return self._read[path] is not None

    def inventory(self, path: str) -> bytes | None:
        """The bytes of an inventory, which are not kept; `None` where it was not there. Raises `BanlintError`."""
        return self._revision.read(path)

    def read(self, path: str) -> bytes:
        """The bytes of the file `path`. Raises `ConfigError`."""
        if not self.is_file(path):
            name = show(self._revision.name)
            raise ConfigError(f"{name} has no such file", f"commit it to {name} first, or name one that is there", path)
        return self._read[path] or b""


HERE = Here()


def files_of(options: argparse.Namespace) -> Files:
    """The files that `options` ask for: those of `--policy-from`, where the command has it. Raises `UsageError`."""
    name = getattr(options, "policy_from", None)
    if not name:
        return HERE
    if not hasattr(options, "policy_files"):
        from banlint.reading.revision import Revision

        options.policy_files = There(Revision(name))
    files: There = options.policy_files
    return files
