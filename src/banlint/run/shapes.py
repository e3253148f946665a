"""The shapes of JSON records: learnt from records read exactly, turned into typed decoders that prove what they decode.

A shape fixes every key of every object and the kinds of every scalar. Its
decoder refuses a record with a key more, a key less, or a value of another
kind. What a decoder cannot see is a key that stands twice; but every text in
JSON has two quotation marks, and a shape knows how many texts its records
hold. So a stretch of bytes that decodes, and has as many quotation marks as
its records should have, holds exactly what was decoded (`marks`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import reduce
from operator import or_

from banlint.hints import Any
from banlint.model import Data, Path
from banlint.named import NamedTuple

_TEXT = frozenset({"text"})


class Shape(NamedTuple):
    """One value's shape."""

    fields: Mapping[str, Shape] | None = None
    """An object, by key."""
    items: Shape | None = None
    """An array whose items all have this shape."""
    empty: bool = False
    """An array that was empty wherever it was met."""
    kinds: frozenset[str] = frozenset()
    """A scalar: any of `text`, `null`, `number`, `truth`."""

    @property
    def is_array(self) -> bool:
        """Whether this is an array."""
        return self.items is not None or self.empty


def infer(data: Data) -> Shape | None:
    """The shape of `data`, or `None` where its arrays mix things, or a key is one that no decoder can be made for."""
    if isinstance(data, dict):
        if not all(map(_is_plain, data)):
            return None
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
    return Shape(kinds=frozenset((_kind(data),)))


def _is_plain(key: str) -> bool:
    return '"' not in key and "\\" not in key and (key.isprintable() or min(key) >= " ")


def _kind(scalar: Data) -> str:
    if scalar is None:
        return "null"
    if isinstance(scalar, bool):
        return "truth"
    # A number that is kept as it was written is text to Python, though not to JSON.
    return "text" if type(scalar) is str else "number"


def merge(one: Shape, other: Shape) -> Shape | None:
    """The shape that covers both, or `None` where they differ in more than scalars and the filling of arrays."""
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
    return Shape(kinds=one.kinds | other.kinds) if one.kinds and other.kinds else None


def skeleton(shape: Shape, fill: Callable[[Path], Data], path: Path = ()) -> Data:
    """A value of this shape, one item to an array, with `fill(path)` for every scalar."""
    if shape.fields is not None:
        return {key: skeleton(inner, fill, (*path, key)) for key, inner in shape.fields.items()}
    if shape.items is not None:
        return [skeleton(shape.items, fill, (*path, 0))]
    return [] if shape.empty else fill(path)


def part(shape: Shape, path: Path) -> Shape:
    """The shape at `path` within `shape`; one of nothing where there is none."""
    for step in path:
        inner = shape.items if isinstance(step, int) else (shape.fields or {}).get(step)
        shape = inner or Shape()
    return shape


def kinds_at(shape: Shape, path: Path) -> frozenset[str]:
    """The kinds of the scalar at `path`."""
    return part(shape, path).kinds


def texts(shape: Shape, path: Path = ()) -> tuple[int, list[Path]]:
    """How many texts, keys among them, every value of `shape` holds, and which scalars are text only at times.

    Arrays are taken as empty.
    """
    if shape.fields is None:
        return int(shape.kinds == _TEXT), [path] if shape.kinds > _TEXT else []
    count, at_times = len(shape.fields), []
    for key, inner in shape.fields.items():
        more, others = texts(inner, (*path, key))
        count += more
        at_times += others
    return count, at_times


def marks(text: bytes) -> int:
    r"""How many quotation marks begin and end texts in the valid JSON `text`; those that are part of one are escaped.

    >>> marks(rb'{"a": "5\" disk", "b": "C:\\"}')
    8
    """
    count = text.count(b'"')
    if b"\\" in text:
        # Without the backslashes that are part of a text, each that is left is of an escape.
        count -= text.replace(rb"\\", b"").count(b'\\"')
    return count


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


def typed(
    shape: Shape,
    exact: Collection[Path] = (),
    raw: Collection[Path] = (),
    heads: Collection[Path] = (),
    at: Path = (),
) -> Typed:
    """A decoder of `shape`, which stands at `at`.

    Numbers at the paths in `exact` must be whole, so that they can be told as
    written. What is at those in `raw` is kept undecoded. The attributes of
    those in `heads`, one at most to an object, are called `head`.
    """
    from banlint.run.msgspecs import msgspec

    attributes: dict[Path, str] = {}

    def make(inner: Shape, path: Path, dotted: str) -> Any:
        if inner.fields is not None:
            parts = []
            for number, (key, inner_part) in enumerate(inner.fields.items()):
                below = (*path, key)
                name = "head" if below in heads else f"f{number}"
                where = f"{dotted}.{name}" if dotted else name
                attributes[below] = where
                parts.append((name, msgspec.Raw if below in raw else make(inner_part, below, where)))
            rename = {name: key for (name, _), key in zip(parts, inner.fields, strict=True)}
            return msgspec.defstruct("Record", parts, rename=rename, forbid_unknown_fields=True, gc=False)
        if inner.items is not None:
            return list[make(inner.items, (*path, 0), "")]  # type: ignore[misc]
        return tuple[()] if inner.empty else _scalar(inner.kinds, whole=path in exact)

    return Typed(msgspec.json.Decoder(make(shape, at, "")).decode, attributes)


def _scalar(kinds: frozenset[str], *, whole: bool) -> Any:
    types: dict[str, Any] = {"text": str, "null": None, "truth": bool, "number": int if whole else int | float}
    return reduce(or_, (types[kind] for kind in sorted(kinds, reverse=True)))
