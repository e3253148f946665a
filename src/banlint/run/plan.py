"""How to clear JSON records of one learnt shape: what to decode, what to look at, what was found before.

Records are cleared some at a time and a column at a time, so that the steps
taken for every record are taken inside the interpreter. Where one of some
records cannot be cleared they are halved until it stands alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter, countOf, itemgetter, methodcaller
from typing import Any, Protocol, runtime_checkable

from banlint.match.engine import Engine
from banlint.match.identity import MAKER_ROLES
from banlint.model import Adapter, Asset, EntityId, Path, Role
from banlint.named import NamedTuple
from banlint.run.shapes import Shape, kinds_at, object_arrays, part, skeleton, texts, typed

REMEMBERED = 200_000
"""Distinct values kept for each place of a shape; past it the memory starts anew."""
SLOW = -1
"""Instead of a count of undetermined assets: the record has to go the exact way."""
# Stands for a value that plays no part; no strict JSON text can hold it.
_ANY = "\x00"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024
_TEXT_OR_NULL = frozenset({"text", "null"})
# So few that one in a thousand of odd records seldom makes many be looked at again, and that they stay in the
# processor's cache; so many that what is done for each batch hardly counts.
_BATCH = 32
_MARKS = methodcaller("count", b'"')


@runtime_checkable
class CleanHead(Protocol):
    """The test of a value by its first characters: for what is different in every record."""

    head: int
    """How many characters it takes."""
    speaks_for: int
    """How long a value may be for its head to speak for all of it."""

    def clean_head(self, value: str) -> bool:
        """Whether `value` can match no entity, judging by its first `head` characters alone."""
        ...


class Cleared(NamedTuple):
    """What was cleared of some records."""

    assets: int
    undetermined: int
    doubtful: list[int]
    """Positions, among the records given, of those to be read exactly."""


class Seen(NamedTuple):
    """What was seen in records, or in items of theirs, that can be cleared."""

    assets: int
    undetermined: int
    texts: int


class Heads:
    """Values of one role by their first characters, remembered."""

    def __init__(self, tests: Sequence[CleanHead]) -> None:
        self._tests = [test.clean_head for test in tests]
        self._longest = min(test.speaks_for for test in tests)
        self._length = max(test.head for test in tests)
        self._head = itemgetter(slice(self._length))
        self._clean: set[str] = set()

    def clears(self, values: Sequence[str]) -> bool:
        """Whether all of `values`, of which none is empty, certainly meet nothing in the catalog."""
        new = set(map(self._head, values)) - self._clean
        return not (new and not self._learn(new)) and (
            self._longest == sys.maxsize or max(map(len, values), default=0) <= self._longest
        )

    def clears_heads_of(self, items: Iterable[Any]) -> bool:
        """Whether the attribute `head` of each of `items`, a text or nothing, certainly meets nothing.

        This is the innermost step of a stream: there are more addresses than anything else.
        """
        clean, length, longest = self._clean, self._length, self._longest
        for item in items:
            value = item.head
            if value and (value[:length] not in clean or len(value) > longest) and not self.clears((value,)):
                return False
        return True

    def _learn(self, heads: set[str]) -> bool:
        if not all(test(head) for test in self._tests for head in heads):
            return False
        if len(self._clean) >= REMEMBERED:
            self._clean.clear()
        self._clean |= heads
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


class Memory:
    """How many assets of a place are undetermined, by the values that identify them."""

    def __init__(self, plan: Plan, prefix: Path, keys: Sequence[Path]) -> None:
        self._plan = plan
        self._prefix = prefix
        self._keys = keys
        self._known: dict[Any, int] = {}
        self._without: dict[frozenset[Path], list[Asset] | None] = {}
        self.assets = sum(self._holds(asset.path) for asset in plan.probed)

    def weigh(self, values: Iterable[Any]) -> int:
        """How many assets are undetermined among those with `values`, or `SLOW`."""
        values = list(values)
        found = list(map(self._known.get, values))
        if None in found:
            found = [self._learn(value) if one is None else one for value, one in zip(values, found, strict=True)]
        return SLOW if SLOW in found else sum(found)  # type: ignore[arg-type]

    def read(self, value: Any) -> Any:
        """The texts that `value` stands for, one for each key; `None` where it cannot stand for any."""
        return value if len(self._keys) > 1 else (value,)

    def _learn(self, value: Any) -> int:
        """Weigh one value, and remember the answer."""
        known = self._known.get(value)
        if known is not None:
            return known
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        read = self.read(value)
        found = SLOW if read is None else self._undetermined(dict(zip(self._keys, read, strict=True)))
        self._known[value] = found
        return found

    def _holds(self, path: Path) -> bool:
        return path[: len(self._prefix)] == self._prefix and (bool(self._prefix) or 0 not in path)

    def _undetermined(self, filled: dict[Path, Any]) -> int:
        """How many of this place's assets nothing identifies; `SLOW` where one matches, or one is missing."""
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


