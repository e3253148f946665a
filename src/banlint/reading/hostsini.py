"""Ansible inventories in the INI dialect, as the groups, hosts and variables that the YAML dialect would say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.marked import MarkedDocument
from banlint.reading.places import Lines, Troubles

_SECTION = re.compile(r"\[([\w.-]++)(?::(vars|children))?\][ \t]*+(?:[#;].*)?\Z")
_HOST = re.compile(r"([^\s=\[\]#;]++)(?=\s|\Z)")
_PAIR = re.compile(r"""[ \t]++(?:#.*|([\w-]++)=("[^"]*+"|'[^']*+'|[^\s"']*+)(?=\s|\Z))""")
_SETTING = re.compile(r"([\w-]++)[ \t]*+=[ \t]*+(.*?)[ \t]*+\Z")
_UNGROUPED = "ungrouped"


class HostsIniReader:
    """Reads inventories whose hosts bear variables: `gate ansible_host=10.0.0.7 vendor=Acme`."""

    name = "hosts-ini"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:  # noqa: ARG002 - the beginning tells
        """By its beginning: sections, and hosts with variables."""
        return is_hosts_ini(head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The one document of `source`: its groups. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        said = _Said()
        for found in re.finditer(r"[^\r\n]+", decoded.text):
            if len(said.marks) >= self._limits.nodes:
                raise Troubles(source.name, lines).error(found.start(), "too many values to be checked", "split it")
            said.take(found[0], found.start())
        yield MarkedDocument(said.groups, lines, said.marks)


class _Said:
    """The groups so far, and where each of their values is written."""

    def __init__(self) -> None:
        self.groups: dict[str, Data] = {}
        self.marks: dict[Path, tuple[int, int]] = {}
        self._group, self._part = _UNGROUPED, "hosts"

    def take(self, line: str, start: int) -> bool:
        """Take one line that begins at `start`; whether it is one of an inventory."""
        plain = line.strip()
        if not plain or plain[0] in "#;":
            return True
        start += line.index(plain)
        section = _SECTION.match(plain)
        if section:
            self._group, self._part = section[1], section[2] or "hosts"
            return True
        if self._part == "vars":
            return self._setting(plain, start)
        return self._host(plain, start)

    def _held(self) -> dict[str, Data]:
        group = self.groups.setdefault(self._group, {})
        assert isinstance(group, dict)
        held = group.setdefault(self._part, {})
        assert isinstance(held, dict)
        return held

    def _setting(self, plain: str, start: int) -> bool:
        found = _SETTING.match(plain)
        if found:
            self._held()[found[1]] = found[2]
            self.marks.setdefault((self._group, "vars"), (start, start + len(plain)))
            self.marks[self._group, "vars", found[1]] = (start + found.start(2), start + found.end(2))
        return found is not None

    def _host(self, plain: str, start: int) -> bool:
        host = _HOST.match(plain)
        if host is None:
            return False
        path = (self._group, self._part, host[1])
        values = self._held().setdefault(host[1], {})
        assert isinstance(values, dict)
        self.marks[path] = (start, start + host.end())
        at = host.end()
        while pair := _PAIR.match(plain, at):
            at = pair.end()
            if pair[1]:
                quoted = pair[2][:1] in {"'", '"'}
                values[pair[1]] = pair[2][1:-1] if quoted else pair[2]
                self.marks[*path, pair[1]] = (start + pair.start(2), start + pair.end(2))
        return not plain[at:].strip()


def is_hosts_ini(head: bytes) -> bool:
    r"""Whether a text is such an inventory, and says anything of its hosts.

    >>> is_hosts_ini(b"[cams]\ngate vendor=Acme\n"), is_hosts_ini(b"[tox]\nenvlist = py3\n")
    (True, False)
    """
    lines = head.decode("utf-8", "replace").splitlines()
    # The last line of a beginning may be cut.
    said = _Said()
    whole = lines[:-1] if len(lines) > 1 and len(head) >= _LONG else lines
    return (
        any(line.startswith("[") for line in whole)
        and all(said.take(line, 0) for line in whole)
        and any(len(path) == _DEPTH and path[1] == "hosts" for path in said.marks)
    )


_LONG = 4096
_DEPTH = 4
