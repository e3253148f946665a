"""What a JSON text is read to."""

from __future__ import annotations

Value = dict[str, "Value"] | list["Value"] | str | bool | None
Container = dict[str, Value] | list[Value]


class Number(str):
    """A number as its file spells it."""

    __slots__ = ()
