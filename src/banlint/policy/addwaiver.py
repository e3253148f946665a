"""A waiver put into a file of waivers: the place is found by ruamel.yaml, and every other byte stays as it is.

ruamel.yaml's own round trip keeps comments, but not every blank, quote and line end. So it says where things stand,
and writes the new entry; the text around it is never written anew.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from banlint.errors import ConfigError
from banlint.hints import Any
from banlint.policy.splice import end_of, lines_of
from banlint.policy.waiver import Waiver
from banlint.policy.waiverfile import TOP, read

_BOM = b"\xef\xbb\xbf"
_HEAD = """\
# yaml-language-server: $schema=.banlint/waivers.schema.json
#
# Approvals, as `banlint waive` writes them. Each has an authority, an owner, a reason and an end.
"""
_INDENT = 2


def added(data: bytes | None, fields: Mapping[str, str | Sequence[str]], path: str) -> tuple[bytes, Waiver]:
    """The file `path`, which holds `data`, with the waiver that `fields` say at its end; and that waiver.

    Raises `ConfigError` for fields that make no waiver, and for a file that is broken or cannot be added to.
    """
    data = _HEAD.encode() if data is None else data
    mark = _BOM if data.startswith(_BOM) else b""
    before = () if _says_nothing(data[len(mark) :]) else read(data, path)
    text = data[len(mark) :].decode()
    after = mark + _spliced(text, fields, path, before).encode()
    found = read(after, path)
    # Read again, it has to hold what it held, and one waiver more.
    if [one.terms for one in found[:-1]] != [one.terms for one in before]:
        raise ConfigError("nothing can be added to how this file is written", "write one waiver below the other", path)
    return after, found[-1]


def _says_nothing(data: bytes) -> bool:
    """Whether there are only comments and blank lines."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return all(not line.strip() or line.lstrip().startswith(b"#") for line in data.splitlines())


def _spliced(text: str, fields: Mapping[str, str | Sequence[str]], path: str, before: Sequence[Waiver]) -> str:
    lines = lines_of(text)
    ends = end_of(lines[0]) if lines else "\n"
    first, last = _aside(lines, before)
    kept = lines[:first] + lines[last:]
    row, column, replaced, apart = _place("".join(kept), kept, path)
    if row is not None and last > first:
        row, apart = row + last - first, not lines[last - 1].strip()
    else:
        lines = lines_of(replaced)
    entry = [f"{' ' * column}{line}{ends}" for line in _entry(fields).splitlines()]
    if row is None:
        entry.insert(0, f"{TOP}:{ends}")
        row = len(lines)
    if row and not lines[row - 1].endswith(("\n", "\r")):
        lines[row - 1] += ends
    return "".join((*lines[:row], *([ends] if apart else ()), *entry, *lines[row:]))


def _aside(lines: Sequence[str], before: Sequence[Waiver]) -> tuple[int, int]:
    """The 0-based lines, the last of them not included, that ruamel.yaml need not read to find the place.

    Thousands of waivers take it seconds, and those between the first and the last say nothing of where the next goes.
    """
    if len(before) < 3:
        return 0, 0
    rows = [one.line - 1 for one in (before[0], before[1], before[-1])]
    if not all(0 < row < len(lines) and lines[row].lstrip(" ").startswith("- ") for row in rows):
        return 0, 0
    return rows[1], rows[2]


def _place(text: str, lines: list[str], path: str) -> tuple[int | None, int, str, bool]:
    """After how many lines the entry belongs, or `None` where there is no list; its column; the text; a blank line."""
    found = next((pair for pair in _root(text, path) if pair[0].value == TOP), None)
    if found is None:
        return None, _INDENT, text, False
    key, value = found
    if not value.value:
        # A list that is empty, or not there yet.
        start, end = value.start_mark.index, value.end_mark.index
        without = text[:start].rstrip(" \t") + text[end:] if end > start else text
        return key.end_mark.line + 1, key.start_mark.column + _INDENT, without, False
    if value.flow_style or not isinstance(value.value, list):
        raise ConfigError("its list of waivers stands in brackets", "write one waiver below the other", path)
    row = _last_line(value, text) + 1
    apart = len(value.value) > 1 and not lines[value.value[-1].start_mark.line - 1].strip()
    return row, value.start_mark.column, text, apart


def _root(text: str, path: str) -> list[tuple[Any, Any]]:
    """The keys and values of the document, with their places."""
    from ruamel.yaml import YAML

    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except Exception as error:  # noqa: BLE001 - what ruamel.yaml refuses with is of many kinds
        raise ConfigError(
            f"ruamel.yaml cannot read it: {type(error).__name__}", "write it more plainly", path
        ) from None
    return list(root.value) if root is not None and isinstance(root.value, list) else []


def _last_line(node: Any, text: str) -> int:
    """The 0-based line on which the last thing in `node` ends."""
    while isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end].rstrip()
    return int(node.start_mark.line) + len(lines_of(written + "x")) - 1


def _entry(fields: Mapping[str, str | Sequence[str]]) -> str:
    """The entry by itself, as YAML."""
    from datetime import date

    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

    entry: Any = CommentedMap()
    for name, value in fields.items():
        if isinstance(value, str):
            # A day is written as one, without quotes.
            entry[name] = date.fromisoformat(value) if name in ("from", "until") else value
        else:
            entry[name] = list(value) if len(value) > 1 else value[0]
    dumper = YAML(typ="rt", pure=True)
    dumper.width = 1 << 20
    dumper.allow_unicode = True
    out = io.StringIO()
    dumper.dump([entry], out)
    return out.getvalue()