class Inner(Memory):
    """The same where all that identifies stands in one object, which is then kept, and known again, as bytes."""

    def __init__(self, plan: Plan, prefix: Path, keys: Sequence[Path], root: Path) -> None:
        super().__init__(plan, prefix, keys)
        shape = part(plan.shape, root)
        decoder = typed(shape, plan.wanted, at=root)
        self._decode = decoder.decode
        self._marks = 2 * texts(shape)[0]
        self._get = attrgetter(*(decoder.attributes[path] for path in keys))

    def weigh(self, values: Iterable[Any]) -> int:
        """As above, for objects as they were written."""
        return super().weigh(map(bytes, values))

    def read(self, value: Any) -> Any:
        """The texts in the object `value`; `None` where it is of another shape, or may hold a key twice."""
        try:
            found = self._get(self._decode(value))
        except ValueError:  # msgspec's own errors are of this kind
            return None
        return super().read(found) if value.count(b'"') == self._marks else None


class Spot:
    """A place in a record that holds identifiers: the record itself, or the items of an array of objects."""

    def __init__(self, plan: Plan, prefix: Path, shape: Shape) -> None:
        own = {
            path: role for path, role in plan.wanted.items() if path[: path.index(0) + 1 if 0 in path else 0] == prefix
        }
        keys = [path for path, role in own.items() if role not in plan.heads]
        self._apart = {path: plan.heads[role] for path, role in own.items() if role in plan.heads}
        self._texts, self._at_times = texts(shape, prefix)
        self.raw = self._one_object(plan.shape, keys, len(prefix) + 1)
        self._memory = Inner(plan, prefix, keys, self.raw) if self.raw else Memory(plan, prefix, keys)
        self._keys = [self.raw] if self.raw else keys
        alone = next(iter(self._apart), ()) if len(self._apart) == 1 else ()
        self.alone = alone if len(alone) == len(prefix) + 1 else ()
        """Where the one value is that is looked at by its head, if it stands in the item itself."""

    def see(self, attributes: Mapping[Path, str]) -> None:
        """Take the values of a decoded item from its `attributes`."""
        self._values = attrgetter(*(attributes[path] for path in self._keys)) if self._keys else None
        self._heads = [
            (attrgetter(attributes[path]), heads) for path, heads in self._apart.items() if path != self.alone
        ]
        self._maybe = [attrgetter(attributes[path]) for path in self._at_times]

    def seen(self, items: Sequence[Any]) -> Seen | None:
        """What `items` hold; `None` where one of them cannot be cleared."""
        undetermined = 0
        if self._values is not None:
            undetermined = self._memory.weigh(map(self._values, items))
            if undetermined == SLOW:
                return None
        if self.alone and not self._apart[self.alone].clears_heads_of(items):
            return None
        for get, heads in self._heads:
            if not heads.clears(list(filter(None, map(get, items)))):
                return None
        # How many texts they hold where some values are text only at times.
        more = sum(countOf(map(type, map(get, items)), str) for get in self._maybe)
        return Seen(len(items) * self._memory.assets, undetermined, len(items) * self._texts + more)

    def fits(self, items: Iterable[Any]) -> bool:
        """Whether what is kept as bytes of `items` can be read."""
        return not self.raw or all(self._memory.read(bytes(self._values(item))) is not None for item in items)  # type: ignore[misc]

    def _one_object(self, shape: Shape, keys: Sequence[Path], depth: int) -> Path:
        """The one object in an item that holds all `keys` and as many texts each time; empty where there is none."""
        roots = {path[:depth] for path in keys if len(path) > depth}
        if len(roots) != 1 or any(len(path) <= depth for path in keys):
            return ()
        (root,) = roots
        inner = part(shape, root)
        lone = inner.fields is not None and not texts(inner)[1] and not any(object_arrays(inner))
        return root if lone and not any(path[:depth] == root for path in self._apart) else ()


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
            self._base = Spot(self, (), shape)
            spots = [(path, Spot(self, (*path, 0), items)) for path, items in arrays]
            every = (self._base, *(spot for _, spot in spots))
            decoder = typed(shape, self.wanted, {one.raw for one in every}, {one.alone for one in every})
            for one in every:
                one.see(decoder.attributes)
            self._decode = decoder.decode
            self._arrays = [(attrgetter(decoder.attributes[path]), spot) for path, spot in spots]

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
            decoded = self._decode(record)
        except ValueError:  # msgspec's own errors are of this kind
            return False
        return self._base.fits((decoded,)) and all(spot.fits(get(decoded)) for get, spot in self._arrays)

    def clear(self, records: Sequence[bytes], block: bytes) -> Cleared:
        """Clear what has this shape of `records`, which make up `block`."""
        cleared, texts_held = self._scan(records, self._seen)
        apart = sum(records[number].count(b'"') for number in cleared.doubtful)
        if block.count(b'"') - apart == 2 * texts_held:
            return cleared
        # Some record holds more than was decoded of it: find out which.
        return self._scan(records, self._proven)[0]

    def _scan(self, records: Sequence[bytes], see: Callable[[Sequence[bytes]], Seen | None]) -> tuple[Cleared, int]:
        """What can be cleared of `records` by what `see` says of some of them, and how many texts that holds."""
        assets = undetermined = texts_held = 0
        doubtful = []
        waiting = [(start, min(start + _BATCH, len(records))) for start in range(0, len(records), _BATCH)][::-1]
        while waiting:
            start, end = waiting.pop()
            found = see(records[start:end])
            if found is not None:
                assets += found.assets
                undetermined += found.undetermined
                texts_held += found.texts
            elif end - start == 1:
                doubtful.append(start)
            else:
                middle = (start + end) // 2
                waiting += ((middle, end), (start, middle))
        return Cleared(assets, undetermined, doubtful), texts_held

    def _seen(self, lines: Sequence[bytes]) -> Seen | None:
        """What is in the records `lines` if they hold nothing but what is decoded; `None` where one is in doubt."""
        try:
            records = list(map(self._decode, lines))
        except ValueError:
            return None
        found = self._base.seen(records)
        if found is None or max(map(len, lines)) > _LONGEST:
            return None
        assets, undetermined, texts_held = found
        for get, spot in self._arrays:
            items = list(chain.from_iterable(map(get, records)))
            if items:
                found = spot.seen(items)
                if found is None:
                    return None
                assets += found.assets
                undetermined += found.undetermined
                texts_held += found.texts
        return Seen(assets, undetermined, texts_held)

    def _proven(self, lines: Sequence[bytes]) -> Seen | None:
        """What is in the records `lines`; `None` too where one holds more texts than were decoded.

        No record can hold fewer: its shape asks for each.
        """
        found = self._seen(lines)
        return found if found and sum(map(_MARKS, lines)) == 2 * found.texts else None


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
