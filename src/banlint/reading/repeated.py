"""A key written twice in one mapping."""

from __future__ import annotations

from banlint.hints import TypeVar

Item = TypeVar("Item")


class Repeated(list[Item]):
    """The values of one key, in the order written. Both are checked; a path steps into it by index."""

    __slots__ = ()
