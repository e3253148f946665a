"""Two editions of a list, compared: who was added, who removed, whose row changed and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.catalog.importers.rows import ListRow
from banlint.named import NamedTuple
from banlint.text import fold


class Field(NamedTuple):
    """A column of a row, before and after."""

    name: str
    before: str
    after: str


class Change(NamedTuple):
    """`kind` is `added`, `removed` or `changed`; `fields` says what changed."""

    kind: str
    row: ListRow
    fields: tuple[Field, ...] = ()


def compare(old: Sequence[ListRow], new: Sequence[ListRow]) -> list[Change]:
    """The changes from `old` to `new`, by name. Rows of one name and country are compared in their order."""
    before, after = _by_name(old), _by_name(new)
    changes: list[Change] = []
    for name in sorted(before.keys() | after.keys()):
        gone, come = list(before.get(name, ())), list(after.get(name, ()))
        for row in [row for row in gone if row in come]:
            gone.remove(row)
            come.remove(row)
        both = min(len(gone), len(come))
        changes += (Change("changed", new, tuple(_fields(old, new))) for old, new in zip(gone, come, strict=False))
        changes += (Change("removed", row) for row in gone[both:])
        changes += (Change("added", row) for row in come[both:])
    return changes


def _by_name(rows: Sequence[ListRow]) -> dict[tuple[str, str], list[ListRow]]:
    found: dict[tuple[str, str], list[ListRow]] = {}
    for row in rows:
        found.setdefault((fold(row.name), row.country), []).append(row)
    return found


def _fields(old: ListRow, new: ListRow) -> Iterator[Field]:
    for name, before, after in zip(ListRow._fields, old, new, strict=True):
        if before != after:
            yield Field(name, _text(before), _text(after))


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
