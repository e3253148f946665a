"""Adapters that read each element of a list by itself: what they find in one depends on nothing beside it.

Such an adapter has a method `element`, which is given an element and its path
and finds what `assets` finds there, as long as nothing around the list has a
say. Whether it has is asked of the adapter itself, with elements put into the
list that would show it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.inventories.family import every
from banlint.inventories.generic import Generic
from banlint.inventories.paired import paired
from banlint.model import Adapter, Asset, Data, Path, Registered
from banlint.named import NamedTuple

# An element with something of every sort that could be read twice, elsewhere, or as part of what is around it.
_PROBE: Data = {"manufacturer": "x", "model": "x", "platform": "x"}
_ADDRESS: Data = {"mac_address": "x"}
_MAKER = "manufacturer"
# Some element of a list may tell by what a text in it begins with; none but this is known.
_TELLING = "onvif://x"
_MOST_KINDS = 10_000


class Frame(NamedTuple):
    """A document with a list in it, which stands at `path`; what is in the list does not matter."""

    data: Data
    path: Path

    def around(self, elements: list[Data]) -> Data:
        """The document with these in its list."""
        return _put(self.data, self.path, elements)


def _put(data: Data, path: Path, value: Data) -> Data:
    if not path:
        return value
    assert isinstance(data, dict)
    step = str(path[0])
    return {**data, step: _put(data[step], path[1:], value)}


class Elements(Generic):
    """The adapter of the elements of one list, with paths that begin at each. It goes by keys alone."""

    def __init__(self, adapter: Adapter, path: Path) -> None:
        self.name = adapter.name
        self._element = adapter.element  # type: ignore[attr-defined]
        self._path = (*path, 0)

    def assets(self, data: Data) -> Iterator[Asset]:
        """Those of one element."""
        depth = len(self._path)
        for asset in self._element(data, self._path):
            own = tuple(one._replace(path=one.path[depth:]) for one in asset.identifiers)
            yield asset._replace(path=asset.path[depth:], identifiers=own)


class InPlace:
    """The adapter of one element of a list, with its paths in the whole document."""

    def __init__(self, adapter: Adapter, path: Path) -> None:
        self.name = adapter.name
        self._element = adapter.element  # type: ignore[attr-defined]
        self._path = path

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """It is only asked where that is known."""
        return True

    def assets(self, data: Data) -> Iterator[Asset]:
        """Those of the element."""
        found: Iterator[Asset] = self._element(data, self._path)
        return found


def reading(frame: Frame, first: list[Data], adapters: Sequence[Registered[Adapter]], name: str) -> Adapter | None:
    """What reads a document whose list begins with `first`, if it reads every element of that by itself."""
    whole = frame.around(first)
    found = next((one for each in adapters if (one := choose(each.part, whole, name))), None)
    element = getattr(found, "element", None)
    if found is None or element is None or not first or _is_pair(first[0]):
        return None
    for some in ([_PROBE, _PROBE], [_ADDRESS, _PROBE], first):
        alone = [asset for number, one in enumerate(some) for asset in element(one, (*frame.path, number))]
        if list(assets_of(found, frame.around(some))) != alone:
            return None
    return found


def _is_pair(first: Data) -> bool:
    """Whether a list that begins so may be one of pairs, which are read together."""
    return isinstance(first, dict) and bool(paired([dict.fromkeys(first, _MAKER)]))


class Guard:
    """Tells whether the adapters that are asked before one recognise what it is to read: some go by any element.

    And whether it finds anything wrong with an element, which it says of whole documents; it goes by keys in that.
    """

    def __init__(self, frame: Frame, adapters: Sequence[Registered[Adapter]], found: Adapter, name: str) -> None:
        asked = list(every(one.part for one in adapters))
        self._before = asked[: asked.index(found)]
        self._complaints = getattr(found, "complaints", None)
        self._frame = frame
        self._name = name
        self._seen: set[frozenset[tuple[str, type]]] = set()

    def passes(self, element: Data) -> bool:
        """Whether none does. Like elements, of the same keys and kinds of values, are looked at once."""
        if not isinstance(element, dict) or (self._complaints and any(self._complaints(self._frame.around([element])))):
            return False
        kind = frozenset((key, type(value)) for key, value in element.items())
        if kind in self._seen:
            return True
        if len(self._seen) >= _MOST_KINDS:
            self._seen.clear()
        self._seen.add(kind)
        # Of what is null or something else here, another may say what tells.
        full: Data = {key: value if isinstance(value, (dict, list)) else _TELLING for key, value in element.items()}
        return not any(
            choose(one, self._frame.around([some]), self._name) for some in (element, full) for one in self._before
        )
