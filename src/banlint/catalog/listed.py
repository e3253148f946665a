"""Long lists: rows that belong to an entity add names to it, the others are entities of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from banlint.catalog.names import NameRow, key
from banlint.catalog.pack import Table
from banlint.catalog.tables import Row
from banlint.catalog.terms import Term
from banlint.model import Basis, Confidence


def entity_of(table: Table, row: Row) -> str:
    """The entity a row is about: the one it names, else `<list>:<the words of its name>`."""
    return row.cells["entity"] or f"{table.stem}:{key(row.cells['name']).replace(' ', '-')}"


def terms(table: Table, row: Row) -> Iterator[Term]:
    """The names of a row. They are matched only as the whole field: nobody reviewed them one by one."""
    entity = entity_of(table, row)
    for text in _texts(row):
        basis = Basis.OFFICIAL_NAME if text == row.cells["name"] else Basis.ALIAS
        found = NameRow(
            entity, basis.value, Confidence.CERTAIN.value, text, table.stem, "", "", True, row.cells["citation"]
        )
        yield Term(key(text), found, ())


def records(tables: tuple[Table, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of all list tables: each list's rows by entity, and a record for each entity that only lists know."""
    lists: dict[str, Any] = {}
    entities: dict[str, Any] = {}
    for table in tables:
        by_entity = lists.setdefault(table.stem, {})
        for row in table.rows:
            entity = entity_of(table, row)
            by_entity.setdefault(entity, []).append(
                {column: row.cells[column] for column in ("name", "country", "listed_on", "delisted_on", "citation")}
            )
            if not row.cells["entity"]:
                names = entities.setdefault(entity, _record(entity, table, row))["names"]
                names += [{"text": text, "kind": "alias", "source": table.stem} for text in _texts(row)[1:]]
    return lists, entities


def _record(entity: str, table: Table, row: Row) -> dict[str, Any]:
    name = row.cells["name"]
    return {
        "id": entity,
        "name": name,
        "short": name,
        "country": row.cells["country"],
        "list": table.stem,
        "names": [{"text": name, "kind": "official", "source": table.stem}],
    }


def _texts(row: Row) -> list[str]:
    aliases = (alias.strip() for alias in row.cells["aliases"].split(";"))
    return [row.cells["name"], *(alias for alias in aliases if alias)]
