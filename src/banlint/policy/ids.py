"""Which regimes a suppression or a waiver speaks of: ids, prefixes that end at a hyphen, and globs."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.judge.selection import matches
from banlint.text import suggest

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/*?")


def is_pattern(text: str) -> bool:
    """Whether `text` could name regimes without naming all of them: a glob needs a letter or a digit."""
    return bool(text) and _PLAIN.issuperset(text) and any(one.isalnum() for one in text)


def covers(patterns: Iterable[str], regime: str) -> str:
    """The first of `patterns` that names `regime`; empty where none does."""
    return next((one for one in patterns if matches(one, regime)), "")


def unknown(pattern: str, regimes: Iterable[str]) -> bool:
    """Whether `pattern` names none of `regimes`."""
    return not any(matches(pattern, one) for one in regimes)


def mend(pattern: str, regimes: Iterable[str]) -> str:
    """What to write instead of a pattern that names nothing."""
    near = suggest(pattern.rstrip("*"), regimes)
    return f"did you mean `{near}`?" if near else "`banlint rules` lists the regimes"
