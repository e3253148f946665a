"""Comments of a YAML text that speak to us, and the values that stand on the line each is about.

A comment behind something on its line is about that line; one on a line of its own is about the next line that
holds anything. Only real comments count: no `#` within a text, a block scalar or a template's expression.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from banlint.hints import Any
from banlint.model import Path, Span
from banlint.named import NamedTuple
from banlint.reading.places import Lines
from banlint.reading.yamlevents import (
    ALIAS,
    DOCUMENT_START,
    MAPPING_END,
    MAPPING_START,
    SCALAR,
    SEQUENCE_END,
    SEQUENCE_START,
    STREAM_END,
    NextEvent,
)

_LINE_END = re.compile(r"\r\n?|\n")


_MOST_PATHS = 1000
"""Of one line; what has more is beyond telling."""
Stretch = tuple[int, int]


class Remark(NamedTuple):
    """A comment, its stretch, and the paths of what stands on the line it is about."""

    text: str
    span: Span
    paths: tuple[Path, ...]
    """Empty where it is about nothing."""
    trouble: str = ""
    """Why it cannot be told what it is about."""


class _Candidate(NamedTuple):
    start: int
    end: int
    about: Stretch | None
    """The stretch of the line it is about."""
    trouble: str = ""


def remarks(lines: Lines, parsed: str, get: NextEvent, marker: str) -> list[list[Remark]]:
    """The comments that begin with `marker`, for each document of the stream; `parsed` is what the parser sees."""
    candidates = _candidates(lines, parsed, marker)
    walk = _Walk([one.start for one in candidates], [one.about for one in candidates if one.about], lines.text)
    walk.follow(get)
    found: list[list[Remark]] = [[] for _ in range(max(1, walk.documents))]
    for one in candidates:
        if one.start in walk.inside:
            continue
        document, paths = walk.at.get(one.about[0], (0, {})) if one.about else (0, {})
        text = lines.text[one.start : one.end]
        trouble = "too much stands on its line" if len(paths) == _MOST_PATHS else one.trouble
        found[document].append(Remark(text, lines.span(one.start, one.end), tuple(paths), trouble))
    return found


def _candidates(lines: Lines, parsed: str, marker: str) -> list[_Candidate]:
    """What could be comments, by their text alone."""
    pattern = re.compile(rf"(?<![^ \t\r\n])#[ \t]*{re.escape(marker)}[^\r\n]*")
    text = _Lines(parsed)
    found = []
    # From the end, so that a run of comments is passed over once and not from each of them.
    for match in reversed(list(pattern.finditer(lines.text))):
        start = match.start()
        if parsed[start] == "#":
            end = start + len(match.group().rstrip())
            found.append(_Candidate(start, end, *text.about(start)))
    return found[::-1]


class _Lines:
    """The lines of a text, and which of them holds anything; asked from the end to the start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._from, self._below = len(self._starts), len(self._starts)
        """The first line that was looked at, and the first from there on that holds more than a comment."""

    def about(self, offset: int) -> tuple[Stretch | None, str]:
        """The line that a comment at `offset` is about, and what makes that doubtful."""
        number = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[number] : offset]
        own = before.lstrip()
        # Behind the dash of an item there is nothing yet: the item begins below.
        if own.strip("- \t") and not own.startswith("#"):
            return self._stretch(number), ""
        below = self._content_from(number + 1)
        if below == len(self._starts):
            return None, ""
        line = self._line(below)
        deeper = not own.startswith("-") and len(before) - len(own) > len(line) - len(line.lstrip())
        return self._stretch(below), "it stands deeper than the line below it" * deeper

    def _content_from(self, number: int) -> int:
        """The first line from `number` on that holds more than a comment; past the end where none does."""
        for at in range(number, self._from):
            content = self._line(at).strip()
            if content and not content.startswith("#"):
                self._below = at
                break
        self._from = min(self._from, number)
        return self._below

    def _line(self, number: int) -> str:
        start, end = self._stretch(number)
        return self._text[start:end]

    def _stretch(self, number: int) -> Stretch:
        last = number + 1 == len(self._starts)
        return self._starts[number], len(self._text) + 1 if last else self._starts[number + 1]


