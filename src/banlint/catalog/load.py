"""Loading the catalog: the index built into the wheel, or that of pack folders."""

from __future__ import annotations

import os
from mmap import ACCESS_READ, mmap

from banlint.catalog.store import Index
from banlint.hints import TYPE_CHECKING

# Every run of an installed banlint passes here: what it does not need is imported where it is needed.
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from banlint.catalog.index import Catalog

_BUILT_IN = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "_catalog.bin")


def load(packs: Sequence[Path] = (), *, own: bool = True) -> Catalog:
    """The catalog of banlint's own rules, unless `own` is false, and of the `packs` in these folders.

    Raises `PackError` (with `.problems`) for a pack that is broken in any way, and for a catalog without any regime
    or entity.
    """
    if own and not packs and os.path.isfile(_BUILT_IN):
        from banlint.catalog.index import Catalog

        return Catalog(_built_in())
    from banlint.catalog.folders import load_folders

    return load_folders(packs, own=own)


def info() -> Mapping[str, str | int]:
    """What `load().info` is, without the rest of the catalog where that can be spared. Raises `PackError`."""
    return _built_in().info() if os.path.isfile(_BUILT_IN) else load().info


def _built_in() -> Index:
    with open(_BUILT_IN, "rb") as file:
        # Most of it is never looked at, and what is need not be copied. Nothing cannot be mapped.
        empty = not os.fstat(file.fileno()).st_size
        index = Index(b"" if empty else mmap(file.fileno(), 0, access=ACCESS_READ), _BUILT_IN)
    about = index.info()
    if about["regimes"] and about["entities"]:
        return index
    from banlint.errors import PackError

    raise PackError("the catalog is empty: no regime or no entity", "install banlint again", _BUILT_IN)
