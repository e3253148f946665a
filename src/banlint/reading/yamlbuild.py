"""YAML events to plain data: the one builder of both passes, without places and (`yamlplaces`) with them."""

from __future__ import annotations

from collections.abc import Iterable

from banlint.limits import Limits
from banlint.reading.places import Troubles
from banlint.reading.repeated import Repeated
from banlint.reading.yamlevents import ALIAS, MAPPING_END, SCALAR, SEQUENCE_END, SEQUENCE_START, Event, NextEvent
from banlint.reading.yamlplain import NULLS
from banlint.text import show

Value = dict[str, "Value"] | list["Value"] | str | None

# Stands for an anchored value that is still being built: an alias to it would hold itself.
_OPEN = object()


class OddKeyError(Exception):
    """A key that is no scalar in a file with template marks: `{{ name }}` read as YAML."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Builder:
    """Builds the documents of one stream of events.

    Recursion is bounded by `limits.depth`. Values behind aliases are shared,
    never copied, and counted as often as they are used: what would pass
    `limits.nodes` becomes None and a problem.

    `template`: repeated keys are the branches of a template, and no problem.
    `may_be_template`: a key that is no scalar raises `OddKeyError`.
    """

    mapping_type: type[dict[str, Value]] = dict
    sequence_type: type[list[Value]] = list

    def __init__(self, get: NextEvent, limits: Limits, troubles: Troubles) -> None:
        self._get = get
        self._limits = limits
        self._troubles = troubles
        self._depth = 0
        self._count = 0
        self._anchors: dict[str, tuple[object, int]] = {}
        self.template = False
        self.may_be_template = False

    def document(self) -> Value:
        """The value of the document whose start event has just been read; reads up to its end event."""
        self._depth = self._count = 0
        self._anchors = {}
        value = self._node(self._get())
        self._get()
        return value

    def _node(self, event: Event) -> Value:
        if type(event) is ALIAS:
            return self._alias(event)
        anchor = event.anchor
        if type(event) is SCALAR:
            value: Value = event.value
            if event.implicit[0] and value in NULLS:
                value = None
            if anchor:
                self._anchors[anchor] = (value, 0)
            return value
        self._depth += 1
        if self._depth > self._limits.depth:
            message = f"nested deeper than {self._limits.depth} levels"
            raise self._troubles.error(event.start_mark.index, message, "flatten the file, or raise the depth limit")
        if anchor:
            self._anchors[anchor] = (_OPEN, 0)
        before = self._count
        built: Value = self._sequence() if type(event) is SEQUENCE_START else self._mapping()
        self._depth -= 1
        if anchor:
            self._anchors[anchor] = (built, self._count - before)
        return built

    def _sequence(self) -> list[Value]:
        items = self.sequence_type()
        get = self._get
        while True:
            event = get()
            if type(event) is SCALAR and event.anchor is None:
                value = event.value
                items.append(None if event.implicit[0] and value in NULLS else value)
            elif type(event) is SEQUENCE_END:
                self._count += len(items)
                return items
            else:
                items.append(self._node(event))

    def _mapping(self) -> dict[str, Value]:
        data = self.mapping_type()
        merged: list[Value] = []
        get = self._get
        while True:
            key_event = get()
            if type(key_event) is SCALAR and key_event.anchor is None:
                key = key_event.value
            elif type(key_event) is MAPPING_END:
                break
            else:
                key = self._odd_key(key_event)
            event = get()
            if type(event) is SCALAR and event.anchor is None:
                value: Value = event.value
                if event.implicit[0] and value in NULLS:
                    value = None
            else:
                value = self._node(event)
            if key not in data and key != "<<":
                data[key] = value
            elif key == "<<" and key_event.implicit[0] and self._sources(value):
                merged.append(value)
            else:
                self._put(data, key, value, key_event)
        self._count += len(data)
        for value in merged:
            self._merge(data, value)
        return data

    def _put(self, data: dict[str, Value], key: str, value: Value, event: Event) -> None:
        """Set a key that may be there already: both values are kept, so that both are checked."""
        if key not in data:
            data[key] = value
            return
        held = data[key]
        if isinstance(held, Repeated):
            held.append(value)
        else:
            data[key] = Repeated([held, value])
        if not self.template:
            message = f"duplicate key {show(key, self._limits.shown_chars)!r}"
            self._troubles.add(event.start_mark.index, message, "keep one of them; both values were checked")

    def _merge(self, data: dict[str, Value], value: Value) -> None:
        for source in self._sources(value):
            for key, item in source.items():
                data.setdefault(key, item)

    def _sources(self, value: Value) -> list[dict[str, Value]]:
        """The mappings that a merge key names; none where it names something else."""
        if isinstance(value, dict):
            return [value]
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            distinct: Iterable[Value] = {id(item): item for item in value}.values()
            return [item for item in distinct if isinstance(item, dict)]
        return []

    def _odd_key(self, event: Event) -> str:
        """The text of a key that is no plain scalar: what an alias names, or a stand-in for a mapping or sequence."""
        offset = event.start_mark.index
        value = self._node(event)
        if isinstance(value, str):
            return value
        if value is None:
            return event.value if type(event) is SCALAR else ""
        if self.may_be_template:
            raise OddKeyError(offset)
        kind = "mapping" if isinstance(value, dict) else "sequence"
        self._troubles.add(offset, f"a {kind} as a key", "make the key a text")
        line, column = self._troubles.lines.at(offset)
        return f"({kind} at line {line}, column {column})"

    def _alias(self, event: Event) -> Value:
        name = str(event.anchor)
        offset = event.start_mark.index
        shown = show(name, self._limits.shown_chars)
        value, size = self._anchors.get(name, (None, 0))
        if name not in self._anchors:
            self._troubles.add(offset, f"alias *{shown} names no anchor", f"write &{shown} before it")
        elif value is _OPEN:
            self._troubles.add(offset, f"alias *{shown} stands inside the value it names", "remove the alias")
            value = None
        elif self._count + size > self._limits.nodes:
            message = f"alias *{shown} makes more than {self._limits.nodes} values"
            self._troubles.add(offset, message, "write fewer aliases of aliases")
            value = None
        else:
            self._count += size
        return value  # type: ignore[return-value]
