"""How to clear JSON records of one learnt shape: what to decode, what to look at, what proves that this is all.

Records are cleared a block at a time and a column at a time, so that the
steps taken for every record are taken inside the interpreter. Only where
something in a block cannot be cleared are its records told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain
from operator import attrgetter

from banlint.hints import Any
from banlint.model import Adapter, Asset, Path, Role
from banlint.named import NamedTuple
from banlint.run.memory import Known
from banlint.run.shapes import Shape, kinds_at, marks, object_arrays, skeleton, typed
from banlint.run.spot import Seen, Spot

# Stands for a value that plays no part.
_ANY = "\x00"
# Says of the value beside it, in a list of pairs, what a key would say.
_LABEL = "manufacturer"
# A longer record may hold a scalar over its limit; the exact reader says where.
_LONGEST = 256 * 1024
_TEXT_OR_NULL = frozenset({"text", "null"})


class Cleared(NamedTuple):
    """What was cleared of some records."""

    assets: int
    undetermined: int
    doubtful: Sequence[int]
    """The numbers of those that are to be read exactly."""
    records: int = 0
    """How many there are."""


class Plan:
    """What is worked out once of a shape. `usable` is false where it cannot be screened."""

    def __init__(self, shape: Shape, adapter: Adapter, known: Known) -> None:
        self.shape = shape
        self.known = known
        self._adapter = adapter
        # The adapter itself says which places identify, by being shown a record with a mark at each.
        marked = list(adapter.assets(skeleton(shape, lambda _: _ANY)))
        self.wanted: Mapping[Path, Role] = {
            one.path: one.role for asset in marked for one in asset.identifiers if one.role in known.roles
        }
        self._apart = frozenset(path for path, role in self.wanted.items() if role in known.heads)
        # An asset must not owe its being to a MAC address and the like: some record may lack it.
        self.probed: Sequence[Asset] = self.assets({})
        arrays = list(object_arrays(shape))
        self.usable = (
            len(self.probed) == len(marked)
            and _is_screened(arrays, self.wanted, shape)
            # A number has no first characters until it is read as it is written.
            and all(kinds_at(shape, path) <= _TEXT_OR_NULL for path in self._apart)
            # What is true or false names nothing and makes no asset, where a text or a number would.
            and not any("truth" in kinds_at(shape, path) for path in self.wanted)
            # Nor do plans know of places that identify where a value beside them says so.
            and _identified(marked) == _identified(adapter.assets(skeleton(shape, lambda _: _LABEL)))
        )
        if self.usable:
            self._look(arrays)

    def _look(self, arrays: Iterable[tuple[Path, Shape]]) -> None:
        self._base = Spot(self, (), self.shape)
        spots = [(path, Spot(self, (*path, 0), items)) for path, items in arrays]
        every = (self._base, *(spot for _, spot in spots))
        decoder = typed(self.shape, self.wanted, {one.raw for one in every}, {one.alone for one in every})
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
        roles = self.known.roles
        return all(one.path in self.wanted for asset in assets for one in asset.identifiers if one.role in roles)

    def fits(self, record: bytes) -> bool:
        """Whether `record` has this shape."""
        try:
            decoded = self._decode(record)
        except ValueError:  # msgspec's own errors are of this kind
            return False
        return self._base.fits((decoded,)) and all(spot.fits(get(decoded)) for get, spot in self._arrays)

    def clear(self, block: bytes, given: Sequence[bytes] | None = None) -> Cleared:
        """Clear what has this shape in `block`: of its lines, or of the records that are `given` as all it holds."""
        try:
            records = list(map(self._decode, BytesIO(block) if given is None else given))
        except ValueError:  # msgspec's own errors are of this kind
            records = []
        seen = self._seen(records)
        # A record cannot hold fewer texts than were decoded of it: its shape asks for each.
        if records and marks(block) == 2 * seen.texts and _is_short(block, given):
            if not seen.doubtful:
                return Cleared(seen.assets, seen.undetermined, (), len(records))
            return self._cleared(seen, list(enumerate(records)), len(records))
        return self._told_apart(list(BytesIO(block)) if given is None else given)

    def _told_apart(self, lines: Sequence[bytes]) -> Cleared:
        """What can be cleared of `lines`, some of which are of another shape or hold more than is decoded of them."""
        fitting = list(self._decoded(lines))
        seen = self._seen([record for _, record in fitting])
        if marks(b"".join([lines[number] for number, _ in fitting])) != 2 * seen.texts:
            fitting = [one for one in fitting if marks(lines[one[0]]) == 2 * self._seen((one[1],)).texts]
            seen = self._seen([record for _, record in fitting])
        return self._cleared(seen, fitting, len(lines))

    def _decoded(self, lines: Sequence[bytes]) -> Iterator[tuple[int, Any]]:
        """The records of this shape in `lines`, each after its number."""
        for number, line in enumerate(lines):
            try:
                if len(line) <= _LONGEST:
                    yield number, self._decode(line)
            except ValueError:
                continue

    def _cleared(self, seen: Seen, fitting: Sequence[tuple[int, Any]], count: int) -> Cleared:
        """Those of `count` records that are among `fitting`, in which that was `seen`, and in no doubt."""
        odd = [fitting[number] for number in seen.doubtful]
        less = self._seen([record for _, record in odd])
        clear = {number for number, _ in fitting} - {number for number, _ in odd}
        doubtful = [number for number in range(count) if number not in clear]
        return Cleared(seen.assets - less.assets, seen.undetermined - less.undetermined, doubtful, count)

    def _seen(self, records: Sequence[Any]) -> Seen:
        """What is in `records` if they hold nothing but what is decoded."""
        assets, undetermined, texts, doubtful = self._base.seen(records)
        odd = set(doubtful)
        for get, spot in self._arrays:
            items = list(chain.from_iterable(map(get, records)))
            if items:
                more = spot.seen(items)
                assets, undetermined, texts = assets + more.assets, undetermined + more.undetermined, texts + more.texts
                if more.doubtful:
                    owners = [number for number, record in enumerate(records) for _ in get(record)]
                    odd.update(owners[number] for number in more.doubtful)
        return Seen(assets, undetermined, texts, sorted(odd) if odd else ())


def _identified(assets: Iterable[Asset]) -> list[tuple[Path, list[tuple[Role, Path]]]]:
    """Where what identifies each of `assets` stands."""
    return [(asset.path, [(one.role, one.path) for one in asset.identifiers]) for asset in assets]


def _is_short(block: bytes, records: Sequence[bytes] | None) -> bool:
    """Whether no record of `block` is over-long."""
    return len(block) <= _LONGEST or (records is not None and max(map(len, records)) <= _LONGEST)


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
