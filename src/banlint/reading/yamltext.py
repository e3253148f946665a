"""YAML: the plainest of it line by line, all else by the parser, which is loaded when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Place, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.jinja import is_template
from banlint.reading.names import YAML, suffix
from banlint.reading.yamlplain import plain

_VAULT = b"$ANSIBLE_VAULT;"
_PARSER = "banlint.reading.yamlstream"
_SMALL = 1 << 16
"""Characters of a text that is worth a try: a larger one takes longer than the import of the parser."""


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
        # What the parser would make of it too, for as long as nothing has asked for the parser.
        if _PARSER not in sys.modules and len(text) <= _SMALL and not is_template(text):
            data = plain(text, self._limits)
            if data is not None:
                yield PlainDocument(data, text, name, self._limits)  # type: ignore[arg-type]
                return
        from banlint.reading import yamlstream

        yield from yamlstream.parse(text, name, self._limits)


class PlainDocument:
    """The document of a file of the plainest YAML."""

    __slots__ = ("_limits", "_name", "_text", "_whole", "data", "prefix")

    def __init__(self, data: Data, text: str, name: str, limits: Limits) -> None:
        self.data = data
        self.prefix = ""
        self._text = text
        self._name = name
        self._limits = limits
        self._whole: Document | None = None

    def locate(self, path: Path) -> Place:
        """The place of the value at `path`, by the parser."""
        return self._parsed().locate(path)

    def line(self, number: int) -> str:
        """Line `number` of the file, without its end."""
        return self._parsed().line(number)

    def _parsed(self) -> Document:
        if self._whole is None:
            from banlint.reading import yamlstream

            self._whole = yamlstream.located(self.data, self._text, self._name, self._limits)
        return self._whole
