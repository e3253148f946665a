"""The files of a pack folder: only expected names, only inside it, bounded, and one hash over them all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from banlint.errors import PackError
from banlint.limits import DEFAULT, Limits
from banlint.named import NamedTuple

IDENTIFIERS = ("banner", "bus", "cpe", "domain", "fcc", "gpon", "makers", "oui", "snmp")
_TOP = {
    "pack.yaml": "pack",
    "sources.yaml": "sources",
    "vocabulary.yaml": "vocabulary",
    "controls.yaml": "controls",
}
_FOLDERS = {
    "entities": ("entity", ".yaml"),
    "regimes": ("regime", ".yaml"),
    "profiles": ("profile", ".yaml"),
    "papers": ("paper", ".yaml"),
    "calendars": ("calendar", ".yaml"),
    "identifiers": ("identifiers", ".csv"),
    "lists": ("list", ".csv"),
    "schema": ("schema", ".schema.json"),
}
_MAX_FOLDERS = 3


class Files(NamedTuple):
    """A pack folder as read: file contents by name relative to it, with `/`, sorted."""

    folder: Path
    contents: Mapping[str, bytes]
    sha256: str
    """Of all names and contents, wherever the folder lies."""

    def shown(self, name: str) -> str:
        """The path of a file as a message shows it."""
        return (self.folder / name).as_posix()


def read_folder(folder: Path, limits: Limits = DEFAULT) -> Files:
    """The pack in `folder`. Raises `PackError` for what is no pack, unexpected files and links that lead outside."""
    if not folder.is_dir():
        raise PackError("this rule pack is not a folder", "name the folder that holds pack.yaml", folder.as_posix())
    contents: dict[str, bytes] = {}
    total = 0
    try:
        for name in sorted(_names(folder, "", 0)):
            contents[name] = _read(folder, name)
            total += len(contents[name])
            if len(contents) > limits.pack_files or total > limits.pack_bytes:
                raise PackError(
                    f"the pack holds more than {limits.pack_files} files or {limits.pack_bytes} bytes",
                    "split it into several packs",
                    folder.as_posix(),
                )
    except OSError as error:
        where = Path(error.filename).as_posix() if error.filename else folder.as_posix()
        raise PackError(f"cannot be read: {error.strerror}", "give read permission to it", where) from error
    if "pack.yaml" not in contents:
        raise PackError(
            "the folder holds no pack.yaml", "add one; docs/pack-format.md shows it", (folder / "pack.yaml").as_posix()
        )
    return Files(folder, contents, _digest(contents))


def kind_of(name: str) -> str:
    """What the file `name` of a pack holds: `pack`, `entity`, `regime`, `list` ...; empty where no pack has it."""
    if name in _TOP:
        return _TOP[name]
    top, _, rest = name.partition("/")
    kind, ending = _FOLDERS.get(top, ("", ""))
    if not kind or not rest.endswith(ending) or (kind != "regime" and "/" in rest):
        return ""
    if kind == "identifiers" and rest.removesuffix(ending) not in IDENTIFIERS:
        return ""
    return kind


def _names(folder: Path, below: str, depth: int) -> Iterator[str]:
    with os.scandir(folder / below) as entries:
        for entry in entries:
            name = f"{below}/{entry.name}" if below else entry.name
            if entry.name.startswith(".") or entry.name.endswith(".md") or entry.name in ("LICENSE", "NOTICE"):
                continue
            if entry.is_symlink():
                _stays_inside(folder, name)
            if entry.is_dir():
                if depth >= _MAX_FOLDERS:
                    raise _unexpected(folder, name)
                yield from _names(folder, name, depth + 1)
            elif kind_of(name):
                yield name
            else:
                raise _unexpected(folder, name)


def _stays_inside(folder: Path, name: str) -> None:
    inside = folder.resolve()
    target = (folder / name).resolve()
    # A link to a folder around it would be walked for ever.
    if not target.is_relative_to(inside) or (
        target.is_dir() and (folder / name).parent.resolve().is_relative_to(target)
    ):
        raise PackError("the link leads out of the pack", "put the file itself here", (folder / name).as_posix())


def _unexpected(folder: Path, name: str) -> PackError:
    return PackError(
        "a pack has no file of this name",
        "packs hold pack.yaml, sources.yaml, vocabulary.yaml, entities/*.yaml, regimes/<area>/*.yaml, "
        f"profiles/*.yaml, papers/*.yaml, calendars/*.yaml, identifiers/({'|'.join(IDENTIFIERS)}).csv and lists/*.csv",
        (folder / name).as_posix(),
    )


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    # O_NONBLOCK: opening a pipe must not wait for its writer; the type is checked on what was opened.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        about = os.fstat(descriptor)
        if not stat.S_ISREG(about.st_mode) or about.st_size > DEFAULT.pack_file_bytes:
            raise PackError(
                f"not a regular file of at most {DEFAULT.pack_file_bytes} bytes", "split or remove it", path.as_posix()
            )
        return file.read(DEFAULT.pack_file_bytes)


def _digest(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
