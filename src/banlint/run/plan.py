"""How to clear JSON records of one learnt shape: what to decode, what to look at, what was found before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Protocol, runtime_checkable

from banlint.match.engine import Engine
from banlint.match.identity import MAKER_ROLES
from banlint.model import Adapter, Asset, EntityId, Path, Role
from banlint.run.shapes import Shape, kinds_at, object_arrays, skeleton, texts, typed

REMEMBERED = 200_000
"""Distinct values kept for each place of a shape; past it the memory starts anew."""
SLOW = -1
"""Instead of a count of undetermined assets: the record has to go the exact way."""
# Stands for a value that plays no part; no strict JSON text can hold it.
_ANY = "\x00"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024
_NONE = (0, 0, 0)
_TEXT_OR_NULL = frozenset({"text", "null"})


@runtime_checkable
class CleanHead(Protocol):
    """The test of a value by its first characters: for what is different in every record."""

    head: int
    """How many characters it takes."""
    speaks_for: int
    """How long a value may be for its head to speak for all of it."""

    def clean_head(self, value: str) -> bool:
        """Whether `value` can match nothing in the catalog, judging by its first `head` characters alone."""
        ...


class Cleared(NamedTuple):
    """What was cleared of some records."""

    assets: int
    undetermined: int
    doubtful: list[int]
    """Positions, among the records given, of those to be read exactly."""


class Heads:
    """Values of one role by their first characters, remembered."""

    def __init__(self, tests: Sequence[CleanHead]) -> None:
        self._tests = tests
        self.length = max(test.head for test in tests)
        self.longest = min(test.speaks_for for test in tests)
        self.clean: set[str] = set()
        """Heads that prove of every value not over `longest` that it meets nothing in the catalog."""

    def proves(self, value: Any) -> bool:
        """Whether `value` certainly meets nothing in the catalog; its head is remembered."""
        if not isinstance(value, str) or len(value) > self.longest:
            return False
        head = value[: self.length]
        if not all(test.clean_head(head) for test in self._tests):
            return False
        if len(self.clean) >= REMEMBERED:
            self.clean.clear()
        self.clean.add(head)
        return True


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
        self._without: dict[frozenset[Path], list[Asset] | None] = {}
        self.assets = sum(self._holds(asset.path) for asset in plan.probed)
        self._values = attrgetter(*(attributes[path] for path in self._keys)) if self._keys else None
        self._heads = [
            (plan.heads[role], attrgetter(attributes[path])) for path, role in own.items() if role in plan.heads
        ]
        self.always, at_times = texts(shape, prefix)
        """How many texts any item holds."""
        self.at_times = [attrgetter(attributes[path]) for path in at_times]
        """Those that are text only at times."""

    def weigher(self) -> Callable[[Any], int]:
        """A function that says how many assets are undetermined in one item, or `SLOW`."""
        values, known, learn = self._values, self._known.get, self._learn
        heads = [(get, one.clean, one.length, one.longest, one.proves) for one, get in self._heads]

        def weigh(item: Any) -> int:
            found = 0
            if values is not None:
                value = values(item)
                weighed = known(value)
                found = learn(value) if weighed is None else weighed
            for get, clean, length, longest, proves in heads:
                value = get(item)
                # The innermost step of a stream: an address whose head was seen before is done with here.
                if value and (value[:length] not in clean or len(value) > longest) and not proves(value):
                    return SLOW
            return found

        return weigh

    def texts(self, item: Any) -> int:
        """How many texts `item` holds."""
        count = self.always
        for get in self.at_times:
            count += isinstance(get(item), str)
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
        if empty not in self._without:
            # What is empty may make no asset, or let something else make one: ask the adapter.
            blank = self._plan.assets(dict.fromkeys(empty))
            mine = [asset for asset in blank if self._holds(asset.path)]
            as_ever = len(mine) == self.assets and self._plan.looks_at_all_of(mine)
            self._without[empty] = mine if as_ever else None
        assets = self._without[empty]
        return SLOW if assets is None else self._weighed(assets, filled)

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
        self.roles = known.roles
        self._adapter = adapter
        # The adapter itself says which places identify, by being shown a record with a mark at each.
        marked = list(adapter.assets(skeleton(shape, lambda _: _ANY)))
        self.wanted = {one.path: one.role for asset in marked for one in asset.identifiers if one.role in known.roles}
        self._apart = frozenset(path for path, role in self.wanted.items() if role in self.heads)
        # An asset must not owe its being to a MAC address and the like: some record may lack it.
        self.probed = self.assets({})
        arrays = list(object_arrays(shape))
        self.usable = (
            len(self.probed) == len(marked)
            and _is_screened(arrays, self.wanted, shape)
            # A number has no first characters until it is read as it is written.
            and all(kinds_at(shape, path) <= _TEXT_OR_NULL for path in self._apart)
        )
        if self.usable:
            decoder = typed(shape, frozenset(self.wanted))
            attributes = dict(decoder.attributes)
            self._decode = decoder.decode
            self._base = Spot(self, (), shape, attributes)
            spots = [
                (attrgetter(attributes[path]), Spot(self, (*path, 0), items, attributes)) for path, items in arrays
            ]
            self._arrays = [(get, spot, spot.weigher()) for get, spot in spots]
            self._weigh = self._base.weigher()

    def assets(self, filled: dict[Path, Any]) -> list[Asset]:
        """What the adapter makes of a record with the values `filled`, nothing where heads tell, marks elsewhere."""
        data = skeleton(self.shape, lambda path: filled.get(path, None if path in self._apart else _ANY))
        return list(self._adapter.assets(data))

    def looks_at_all_of(self, assets: Iterable[Asset]) -> bool:
        """Whether everything that identifies `assets` stands where a full record has it too."""
        roles = self.roles
        return all(one.path in self.wanted for asset in assets for one in asset.identifiers if one.role in roles)

    def fits(self, record: bytes) -> bool:
        """Whether `record` has this shape."""
        try:
            self._decode(record)
        except ValueError:  # msgspec's own errors are of this kind
            return False
        return True

    def clear(self, records: Sequence[bytes], block: bytes) -> Cleared:
        """Clear what has this shape of `records`, which make up `block`."""
        cleared, texts_held = self._scan(records)
        apart = sum(records[number].count(b'"') for number in cleared.doubtful)
        if block.count(b'"') - apart == 2 * texts_held:
            return cleared
        # Some record holds more than was decoded of it: find out which, one by one.
        assets = undetermined = 0
        doubtful = []
        for number, record in enumerate(records):
            one, texts_held = self._scan((record,))
            if one.doubtful or record.count(b'"') != 2 * texts_held:
                doubtful.append(number)
            else:
                assets += one.assets
                undetermined += one.undetermined
        return Cleared(assets, undetermined, doubtful)

    def _scan(self, records: Sequence[bytes]) -> tuple[Cleared, int]:
        """What can be cleared of `records` if they hold nothing but what is decoded, and how many texts that is.

        Record by record, because a record that is done with leaves the processor's cache to the next.
        """
        decode, weigh, base = self._decode, self._weigh, self._base
        texts_of = base.texts if base.at_times else None
        assets = undetermined = texts_held = 0
        doubtful = []
        for number, line in enumerate(records):
            try:
                record = decode(line)
            except ValueError:
                doubtful.append(number)
                continue
            found = weigh(record)
            more = self._in_arrays(record) if found >= 0 else _NONE
            if more is None or found < 0 or len(line) > _LONGEST:
                doubtful.append(number)
                continue
            assets += more[0]
            undetermined += found + more[1]
            texts_held += more[2] + (texts_of(record) if texts_of else base.always)
        return Cleared(assets + base.assets * (len(records) - len(doubtful)), undetermined, doubtful), texts_held

    def _in_arrays(self, record: Any) -> tuple[int, int, int] | None:
        """Assets, undetermined ones and texts in the arrays of `record`; `None` where it has to be read exactly."""
        assets = undetermined = texts_held = 0
        for get, spot, weigh in self._arrays:
            items = get(record)
            if items:
                for item in items:
                    found = weigh(item)
                    if found < 0:
                        return None
                    undetermined += found
                assets += len(items) * spot.assets
                texts_held += sum(map(spot.texts, items)) if spot.at_times else len(items) * spot.always
        return assets, undetermined, texts_held


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
