"""A place in records of one shape that holds identifiers: what is to be looked at there, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, countOf

from banlint.hints import Any
from banlint.model import Path
from banlint.named import NamedTuple
from banlint.run.memory import SLOW, Inner, Memory, Probed
from banlint.run.shapes import Shape, object_arrays, part, texts


class Seen(NamedTuple):
    """What was seen in records, or in items of theirs."""

    assets: int
    """Of doubtful ones too, as the texts are."""
    undetermined: int
    texts: int
    doubtful: Sequence[int] = ()
    """The numbers of those that cannot be cleared."""


class Spot:
    """The record itself, or the items of an array of objects."""

    def __init__(self, plan: Probed, prefix: Path, shape: Shape) -> None:
        heads = plan.known.heads
        own = {
            path: role for path, role in plan.wanted.items() if path[: path.index(0) + 1 if 0 in path else 0] == prefix
        }
        keys = [path for path, role in own.items() if role not in heads]
        self._apart = {path: heads[role] for path, role in own.items() if role in heads}
        self._texts, self._at_times = texts(shape, prefix)
        self.raw = self._one_object(plan.shape, keys, len(prefix) + 1)
        self._memory = Inner(plan, prefix, keys, self.raw) if self.raw else Memory(plan, prefix, keys)
        self._keys = [self.raw] if self.raw else keys
        alone = next(iter(self._apart), ()) if len(self._apart) == 1 else ()
        self.alone = alone if len(alone) == len(prefix) + 1 else ()
        """Where the one value is that is looked at by its head, if it stands in the item itself."""

    def see(self, attributes: Mapping[Path, str]) -> None:
        """Take the values of a decoded item from its `attributes`."""
        self._values: Callable[[Any], Any] | None = None
        if self._keys:
            self._values = attrgetter(*(attributes[path] for path in self._keys))
        # No getter is that of the attribute `head`.
        self._heads = [
            (None if path == self.alone else attrgetter(attributes[path]), heads) for path, heads in self._apart.items()
        ]
        self._maybe = [attrgetter(attributes[path]) for path in self._at_times]

    def seen(self, items: Sequence[Any]) -> Seen:
        """What `items` hold."""
        # Where nothing but addresses could identify them, those that are clean leave all of them undetermined.
        undetermined = len(items) * self._memory.assets
        doubtful: list[int] = []
        if self._values is not None:
            weights = self._memory.weigh(map(self._values, items))
            undetermined = sum(weights)
            if SLOW in weights:
                doubtful = [number for number, weight in enumerate(weights) if weight == SLOW]
                undetermined -= SLOW * len(doubtful)
        for get, heads in self._heads:
            values = items if get is None else list(filter(None, map(get, items)))
            if not (heads.clears_heads_of(values) if get is None else heads.clears(values)):
                found = map(attrgetter("head") if get is None else get, items)
                doubtful += [number for number, value in enumerate(found) if value and not heads.clears_one(value)]
        # How many texts they hold where some values are text only at times.
        more = sum(countOf(map(type, map(get, items)), str) for get in self._maybe)
        return Seen(len(items) * self._memory.assets, undetermined, len(items) * self._texts + more, doubtful)

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
