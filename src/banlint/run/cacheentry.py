"""What was seen of a file as bytes, and back: counts, findings and notices. Plain JSON of the types named here."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import lru_cache

from banlint.hints import Any
from banlint.judge.answers import Answered
from banlint.model import (
    Ask,
    Basis,
    Confidence,
    Decision,
    Duty,
    Evidence,
    Finding,
    Identifier,
    Law,
    Match,
    Notice,
    Place,
    Problem,
    Role,
    Span,
    Verdict,
)
from banlint.named import StrEnum
from banlint.run.checker import Event, Tally

_COUNTS = struct.Struct(">QQ")
_MOST_EVENTS = 500
_MOST_BYTES = 1 << 20
_PARTS = (Answered, Ask, Decision, Duty, Evidence, Finding, Identifier, Law, Match, Notice, Place, Span)
_WORDS = (Basis, Confidence, Role, Verdict)
_SET = "set"
_MAKERS: Mapping[str, Any] = {
    "": lambda *items: items,
    _SET: lambda *items: frozenset(items),
    **{one.__name__: one for one in (*_PARTS, *_WORDS)},
}


class Account:
    """Takes the events of one file and says whether they can be told again."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._events: list[Event] = []
        self._fit = True
        self.has_problem = False

    def add(self, event: Event) -> None:
        """One event, in the order they came."""
        if isinstance(event, Tally):
            self._tally = self._tally.plus(event)
        elif isinstance(event, Finding | Notice | Answered) and len(self._events) < _MOST_EVENTS:
            self._events.append(event)
        else:
            # A problem may be gone the next time, and what a report has to show of every asset is too much.
            self._fit = False
            self.has_problem = self.has_problem or isinstance(event, Problem)

    def entry(self) -> bytes:
        """What to remember; nothing where it could not be told again just as it is."""
        counts = _COUNTS.pack(*self._tally)
        if not self._fit or not self._events:
            return counts if self._fit else b""
        import json

        try:
            said = json.dumps([_plain(one) for one in self._events]).encode()
            same = len(said) <= _MOST_BYTES and repr(_read(said)) == repr(self._events)
        except (KeyError, RecursionError, TypeError, ValueError):
            return b""
        return counts + said if same else b""


def told(entry: bytes) -> list[Event]:
    """The events that `entry` tells of."""
    tally = _tally(entry[: _COUNTS.size])
    return [*_read(entry[_COUNTS.size :]), tally] if len(entry) > _COUNTS.size else [tally]


@lru_cache
def _tally(counts: bytes) -> Tally:
    """Few numbers are met in most files."""
    return Tally(*_COUNTS.unpack(counts))


def _read(said: bytes) -> list[Event]:
    import json

    return [_made(one) for one in json.loads(said)]


def _plain(value: Any) -> Any:
    """`value` as JSON has it: what is one of our types begins with its name."""
    if isinstance(value, StrEnum):
        return [type(value).__name__, value.value]
    if isinstance(value, tuple):
        return [type(value).__name__ if hasattr(value, "_fields") else "", *map(_plain, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return value


def _made(value: Any) -> Any:
    if isinstance(value, list):
        # Most of what there is is text.
        return _MAKERS[value[0]](*[one if type(one) is str else _made(one) for one in value[1:]])
    if isinstance(value, dict):
        return {key: _made(inner) for key, inner in value.items()}
    return value
