"""The adapter that reads a document as a mapping says."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.errors import InputError
from banlint.inventories.mapping import NAME, Fields, Pairs, Reference, Rules
from banlint.inventories.queries import Query
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Fact, Identifier, Path, Role

UNRESOLVED = "unresolved"
"""The fact that an asset's maker is a reference which leads nowhere; its value is the reference."""
_ROLES = {role.value: role for role in Role}
_FACT_ROLES = {"origin", "category", "tariff_code"}
Found = tuple[str, Path]
"""What a reference leads to, and where that is written."""
_MOST_ASSETS = 1_000_000
_MOST_VALUES = 1_000


class Mapped:
    """A shape that somebody described."""

    def __init__(self, rules: Rules) -> None:
        self.name = f"mapping:{rules.name}"
        self._rules = rules

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Anything: the mapping names its files."""
        return True

    def assets(self, data: Data) -> Iterator[Asset]:
        """What the mapping's `assets` select, in the order of the queries. Raises `InputError` over a limit."""
        without = {path for query in self._rules.without for path, _ in _bounded(query, data, _MOST_ASSETS)}
        common = _Draft(())
        for field, query in self._rules.document:
            common.query(field, query, data)
        tables = [_tables(one, data) for one in self._rules.resolve]
        seen: set[Path] = set()
        for query in self._rules.assets:
            for path, value in _bounded(query, data, _MOST_ASSETS):
                if path not in seen and not _within(path, without):
                    seen.add(path)
                    yield self._asset(path, value, common, tables)

    def _asset(self, path: Path, value: Data, common: _Draft, tables: list[list[dict[str, Found]]]) -> Asset:
        draft = _Draft(path)
        draft.fields(self._rules.fields, value)
        for pairs in self._rules.pairs:
            draft.pairs(pairs, value)
        for reference, steps in zip(self._rules.resolve, tables, strict=True):
            draft.resolve(reference, steps, value)
        draft.identifiers.extend(common.identifiers)
        facts = {**common.facts, **draft.facts}
        return Asset(draft.title(), path, tuple(draft.identifiers), facts)


class _Draft:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = ""
        self.identifiers: list[Identifier] = []
        self.facts: dict[str, Fact] = {}

    def title(self) -> str:
        """The asset's name; where none is mapped, its key."""
        if self.name:
            return self.name
        if self.path and isinstance(self.path[-1], str):
            return self.path[-1]
        return "/" + "/".join(map(str, self.path)) if self.path else UNNAMED

    def fields(self, fields: Fields, value: Data) -> None:
        for field, query in fields:
            self.query(field, query, value)

    def query(self, field: str, query: Query, value: Data) -> None:
        for path, found in _bounded(query, value, _MOST_VALUES):
            for at, one in _scalars(found, path):
                self.take(field, one, at)

    def pairs(self, pairs: Pairs, value: Data) -> None:
        for path, pair in _bounded(pairs.at, value, _MOST_VALUES):
            key = next((text(found.value) for found in pairs.key.find(pair)), "")
            field = pairs.fields.get(key)
            if field:
                for below, found in _bounded(pairs.value, pair, _MOST_VALUES):
                    for at, one in _scalars(found, below):
                        self.take(field, one, (*path, *at), key)

    def resolve(self, reference: Reference, steps: list[dict[str, Found]], value: Data) -> None:
        """Take what a reference leads to. It stands where the asset writes the reference."""
        for path, found in _bounded(reference.at, value, _MOST_VALUES):
            written = text(found)
            led: Found | None = (written, ())
            for table in steps:
                led = table.get(led[0]) if led else None
            if led:
                self.take(reference.field, led[0], path, written=led[1])
            elif written:
                self.facts.setdefault(UNRESOLVED, Fact(written, (*self.path, *path), _dotted(path)))

    def take(self, field: str, value: str, below: Path, spelled: str = "", written: Path = ()) -> None:
        if not value:
            return
        path = (*self.path, *below)
        if field == NAME:
            self.name = self.name or value
        elif field in _ROLES and field not in _FACT_ROLES:
            self.identifiers.append(Identifier(_ROLES[field], value, path, spelled or _dotted(below), written))
        else:
            self.facts.setdefault(field, Fact(value, path, spelled or _dotted(below)))


def _tables(reference: Reference, data: Data) -> list[dict[str, Found]]:
    """The tables that a reference goes through, from what is looked up to what is found; the first row wins."""
    made = []
    for step in reference.through:
        table: dict[str, Found] = {}
        for path, row in _bounded(step.rows, data, _MOST_ASSETS):
            key = next((text(found.value) for found in step.key.find(row)), "")
            value = next(((text(found.value), (*path, *found.path)) for found in step.value.find(row)), ("", ()))
            if key and value[0]:
                table.setdefault(key, value)
        made.append(table)
    return made


def _bounded(query: Query, data: Data, most: int) -> Iterator[tuple[Path, Data]]:
    for number, found in enumerate(query.find(data)):
        if number == most:
            raise InputError(f"the mapping's `{query.written}` selects more than {most} values", "narrow it")
        yield found


def _scalars(value: Data, path: Path) -> Iterator[tuple[Path, str]]:
    """A scalar, or the scalars of a list."""
    if isinstance(value, list):
        yield from (((*path, number), text(one)) for number, one in enumerate(value[:_MOST_VALUES]))
    else:
        yield path, text(value)


def _within(path: Path, without: set[Path]) -> bool:
    return bool(without) and any(path[:end] in without for end in range(len(path) + 1))


def _dotted(path: Path) -> str:
    return ".".join(str(step) for step in path if isinstance(step, str)) or "$"
