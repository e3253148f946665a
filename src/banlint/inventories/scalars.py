"""What a value says where it is not made of parts."""

from __future__ import annotations

from banlint.model import Data


def text(value: Data) -> str:
    """A scalar as its file spells it; an empty string for none, truth values and containers."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or isinstance(value, (dict, list)):
        return ""
    return str(value)
