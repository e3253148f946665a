"""The shapes of JSON records: learnt from records read exactly, turned into typed decoders that prove what they skip.

A shape fixes every key of every object. Its decoder refuses a record with a
key more, a key less or another kind of value where it matters, and its counts
say how many keys, objects and arrays a record of that shape is spelt with. So
a stretch of bytes that decodes, and whose counts agree, holds nothing that the
shape does not name: no duplicate key, no object hidden in a skipped value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from banlint.model import Data, Path

Role = str


class Shape(NamedTuple):
    """One value's shape: exactly one of these is set, or none for a scalar."""

    fields: Mapping[str, Shape] | None = None
    """An object, by key."""
    items: Shape | None = None
    """An array whose items all have this shape."""
    empty: bool = False
    """An array that was empty wherever it was met."""

    @property
    def is_array(self) -> bool:
        """Whether this is an array."""
        return self.items is not None or self.empty


SCALAR = Shape()


def infer(data: Data) -> Shape | None:
    """The shape of `data`, or `None` where its arrays mix things."""
    if isinstance(data, dict):
        fields = {key: infer(value) for key, value in data.items()}
        return None if None in fields.values() else Shape(fields=fields)  # type: ignore[arg-type]
    if isinstance(data, list):
        if not data:
            return Shape(empty=True)
        merged = infer(data[0])
        for item in data[1:]:
            one = infer(item)
            merged = merge(merged, one) if merged and one else None
        return Shape(items=merged) if merged and not merged.is_array else None
    return SCALAR


def merge(one: Shape, other: Shape) -> Shape | None:
    """The shape that covers both, or `None` where they differ in more than the filling of an array."""
    if one == other:
        return one
    if one.fields is not None and other.fields is not None and one.fields.keys() == other.fields.keys():
        fields = {key: merge(shape, other.fields[key]) for key, shape in one.fields.items()}
        return None if None in fields.values() else Shape(fields=fields)  # type: ignore[arg-type]
    if one.is_array and other.is_array:
        if one.items is None or other.items is None:
            return other if one.items is None else one
        items = merge(one.items, other.items)
        return Shape(items=items) if items else None
    return None


def skeleton(shape: Shape, fill: Callable[[Path], Data], path: Path = ()) -> Data:
    """A value of this shape, one item to an array, with `fill(path)` for every scalar."""
    if shape.fields is not None:
        return {key: skeleton(inner, fill, (*path, key)) for key, inner in shape.fields.items()}
    if shape.items is not None:
        return [skeleton(shape.items, fill, (*path, 0))]
    return [] if shape.empty else fill(path)


class Spelling(NamedTuple):
    """How many keys, objects and arrays a value is spelt with, its arrays of objects taken as empty."""

    keys: int
    objects: int
    arrays: int


def spelling(shape: Shape) -> Spelling:
    """The spelling of `shape`."""
    if shape.fields is None:
        return Spelling(0, 0, int(shape.is_array))
    parts = [spelling(inner) for inner in shape.fields.values()]
    return Spelling(
        len(parts) + sum(part.keys for part in parts),
        1 + sum(part.objects for part in parts),
        sum(part.arrays for part in parts),
    )


def object_arrays(shape: Shape, path: Path = ()) -> Iterator[tuple[Path, Shape]]:
    """The arrays of objects in `shape`, with the shape of their items; those within items have a 0 in their path."""
    for key, inner in (shape.fields or {}).items():
        if inner.items is not None and inner.items.fields is not None:
            yield (*path, key), inner.items
            yield from object_arrays(inner.items, (*path, key, 0))
        else:
            yield from object_arrays(inner, (*path, key))


class Typed(NamedTuple):
    """A decoder for one shape, and the attribute path at which each wanted value is found."""

    decode: Callable[[bytes], Any]
    attributes: Mapping[Path, str]
    """Dotted attribute path by document path; within items of an array, from the item."""


def typed(shape: Shape, wanted: Mapping[Path, type | Any]) -> Typed:
    """A decoder of `shape` that decodes the scalars in `wanted` as the types given, and passes over all others."""
    import msgspec

    attributes: dict[Path, str] = {}

    def make(inner: Shape, path: Path, dotted: str) -> Any:
        if inner.fields is not None:
            parts = []
            for number, (key, part) in enumerate(inner.fields.items()):
                name = f"f{number}"
                at = (*path, key)
                where = f"{dotted}.{name}" if dotted else name
                attributes[at] = where
                parts.append((name, make(part, at, where)))
            rename = {f"f{number}": key for number, key in enumerate(inner.fields)}
            return msgspec.defstruct("Record", parts, rename=rename, forbid_unknown_fields=True, gc=False)
        if inner.items is not None:
            return list[make(inner.items, (*path, 0), "")]  # type: ignore[misc]
        return tuple[()] if inner.empty else wanted.get(path, msgspec.Raw)

    return Typed(msgspec.json.Decoder(make(shape, (), "")).decode, attributes)