class _Walk:
    """One pass over the events: which candidates lie in texts, and what stands on the lines they are about."""

    def __init__(self, candidates: list[int], targets: list[Stretch], text: str) -> None:
        self.inside: set[int] = set()
        self.at: dict[int, tuple[int, dict[Path, None]]] = {}
        """The document and the paths of what stands on a line, by the offset the line begins at."""
        self.documents = 0
        self._candidates = candidates
        self._targets = sorted(set(targets))
        self._starts = [start for start, _ in self._targets]
        self._text = text
        # Each frame: the path of a mapping or sequence, and its next index or pending key (None before a key).
        self._stack: list[list[Any]] = []

    def follow(self, get: NextEvent) -> None:
        """Take in every event up to the end of the stream."""
        while True:
            event = get()
            kind = type(event)
            if kind is STREAM_END:
                return
            if kind is DOCUMENT_START:
                self.documents += 1
                self._stack = []
            elif kind in (SCALAR, ALIAS, MAPPING_START, SEQUENCE_START):
                self._node(event, kind)
            elif kind in (MAPPING_END, SEQUENCE_END):
                path = self._stack.pop()[0]
                # A closing bracket stands somewhere; the end of a block is where the next thing begins.
                if event.end_mark.index > event.start_mark.index:
                    self._cover(path, event.start_mark.index, event.end_mark.index)
                self._next()

    def _node(self, event: Any, kind: type[object]) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        path, is_key = self._path(event.value if kind is SCALAR else "")
        opens = kind in (MAPPING_START, SEQUENCE_START)
        # A block begins where the first thing in it does, which says better what the line is about.
        if not opens or event.flow_style:
            self._note(path, start)
        if opens:
            self._stack.append([path, 0 if kind is SEQUENCE_START else None, kind])
            return
        if kind is SCALAR:
            self._scalar(start, end, event.style)
            self._cover(path, start, end)
        if is_key:
            self._stack[-1][1] = path[-1]
        else:
            self._next()

    def _path(self, text: str) -> tuple[Path, bool]:
        """The path of the node that comes now, that of its value where it is a key."""
        if not self._stack:
            return (), False
        base, step, kind = self._stack[-1]
        if kind is MAPPING_START and step is None:
            return (*base, text), True
        return (*base, step), False

    def _next(self) -> None:
        """A value is complete."""
        if self._stack:
            frame = self._stack[-1]
            if frame[2] is SEQUENCE_START:
                frame[1] += 1
            else:
                # After a key that is a mapping or a sequence comes its value, after a value the next key.
                frame[1] = "" if frame[1] is None else None

    def _scalar(self, start: int, end: int, style: str | None) -> None:
        """Strike out the candidates that lie within a text; the head of a block scalar may have a comment."""
        if style in ("|", ">"):
            head = _LINE_END.search(self._text, start, end)
            start = head.end() if head else end
        first, last = bisect_left(self._candidates, start), bisect_left(self._candidates, end)
        self.inside.update(self._candidates[first:last])

    def _note(self, path: Path, offset: int) -> None:
        """Something begins at `offset`."""
        number = bisect_right(self._starts, offset) - 1
        if number >= 0 and offset < self._targets[number][1]:
            document, paths = self.at.setdefault(self._starts[number], (self.documents - 1, {}))
            if document == self.documents - 1 and len(paths) < _MOST_PATHS:
                paths[path] = None

    def _cover(self, path: Path, start: int, end: int) -> None:
        """What spans several lines stands on those on which nothing else begins."""
        first, last = bisect_right(self._starts, start), bisect_left(self._starts, end)
        for number in (*range(first, last), *self._closing(start)):
            self.at.setdefault(self._starts[number], (self.documents - 1, {path: None}))

    def _closing(self, offset: int) -> range:
        number = bisect_right(self._starts, offset) - 1
        return range(number, number + 1) if number >= 0 and offset < self._targets[number][1] else range(0)
