"""How to clear JSON records of one learnt shape: a block at a time and field by field, as columns."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, runtime_checkable

from banlint.match.engine import Engine
from banlint.match.identity import MAKER_ROLES
from banlint.model import Adapter, Asset, EntityId, Path, Role
from banlint.run.shapes import Shape, object_arrays, skeleton, texts, typed

REMEMBERED = 200_000
"""Distinct values kept for each place of a shape; past it the memory starts anew."""
SLOW = -1
"""Instead of a count of undetermined assets: the record has to go the exact way."""
# Stands for a value that plays no part; no strict JSON text can hold it.
_ANY = "\x00"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024
_HEAD = 8


@runtime_checkable
class CleanHead(Protocol):
    """The test of a value by its first eight characters: for what is different in every record."""

    speaks_for: int
    """How long a value may be for its head to speak for all of it."""

    def clean_head(self, value: str) -> bool:
        """Whether `value` can match nothing in the catalog, judging by its first 8 characters alone."""
        ...


class Cleared(NamedTuple):
    """What was cleared of some records."""

    assets: int
    undetermined: int
    doubtful: list[int]
    """Positions, among the records given, of those to be read exactly."""


class Heads:
    """Values of one role by their first eight characters, remembered."""

    def __init__(self, tests: Sequence[CleanHead]) -> None:
        self._tests = tests
        self._longest = min(test.speaks_for for test in tests)
        self._clean: set[str] = set()

    def doubtful(self, column: Sequence[Any]) -> list[int]:
        """The positions in `column` of values that may meet something in the catalog."""
        try:
            unknown = {value[:_HEAD] for value in column if value} - self._clean
        except TypeError:
            # A number among them, which the exact way takes as it is written.
            column = [value if isinstance(value, str) or value is None else str(value) for value in column]
            return self.doubtful(column)
        for head in tuple(unknown):
            if all(test.clean_head(head) for test in self._tests):
                unknown.discard(head)
                if len(self._clean) >= REMEMBERED:
                    self._clean.clear()
                self._clean.add(head)
        if not unknown and (
            self._longest == sys.maxsize or max(map(len, filter(None, column)), default=0) <= self._longest
        ):
            return []
        return [
            position
            for position, value in enumerate(column)
            if value and (value[:_HEAD] in unknown or len(value) > self._longest)
        ]


class Known(NamedTuple):
    """What all plans of a stream go by."""

    engine: Engine
    roles: frozenset[Role]
    """The roles that some matcher looks at."""
    heads: Mapping[Role, Heads]
    """The roles whose values are looked at by their heads alone."""
    concerns: Callable[[EntityId], bool]
    """Whether any law asked about speaks of an entity; of another, a record may hold as many as it likes."""


class Spot:
    """A place in a record that holds identifiers: the record itself, or the items of an array of objects."""

    def __init__(self, plan: Plan, prefix: Path, shape: Shape, attributes: dict[Path, str]) -> None:
        own = {
            path: role for path, role in plan.wanted.items() if path[: path.index(0) + 1 if 0 in path else 0] == prefix
        }
        self._plan = plan
        self._prefix = prefix
        self._keys = [path for path, role in own.items() if role not in plan.heads]
        self._known: dict[Any, int] = {}
        self._without: dict[frozenset[Path], list[Asset]] = {}
        self.assets = sum(self._holds(asset.path) for asset in plan.probed)
        self._values = attrgetter(*(attributes[path] for path in self._keys)) if self._keys else None
        self._heads = [
            (plan.heads[role], attrgetter(attributes[path])) for path, role in own.items() if role in plan.heads
        ]
        self._texts, or_null, at_times = texts(shape, prefix)
        self._or_null = [attrgetter(attributes[path]) for path in or_null]
        self._at_times = [attrgetter(attributes[path]) for path in at_times]

    def weigh(self, items: Sequence[Any]) -> list[int]:
        """How many assets are undetermined in each of `items`, or `SLOW`."""
        if self._values is None:
            found = [0] * len(items)
        else:
            found = list(map(self._known.get, map(self._values, items)))  # type: ignore[arg-type]
            if None in found:
                found = [
                    self._learn(self._values(item)) if one is None else one
                    for one, item in zip(found, items, strict=True)
                ]
        for heads, get in self._heads:
            for position in heads.doubtful(list(map(get, items))):
                found[position] = SLOW
        return found

    def texts(self, items: Sequence[Any]) -> int:
        """How many texts `items` hold together."""
        count = len(items) * (self._texts + len(self._or_null))
        for get in self._or_null:
            count -= list(map(get, items)).count(None)
        for get in self._at_times:
            count += sum(isinstance(value, str) for value in map(get, items))
        return count

    def _holds(self, path: Path) -> bool:
        return path[: len(self._prefix)] == self._prefix and (bool(self._prefix) or 0 not in path)

    def _learn(self, value: Any) -> int:
        """Weigh one set of values, and remember the answer."""
        known = self._known.get(value)
        if known is not None:
            return known
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        filled = dict(zip(self._keys, value if len(self._keys) > 1 else (value,), strict=True))
        found = self._known[value] = self._undetermined(filled)
        return found

    def _undetermined(self, filled: dict[Path, Any]) -> int:
        """How many of this spot's assets nothing identifies; `SLOW` where one matches, or one is missing."""
        empty = frozenset(path for path, value in filled.items() if not value)
        assets = self._without.get(empty)
        if assets is None:
            # What is empty may make no asset: ask the adapter.
            blank = self._plan.assets(dict.fromkeys(empty))
            assets = self._without[empty] = [asset for asset in blank if self._holds(asset.path)]
        return self._weighed(assets, filled) if len(assets) == self.assets else SLOW

    def _weighed(self, assets: list[Asset], filled: dict[Path, Any]) -> int:
        engine = self._plan.engine
        found = 0
        for asset in assets:
            own = [(one, str(filled[one.path])) for one in asset.identifiers if filled.get(one.path)]
            if any(engine.lookup(one.role, value) for one, value in own):
                # Something matches; another maker's name beside it may yet settle that.
                identity = engine.resolve(
                    asset._replace(identifiers=tuple(one._replace(value=value) for one, value in own))
                )
                if any(self._plan.concerns(one.match.entity) for one in identity.evidence):
                    return SLOW
                found += not identity.determined
            else:
                found += not any(one.role in MAKER_ROLES and engine.is_maker(value) for one, value in own)
        return found


