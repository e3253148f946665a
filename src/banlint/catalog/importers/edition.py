"""A new edition of a list put into a pack: whole or not at all, the one before it kept."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from banlint.catalog import tables
from banlint.catalog.importers import ListRow, manifest, to_csv
from banlint.errors import PackError
from banlint.hints import Any
from banlint.named import NamedTuple

KEPT = ".previous"
"""The folder beside a list where earlier editions are; packs pass over names that begin with a dot."""
LEAST_PERCENT = 90


class Edition(NamedTuple):
    """What there is to say of an edition besides its rows."""

    list: str
    day: str
    facts: Mapping[str, Any]
    """Keys of its record in pack.yaml: `url`, `title`, `fetched` ..."""


class Installed(NamedTuple):
    """What was written."""

    path: Path
    rows: int
    before: int
    """Rows of the edition before; -1 where there was none."""


def read_csv(path: Path) -> tuple[ListRow, ...]:
    """The rows of a pack's `lists/<id>.csv`. Raises `PackError`."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError("cannot be read as UTF-8 text", "give a list of a pack", path.as_posix()) from error
    found = tables.parse(text, path.as_posix(), tables.COLUMNS["list"])
    return tuple(_row(row.cells) for row in found)


def _row(cells: Mapping[str, str]) -> ListRow:
    aliases = tuple(alias.strip() for alias in cells["aliases"].split(";") if alias.strip())
    return ListRow(
        cells["name"], aliases, cells["country"], cells["listed_on"], cells["delisted_on"], cells["citation"],
        cells["entity"],
    )  # fmt: skip


class _Table(NamedTuple):
    """A CSV as it is to be, and its name within the pack."""

    name: str
    content: bytes
    rows: int


def install(
    folder: Path, edition: Edition, rows: Sequence[ListRow], *, allow_shrink: bool = False, keep: bool = True
) -> Installed:
    """Writes `rows` as the list's new edition, and keeps the one before unless told otherwise.

    Raises `PackError`, and then nothing was changed.
    """
    table = _Table(f"lists/{edition.list}.csv", to_csv(rows), len(rows))
    return _install(folder, table, edition, allow_shrink=allow_shrink, keep=keep)


def install_table(folder: Path, name: str, edition: Edition, content: bytes, rows: int) -> Installed:
    """Writes a table of identifiers, `name` within the pack, as a new edition. Raises `PackError`."""
    return _install(folder, _Table(name, content, rows), edition, allow_shrink=False, keep=True)


def _install(folder: Path, table: _Table, edition: Edition, *, allow_shrink: bool, keep: bool) -> Installed:
    path, content, rows = folder / table.name, table.content, table.rows
    before = manifest.records(folder).get(edition.list, {})
    had = _count(path)
    if had > 0 and rows * 100 < had * LEAST_PERCENT and not allow_shrink:
        message = f"the new edition has {rows} rows and the one before {had}: more than a tenth are gone"
        raise PackError(message, "look into it; --allow-shrink takes it all the same", path.as_posix())
    digest = hashlib.sha256(content).hexdigest()
    record = {"id": edition.list, **edition.facts, "date": edition.day, "rows": rows, "sha256": digest}
    wanted = manifest.changed(folder, record)
    pairs = [(path, content), (folder / manifest.NAME, wanted)]
    if had >= 0 and keep:
        kept = path.parent / KEPT / f"{edition.list}-{before.get('date', 'undated')}.csv"
        pairs.insert(0, (kept, path.read_bytes()))
    write_all(pairs)
    return Installed(path, rows, had)


def _count(path: Path) -> int:
    if not path.is_file():
        return -1
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PackError("cannot be read as UTF-8 text", "mend or remove it", path.as_posix()) from error
    columns = text.partition("\n")[0].strip().split(",")
    return len(tables.parse(text, path.as_posix(), tuple(columns)))


def write_all(pairs: Iterable[tuple[Path, bytes]]) -> None:
    """Writes each content to its path: all to new files beside them first, then each into place at one stroke.

    Where one cannot be put into place, those before it are put back. Raises `PackError`.
    """
    staged: list[tuple[Path, Path]] = []
    undo: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in pairs:
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((path, _stage(path, content)))
        for path, temporary in staged:
            undo.append((path, path.read_bytes() if path.is_file() else None))
            temporary.replace(path)
    except OSError as error:
        for path, content_before in undo:
            _restore(path, content_before)
        for _, temporary in staged:
            temporary.unlink(missing_ok=True)
        where = Path(error.filename).as_posix() if error.filename else ""
        raise PackError(f"cannot be written: {error.strerror}", "give write permission to the pack", where) from error


def _stage(path: Path, content: bytes) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _restore(path: Path, content: bytes | None) -> None:
    try:
        if content is None:
            path.unlink(missing_ok=True)
        else:
            _stage(path, content).replace(path)
    except OSError:
        return


def before(folder: Path, name: str) -> Path:
    """The newest kept edition of the list `name` before the present one. Raises `PackError` where there is none."""
    kept = sorted((folder / "lists" / KEPT).glob(f"{name}-[0-9]*.csv"))
    if not kept:
        where = (folder / "lists" / KEPT).as_posix()
        raise PackError(f"no edition of '{name}' before the present one is kept", "name two files", where)
    return kept[-1]
