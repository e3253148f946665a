"""YAML by the parser: one fast pass to plain data; a second one, with places, for documents asked where something is.

Scalars are the text they are written as, but for plain nulls; tags construct
nothing. Templates of YAML are read as far as they can be: see `jinja`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress

from banlint.errors import InputError
from banlint.hints import TYPE_CHECKING
from banlint.limits import Limits
from banlint.model import Data, Document, Path, Place, Problem
from banlint.reading.jinja import is_template, neutralise
from banlint.reading.libyaml import yaml
from banlint.reading.places import Lines, Troubles
from banlint.reading.yamlbuild import Builder, OddKeyError
from banlint.reading.yamlevents import error_of, events, next_document
from banlint.reading.yamlplaces import PlaceBuilder, place

if TYPE_CHECKING:
    from banlint.reading.yamlremarks import Remark

_PARSER_ERRORS = (yaml.YAMLError, ValueError, RecursionError, InputError)


def parse(text: str, name: str, limits: Limits, first_line: int = 1) -> Iterator[Document | Problem]:
    """The documents of `text`, which begins on the line `first_line` of the file `name`. Raises `InputError`."""
    templated = is_template(text)
    stream = _Stream(text, text, name, limits, first_line=first_line)
    complete = 0
    try:
        for item in stream.read(may_be_template=templated):
            complete += not isinstance(item, Problem)
            yield item
    except InputError as failure:
        if not templated:
            raise
        first = failure
    else:
        return
    # The documents before the failure are out already: in a template only what follows is new.
    try:
        for item in _Stream(text, neutralise(text), name, limits, template=True).read():
            if complete and not isinstance(item, Problem):
                complete -= 1
            elif not complete:
                yield item
    except InputError:
        raise first from None


def remarks(text: str, name: str, limits: Limits, marker: str) -> list[Remark]:
    """The comments that begin with `marker` in the one document of `text`."""
    found = _Stream(text, text, name, limits).remarks(marker)
    return found[0] if found else []


class YamlDocument:
    """One document of a stream."""

    __slots__ = ("_index", "_stream", "data", "prefix")

    def __init__(self, data: Data, stream: _Stream, index: int) -> None:
        self.data = data
        self.prefix = ""
        self._stream = stream
        self._index = index

    def at(self, prefix: str) -> YamlDocument:
        """Set the pointer prefix; the document itself."""
        self.prefix = prefix
        return self

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`: where it is used, with where it is written as the anchor of an alias."""
        return place(self._stream.roots()[self._index], path, self._stream.lines)

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._stream.lines.line(number)

    def holds(self, word: str) -> bool:
        """Whether `word` stands anywhere in the file that the document is part of."""
        return self._stream.lines.holds(word)

    def remarks(self, marker: str) -> list[Remark]:
        """The comments of this document that begin with `marker`, each with what it is about."""
        found = self._stream.remarks(marker)
        return found[self._index] if self._index < len(found) else []


class _Stream:
    """One way of reading a text; `parsed` is what the parser sees of it, of the same length."""

    def __init__(
        self, text: str, parsed: str, name: str, limits: Limits, *, template: bool = False, first_line: int = 1
    ) -> None:
        self.lines = Lines(text, first_line)
        self._parsed = parsed
        self._name = name
        self._limits = limits
        self._template = template
        self._roots: list[object] | None = None
        self._remarks: dict[str, list[list[Remark]]] = {}
        self._started = 0

    def read(self, *, may_be_template: bool = False) -> Iterator[Document | Problem]:
        """The documents. The first is held back until it is known whether a second makes its prefix `@0`."""
        troubles = Troubles(self._name, self.lines)
        held: YamlDocument | None = None
        try:
            for index, data in enumerate(self._values(Builder, troubles, may_be_template=may_be_template)):
                if held is not None:
                    yield held.at("@0")
                    held = None
                yield from troubles.drain()
                document = YamlDocument(data, self, index)  # type: ignore[arg-type]
                if index:
                    yield document.at(f"@{index}")
                else:
                    held = document
        except InputError:
            if held is not None:
                yield held.at("@0" if self._started > 1 else "")
            raise
        if held is not None:
            yield held
        yield from troubles.finish()

    def roots(self) -> list[object]:
        """The documents with their places; made when first asked for."""
        if self._roots is None:
            self._roots = []
            # What the first pass has said already is no news; the documents before it have their places.
            with suppress(InputError):
                self._roots.extend(self._values(PlaceBuilder, Troubles(self._name, self.lines)))
        return self._roots

    def remarks(self, marker: str) -> list[list[Remark]]:
        """The comments of every document that begin with `marker`; found when first asked for."""
        if marker not in self._remarks:
            from banlint.reading.yamlremarks import remarks

            self._remarks[marker] = []
            troubles = Troubles(self._name, self.lines)
            # What cannot be parsed was said when it was read; nothing in it is honoured.
            with suppress(*_PARSER_ERRORS):
                get = events(self._parsed, self._limits, troubles, template=self._template)
                self._remarks[marker] = remarks(self.lines, self._parsed, get, marker)
        return self._remarks[marker]

    def _values(
        self, builder_type: type[Builder], troubles: Troubles, *, may_be_template: bool = False
    ) -> Iterator[object]:
        try:
            get = events(self._parsed, self._limits, troubles, template=self._template)
            builder = builder_type(get, self._limits, troubles)
            builder.template = self._template
            builder.may_be_template = may_be_template
            get()
            while next_document(get, troubles):
                self._started += 1
                yield _built(builder)
        except OddKeyError as odd:
            raise troubles.error(odd.offset, "a mapping as a key", "put the value in quotes") from None
        except _PARSER_ERRORS as error:
            raise error_of(error, self._parsed, troubles) from None


def _built(builder: Builder) -> object:
    """A document, built without the collector: events are many and none of them is in a cycle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return builder.document()
    finally:
        if collecting:
            gc.enable()
