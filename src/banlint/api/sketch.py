"""A first mapping for a file, from what is recognised of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from banlint.hints import TYPE_CHECKING
from banlint.model import Asset, Data, Problem

if TYPE_CHECKING:
    from banlint.api.setting import Loaded

_DOCUMENTS = 20
"""So many documents, or rows of a table, show what a file is like."""


def sketch(path: str, loaded: Loaded) -> str:
    """A mapping to be edited for the file `path`. Raises `InputError` where it cannot be read."""
    from banlint.inventories.sketch import sketch as write

    return write(os.path.basename(path), _documents(path, loaded))


def _documents(path: str, loaded: Loaded) -> Iterator[tuple[Data, tuple[Asset, ...]]]:
    from banlint.api.ask import question
    from banlint.inventories.beside import assets_of
    from banlint.run.check import Settings, checker_for, open_input
    from banlint.run.discovery import Input

    asked = Settings(question(loaded.catalog))
    parts = loaded.plugins.parts(loaded.catalog)
    checker = checker_for(asked, loaded.catalog, parts)
    chosen = open_input(Input(path, path, named=True), asked, parts.readers, None)
    assert chosen is not None
    source, reader = chosen
    left = _DOCUMENTS
    for read in reader.part.read(source):
        if isinstance(read, Problem):
            continue
        adapter = checker.adapter(read, source.name)
        yield read.data, tuple(assets_of(adapter.part, read.data)) if adapter else ()
        left -= 1
        if not left:
            return
