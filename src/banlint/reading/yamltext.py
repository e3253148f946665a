"""YAML files: decoded, and handed to the parser, which is loaded when there is one."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Document, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.names import YAML, suffix

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
        from banlint.reading import yamlstream

        yield from yamlstream.parse(text, name, self._limits)
