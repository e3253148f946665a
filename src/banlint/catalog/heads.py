"""How the words begin with which a match of a model pattern can begin: most values ask no pattern at all."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]

from banlint.hints import Any

LENGTH = 3
"""Characters of a head at most."""
_MOST = 4096
_COPIES = 8
"""Beginnings of one pattern, and repeats of a part of it, that are followed; with more it may begin with anything."""
_ASCII = frozenset(map(chr, range(128)))
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset(one for one in _ASCII if one.isalnum())
_SETS = {
    _constants.CATEGORY_DIGIT: _DIGITS,
    _constants.CATEGORY_SPACE: frozenset(" \t\n\r\f\v"),
    _constants.CATEGORY_WORD: _LETTERS | {"_"},
}
_EDGE = "\x00"
"""Stands for the edge of a word: it takes up no character."""
_BEFORE = "".join(sorted(_ASCII - _LETTERS - {"_"}))
# What the two dialects may read differently is left alone.
_OTHERWISE = ("[[:", "(?i", "(?s", "(?m", "(?U", "(?a", "(?x", "(?L", "(?u", "\\Q", "\\C", "\\x", "\\0", "\\u", "\\N")


class _AnyError(Exception):
    """A match may begin with anything, as far as can be told."""


def heads(patterns: Iterable[str]) -> list[str] | None:
    """The heads of `patterns`, folded: three characters, or all of a shorter word; `None` where anything may be one."""
    try:
        return sorted({_head(start) for pattern in patterns for start in _starts(pattern)})
    except (_AnyError, RecursionError):
        return None


def _starts(pattern: str) -> set[str]:
    if any(odd in pattern for odd in _OTHERWISE):
        raise _AnyError
    try:
        parsed = _parser.parse(pattern)
    except Exception as error:
        raise _AnyError from error
    return _sequence({""}, parsed)


def _head(start: str) -> str:
    """The head of the word that a match with this `start` begins with."""
    rest = start.lstrip(_BEFORE)
    word = _word(rest)
    # Without an edge it may begin within a word, and one that ends too early may go on with anything.
    if rest == start or not word or (len(word) < LENGTH and word == rest):
        raise _AnyError
    return word[:LENGTH].lower()


def _word(text: str) -> str:
    end = next((at for at, one in enumerate(text) if one not in _LETTERS), len(text))
    return text[:end]


def _is_whole(start: str) -> bool:
    rest = start.lstrip(_BEFORE)
    word = _word(rest)
    return len(word) >= LENGTH or len(word) < len(rest)


def _sequence(before: set[str], items: Iterable[tuple[Any, Any]]) -> set[str]:
    """What a match may begin with, after `before`, if it goes on with `items`."""
    for kind, what in items:
        if all(map(_is_whole, before)):
            break
        before = _then(before, kind, what)
        if len(before) > _MOST:
            raise _AnyError
    return before


def _then(before: set[str], kind: Any, what: Any) -> set[str]:
    if kind is _constants.BRANCH:
        return set().union(*(_sequence(before, items) for items in what[1]))
    if kind is _constants.SUBPATTERN and not what[1] and not what[2]:
        return _sequence(before, what[3])
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT):
        return _repeated(before, *what)
    return _each(before, _characters(kind, what))


def _repeated(before: set[str], least: int, most: int, items: Any) -> set[str]:
    for _ in range(least):
        if all(map(_is_whole, before)):
            return before
        if least > _COPIES:
            raise _AnyError
        before = _sequence(before, items)
    for _ in range(most - least if most <= _COPIES else _COPIES):
        longer = before | _sequence(before, items)
        if longer == before:
            return before
        before = longer
    if most > _COPIES and before != before | _sequence(before, items):
        raise _AnyError
    return before


def _each(before: set[str], characters: Iterable[str]) -> set[str]:
    """Each of `before` that is not whole with each of `characters` behind it."""
    found = set()
    for start in before:
        if _is_whole(start):
            found.add(start)
        else:
            # Of what stands before the word, the last is enough to tell that the word begins there.
            found.update(
                one if one in _BEFORE and not _word(start.lstrip(_BEFORE)) else start + one for one in characters
            )
    return found


def _characters(kind: Any, what: Any) -> frozenset[str]:
    if kind is _constants.LITERAL:
        return frozenset({chr(what)})
    if kind is _constants.IN:
        return _of_set(what)
    if kind is _constants.AT and what is not _constants.AT_NON_BOUNDARY:
        return frozenset({_EDGE})
    raise _AnyError


def _of_set(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    found: set[str] = set()
    for kind, what in items:
        if kind is _constants.LITERAL:
            found.add(chr(what))
        elif kind is _constants.RANGE:
            found.update(map(chr, range(what[0], min(what[1], 127) + 1)))
        elif kind is _constants.CATEGORY and what in _SETS:
            found |= _SETS[what]
        else:
            raise _AnyError
    return frozenset(found)
