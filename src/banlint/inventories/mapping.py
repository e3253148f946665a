"""A mapping of one's own: which values of a document are its assets, and what each of their values is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from banlint.errors import ConfigError
from banlint.inventories.fields import FACTS
from banlint.inventories.queries import Query
from banlint.model import FACT_ROLES, Path, Role
from banlint.named import NamedTuple
from banlint.text import show, suggest

NAME = "name"
FIELDS = frozenset({NAME, "site.country", *FACTS, *(role.value for role in Role if role not in FACT_ROLES)})
"""What a mapping can say that a value is."""
_KEYS = ("files", "assets", "fields", "document", "pairs", "resolve", "neighbour", "ignore")
_PAIR = ("at", "key", "value", "fields")
_REFERENCE = ("from", "through")
_STEP = ("rows", "key", "value")
_MOST = 200

At = Callable[[Path], tuple[str, int, int]]
"""File, line and column of a key of the mapping."""


class Step(NamedTuple):
    """A table within the document: what its rows are, and which of their values is looked up and which is found."""

    rows: Query
    key: Query
    value: Query


class Reference(NamedTuple):
    """A value that stands for one in another table."""

    field: str
    at: Query
    through: tuple[Step, ...]


class Pairs(NamedTuple):
    """Values that say themselves what they are, as `{key: Serial, value: 12}`."""

    at: Query
    key: Query
    value: Query
    fields: Mapping[str, str]
    """From the key as it is written to the field."""


Fields = tuple[tuple[str, Query], ...]


class Rules(NamedTuple):
    """One mapping. Queries for fields are asked of the asset, those of `document` and of tables of the document."""

    name: str
    files: tuple[str, ...]
    assets: tuple[Query, ...]
    fields: Fields
    document: Fields
    pairs: tuple[Pairs, ...]
    resolve: tuple[Reference, ...]
    without: tuple[Query, ...]
    """What speaks of other things: nothing in it is an asset."""


def rules(name: str, data: object, at: At, base: Path = ()) -> Rules:
    """The mapping that `data` holds, found at `base` of a file that `at` knows. Raises `ConfigError`."""
    return _Reading(at).rules(name, data, base)


class _Reading:
    def __init__(self, at: At) -> None:
        self.at = at

    def rules(self, name: str, data: object, base: Path) -> Rules:
        table = self.table(data, base, _KEYS)
        for needed in ("files", "assets", "fields"):
            if needed not in table:
                raise self.error(base, f"the mapping `{show(name)}` has no `{needed}`", f"add `{needed}:`")
        return Rules(
            name,
            self.texts(table["files"], (*base, "files")),
            self.queries(table["assets"], (*base, "assets")),
            self.fields(table["fields"], (*base, "fields")),
            self.fields(table.get("document", {}), (*base, "document")),
            tuple(self.pairs(one, at) for one, at in self.items(table.get("pairs", []), (*base, "pairs"))),
            self.resolve(table.get("resolve", {}), (*base, "resolve")),
            self.queries(table.get("neighbour", []), (*base, "neighbour"))
            + self.queries(table.get("ignore", []), (*base, "ignore")),
        )

    def fields(self, data: object, base: Path) -> Fields:
        table = self.table(data, base, FIELDS)
        return tuple((field, query) for field, value in table.items() for query in self.queries(value, (*base, field)))

    def pairs(self, data: object, base: Path) -> Pairs:
        table = self.table(data, base, _PAIR, needed=_PAIR)
        named = self.table(table["fields"], (*base, "fields"))
        for written, field in named.items():
            self.known(field, FIELDS, (*base, "fields", written), "field")
        fields = {written: str(field) for written, field in named.items()}
        return Pairs(
            self.query(table["at"], (*base, "at")),
            self.query(table["key"], (*base, "key")),
            self.query(table["value"], (*base, "value")),
            fields,
        )

    def resolve(self, data: object, base: Path) -> tuple[Reference, ...]:
        found = []
        for field, one in self.table(data, base, FIELDS).items():
            here = (*base, field)
            table = self.table(one, here, _REFERENCE, needed=_REFERENCE)
            steps = []
            for step, at in self.items(table["through"], (*here, "through")):
                parts = self.table(step, at, _STEP, needed=_STEP)
                steps.append(Step._make(self.query(parts[key], (*at, key)) for key in _STEP))
            if not steps:
                raise self.error(here, "`through` names no table", "add rows, key and value")
            found.append(Reference(field, self.query(table["from"], (*here, "from")), tuple(steps)))
        return tuple(found)

    def table(
        self, data: object, base: Path, known: Sequence[str] | frozenset[str] = (), needed: Sequence[str] = ()
    ) -> Mapping[str, object]:
        if not isinstance(data, Mapping):
            raise self.error(base, f"`{_last(base)}` is not a mapping", "write `key: value` lines below it")
        if len(data) > _MOST:
            raise self.error(base, f"`{_last(base)}` has {len(data)} keys", f"keep it below {_MOST}")
        for key in data:
            if known:
                self.known(key, known, (*base, key), "key")
        for key in needed:
            if key not in data:
                raise self.error(base, f"`{_last(base)}` has no `{key}`", f"add `{key}:`")
        return data

    def known(self, word: object, known: Sequence[str] | frozenset[str], base: Path, kind: str) -> None:
        if not isinstance(word, str) or word not in known:
            near = suggest(str(word), known)
            mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(sorted(known))}"
            raise self.error(base, f"there is no {kind} `{show(str(word))}`", mend)

    def items(self, data: object, base: Path) -> list[tuple[object, Path]]:
        if not isinstance(data, list) or len(data) > _MOST:
            raise self.error(base, f"`{_last(base)}` is not a list of at most {_MOST}", "write `- ` before each")
        return [(one, (*base, number)) for number, one in enumerate(data)]

    def texts(self, data: object, base: Path) -> tuple[str, ...]:
        if isinstance(data, str):
            return (data,)
        found = [one for one, _ in self.items(data, base)]
        if not all(isinstance(one, str) and one for one in found):
            raise self.error(base, f"`{_last(base)}` is not text, nor a list of texts", "quote what begins with * or [")
        return tuple(map(str, found))

    def queries(self, data: object, base: Path) -> tuple[Query, ...]:
        return tuple(self.query(one, base) for one in self.texts(data, base))

    def query(self, data: object, base: Path) -> Query:
        if not isinstance(data, str):
            raise self.error(base, f"`{_last(base)}` is not a query", "write a JSONPath, as $.maker")
        try:
            return Query(data)
        except ConfigError as error:
            raise self.error(base, error.message, error.mend) from None

    def error(self, base: Path, message: str, mend: str) -> ConfigError:
        return ConfigError(message, mend, *self.at(base))


def _last(base: Path) -> str:
    return show(str(base[-1])) if base else "the file"
