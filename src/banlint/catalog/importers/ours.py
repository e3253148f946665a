"""Which rows of a list are about an entity of the catalog: those that bear one of its names, exactly."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from banlint.catalog.importers.rows import ListRow
from banlint.catalog.list_rows import Owners
from banlint.catalog.names import key


def filled(rows: Sequence[ListRow], known: Owners, entities: Collection[str]) -> tuple[ListRow, ...]:
    """`rows` with the column entity filled: as it was where that entity exists, else by name.

    The official name decides. An alias does where it is more than one word: a single word is many a firm's name.
    """
    return tuple(row if row.entity in entities else row._replace(entity=_entity(row, known)) for row in rows)


def _entity(row: ListRow, known: Owners) -> str:
    official, *aliases = (key(text) for text in (row.name, *row.aliases))
    for name in (official, *(alias for alias in aliases if " " in alias or not alias.isascii())):
        found = {entity for entity, _ in known.get(name, ())}
        if len(found) == 1:
            return found.pop()
    return ""
