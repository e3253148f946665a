"""The findings as data in a page: rows of numbers and texts, and once, beside them, what many of them share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from json import JSONEncoder

from banlint.hints import TypeVar

Key = TypeVar("Key", bound=Hashable)
_MOST = 20_000
"""Of the shared values of a kind; those that come later are written out in each row."""
_ROOM = 24_000_000
"""Characters of all shared values together."""
_json = JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode


def encode(value: object) -> str:
    r"""`value` as one line of ASCII JSON that may stand in a `script` element: no markup, no command of a CI service.

    >>> encode("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = _json(value)
    if "<" in text or ">" in text or "&" in text:
        text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text.replace("##", "#\\u0023") if "##" in text else text


class Shared:
    """Values that many rows have in common, by kind: a row holds the number of one instead."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._room = most, _ROOM
        self._numbers: dict[str, dict[Hashable, str]] = {}
        self._values: dict[str, list[str]] = {}

    def number(self, kind: str, key: Key, make: Callable[[Key], object]) -> str:
        """What a row holds of `make(key)`, a text or a list: its number, or itself once there are too many."""
        known = self._numbers.setdefault(kind, {})
        found = known.get(key)
        if found is not None:
            return found
        value = encode(make(key))
        if len(known) >= self._most or len(value) > self._room:
            return value
        self._room -= len(value)
        known[key] = own = str(len(known))
        self._values.setdefault(kind, []).append(value)
        return own

    def parts(self) -> Iterator[str]:
        """The JSON object of all kinds, in pieces."""
        yield "{"
        for at, (kind, values) in enumerate(self._values.items()):
            yield f"{',' if at else ''}\n{encode(kind)}:["
            yield ",\n".join(values)
            yield "]"
        yield "}"
