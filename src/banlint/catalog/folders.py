"""Pack folders: found, read, and compiled once; their index is kept in the cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Container, Sequence
from pathlib import Path

from banlint import __version__
from banlint.catalog import cache, store
from banlint.catalog.files import Files, kind_of, read_folder
from banlint.catalog.index import Catalog
from banlint.errors import PackError
from banlint.hints import TYPE_CHECKING
from banlint.model import Problem

if TYPE_CHECKING:
    from banlint.catalog.pack import Pack

_PACKAGE = Path(__file__).resolve().parent.parent
_OWN = b"banlint-rules"
_ONLY_OURS = ("schema/", "controls.yaml")


def load_folders(
    packs: Sequence[Path], *, own: bool, last: Files | None = None, without: Container[str] = ()
) -> Catalog:
    """The catalog of these `packs` and, unless `own` is false, of the folder of our own rules. Raises `PackError`.

    `last` is one more pack, of files that lie in no folder, for which all others leave out the regimes `without`.
    """
    rules = read_folder(rules_folder())
    folders = [rules] if own else []
    folders += [_extra(path) for path in packs]
    if last is not None:
        folders = [*(_left(files, without) for files in folders), last]
    name = _cache_name(folders, rules)
    return _cached(name) or _compiled(name, folders, rules)


def rules_folder() -> Path:
    """The folder of banlint's own pack: within an installed wheel, else at the top of the checkout.

    Raises `PackError` where there is neither.
    """
    for folder in (_PACKAGE / "_rules", _PACKAGE.parent.parent / "rules"):
        if (folder / "pack.yaml").is_file():
            return folder
    raise PackError("banlint's own rules are missing", "install banlint again", (_PACKAGE / "_rules").as_posix())


def check_pack(folder: Path) -> list[Problem]:
    """What is wrong with the pack in `folder`, beside our own rules; nothing where it is sound.

    A pack that bears the name of our own stands in its stead.
    """
    from banlint.catalog.compile import checked

    try:
        checked(*_beside_ours(folder))
    except PackError as error:
        return list(error.problems) or [error.problem()]
    return []


def open_pack(folder: Path) -> tuple[Pack, Catalog]:
    """The pack in `folder` as its author wrote it, and the catalog that it makes beside our own rules.

    A pack that bears the name of our own stands in its stead. Raises `PackError`.
    """
    from banlint.catalog.compile import checked, content_hash, lay_out

    folders, rules = _beside_ours(folder)
    packs = checked(folders, rules)
    return packs[-1], Catalog(store.Index(lay_out(packs, content_hash(folders))))


def _beside_ours(folder: Path) -> tuple[list[Files], Files]:
    """The packs to check when `folder` is, and our own rules, which hold the schemas."""
    rules = read_folder(rules_folder())
    files = read_folder(folder)
    stands_alone = folder.resolve() == rules.folder.resolve() or is_own(files)
    return ([files] if stands_alone else [rules, _extra(folder)]), rules


def _left(files: Files, without: Container[str]) -> Files:
    """`files` less the regimes `without`."""
    kept = {
        name: content
        for name, content in files.contents.items()
        if kind_of(name) != "regime" or name.rpartition("/")[2].removesuffix(".yaml") not in without
    }
    return files._replace(contents=kept)


def _extra(folder: Path) -> Files:
    files = read_folder(folder)
    own = next((name for name in files.contents if name.startswith(_ONLY_OURS)), "")
    if own and not is_own(files):
        raise PackError("only banlint's own pack has schemas and controls", "remove it", files.shown(own))
    return files


def is_own(files: Files) -> bool:
    """Whether a pack bears the name of our own."""
    return any(line.split() == [b"name:", _OWN] for line in files.contents["pack.yaml"].splitlines())


def _cache_name(folders: Sequence[Files], rules: Files) -> str:
    """Made of everything an index depends on: the packs, the schemas that shape them, and this very banlint."""
    parts = (rules.sha256, *(files.sha256 for files in folders), _code_stamp())
    return f"{hashlib.sha256('|'.join(parts).encode()).hexdigest()[:32]}-{store.FORMAT}-{__version__}.bin"


def _code_stamp() -> str:
    """Changes when the compiler does: in a checkout that happens without a new version."""
    with os.scandir(Path(__file__).parent) as entries:
        stamps = sorted((entry.name, entry.stat().st_mtime_ns) for entry in entries if entry.name.endswith(".py"))
    return repr(stamps)


def _cached(name: str) -> Catalog | None:
    content = cache.read(name)
    if content is None:
        return None
    try:
        index = store.Index(content, name)
        index.verify()
        return Catalog(index)
    except PackError:
        # Damaged: it is compiled anew and written over.
        return None


def _compiled(name: str, folders: Sequence[Files], rules: Files) -> Catalog:
    from banlint.catalog.compile import compile_packs

    content = compile_packs(folders, rules)
    cache.write(name, content)
    return Catalog(store.Index(content, name))
