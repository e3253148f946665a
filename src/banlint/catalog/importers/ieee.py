"""The IEEE's CSV of assigned prefixes (`oui.csv`, `mam.csv`, `oui36.csv`): the rows of registrants that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from banlint.catalog.importers.cells import File, by_header
from banlint.catalog.importers.rows import squeeze
from banlint.catalog.names import key
from banlint.errors import PackError
from banlint.named import NamedTuple
from banlint.text import show

_COLUMNS = ("Registry", "Assignment", "Organization Name")
_PREFIX = re.compile("[0-9A-F]{6,7}|[0-9A-F]{9}")


class Owner(NamedTuple):
    """Whom a registrant belongs to, as `identifiers/oui.csv` says it."""

    entity: str
    basis: str
    until: str
    source: str


class Block(NamedTuple):
    """A row of `identifiers/oui.csv`."""

    prefix: str
    registrant: str
    entity: str
    basis: str
    until: str
    source: str


def read(files: Sequence[File], owners: Mapping[str, Owner]) -> Iterator[Block]:
    """The blocks of the registrants in `owners`, which is by `catalog.names.key`. Raises `PackError`."""
    for file in files:
        for line, cells in by_header(file, _COLUMNS):
            prefix = cells["Assignment"].strip().upper()
            if not _PREFIX.fullmatch(prefix):
                raise PackError(f"'{show(prefix, 40)}' is no prefix", "give the IEEE's own file", file.name, line, 1)
            registrant = squeeze(cells["Organization Name"])
            owner = owners.get(key(registrant)) if registrant else None
            if owner is not None:
                yield Block(prefix, registrant, *owner)
