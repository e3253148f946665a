"""Where the values of a JSON text stand, worked out container by container as places are asked for.

The text has been read already: up to where it breaks off, if it does, its brackets and quotes are in order.
"""

from __future__ import annotations

import re
from contextlib import suppress

from banlint.model import Path
from banlint.reading.jsontokens import GAP, SCALAR, STRING, EscapeError, unescape

Stretch = tuple[int, int]
"""Offsets of the first character of a value and past its last."""
Children = dict[str, list[Stretch]] | list[Stretch]

# Up to the next bracket or comment outside strings, in one match.
_RUN = re.compile(r'[^"{}\[\]/]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]/]*+)*+', re.DOTALL)
# A whole member whose value is a scalar, and the comma behind it, where there are no comments.
_GAP = r"[ \t\n\r]*+"
_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_MEMBER = re.compile(rf'({_STRING}){_GAP}:{_GAP}({_STRING}|[^ \t\n\r,\]}}\[{{"/]++){_GAP}(?:,{_GAP})?+', re.DOTALL)


class JsonPlaces:
    """The stretches of the values of one text; those of a container are kept once it has been looked into."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, Children] = {}

    def find(self, start: int, path: Path) -> Stretch:
        """The value at `path` below the one at offset `start`, or the nearest around it that there is."""
        here = start, -1
        steps = list(path)
        while steps:
            children = self._children(here[0])
            step = steps.pop(0)
            if isinstance(children, list):
                if not isinstance(step, int) or not 0 <= step < len(children):
                    break
                here = children[step]
                continue
            written = children.get(step) if isinstance(step, str) else None
            if written is None:
                break
            here = written[0]
            if len(written) > 1 and steps and isinstance(steps[0], int) and steps[0] < len(written):
                here = written[steps.pop(0)]  # type: ignore[index]
        # The end of the whole is far, and seldom asked for.
        return here if here[1] >= 0 else (start, self._end(start))

    def _children(self, start: int) -> Children:
        if start not in self._known:
            self._known[start] = {} if self._text[start] == "{" else []
            if self._text[start] == "{":
                # A text that breaks off may do so within an escape.
                with suppress(EscapeError):
                    self._members(start, self._known[start])  # type: ignore[arg-type]
            else:
                self._known[start] = self._items(start)
        return self._known[start]

    def _members(self, start: int, members: dict[str, list[Stretch]]) -> None:
        at = self._gap(start + 1)
        while self._text.startswith('"', at):
            found = _MEMBER.match(self._text, at)
            if found is not None:
                members.setdefault(unescape(found[1][1:-1])[0], []).append(found.span(2))
                at = found.end()
                at = at if self._text.startswith('"', at) else self._next(at)
                continue
            found = STRING.match(self._text, at)
            if found is None:
                break
            value = self._gap(self._gap(found.end()) + 1)
            end = self._end(value)
            members.setdefault(unescape(found[1])[0], []).append((value, end))
            at = self._next(end)

    def _items(self, start: int) -> Children:
        items: list[Stretch] = []
        if self._text[start] != "[":
            return items
        at = self._gap(start + 1)
        while at < len(self._text) and self._text[at] != "]":
            end = self._end(at)
            if end <= at:
                break
            items.append((at, end))
            at = self._next(end)
        return items

    def _next(self, end: int) -> int:
        """Past the comma that follows, if one does."""
        at = self._gap(end)
        return self._gap(at + 1) if self._text.startswith(",", at) else at

    def _gap(self, at: int) -> int:
        found = GAP.match(self._text, at)
        return found.end() if found else at

    def _end(self, start: int) -> int:
        """Past the value at `start`."""
        opener = self._text[start : start + 1]
        if opener not in ("{", "["):
            found = (STRING if opener == '"' else SCALAR).match(self._text, start)
            return found.end() if found else start
        depth = 0
        at = start
        while True:
            run = _RUN.match(self._text, at)
            at = run.end() if run else at
            if at >= len(self._text):
                return at
            character = self._text[at]
            if character == "/":
                at = max(self._gap(at), at + 1)
                continue
            depth += 1 if character in "{[" else -1
            at += 1
            if not depth:
                return at
