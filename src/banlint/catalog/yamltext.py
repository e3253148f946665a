"""The YAML of packs: mappings, lists and text with the place of each, and nothing else of YAML.

No tags, anchors, aliases, merge keys or several documents; a key only once. Every scalar stays the text
it is written as; the schema says later which are numbers or booleans. Built on the parser's events, with
a stack of its own, so that nesting costs no recursion.
"""

from __future__ import annotations

import yaml

from banlint.errors import PackError
from banlint.hints import Any
from banlint.limits import DEFAULT, Limits
from banlint.model import Path
from banlint.named import NamedTuple
from banlint.text import show

Mark = tuple[int, int]
"""1-based line and column."""

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Marks(NamedTuple):
    """Where the values and the keys of a document stand, by path."""

    values: dict[Path, Mark]
    keys: dict[Path, Mark]

    def value(self, path: Path) -> Mark:
        """The place of the value at `path`, of the nearest value around it where there is none."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, (1, 1))

    def key(self, path: Path) -> Mark:
        """The place of the key that `path` ends with; of the value where that is an item of a list."""
        return self.keys.get(path) or self.value(path)


def parse(text: str, path: str, limits: Limits = DEFAULT) -> tuple[dict[str, Any], Marks]:
    """The mapping that `text` holds, and its places. Raises `PackError` at the first thing that is not allowed."""
    builder = _Builder(path, limits)
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = ": ".join(filter(None, (error.context, error.problem)))
        raise PackError(f"not YAML: {show(what)}", "mend the syntax at this place", path, line, column) from error
    except yaml.YAMLError as error:
        raise PackError(f"not YAML: {show(str(error))}", "remove the character YAML does not allow", path) from error
    return builder.result()


class _Frame(NamedTuple):
    container: dict[str, Any] | list[Any]
    path: Path


class _Builder:
    def __init__(self, path: str, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.marks = Marks({}, {})
        self.stack: list[_Frame] = []
        self.pending: list[str | None] = []
        self.root: object = None
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._plain_only(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._plain_only(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.pending.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise self._refusal(event, "an alias (*) stands in a pack", "write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refusal(event, "a second document begins here", "keep one document to a file")

    def result(self) -> tuple[dict[str, Any], Marks]:
        if not isinstance(self.root, dict):
            raise PackError("the file does not hold a mapping", "begin it with `key: value` lines", self.path, 1, 1)
        return self.root, self.marks

    def _plain_only(self, event: Any) -> None:
        if event.anchor is not None:
            raise self._refusal(event, f"an anchor (&{show(event.anchor)}) stands in a pack", "write the value out")
        if event.tag is not None:
            raise self._refusal(event, f"a tag ({show(event.tag)}) stands in a pack", "remove it: every value is text")
        if len(self.marks.values) >= self.limits.nodes:
            raise self._refusal(event, f"more than {self.limits.nodes} values in one file", "split the file")

    def _open(self, event: yaml.Event) -> None:
        if len(self.stack) >= self.limits.depth:
            raise self._refusal(event, f"nested deeper than {self.limits.depth}", "flatten it")
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._attach(event, container)
        self.stack.append(_Frame(container, path))
        self.pending.append(None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if len(event.value) > self.limits.scalar_chars:
            raise self._refusal(event, f"a text longer than {self.limits.scalar_chars} characters", "shorten it")
        if self.stack and isinstance(self.stack[-1].container, dict) and self.pending[-1] is None:
            self._key(event, self.stack[-1])
        else:
            # The line end that closes a block scalar is layout, not text.
            self._attach(event, event.value.rstrip("\n") if event.style in ("|", ">") else event.value)

    def _key(self, event: yaml.ScalarEvent, frame: _Frame) -> None:
        name = event.value
        if name == "<<":
            raise self._refusal(event, "a merge key (<<) stands in a pack", "write the keys out")
        if len(name) > self.limits.key_chars:
            raise self._refusal(event, f"a key longer than {self.limits.key_chars} characters", "shorten it")
        path = (*frame.path, name)
        if path in self.marks.keys:
            before = self.marks.keys[path][0]
            raise self._refusal(
                event, f"the key '{show(name)}' stands twice", f"keep one; the other is in line {before}"
            )
        self.marks.keys[path] = _mark(event)
        self.pending[-1] = name

    def _attach(self, event: yaml.Event, value: object) -> Path:
        """Puts `value` where it belongs and says which path that is."""
        path: Path = ()
        if not self.stack:
            self.root = value
        elif isinstance(container := self.stack[-1].container, list):
            path = (*self.stack[-1].path, len(container))
            container.append(value)
        else:
            name, self.pending[-1] = self.pending[-1], None
            if name is None:
                raise self._refusal(event, "a key is not text", "use a plain word as the key")
            path = (*self.stack[-1].path, name)
            container[name] = value
        self.marks.values[path] = _mark(event)
        return path

    def _refusal(self, event: yaml.Event, message: str, mend: str) -> PackError:
        return PackError(message, mend, self.path, *_mark(event))


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1
