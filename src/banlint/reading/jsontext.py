"""JSON: plain data with every number and string as written, and places when asked."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.errors import InputError
from banlint.hints import TYPE_CHECKING
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.names import JSON, suffix
from banlint.reading.places import Lines, Troubles

if TYPE_CHECKING:
    from banlint.reading.jsonexact import ExactReader
    from banlint.reading.jsonplaces import JsonPlaces
    from banlint.reading.jsonrecord import RecordPlaces

FAST_FROM = 1 << 12
"""Characters from which the fast way is worth its import."""


class JsonReader:
    """Reads `*.json`, and `*.jsonc` with comments and trailing commas."""

    name = "json"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By name only; `choose` tells what has no telling name."""
        del head
        return suffix(name) in JSON

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The document of `source`; several where several JSON texts stand in it. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        yield from parse(lines, source.name, self._limits, commented=suffix(source.name) == ".jsonc")


class JsonDocument:
    """One JSON text."""

    __slots__ = ("_lines", "_places", "_start", "data", "prefix")

    def __init__(self, data: Data, prefix: str, lines: Lines, start: int, places: JsonPlaces | None = None) -> None:
        self.data = data
        self.prefix = prefix
        self._lines = lines
        self._start = start
        self._places: JsonPlaces | RecordPlaces | None = places

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, its quotes included."""
        if self._places is None:
            # Only what was decoded the fast way comes without.
            from banlint.reading.jsonrecord import LONGEST, RecordPlaces

            text = self._lines.text
            self._places = RecordPlaces(text, self.data) if len(text) <= LONGEST else _places(text)
        return Place(self._lines.span(*self._places.find(self._start, path)))

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._lines.line(number)

    def holds(self, word: str) -> bool:
        """Whether `word` stands anywhere in the file, or line of JSON Lines, that the document is part of."""
        return self._lines.holds(word)


def parse(
    lines: Lines,
    name: str,
    limits: Limits,
    prefix: str | None = None,
    *,
    commented: bool = False,
    fast_from: int = FAST_FROM,
) -> Iterator[JsonDocument | Problem]:
    """The JSON texts of `lines.text`, from a file called `name`. Raises `InputError`.

    Each document has `prefix`; where that is None, an empty one, or `@0`, `@1` ... where there are several.
    """
    text = lines.text
    if len(text) > fast_from:
        from banlint.reading.jsonfast import DoubtError
        from banlint.reading.jsonfast import decode as decode_fast

        try:
            value = decode_fast(text, limits)
        except DoubtError:
            pass
        else:
            start = len(text) - len(text.lstrip(" \t\n\r"))
            yield JsonDocument(value, prefix or "", lines, start)  # type: ignore[arg-type]
            return
    from banlint.reading.jsonexact import ExactReader

    troubles = Troubles(name, lines)
    yield from _exact(ExactReader(text, limits, troubles, commented=commented), lines, troubles, prefix)


def _exact(
    reader: ExactReader, lines: Lines, troubles: Troubles, prefix: str | None
) -> Iterator[JsonDocument | Problem]:
    """Every text of a file; the first is held back until it is known whether a second makes its prefix `@0`."""
    length = len(lines.text)
    start = reader.start_of_next(0)
    if start >= length:
        raise troubles.error(start, "the file is empty", "write a JSON value, or remove it")
    places = _places(lines.text)
    count = 0
    while start < length:
        try:
            value, end = reader.read(start)
        except InputError:
            if reader.partial:
                own = prefix if prefix is not None else f"@{count}" * bool(count)
                yield JsonDocument(reader.partial, own, lines, start, places)  # type: ignore[arg-type]
            yield from troubles.finish()
            raise
        yield from troubles.drain()
        following = reader.start_of_next(end)
        if lines.text.startswith(",", following):
            if not count:
                troubles.add(
                    following, "a comma behind a whole JSON text", "put [ before the first and ] behind the last"
                )
            following = reader.start_of_next(following + 1)
        several = count or following < length
        own = prefix if prefix is not None else f"@{count}" if several else ""
        yield JsonDocument(value, own, lines, start, places)  # type: ignore[arg-type]
        start = following
        count += 1
    if count > 1:
        troubles.add(
            0, f"{count} JSON texts in one file", "write one a line and name the file .jsonl, or make a list of them"
        )
    yield from troubles.finish()


def _places(text: str) -> JsonPlaces:
    from banlint.reading.jsonplaces import JsonPlaces

    return JsonPlaces(text)
