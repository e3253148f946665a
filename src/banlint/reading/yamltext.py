"""YAML files: decoded, and read as plain YAML or handed to the parser, which is loaded when there is such a file."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.hints import TYPE_CHECKING
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.names import YAML, suffix
from banlint.reading.places import Lines
from banlint.reading.yamlplain import plain

if TYPE_CHECKING:
    from banlint.reading.yamlplainplaces import PlainPlaces
    from banlint.reading.yamlremarks import Remark

_VAULT = b"$ANSIBLE_VAULT;"


class YamlReader:
    """Reads YAML streams: `*.yaml`, `*.yml`, and what begins as a YAML document does."""

    name = "yaml"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By name only; `choose` tells what has no telling name."""
        del head
        return suffix(name) in YAML

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The documents of `source` as they are completed, each after the problems found in it. Raises `InputError`."""
        data = source.read()
        if data.startswith(_VAULT):
            yield Problem(
                "input", "encrypted by Ansible Vault; it cannot be checked", "check it decrypted", source.name, 1, 1
            )
            return
        decoded = decode(data, source.name)
        yield from decoded.problems
        yield from self.parse(decoded.text, source.name)

    def parse(self, text: str, name: str) -> Iterator[Document | Problem]:
        """The documents of `text`, a decoded stream from a file called `name`. Raises `InputError`."""
        data = plain(text, self._limits)
        if data is not None:
            yield PlainDocument(data, Lines(text), name, self._limits)
            return
        from banlint.reading import yamlstream

        yield from yamlstream.parse(text, name, self._limits)


class PlainDocument:
    """A text of plain YAML. The parser is not asked, but for comments."""

    __slots__ = ("_limits", "_lines", "_name", "_places", "data", "prefix")

    def __init__(self, data: Data, lines: Lines, name: str, limits: Limits) -> None:
        self.data = data
        self.prefix = ""
        self._lines = lines
        self._name = name
        self._limits = limits
        self._places: PlainPlaces | None = None

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`."""
        if self._places is None:
            from banlint.reading.yamlplainplaces import PlainPlaces

            self._places = PlainPlaces(self._lines.text)
        return Place(self._lines.span(*self._places.stretch(path)))

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._lines.line(number)

    def holds(self, word: str) -> bool:
        """Whether `word` stands anywhere in the file."""
        return self._lines.holds(word)

    def remarks(self, marker: str) -> list[Remark]:
        """The comments that begin with `marker`, each with what it is about."""
        from banlint.reading import yamlstream

        return yamlstream.remarks(self._lines.text, self._name, self._limits, marker)
