"""Where the values of plain YAML stand: found by indentation, from the root down, in what was read without the parser.

The places are those that the parser's marks would give.
"""

from __future__ import annotations

import re

from banlint.model import Path
from banlint.named import NamedTuple
from banlint.reading.yamlplain import read_line

# The place where a line that says something begins to.
_SAYS = re.compile(r"(?m)^ *+(?=[^ #\r\n])")

Stretch = tuple[int, int]
"""Offsets of the first character and past the last."""


class _Node(NamedTuple):
    """A value. A mapping or list goes from its first key or dash to where something else begins."""

    start: int
    end: int
    kind: type[object] = str
    """`str`, `dict` or `list`."""


class PlainPlaces:
    """The places in one text that `yamlplain` has read."""

    def __init__(self, text: str) -> None:
        self._text = text
        start = _SAYS.search(text, 4 if text.startswith("---") else 0)
        self._root = self._below(start.end() if start else 0, len(text))
        self._known: dict[int, dict[str | int, Stretch]] = {}

    def stretch(self, path: Path) -> Stretch:
        """Of the value at `path`, or of the nearest around it."""
        node = self._root
        for step in path:
            child = self._children(node).get(step) if node.kind is not str else None
            if child is None:
                break
            node = self._value(node, *child)
        if node.kind is str:
            return node.start, node.end
        return node.start, self._last(node)

    def _below(self, start: int, end: int) -> _Node:
        return _Node(start, end, list if self._text.startswith("- ", start) else dict)

    def _children(self, node: _Node) -> dict[str | int, Stretch]:
        """The entries of a mapping or list by key or number: each from its key or dash to the next."""
        found = self._known.get(node.start)
        if found is None:
            text = self._text
            column = node.start - text.rfind("\n", 0, node.start) - 1
            line = re.compile(rf"(?m)^ {{{column}}}(?=[^ #\r\n])")
            starts = [node.start, *(one.end() for one in line.finditer(text, node.start + 1, node.end))]
            if node.kind is list:
                found = dict(enumerate(zip(starts, (*starts[1:], node.end), strict=True)))
            else:
                starts = [one for one in starts if not text.startswith("- ", one)]
                bounds = zip(starts, (*starts[1:], node.end), strict=True)
                found = {read_line(self._line(one[0]))[3] or "": one for one in bounds}
            self._known[node.start] = found
        return found

    def _value(self, node: _Node, start: int, end: int) -> _Node:
        """The value of the entry that begins at `start`."""
        line = self._line(start)
        _, _, inner, key, _, kind = read_line(line)
        if node.kind is list and key is not None:
            return _Node(start + inner, end, dict)
        below = _SAYS.search(self._text, start + len(line), end) if kind is object else None
        if below is not None:
            return self._below(below.end(), end)
        first, last = _written(line)
        return _Node(start + first, start + last)

    def _last(self, node: _Node) -> int:
        """The end of the last value within `node`."""
        end = node.end
        while True:
            begin = max(self._text.rfind("\n", 0, end) + 1, node.start)
            line = self._text[begin:end].rstrip("\r")
            if begin == node.start or _SAYS.match(line):
                return begin + _written(line)[1]
            end = begin - 1

    def _line(self, start: int) -> str:
        """The rest of the line from `start` on."""
        end = self._text.find("\n", start)
        return self._text[start : end if end >= 0 else len(self._text)].rstrip("\r")


def _written(line: str) -> Stretch:
    """Where the value stands in `line`; behind the colon where there is none."""
    line = line.rstrip(" ")
    _, column, inner, key, _, kind = read_line(line)
    behind = column + 1 if key is None else inner + len(key) + 1
    value = line[behind:].lstrip(" ")
    if kind is object:
        return behind, behind
    start = len(line) - len(value)
    if value[0] not in "\"'" and " #" in value:
        value = value[: value.index(" #")].rstrip(" ")
    return start, start + len(value)
