"""The rows of a table that certainly hold nothing to report: counted by the values that identify, and read no further.

The adapter itself says which columns identify, by being shown a row with a
mark in each cell. Rows are then cleared some at a time and a column at a time,
so that the steps taken for every row are taken inside the interpreter. What
cannot be vouched for, for whatever reason, goes the exact way: a document,
adapter, matching, judgement. So all this can be left out without changing a
report; a test does just that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from banlint.errors import PluginError
from banlint.hints import TYPE_CHECKING, Any
from banlint.inventories.generic import Generic
from banlint.inventories.records import Records
from banlint.match.engine import Engine
from banlint.match.identity import MAKER_ROLES
from banlint.model import (
    Adapter,
    Asset,
    Basis,
    Data,
    Document,
    EntityId,
    Matcher,
    Path,
    Problem,
    Registered,
    Role,
)
from banlint.policy.field import SPELLINGS
from banlint.reading.cells import column_texts
from banlint.run.heads import heads_by_role
from banlint.run.memory import Known
from banlint.run.plan import Cleared

if TYPE_CHECKING:
    from banlint.reading.table import Table
    from banlint.reading.tablerecords import Stretch
    from banlint.reading.workbook import Sheet

REMEMBERED = 50_000
"""Distinct values of the identifying columns kept; past it the memory starts anew."""
# Stands for a value that plays no part; no table holds it, as its reader replaces it.
_ANY = "\x00"
_AT_ONCE = 512
"""Rows of a sheet."""
_FEW = 8
"""Heads in doubt that each value is searched for."""
Columns = Sequence[Sequence[str]] | Mapping[int, Sequence[str]]
_CATEGORY = "category"
"""The one fact that bears on whose an asset is."""
# What a row comes to by the values that identify: no asset, one of unknown maker, one of a maker that the catalog does
# not know, one that meets something in the catalog that no law asked about speaks of, by its maker's name or by a brand
# or a model, or what only an exact look tells.
_NOTHING, _UNKNOWN, _ANOTHERS, _NAMED, _MET, _DOUBTFUL = range(6)
_SPOKEN_OF = re.compile(b"[%c%c]" % (_NAMED, _MET))
_IN_DOUBT = re.compile(b"%c" % _DOUBTFUL)


def screened_rows(
    table: Table, known: Known, adapter_of: Callable[[Document], Registered[Adapter] | None]
) -> Iterator[Document | Problem | tuple[int, int]]:
    """The rows of `table` that have to be looked at, what cannot be read, and counts of assets in all the rest."""
    yield from table.above()
    headers = table.dialect.headers
    sieve: Sieve | None = None
    usable = len(headers) > 1 and not any(one in headers for one in SPELLINGS)
    for stretch in table.below():
        if isinstance(stretch, Problem):
            yield stretch
            continue
        if usable and sieve is None and (row := _first_of(table, stretch)):
            sieve = sieve_for(headers, adapter_of(row), known)
            usable = sieve is not None
        # There is something to be said of a quote that is never closed, whatever it holds.
        if sieve is None or stretch.open:
            yield from table.documents(stretch, range(len(stretch.rows)))
            continue
        cleared = sieve.clear(stretch.rows)
        yield cleared.assets, cleared.undetermined
        yield from table.documents(stretch, cleared.doubtful)


def screened_sheets(
    found: Iterable[Sheet | Problem], known: Known, adapter_of: Callable[[Document], Registered[Adapter] | None]
) -> Iterator[Document | Problem | tuple[int, int]]:
    """The same of the sheets of a workbook."""
    for sheet in found:
        if isinstance(sheet, Problem):
            yield sheet
            continue
        usable = not any(one in sheet.headers for one in SPELLINGS)
        first = next(sheet.documents(sheet.rows), None) if usable else None
        sieve = sieve_for(sheet.headers, adapter_of(first), known) if first else None
        if first:
            yield first
        if sieve is None:
            yield from sheet.documents(sheet.rows)
            continue
        while batch := list(islice(sheet.rows, _AT_ONCE)):
            columns = list(zip(*(row for _, row in batch), strict=True))
            texts = {at: column_texts(columns[at]) for at in sieve.wanted}
            # What is empty wherever something identifies may be empty altogether, and then is no row.
            blank = [number for number, one in enumerate(zip(*texts.values(), strict=True)) if not any(one)]
            cleared = sieve.cleared(texts, len(batch), blank)
            yield cleared.assets, cleared.undetermined
            yield from sheet.documents(batch[number] for number in cleared.doubtful)


def _first_of(table: Table, stretch: Stretch) -> Document | None:
    """The first row of `stretch` that has a cell below each header: the one that tells whose rows they are."""
    width = len(table.dialect.headers)
    number = next((number for number, row in enumerate(stretch.rows) if len(row) == width), None)
    if number is None:
        return None
    return next(one for one in table.documents(stretch, (number,)) if not isinstance(one, Problem))


def known_for(engine: Engine, matchers: Sequence[Registered[Matcher]], concerns: Callable[[EntityId], bool]) -> Known:
    """What `matchers` look at; `concerns` says of an entity whether there could be a finding."""
    return Known(engine, engine.roles, heads_by_role(engine.roles, matchers), concerns)


def sieve_for(headers: Sequence[str], adapter: Registered[Adapter] | None, known: Known) -> Sieve | None:
    """What clears rows below `headers`; `None` where none can be cleared unread."""
    # Only these read a row by its headers alone, whatever its values.
    if adapter is None or not isinstance(adapter.part, (Generic, Records)):
        return None
    part = adapter.part
    (marked, *others) = (*part.assets(dict.fromkeys(headers, _ANY)), None)
    if marked is None or others != [None] or marked.path:
        return None
    roles = {one.path: one.role for one in marked.identifiers}
    columns = {header: roles[header,] for header in headers if (header,) in roles}
    category = marked.facts.get(_CATEGORY)
    if len(columns) != len(marked.identifiers) or (category and category.path not in {(one,) for one in headers}):
        return None
    looked_at = known.roles | {Role.TEXT}
    keys = [one for one, role in columns.items() if role in looked_at and role not in known.heads]
    memory = _Memory(headers, keys + [str(step) for step in category.path] if category else keys, part, known)
    tests = {headers.index(one): _Test(role, known) for one, role in columns.items() if role in known.heads}
    return Sieve(headers, memory, tests) if keys else None


class Sieve:
    """Clears the rows below some headers: by what is in `memory`, and by columns that are tested by themselves."""

    def __init__(self, headers: Sequence[str], memory: _Memory, tests: Mapping[int, _Test]) -> None:
        self._width = len(headers)
        self._keys = [headers.index(one) for one in memory.keys_at]
        self._found = memory.__getitem__
        self._tests = tests
        self.wanted = (*self._keys, *tests)
        """The columns that are looked at."""

    def clear(self, rows: Sequence[list[str]]) -> Cleared:
        """Clear what can be cleared of `rows`."""
        if set(map(len, rows)) <= {self._width}:
            return self.cleared(list(zip(*rows, strict=True)), len(rows))
        fitting = [number for number, row in enumerate(rows) if len(row) == self._width]
        cleared = self.cleared(list(zip(*(rows[number] for number in fitting), strict=True)), len(fitting))
        doubtful = {*range(len(rows))}.difference(fitting).union(fitting[number] for number in cleared.doubtful)
        return cleared._replace(doubtful=sorted(doubtful))

    def cleared(self, columns: Columns, count: int, blank: Sequence[int] = ()) -> Cleared:
        """Clear what can be cleared of `count` rows, given as columns, of which only those `wanted` are looked at.

        What is `blank` is left in doubt.
        """
        if not count:
            return Cleared(0, 0, [])
        found = bytearray(map(self._found, self._values(columns)))
        for column, test in self._tests.items():
            for number in test.doubtful(columns[column]):
                found[number] = _DOUBTFUL
        for number in blank:
            found[number] = _DOUBTFUL
        for number in _places(_SPOKEN_OF, found):
            if any(test.speaks(columns[at][number], found[number]) for at, test in self._tests.items()):
                found[number] = _DOUBTFUL
        doubtful = _places(_IN_DOUBT, found)
        assets = count - len(doubtful) - found.count(_NOTHING)
        return Cleared(assets, found.count(_UNKNOWN), doubtful)

    def _values(self, columns: Columns) -> Iterable[Any]:
        """The values that identify, for each row: one, or some together."""
        first, *others = self._keys
        return zip(columns[first], *(columns[one] for one in others), strict=True) if others else columns[first]


def _places(kinds: re.Pattern[bytes], found: bytearray) -> list[int]:
    return [one.start() for one in kinds.finditer(found)]


class _Test:
    """What a column is held against whose values are told clean by their first characters."""

    def __init__(self, role: Role, known: Known) -> None:
        self._role = role
        self._heads = known.heads[role]
        self._matchers = [one.part for one in known.engine.matchers if role in one.part.roles]

    def doubtful(self, values: Sequence[str]) -> Sequence[int]:
        """The numbers of those of `values` that may point to somebody in the catalog."""
        parts = _addresses(" ".join(values)) if self._role is Role.MAC else [*filter(None, values)]
        doubt = self._heads.in_doubt(parts) if parts is not None else ()
        if parts is not None and not doubt:
            return ()
        wanted = doubt if len(doubt) <= _FEW else ()
        return [
            number
            for number, value in enumerate(values)
            if value and (not wanted or any(map(value.__contains__, wanted))) and not self._clears(value)
        ]

    def _clears(self, value: str) -> bool:
        parts = _addresses(value) if self._role is Role.MAC else None
        return (parts is not None and not self._heads.in_doubt(parts)) or self._heads.clears_one(value)

    def speaks(self, value: str, beside: int) -> bool:
        """Whether a value that points to nobody may yet tell against what else the row has met."""
        if not value or self._role is Role.TEXT:
            # A text may say who made a thing of that brand.
            return bool(value)
        # What is known to be none of the catalog's tells against a name alone.
        try:
            return beside == _NAMED and any(tuple(one.match(self._role, value)) for one in self._matchers)
        except Exception:  # noqa: BLE001 a matcher that fails is named on the exact way
            return True


def _addresses(text: str) -> list[str] | None:
    """What stands apart in a cell of addresses, or in several; `None` where that cannot be told.

    No address has any of these characters in it, but for one that is written as pairs or fours of digits with spaces
    between them; and no such part of one is told clean.
    """
    return text.replace(",", " ").replace(";", " ").split() if text.isascii() else None


class _Memory(dict[Any, int]):
    """What rows come to, by the values in their identifying columns."""

    def __init__(self, headers: Sequence[str], keys: Sequence[str], adapter: Adapter, known: Known) -> None:
        self.keys_at = keys
        self._headers = headers
        self._adapter = adapter
        self._engine = known.engine
        self._concerns = known.concerns
        self._assets: dict[tuple[bool, ...], Asset | int] = {}

    def __missing__(self, key: Any) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        values = (key,) if len(self.keys_at) == 1 else key
        try:
            found = self[key] = self._weighed(values)
        except PluginError:
            # It is told of the row that it happens at.
            return _DOUBTFUL
        return found

    def _weighed(self, values: Sequence[str]) -> int:
        filled = tuple(map(bool, values))
        asset = self._assets.get(filled)
        if asset is None:
            asset = self._assets[filled] = self._asset(filled)
        if isinstance(asset, int):
            return asset
        written: dict[Path, str] = {(header,): value for header, value in zip(self.keys_at, values, strict=True)}
        own = tuple(one._replace(value=written[one.path]) for one in asset.identifiers)
        facts = {name: fact._replace(value=written[fact.path]) for name, fact in asset.facts.items()}
        met = [(one.role, match) for one in own for match in self._engine.lookup(one.role, one.value)]
        if not met:
            named = any(one.role in MAKER_ROLES and self._engine.is_maker(one.value) for one in own)
            return _ANOTHERS if named else _UNKNOWN
        identity = self._engine.resolve(asset._replace(identifiers=own, facts=facts))
        # When it was bought may be said in another column.
        dated = any(match.since or match.until for _, match in met)
        if dated or not identity.determined or any(self._concerns(one.match.entity) for one in identity.evidence):
            return _DOUBTFUL
        return _NAMED if any(role in MAKER_ROLES and one.basis is not Basis.RELABEL for role, one in met) else _MET

    def _asset(self, filled: Sequence[bool]) -> Asset | int:
        """The asset in a row with these of its values there, the same whatever stands in other columns."""
        made = []
        for rest in ("", _ANY):
            row: dict[str, Data] = dict.fromkeys(self._headers, rest)
            row.update((header, _ANY if one else "") for header, one in zip(self.keys_at, filled, strict=True))
            made.append([*self._adapter.assets(row)])
        plain, full = made
        if len(plain) != len(full) or len(plain) > 1:
            # It may owe its being to an address, say.
            return _DOUBTFUL
        return plain[0] if plain else _NOTHING