class Plan:
    """What is worked out once of a shape. `usable` is false where it cannot be screened."""

    def __init__(self, shape: Shape, adapter: Adapter, known: Known) -> None:
        self.shape = shape
        self.heads = known.heads
        self.engine = known.engine
        self.concerns = known.concerns
        self._adapter = adapter
        # The adapter itself says which places identify, by being shown a record with a mark at each.
        marked = list(adapter.assets(skeleton(shape, lambda _: _ANY)))
        self.wanted = {one.path: one.role for asset in marked for one in asset.identifiers if one.role in known.roles}
        self._apart = frozenset(path for path, role in self.wanted.items() if role in self.heads)
        # An asset must not owe its being to a MAC address and the like: some record may lack it.
        self.probed = self.assets({})
        arrays = list(object_arrays(shape))
        self.usable = len(self.probed) == len(marked) and _is_screened(arrays, self.wanted, shape)
        if self.usable:
            decoder = typed(shape, frozenset(self.wanted))
            attributes = dict(decoder.attributes)
            self._decode = decoder.decode
            self._base = Spot(self, (), shape, attributes)
            self._arrays = [
                (attrgetter(attributes[path]), Spot(self, (*path, 0), items, attributes)) for path, items in arrays
            ]

    def assets(self, filled: dict[Path, Any]) -> list[Asset]:
        """What the adapter makes of a record with the values `filled`, nothing where heads tell, marks elsewhere."""
        data = skeleton(self.shape, lambda path: filled.get(path, None if path in self._apart else _ANY))
        return list(self._adapter.assets(data))

    def fits(self, record: bytes) -> bool:
        """Whether `record` has this shape."""
        return not self._decoded((record,))[1]

    def clear(self, records: Sequence[bytes], block: bytes) -> Cleared:
        """Clear what has this shape of `records`, which make up `block`."""
        decoded, doubtful = self._decoded(records)
        if doubtful:
            kept = sorted(set(range(len(records))) - set(doubtful))
            block = b"\n".join([records[number] for number in kept])
        else:
            kept = list(range(len(records)))
        if not kept:
            return Cleared(0, 0, doubtful)
        cleared = self._columns([records[number] for number in kept], decoded, block)
        return cleared._replace(doubtful=sorted([*doubtful, *(kept[position] for position in cleared.doubtful)]))

    def _decoded(self, records: Sequence[bytes]) -> tuple[list[Any], list[int]]:
        """The records that have this shape, and the positions of those that do not."""
        if len(max(records, key=len)) <= _LONGEST:
            try:
                return list(map(self._decode, records)), []
            except ValueError:  # msgspec's own errors are of this kind; one by one then
                pass
        decoded, doubtful = [], []
        for number, record in enumerate(records):
            try:
                decoded.append(self._decode(record if len(record) <= _LONGEST else b""))
            except ValueError:
                doubtful.append(number)
        return decoded, doubtful

    def _columns(self, records: Sequence[bytes], decoded: list[Any], block: bytes) -> Cleared:
        found = self._base.weigh(decoded)
        texts_held = self._base.texts(decoded)
        held = [self._base.assets] * len(decoded)
        columns = []
        for get, spot in self._arrays:
            arrays = list(map(get, decoded))
            items = list(chain.from_iterable(arrays))
            columns.append((spot, arrays))
            texts_held += spot.texts(items)
            if items:
                _add(found, held, list(map(len, arrays)), spot.weigh(items), spot.assets)
        if block.count(b'"') != 2 * texts_held:
            # Some record holds more than was decoded of it: find out which.
            for number, (record, one) in enumerate(zip(records, decoded, strict=True)):
                own = self._base.texts((one,)) + sum(spot.texts(arrays[number]) for spot, arrays in columns)
                if record.count(b'"') != 2 * own:
                    found[number] = SLOW
        if min(found) == SLOW:
            good = [number for number, one in enumerate(found) if one != SLOW]
            doubtful = [number for number, one in enumerate(found) if one == SLOW]
            return Cleared(sum(held[number] for number in good), sum(found[number] for number in good), doubtful)
        return Cleared(sum(held), sum(found), [])


def _add(found: list[int], held: list[int], lengths: list[int], weighed: list[int], each: int) -> None:
    """Add what the items of an array come to to the records that they stand in."""
    if not each and not any(weighed):
        return
    start = 0
    for number, length in enumerate(lengths):
        if length:
            own = weighed[start : start + length]
            start += length
            held[number] += each * length
            if found[number] != SLOW:
                found[number] = SLOW if SLOW in own else found[number] + sum(own)


def _is_screened(arrays: list[tuple[Path, Shape]], wanted: Iterable[Path], shape: Shape) -> bool:
    """One level of arrays of objects is screened; deeper ones that identify, and lists of scalars, are not."""
    held = {path for path, _ in arrays}
    return (
        not any(0 in path for path in held)
        and not _has_list(shape)
        and all(0 not in path or (path[: path.index(0)] in held and path.count(0) == 1) for path in wanted)
    )


def _has_list(shape: Shape) -> bool:
    """Whether there is a list of scalars: how many texts it holds is not known."""
    if shape.items is not None:
        return shape.items.fields is None or _has_list(shape.items)
    return any(map(_has_list, (shape.fields or {}).values()))
