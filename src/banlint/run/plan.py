"""How to clear JSON records of one learnt shape: what to decode, what to look at, what was found before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, Protocol

from banlint.match.engine import Engine
from banlint.model import Adapter, Asset, Data, Path, Role
from banlint.run.shapes import Shape, object_arrays, skeleton, spelling, typed

REMEMBERED = 200_000
"""Distinct values kept for each place of a shape; past it the memory starts anew."""
SLOW = -1
"""Instead of a count of undetermined assets: the record has to go the exact way."""
# Stands for a value that plays no part; no strict JSON text can hold it.
_ANY = "\x00"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024
_MARKS = (b'":', b"{", b"[")


class CleanHead(Protocol):
    """The test of an address by its first eight characters."""

    def clean_head(self, value: str) -> bool:
        """Whether no prefix of the catalog can match `value`, judging by its first 8 characters alone."""
        ...


class Cleared(NamedTuple):
    """What was cleared of some records."""

    assets: int
    undetermined: int
    doubtful: list[int]
    """Positions, among the records given, of those to be read exactly."""


class Addresses:
    """MAC addresses by their first eight characters, remembered."""

    def __init__(self, mac: CleanHead) -> None:
        self._mac = mac
        self._heads: set[str] = set()

    def clean(self, address: str | None) -> bool:
        """Whether `address` certainly meets nothing in the catalog."""
        if not address or address[:8] in self._heads:
            return True
        if not self._mac.clean_head(address):
            return False
        if len(self._heads) >= REMEMBERED:
            self._heads.clear()
        self._heads.add(address[:8])
        return True


class Spot:
    """A place in a record that holds identifiers: the record itself, or the items of an array of objects."""

    def __init__(self, plan: Plan, prefix: Path, attributes: dict[Path, str]) -> None:
        own = {
            path: role for path, role in plan.wanted.items() if path[: path.index(0) + 1 if 0 in path else 0] == prefix
        }
        self._plan = plan
        self._prefix = prefix
        self._keys = [path for path, role in own.items() if role is not Role.MAC]
        self._known: dict[Any, int] = {}
        self.assets = sum(self._holds(path) for path in plan.probed)
        self.values: Callable[[Any], Any] | None = None
        if self._keys:
            self.values = attrgetter(*(attributes[path] for path in self._keys))
        self.macs = tuple(attrgetter(attributes[path]) for path, role in own.items() if role is Role.MAC)

    def weigh(self, items: Iterable[Any]) -> int:
        """How many assets are undetermined in `items` together, or `SLOW`."""
        total = 0
        known, values, clean = self._known, self.values, self._plan.addresses.clean
        for item in items:
            if values is not None:
                value = values(item)
                found = known.get(value)
                if found is None:
                    found = self._learn(value)
                if found < 0:
                    return SLOW
                total += found
            for mac in self.macs:
                if not clean(mac(item)):
                    return SLOW
        return total

    def _holds(self, path: Path) -> bool:
        return path[: len(self._prefix)] == self._prefix and (bool(self._prefix) or 0 not in path)

    def _learn(self, value: Any) -> int:
        """Weigh one set of values through adapter and engine, and remember the answer."""
        values = value if len(self._keys) > 1 else (value,)
        filled = dict(zip(self._keys, values, strict=True))
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = self._known[value] = self._plan.undetermined(filled, self._holds, self.assets)
        return found


class Plan:
    """What is worked out once of a shape. `usable` is false where it cannot be screened."""

    def __init__(
        self, shape: Shape, adapter: Adapter, engine: Engine, roles: frozenset[Role], addresses: Addresses
    ) -> None:
        self.shape = shape
        self.addresses = addresses
        self._adapter = adapter
        self._engine = engine
        # The adapter itself says which places identify, by being shown a record with a mark at each.
        probe = list(adapter.assets(skeleton(shape, lambda path: _ANY + "/".join(map(str, path)))))
        self.probed: list[Path] = [asset.path for asset in probe]
        self.wanted = {one.path: one.role for asset in probe for one in asset.identifiers if one.role in roles}
        self._macs = frozenset(path for path, role in self.wanted.items() if role is Role.MAC)
        arrays = list(object_arrays(shape))
        self.usable = _is_screened(arrays, self.wanted)
        if self.usable:
            self._prepare(arrays)

    def _prepare(self, arrays: list[tuple[Path, Shape]]) -> None:
        types = {path: (str | None) if path in self._macs else (str | int | None) for path in self.wanted}
        decoder = typed(self.shape, types)
        attributes = dict(decoder.attributes)
        self._decode = decoder.decode
        self._base = Spot(self, (), attributes)
        self._arrays = [(attrgetter(attributes[path]), Spot(self, (*path, 0), attributes)) for path, _ in arrays]
        self._spellings = [spelling(self.shape), *(spelling(items) for _, items in arrays)]

    def clear(self, records: Sequence[bytes], block: bytes) -> Cleared:
        """Clear what has this shape of `records`, which make up `block`."""
        if not self.usable:
            return Cleared(0, 0, list(range(len(records))))
        doubtful: list[int] = []
        held, undetermined = self._scan(records, doubtful)
        if self._is_spelt(block, [records[number] for number in doubtful], held):
            return Cleared(self._assets(held), undetermined, doubtful)
        # Some record is not spelt as its shape says: find out which, one by one.
        assets = undetermined = 0
        doubtful = []
        for number, record in enumerate(records):
            apart: list[int] = []
            held, found = self._scan((record,), apart)
            if apart or not self._is_spelt(record, (), held):
                doubtful.append(number)
            else:
                assets += self._assets(held)
                undetermined += found
        return Cleared(assets, undetermined, doubtful)

    def _scan(self, records: Sequence[bytes], doubtful: list[int]) -> tuple[list[int], int]:
        """The number of records and of items of each array that were cleared, and of undetermined assets in them."""
        held = [0] * (1 + len(self._arrays))
        undetermined = 0
        for number, line in enumerate(records):
            if line:
                found = self._one(line, held)
                if found < 0:
                    doubtful.append(number)
                else:
                    undetermined += found
        return held, undetermined

    def _one(self, line: bytes, held: list[int]) -> int:
        try:
            record = self._decode(line)
        except ValueError:  # msgspec's own errors are of this kind
            return SLOW
        total = self._base.weigh((record,))
        if total < 0 or len(line) > _LONGEST:
            return SLOW
        counts = []
        for get, spot in self._arrays:
            items = get(record)
            counts.append(len(items))
            if items and (spot.macs or spot.values):
                found = spot.weigh(items)
                if found < 0:
                    return SLOW
                total += found
        held[0] += 1
        for position, count in enumerate(counts, 1):
            held[position] += count
        return total

    def _assets(self, held: list[int]) -> int:
        spots = (self._base, *(spot for _, spot in self._arrays))
        return sum(count * spot.assets for count, spot in zip(held, spots, strict=True))

    def _is_spelt(self, block: bytes, apart: Sequence[bytes], held: list[int]) -> bool:
        """Whether `block`, less the records `apart`, has the keys, objects and arrays that its records should."""
        for which, mark in enumerate(_MARKS):
            wanted = sum(count * part[which] for count, part in zip(held, self._spellings, strict=True))
            if block.count(mark) - sum(record.count(mark) for record in apart) != wanted:
                return False
        return True

    def undetermined(self, filled: dict[Path, Any], mine: Callable[[Path], bool], wanted: int) -> int:
        """How many of the assets that are `mine` nothing identifies; `SLOW` where one matches, or one is missing."""
        # An asset must not owe its being to a MAC address: some record may lack it.
        data: Data = skeleton(self.shape, lambda path: filled.get(path, None if path in self._macs else _ANY))
        assets = [asset for asset in self._adapter.assets(data) if mine(asset.path)]
        if len(assets) != wanted:
            return SLOW
        found = 0
        for asset in assets:
            identity = self._engine.resolve(_only(asset, filled))
            if identity.evidence:
                return SLOW
            found += not identity.determined
        return found


def _only(asset: Asset, filled: dict[Path, Any]) -> Asset:
    return asset._replace(identifiers=tuple(one for one in asset.identifiers if one.path in filled))


def _is_screened(arrays: list[tuple[Path, Shape]], wanted: Iterable[Path]) -> bool:
    """One level of arrays of objects is screened; identifiers in deeper ones, or in lists of text, are not."""
    held = {path for path, _ in arrays}
    return not any(0 in path for path in held) and all(
        0 not in path or (path[: path.index(0)] in held and path.count(0) == 1) for path in wanted
    )
