"""The second pass over YAML: the builder's same tree, each part knowing where it stands."""

from __future__ import annotations

import re

from banlint.limits import Limits
from banlint.model import Path, Place, Span
from banlint.named import NamedTuple
from banlint.reading.places import Lines, Troubles
from banlint.reading.repeated import Repeated
from banlint.reading.yamlbuild import Builder, Value
from banlint.reading.yamlevents import ALIAS, MAPPING_END, SCALAR, SEQUENCE_END, Event, NextEvent
from banlint.reading.yamlplain import NULLS

# An anchor, a tag and what may stand between them and the value they belong to.
_PROPERTIES = re.compile(r"(?:[&!]\S*+[ \t]*+(?:(?:#[^\r\n]*+)?+[\r\n]++[ \t]*+)*+)+")

Stretch = tuple[int, int]
"""Offsets of the first character and past the last, properties included."""


class MarkedText(str):
    """A scalar and where it stands."""

    __slots__ = ("at",)
    at: Stretch


class MarkedMapping(dict[str, Value]):
    """A mapping and where it stands."""

    at: Stretch = (0, 0)


class MarkedSequence(list[Value]):
    """A sequence and where it stands."""

    at: Stretch = (0, 0)


class Site(NamedTuple):
    """Where an alias, or the alias of a merge key, brings a value in."""

    at: Stretch
    target: object


class PlaceBuilder(Builder):
    """Builds documents whose every value has its stretch of the text in `at`."""

    mapping_type = MarkedMapping
    sequence_type = MarkedSequence

    def __init__(self, get: NextEvent, limits: Limits, troubles: Troubles) -> None:
        super().__init__(self._marking(get), limits, troubles)
        self._end = 0

    def _marking(self, get: NextEvent) -> NextEvent:
        def marked() -> Event:
            event = get()
            kind = type(event)
            start, end = event.start_mark.index, event.end_mark.index
            if kind is SCALAR:
                text = MarkedText(event.value)
                text.at = start, end
                if event.value in NULLS:
                    event.implicit = (False, True)
                event.value = text
            if kind in (SCALAR, ALIAS) or (kind in (MAPPING_END, SEQUENCE_END) and end > start):
                self._end = end
            return event

        return marked

    def _node(self, event: Event) -> Value:
        value = super()._node(event)
        start = event.start_mark.index
        if type(event) is ALIAS:
            return Site((start, event.end_mark.index), value)  # type: ignore[return-value]
        if isinstance(value, (MarkedMapping, MarkedSequence)):
            value.at = start, max(start, self._end)
        return value

    def _sources(self, value: Value) -> list[dict[str, Value]]:
        if isinstance(value, Site):
            return [_seen_from(value.at, source) for source in super()._sources(value.target)]
        if isinstance(value, list):
            found = [self._sources(item) for item in value]
            return [source for sources in found for source in sources] if all(found) else []
        return super()._sources(value)


def _seen_from(at: Stretch, source: dict[str, Value]) -> dict[str, Value]:
    return {key: Site(at, item) for key, item in source.items()}  # type: ignore[misc]


def place(root: object, path: Path, lines: Lines) -> Place:
    """The place of the value at `path` below `root`, a document of `PlaceBuilder`, or of the nearest around it."""
    node = root
    site: Stretch | None = None
    last: Stretch = (0, 0)
    for step in (*path, None):
        while isinstance(node, Site):
            site = site or node.at
            node = node.target
        last = _stretch(node) or last
        below = _step(node, step)
        if below is None:
            break
        node = below
    written = _span(last, lines)
    if site is None:
        return Place(written)
    # What an alias was refused is nowhere written.
    return Place(lines.span(*site), None if node is None else written)


def _stretch(node: object) -> Stretch | None:
    if isinstance(node, Repeated):
        return _stretch(node[0])
    if isinstance(node, Site):
        return node.at
    return node.at if isinstance(node, (MarkedText, MarkedMapping, MarkedSequence)) else None


def _step(node: object, step: str | int | None) -> object:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    if isinstance(node, list) and isinstance(step, int) and 0 <= step < len(node):
        return node[step]
    return None


def _span(stretch: Stretch, lines: Lines) -> Span:
    """The value itself: without its anchor and tag, and without the blank lines that end a block scalar."""
    start, end = stretch
    properties = _PROPERTIES.match(lines.text, start, end)
    if properties:
        start = properties.end()
    written = lines.text[start:end].rstrip(" \t\r\n")
    return lines.span(start, start + len(written))
