"""The rows of all lists, laid out for `listed`: each with its entity, one company of several lists being one entity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from banlint.catalog import packed
from banlint.catalog.listed import Ground, ListedRow, confidence, is_one_word, texts
from banlint.catalog.names import key
from banlint.catalog.pack import Table
from banlint.catalog.tables import Row
from banlint.catalog.terms import Term
from banlint.hints import Any, TypeVar
from banlint.model import Basis, Confidence
from banlint.named import NamedTuple
from banlint.text import fold

Item = TypeVar("Item")
Owners = Mapping[str, frozenset[tuple[str, str]]]
"""By key of a name that entity files give: the entities it is a name of, and the basis on which."""

Name = tuple[str, str, Ground]
"""A name as it is written, the entity it means, and on what grounds."""

SHORTEST_ALIAS = 5
"""Letters an alias of one Latin word needs to be looked for at all."""


class Layout(NamedTuple):
    """What the index holds of lists."""

    names: tuple[bytes, bytes, bytes]
    entities: tuple[bytes, bytes, bytes]
    rows: bytes
    lists: dict[str, tuple[int, int]]
    unique: int
    """Entities that only lists know."""


def entity_of(table: Table, row: Row) -> str:
    """The entity a row is about: the one it names, else `<list>:<the words of its name>`."""
    return row.cells["entity"] or f"{table.stem}:{key(row.cells['name']).replace(' ', '-')}"


def owners(terms: Iterable[Term]) -> Owners:
    """Whose the names of `terms` are. A brand that only relabels belongs to none of those whose products it sells."""
    found: dict[str, set[tuple[str, str]]] = {}
    for term in terms:
        if term.row.basis != Basis.RELABEL.value:
            found.setdefault(term.key, set()).add((term.row.entity, term.row.basis))
    return {name: frozenset(pairs) for name, pairs in found.items()}


def lay_out(tables: Iterable[Table], known: Owners) -> Layout:
    """The rows of `tables` as the index keeps them, in the order of lists and of their rows."""
    rows: list[ListedRow] = []
    lists: dict[str, tuple[int, int]] = {}
    for table in sorted(tables, key=lambda one: one.stem):
        begin = len(rows)
        rows += _rows(table, known)
        lists[table.stem] = (begin, len(rows))
    rows = _joined(rows)
    names = _by_name(rows, known)
    return Layout(
        packed.places((name, number) for number, name in enumerate(names)),
        packed.places((row.entity, number) for number, row in enumerate(rows)),
        _shelf(rows, list(names.values())),
        lists,
        len({row.entity for row in rows if not row.own}),
    )


def _shelf(rows: list[ListedRow], names: list[list[Name]]) -> bytes:
    """The parts of a `listed.Shelf`: what stands in many of them stands once, under a number."""
    entities = _numbered(row.entity for row in rows)
    grounds = _numbered(
        [_ground(row, row.name) for row in rows] + [ground for found in names for _, _, ground in found]
    )
    meant = (((text, entity, grounds[ground]) for text, entity, ground in found) for found in names)
    parts = (
        [
            (
                entities[row.entity],
                grounds[_ground(row, row.name)],
                row.own,
                row.name,
                row.aliases,
                row.country,
                row.listed_on,
                row.delisted_on,
            )
            for row in rows
        ],
        list(entities),
        [tuple(chain.from_iterable(found)) for found in meant],
        list(grounds),
    )
    return packed.shelf([packed.values(part) for part in parts])


def _numbered(items: Iterable[Item]) -> dict[Item, int]:
    return {item: number for number, item in enumerate(dict.fromkeys(items))}


def _by_name(rows: Sequence[ListedRow], known: Owners) -> dict[str, list[Name]]:
    """By the key of a name, the entities it may mean, surest first; of a row's names that share a key, the first."""
    found: dict[str, dict[tuple[str, str], Name]] = {}
    for row in rows:
        for text in _names(row, known):
            found.setdefault(key(text), {}).setdefault((row.entity, row.roll), (text, row.entity, _ground(row, text)))
    return {name: sorted(ones.values(), key=_doubt) for name, ones in found.items()}


def _ground(row: ListedRow, text: str) -> Ground:
    official = text == row.name
    basis = row.basis if official or row.basis == Basis.AFFILIATE.value else Basis.ALIAS.value
    return basis, confidence(text, official=official), row.roll, row.citation


def _doubt(name: Name) -> int:
    return -Confidence(name[2][1]).rank


def _rows(table: Table, known: Owners) -> Iterator[ListedRow]:
    for row in table.rows:
        cells = row.cells
        yield ListedRow(
            entity_of(table, row), table.stem, cells["name"], cells["aliases"], cells["country"], cells["listed_on"],
            cells["delisted_on"], cells["citation"], _basis(cells, known), bool(cells["entity"]),
        )  # fmt: skip


def _basis(cells: Mapping[str, str], known: Owners) -> str:
    """A row that is about an entity of ours without any of its own names is about a company of its group."""
    entity = cells["entity"]
    if entity:
        bases = {
            basis
            for text in texts(cells["name"], cells["aliases"])
            for owner, basis in known.get(key(text), ())
            if owner == entity
        }
        if not bases - {Basis.AFFILIATE.value}:
            return Basis.AFFILIATE.value
    return Basis.OFFICIAL_NAME.value


def _joined(rows: list[ListedRow]) -> list[ListedRow]:
    """`rows`, those of one name in lists that say no different countries under the id that the first list gives it."""
    first: dict[str, ListedRow] = {}
    made = []
    for row in rows:
        if not row.own:
            before = first.setdefault(fold(row.name), row)
            if before.roll != row.roll and (not (before.country and row.country) or before.country == row.country):
                row = row._replace(entity=before.entity)  # noqa: PLW2901 - the row under its entity
        made.append(row)
    return made


def _names(row: ListedRow, known: Owners) -> Iterator[str]:
    """The names a row is found by: not those that entity files give, which were reviewed and say it better.

    Nor an alias of one word that an entity file, though it has the company, leaves out; nor one so short that it is
    anybody's initials.
    """
    for text in row.texts():
        found = key(text)
        weak = text != row.name and is_one_word(text) and (row.own or len(found) < SHORTEST_ALIAS)
        if found and found not in known and not weak:
            yield text


def law(layout: Layout, entities: Mapping[str, Any]) -> dict[str, Any]:
    """What judging needs of lists."""
    return {"entities": dict(entities), "listed": (layout.entities, layout.unique), "lists": layout.lists}
