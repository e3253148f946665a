"""`--limit NAME=VALUE`: a ceiling raised, or lowered, for inventories that are known."""

from __future__ import annotations

from collections.abc import Sequence

from banlint.errors import UsageError
from banlint.limits import DEFAULT, Limits
from banlint.text import show, suggest

_UNITS = {"": 1, "kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30}
_NOT_OURS = ("shown_", "pack_", "evidence_")
"""How the names begin of what is no ceiling of inventories."""
_DEEPEST = 400
"""Levels that can be walked without the interpreter's own limit being met."""
NAMES = tuple(name for name in Limits._fields if not name.startswith(_NOT_OURS))


def limits_of(words: Sequence[str] | None) -> Limits:
    """The ceilings with those of `words` in their place. Raises `UsageError`."""
    return DEFAULT._replace(**dict(map(_read, words))) if words else DEFAULT


def _read(word: str) -> tuple[str, int]:
    name, _, value = word.partition("=")
    if name not in NAMES:
        near = suggest(name, NAMES)
        mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(NAMES)}"
        raise UsageError(f"there is no limit `{show(name)}`", mend)
    digits = value.rstrip("KMGiBkmgb ")
    unit = value[len(digits) :].strip().lower()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 16 and unit in _UNITS):
        raise UsageError(f"`{show(value)}` is no limit", f"write a number, as {name}=1000000, or {name}=2GiB")
    number = int(digits) * _UNITS[unit]
    if name == "depth" and number > _DEEPEST:
        raise UsageError(f"nothing nested deeper than {_DEEPEST} levels can be read", f"write {name}={_DEEPEST}")
    return name, number
