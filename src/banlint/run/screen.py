"""The streaming screen: which records of a JSON Lines stream certainly hold nothing to report.

It decodes by learnt shape (`shapes`), looks only at the values that
identify, and remembers what it learnt of them. A record that it cannot vouch
for, for whatever reason, goes the exact way: reader, adapter, matching,
judgement. So the screen can be left out without changing a report; a test
does just that. It never sees a finding and never judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from banlint.inventories.generic import Generic
from banlint.match.engine import Engine
from banlint.model import Adapter, Data, Path, Registered, Role
from banlint.run.shapes import Shape, Spelling, Typed, infer, merge, object_arrays, skeleton, spelling, typed

if TYPE_CHECKING:
    from banlint.match.mac import MacMatcher

_SHAPES = 8
_RELEARNT = 64
_REMEMBERED = 200_000
_CONTROLS = bytes(set(range(32)) - {10})
_SLOW = -1
# Stands for a value that plays no part; no strict JSON text can hold it.
_ANY = "\x00"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024


class Block(NamedTuple):
    """What the screen says of a stretch of records."""

    assets: int
    undetermined: int
    doubtful: list[int]
    """Positions, in the list of records given, of those to be read exactly."""


class Screen:
    """Learns the shapes of a stream and clears its records."""

    def __init__(self, engine: Engine, adapters: Sequence[Registered[Adapter]], mac: MacMatcher) -> None:
        self._engine = engine
        self._adapters = adapters
        self._mac = mac
        self._plans: list[_Plan] = []
        self._learnt = 0

    def learn(self, data: Data) -> None:
        """Take in the shape of a record that was read exactly and without a problem."""
        if self._learnt >= _RELEARNT or not isinstance(data, dict):
            return
        shape = infer(data)
        if shape is None:
            return
        for number, plan in enumerate(self._plans):
            merged = merge(plan.shape, shape)
            if merged == plan.shape:
                return
            if merged is not None:
                self._plans[number] = self._plan(merged)
                return
        if len(self._plans) < _SHAPES:
            self._plans.append(self._plan(shape))

    def clear(self, records: list[bytes], block: bytes) -> Block:
        """Clear what can be cleared of `records`, which make up `block`."""
        doubtful = [number for number, record in enumerate(records) if record]
        if not _is_plain(block):
            return Block(0, 0, doubtful)
        assets = undetermined = 0
        for plan in self._plans:
            if not doubtful:
                break
            whole = len(doubtful) == len(records)
            rest = records if whole else [records[number] for number in doubtful]
            cleared = plan.clear(rest, block if whole else b"\n".join(rest))
            assets += cleared.assets
            undetermined += cleared.undetermined
            doubtful = [doubtful[number] for number in cleared.doubtful]
        return Block(assets, undetermined, doubtful)

    def _plan(self, shape: Shape) -> _Plan:
        self._learnt += 1
        return _Plan(shape, self._engine, self._adapters, self._mac)


def _is_plain(block: bytes) -> bool:
    """Whether no byte of `block` needs a closer look: escapes, control characters, bad UTF-8, keys set off from their colon."""
    if b"\\" in block or b'" ' in block or len(block.translate(None, _CONTROLS)) != len(block):
        return False
    if not block.isascii():
        try:
            block.decode()
        except UnicodeDecodeError:
            return False
    return True


class _List(NamedTuple):
    """An array of objects that hold identifiers."""

    get: Callable[[Any], Sequence[Any]]
    path: Path
    keys: Path | None
    values: Callable[[Any], Any] | None
    macs: tuple[Callable[[Any], Any], ...]
    spelling: Spelling
    assets: int


class _Plan:
    """How to clear records of one shape."""

    def __init__(self, shape: Shape, engine: Engine, adapters: Sequence[Registered[Adapter]], mac: MacMatcher) -> None:
        self.shape = shape
        self.engine = engine
        self.mac = mac
        self._clean_heads: set[str] = set()
        self._known: dict[Any, int] = {}
        self._known_items: list[dict[Any, int]] = []
        self.usable = False
        probe = skeleton(shape, lambda path: "/".join(map(str, path)))
        chosen = next((one for one in adapters if one.part.recognises(probe, "")), None)
        if chosen is None or not isinstance(chosen.part, Generic):
            return
        self.adapter = chosen.part
        self._prepare(probe)

    def _prepare(self, probe: Data) -> None:
        roles: dict[Path, Role] = {}
        assets = list(self.adapter.assets(probe))
        for asset in assets:
            for one in asset.identifiers:
                roles[one.path] = one.role
        wanted = {path: role for path, role in roles.items() if role in self.engine.roles}
        types = {path: (str | None) if role is Role.MAC else (str | int | None) for path, role in wanted.items()}
        self.typed: Typed = typed(self.shape, types)
        self._mac_paths = frozenset(path for path, role in wanted.items() if role is Role.MAC)
        arrays = list(object_arrays(self.shape))
        inner = {path for path, _ in arrays}
        # One level of arrays is screened; a record with objects in arrays in arrays goes the exact way.
        if any(0 in path for path in inner) or any(path.count(0) > 1 for path in wanted):
            return
        self._base = [path for path, role in wanted.items() if 0 not in path and role is not Role.MAC]
        self._base_macs = self._getters(path for path, role in wanted.items() if 0 not in path and role is Role.MAC)
        self._scalar_arrays = [path for path in wanted if 0 in path and path[: path.index(0)] not in inner]
        if self._scalar_arrays:
            return
        self.get = self._getter(self._base)
        self.spelling = spelling(self.shape)
        self.assets = sum(0 not in asset.path for asset in assets)
        self.lists = [self._list(path, items, wanted, [asset.path for asset in assets]) for path, items in arrays]
        self._known_items = [{} for _ in self.lists]
        self.usable = True

    def _list(self, path: Path, items: Shape, wanted: dict[Path, Role], assets: list[Path]) -> _List:
        below = {at: role for at, role in wanted.items() if at[: len(path) + 1] == (*path, 0)}
        keys = tuple(at for at, role in below.items() if role is not Role.MAC)
        return _List(
            attrgetter(self.typed.attributes[path]),
            path,
            keys or None,
            self._getter(list(keys)) if keys else None,
            self._getters(at for at, role in below.items() if role is Role.MAC),
            spelling(items),
            sum(at[: len(path) + 1] == (*path, 0) for at in assets),
        )

    def _getter(self, paths: list[Path]) -> Callable[[Any], Any]:
        if not paths:
            return lambda _record: ()
        return attrgetter(*(self.typed.attributes[path] for path in paths))

    def _getters(self, paths: Iterator[Path] | Any) -> tuple[Callable[[Any], Any], ...]:
        return tuple(attrgetter(self.typed.attributes[path]) for path in paths)

    def clear(self, records: list[bytes], block: bytes) -> Block:
        """Clear the records of this shape."""
        if not self.usable:
            return Block(0, 0, [number for number, record in enumerate(records) if record])
        doubtful: list[int] = []
        assets, undetermined, held = self._scan(records, doubtful)
        if self._spelt(block, [records[number] for number in doubtful], held):
            return Block(assets, undetermined, doubtful)
        # Some record is not spelt as its shape says. Find out which, one by one.
        assets = undetermined = 0
        doubtful = []
        for number, record in enumerate(records):
            mine: list[int] = []
            one_assets, one_undetermined, one_held = self._scan([record], mine)
            if mine or not self._spelt(record, [], one_held):
                doubtful.append(number)
            else:
                assets += one_assets
                undetermined += one_undetermined
        return Block(assets, undetermined, doubtful)

    def _scan(self, records: list[bytes], doubtful: list[int]) -> tuple[int, int, list[int]]:
        """Assets, undetermined, and how many records (first) and items of each list were cleared."""
        decode, get, known, clean = self.typed.decode, self.get, self._known, self._clean_heads
        base_macs, lists, assets_each = self._base_macs, self.lists, self.assets
        held = [0] * (1 + len(lists))
        assets = undetermined = 0
        for number, line in enumerate(records):
            if not line:
                continue
            try:
                record = decode(line)
            except ValueError:  # msgspec's own errors are of this kind
                doubtful.append(number)
                continue
            value = get(record)
            open_ones = known.get(value)
            if open_ones is None:
                open_ones = self._learn(value)
            if open_ones < 0 or len(line) > _LONGEST:
                doubtful.append(number)
                continue
            if base_macs and not all(self._is_clean(mac(record)) for mac in base_macs):
                doubtful.append(number)
                continue
            counts = []
            for position, one in enumerate(lists):
                items = one.get(record)
                counts.append(len(items))
                for item in items:
                    for mac in one.macs:
                        address = mac(item)
                        if address and address[:8] not in clean and not self._is_clean(address):
                            open_ones = _SLOW
                    if one.values is not None:
                        found = self._known_items[position].get(one.values(item))
                        if found is None:
                            found = self._learn_item(position, one.values(item))
                        open_ones = _SLOW if found < 0 or open_ones < 0 else open_ones + found
                if open_ones < 0:
                    break
            if open_ones < 0:
                doubtful.append(number)
                continue
            held[0] += 1
            assets += assets_each
            undetermined += open_ones
            for position, count in enumerate(counts, 1):
                held[position] += count
                assets += count * lists[position - 1].assets
        return assets, undetermined, held

    def _spelt(self, block: bytes, apart: list[bytes], held: list[int]) -> bool:
        """Whether `block`, less the records `apart`, has the keys, objects and arrays that its records should."""
        parts = [self.spelling, *(one.spelling for one in self.lists)]
        for mark, which in ((b'":', 0), (b"{", 1), (b"[", 2)):
            wanted = sum(count * part[which] for count, part in zip(held, parts, strict=True))
            if block.count(mark) - sum(record.count(mark) for record in apart) != wanted:
                return False
        return True

    def _is_clean(self, address: str | None) -> bool:
        if not address:
            return True
        if address[:8] in self._clean_heads:
            return True
        if self._mac.clean_head(address):
            if len(self._clean_heads) >= _REMEMBERED:
                self._clean_heads.clear()
            self._clean_heads.add(address[:8])
            return True
        return False

    def _learn(self, value: Any) -> int:
        values = value if len(self._base) != 1 else (value,)
        filled = dict(zip(self._base, values, strict=True))
        data = skeleton(self.shape, lambda path: filled.get(path, self._filler(path)))
        found = self._weigh(data, lambda path: 0 not in path, self.assets)
        return self._remember(self._known, value, found)

    def _learn_item(self, position: int, value: Any) -> int:
        one = self.lists[position]
        assert one.keys is not None
        values = value if len(one.keys) != 1 else (value,)
        filled = dict(zip(one.keys, values, strict=True))
        data = skeleton(self.shape, lambda path: filled.get(path, self._filler(path)))
        found = self._weigh(data, lambda path: path[: len(one.path) + 1] == (*one.path, 0), one.assets)
        return self._remember(self._known_items[position], value, found)

    def _filler(self, path: Path) -> str | None:
        # An asset must not owe its being to a MAC address: some record may lack it.
        return None if path in self._mac_paths else _ANY

    @staticmethod
    def _remember(known: dict[Any, int], value: Any, found: int) -> int:
        if len(known) >= _REMEMBERED:
            known.clear()
        known[value] = found
        return found

    def _weigh(self, data: Data, mine: Callable[[Path], bool], wanted: int) -> int:
        """How many of the assets that are `mine` are undetermined; `_SLOW` where one matches or their number is not `wanted`."""
        assets = [asset for asset in self.adapter.assets(data) if mine(asset.path)]
        if len(assets) != wanted:
            return _SLOW
        undetermined = 0
        for asset in assets:
            own = tuple(
                one for one in asset.identifiers if mine(one.path) and one.role is not Role.MAC and one.value != _ANY
            )
            identity = self.engine.resolve(asset._replace(identifiers=own))
            if identity.evidence:
                return _SLOW
            undetermined += not identity.determined
        return undetermined
