"""What is known of the assets in one place of a record, by the values that identify them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from banlint.hints import Any, Protocol
from banlint.match.engine import Engine
from banlint.match.identity import MAKER_ROLES
from banlint.model import Asset, EntityId, Identifier, Path, Role
from banlint.named import NamedTuple
from banlint.run.heads import Heads
from banlint.run.shapes import Shape, marks, part, texts, typed

SLOW = -1
"""Instead of a count of undetermined assets: the record has to go the exact way."""
# Distinct values kept for each place; past it the memory starts anew.
_REMEMBERED = 50_000
# What `bytes` does, at half the price: this is done for every record.
_AS_BYTES = b"".__add__


class Known(NamedTuple):
    """What all plans of a stream go by."""

    engine: Engine
    roles: frozenset[Role]
    """The roles that some matcher looks at."""
    heads: Mapping[Role, Heads]
    """The roles whose values are looked at by their heads alone."""
    concerns: Callable[[EntityId], bool]
    """Whether any law asked about speaks of an entity; of another, a record may hold as many as it likes."""


class Probed(Protocol):
    """A shape, and what its adapter makes of it."""

    shape: Shape
    known: Known
    wanted: Mapping[Path, Role]
    probed: Sequence[Asset]
    """The assets of a record that has everything but what is told by heads."""

    def assets(self, filled: dict[Path, Any]) -> list[Asset]:
        """What the adapter makes of a record with the values `filled`, and marks elsewhere."""

    def looks_at_all_of(self, assets: Iterable[Asset]) -> bool:
        """Whether everything that identifies `assets` stands where a full record has it too."""


_Told = tuple[Asset, list[tuple[Identifier, Role, int]]]
"""An asset, and which of its identifiers, of what role, has the value of which number."""


class Memory:
    """How many assets of a place are undetermined, by the values that identify them."""

    def __init__(self, plan: Probed, prefix: Path, keys: Sequence[Path]) -> None:
        self._plan = plan
        self._prefix = prefix
        self._keys = keys
        self._known: dict[Any, int] = {}
        # Those of weight 0: to find that nearly all records are of them is cheaper than to look up each weight.
        self._settled: set[Any] = set()
        self._without: dict[tuple[bool, ...], list[_Told] | None] = {}
        self.assets = sum(self._holds(asset.path) for asset in plan.probed)

    def weigh(self, values: Iterable[Any]) -> list[int]:
        """How many assets are undetermined where `values` stand, each or `SLOW`; empty where none is of any."""
        values = list(values)
        if self._settled.issuperset(values):
            return []
        found = list(map(self._known.get, values))
        if None in found:
            return [self._learn(value) if one is None else one for value, one in zip(values, found, strict=True)]
        return found  # type: ignore[return-value]

    def read(self, value: Any) -> Any:
        """The texts that `value` stands for, one for each key; `None` where it cannot stand for any."""
        return value if len(self._keys) > 1 else (value,)

    def _learn(self, value: Any) -> int:
        """Weigh one value, and remember the answer."""
        known = self._known.get(value)
        if known is not None:
            return known
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
            self._settled.clear()
        read = self.read(value)
        found = SLOW if read is None else self._undetermined(read)
        self._known[value] = found
        if not found:
            self._settled.add(value)
        return found

    def _holds(self, path: Path) -> bool:
        return path[: len(self._prefix)] == self._prefix and (bool(self._prefix) or 0 not in path)

    def _undetermined(self, values: Sequence[Any]) -> int:
        """How many of this place's assets nothing identifies; `SLOW` where one matches, or one is missing."""
        full = tuple(map(bool, values))
        if full not in self._without:
            self._without[full] = self._told(full)
        told = self._without[full]
        return SLOW if told is None else self._weighed(told, values)

    def _told(self, full: Sequence[bool]) -> list[_Told] | None:
        """What tells of each of this place's assets where only some values are `full`; `None` where some is missing."""
        # What is empty may make no asset, or let something else make one: ask the adapter.
        blank = self._plan.assets({path: None for path, has in zip(self._keys, full, strict=True) if not has})
        mine = [asset for asset in blank if self._holds(asset.path)]
        if len(mine) != self.assets or not self._plan.looks_at_all_of(mine):
            return None
        numbers = {path: number for number, path in enumerate(self._keys) if full[number]}
        return [
            (asset, [(one, one.role, numbers[one.path]) for one in asset.identifiers if one.path in numbers])
            for asset in mine
        ]

    def _weighed(self, told: Iterable[_Told], values: Sequence[Any]) -> int:
        engine, concerns = self._plan.known.engine, self._plan.known.concerns
        lookup = engine.lookup
        found = 0
        for asset, own in told:
            # All are asked: in nearly every case none of them says a thing.
            met = [lookup(role, str(values[number])) for _, role, number in own]
            if any(met):
                # Something matches; another maker's name beside it may yet settle that.
                identifiers = tuple(one._replace(value=str(values[number])) for one, _, number in own)
                identity = engine.resolve(asset._replace(identifiers=identifiers))
                if any(concerns(one.match.entity) for one in identity.evidence):
                    return SLOW
                found += not identity.determined
            else:
                found += not any(role in MAKER_ROLES and engine.is_maker(str(values[at])) for _, role, at in own)
        return found


class Inner(Memory):
    """The same where all that identifies stands in one object, which is then kept, and known again, as bytes."""

    def __init__(self, plan: Probed, prefix: Path, keys: Sequence[Path], root: Path) -> None:
        super().__init__(plan, prefix, keys)
        shape = part(plan.shape, root)
        decoder = typed(shape, plan.wanted, at=root)
        self._decode = decoder.decode
        self._marks = 2 * texts(shape)[0]
        self._get = attrgetter(*(decoder.attributes[path] for path in keys))

    def weigh(self, values: Iterable[Any]) -> list[int]:
        """As above, for objects as they were written."""
        return super().weigh(map(_AS_BYTES, values))

    def read(self, value: Any) -> Any:
        """The texts in the object `value`; `None` where it is of another shape, or may hold a key twice."""
        try:
            found = self._get(self._decode(value))
        except ValueError:  # msgspec's own errors are of this kind
            return None
        return super().read(found) if marks(value) == self._marks else None
