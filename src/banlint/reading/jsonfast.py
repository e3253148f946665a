"""The fast way through a large JSON text: the interpreter's own scanner, held to the exact reader's rules.

It answers only where it is sure that the exact reader would give the same
value and no problem; it raises `DoubtError` everywhere else.
"""

from __future__ import annotations

import json
import re

from banlint.limits import Limits
from banlint.reading.jsonvalues import Number, Value

_HALF_PAIR = r"\\\\u[dD]|\\u[dD][89abAB]..(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F][0-9a-fA-F])\\u[dD][c-fC-F]"
"""An escape that is, or might be, half of a surrogate pair."""


class DoubtError(ValueError):
    """The exact reader must decide."""


def decode(text: str, limits: Limits) -> Value:
    """The one JSON value of `text`. Raises `DoubtError`."""
    if "\\u" in text and re.search(_HALF_PAIR, text):
        raise DoubtError
    try:
        value: Value = _DECODER.decode(text)
    except (ValueError, RecursionError):
        raise DoubtError from None
    _check(value, limits, scalars=len(text) > limits.scalar_chars)
    return value


def _object(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise DoubtError
    return members


def _constant(name: str) -> Value:
    raise DoubtError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=Number, parse_int=Number, parse_constant=_constant)


def _check(value: Value, limits: Limits, *, scalars: bool) -> None:
    """Depth and lengths, a level at a time."""
    level: list[Value] = [value]
    depth = 0
    while level:
        below: list[Value] = []
        for item in level:
            if isinstance(item, dict):
                if len(max(item, key=len, default="")) > limits.key_chars:
                    raise DoubtError
                below += [one for one in item.values() if type(one) is dict or type(one) is list or scalars]
            elif isinstance(item, list):
                below += [one for one in item if type(one) is dict or type(one) is list or scalars]
            elif isinstance(item, str) and len(item) > limits.scalar_chars:
                raise DoubtError
        level = below
        # One level below the deepest container holds scalars alone.
        depth += any(type(one) is dict or type(one) is list for one in level) if scalars else bool(level)
        if depth >= limits.depth:
            raise DoubtError
