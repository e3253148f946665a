"""Which reader a file is for: by its name, else by how it begins. Readers load their parsers when they first read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from banlint.limits import DEFAULT, Limits
from banlint.model import Document, Problem, Reader, Source
from banlint.reading.decoding import decode
from banlint.reading.names import JSON, JSON_LINES, KNOWN, TABLE, WORKBOOK, YAML, suffix

# Patterns stay text until a file asks for them: most say by their name what they are.
_JSON_START = r'\s*(?:\{\s*(?:"|\}|\Z)|\[\s*(?:["{\[\]]|-?\d[\d.]*\s*[,\]]\s|(?:true|false|null)\b|\Z))'
_YAML_START = r"(?:%YAML[ \t]|---(?:\s|\Z))"
_YAML_LINE = r"(?:- )*+(?:[\w./-]++|\"[^\"]*+\"|'[^']*+'):(?:[ \t]|\Z)|- \S|[ ]+\S|---\Z"
_YAML_LINES = 5
_SECTIONS = frozenset({".toml", ".ini", ".cfg", ".conf"})
"""Settings, whose sections begin as arrays do."""
_INVENTORY = frozenset({"", ".ini", ".inventory", ".hosts", ".cfg", ".txt"})


def reader_for(name: str, head: bytes, among: Iterable[Reader] | None = None) -> Reader | None:
    """The first of `among` (ours, where None) that accepts a file called `name` beginning with `head`, if any."""
    return next((reader for reader in (READERS if among is None else among) if reader.accepts(name, head)), None)


def readers(limits: Limits = DEFAULT) -> tuple[Reader, ...]:
    """Our readers under `limits`, in the order they are asked."""
    return (
        _Late("dmidecode", "banlint.reading.dmidecode:DmidecodeReader", _is_dmidecode, limits),
        _Late("tuples", "banlint.reading.tuples:TuplesReader", _is_tuples, limits),
        _Late("router-db", "banlint.reading.routerdb:RouterDbReader", _is_router_db, limits),
        _Late("hosts-ini", "banlint.reading.hostsini:HostsIniReader", _is_hosts_ini, limits),
        _Late("cpe-lines", "banlint.reading.cpelines:CpeLinesReader", _is_cpe_lines, limits),
        _Late("jsonl", "banlint.reading.jsonlines:JsonLinesReader", _is_json_lines, limits),
        _Late("json", "banlint.reading.jsontext:JsonReader", _is_json, limits),
        _Late("yaml", "banlint.reading.yamltext:YamlReader", _is_yaml, limits),
        _Late("table", "banlint.reading.table:TableReader", _is_table, limits),
        _Late("workbook", "banlint.reading.workbook:WorkbookReader", _is_workbook, limits),
    )


class _Late:
    """A reader whose module is imported when it first reads."""

    def __init__(self, name: str, target: str, accepts: Callable[[str, bytes], bool], limits: Limits) -> None:
        self.name = name
        self._target = target
        self._accepts = accepts
        self._limits = limits
        self._reader: Reader | None = None

    def accepts(self, name: str, head: bytes) -> bool:
        """Whether the name says so, or, where it says nothing, the beginning."""
        return self._accepts(name, head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """What the reader makes of `source`. Raises `InputError`."""
        if self._reader is None:
            module, _, name = self._target.partition(":")
            made: Reader = getattr(import_module(module), name)(self._limits)
            self._reader = made
        return self._reader.read(source)


def _is_dmidecode(name: str, head: bytes) -> bool:
    if suffix(name) in KNOWN or (b"andle 0x" not in head[:400] and not head.startswith(b"# dmidecode")):
        return False
    from banlint.reading.dmidecode import is_dmidecode

    return is_dmidecode(head)


def _is_tuples(name: str, head: bytes) -> bool:
    if suffix(name) in KNOWN or b"(" not in head[:64]:
        return False
    from banlint.reading.tuples import is_tuples

    return is_tuples(head)


def _is_router_db(name: str, head: bytes) -> bool:
    if not name.lower().endswith("router.db"):
        return False
    from banlint.reading.routerdb import is_router_db

    return is_router_db(name, head)


def _is_hosts_ini(name: str, head: bytes) -> bool:
    if suffix(name) not in _INVENTORY or b"[" not in head or b"=" not in head or b"\0" in head:
        return False
    from banlint.reading.hostsini import is_hosts_ini

    return is_hosts_ini(head)


def _is_cpe_lines(name: str, head: bytes) -> bool:
    if suffix(name) in KNOWN or b"cpe:" not in head[:4096].lower():
        return False
    from banlint.reading.cpelines import is_cpe_lines

    return is_cpe_lines(head)


def _is_json_lines(name: str, head: bytes) -> bool:
    said = suffix(name)
    if said in JSON_LINES or (said in KNOWN and said != ".json"):
        return said in JSON_LINES
    # A second line that opens another text is needed: a cheap look spares the reading of the first.
    if b"}\n" not in head and b"]\n" not in head and b"}\r" not in head and b"\0" not in head:
        return False
    from banlint.reading.jsonlines import is_lines

    return is_lines(head)


def _is_json(name: str, head: bytes) -> bool:
    said = suffix(name)
    if said in _SECTIONS:
        return False
    return said in JSON if said in KNOWN else re.match(_JSON_START, _text(head)) is not None


def _is_yaml(name: str, head: bytes) -> bool:
    said = suffix(name)
    if said:
        return said in YAML
    text = _text(head)
    if re.match(_YAML_START, text) or text.startswith("$ANSIBLE_VAULT;"):
        return True
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")][:_YAML_LINES]
    keyed = any(":" in line for line in lines)
    return keyed and all(re.match(_YAML_LINE, line) for line in lines) and not lines[0].startswith(" ")


def _is_table(name: str, head: bytes) -> bool:
    del head
    return suffix(name) in TABLE


def _is_workbook(name: str, head: bytes) -> bool:
    del head
    return suffix(name) in WORKBOOK


def _text(head: bytes) -> str:
    return decode(head, "").text


READERS = readers()
