"""Other editions of the rules, to compare with: a pack folder, or an index that banlint compiled."""

from __future__ import annotations

import os
from pathlib import Path

from banlint.catalog import store
from banlint.catalog.index import Catalog
from banlint.errors import PackError
from banlint.limits import DEFAULT


def load_edition(path: str) -> Catalog:
    """The catalog at `path`: a pack alone where it bears the name of ours, else beside ours; or an index.

    An index is taken as the program itself is: its checksums find damage and not malice. Raises `PackError`.
    """
    if os.path.isdir(path):
        from banlint.catalog.files import read_folder
        from banlint.catalog.folders import is_own, load_folders

        return load_folders([Path(path)], own=not is_own(read_folder(Path(path))))
    mend = "name a pack folder, or an index that this version of banlint compiled"
    try:
        with open(path, "rb") as file:
            content = file.read(DEFAULT.pack_bytes)
    except OSError as error:
        raise PackError(f"cannot be read: {error.strerror}", mend, path) from None
    try:
        index = store.Index(content, path)
        index.verify()
    except PackError as error:
        raise PackError(error.message, mend, path) from None
    return Catalog(index)
