"""Places as SARIF has them: addresses relative to where the check was run, regions with all four corners."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote

from banlint.model import Span

Record = dict[str, object]
ROOT = "ROOT"
"""The base of what was named by a whole path; paths below the folder of the run need none."""
_ABOVE = "ABOVE"


def artifact(path: str) -> Record:
    """The location of a file: relative, percent-encoded, without `..`; what lies elsewhere has a base of its own.

    >>> artifact("a b/c.yaml")
    {'uri': 'a%20b/c.yaml'}
    >>> artifact("../c.yaml")
    {'uri': 'c.yaml', 'uriBaseId': 'ABOVE1'}
    """
    return dict(_artifact(path))


@lru_cache(256)
def _artifact(path: str) -> Record:
    base, parts = _split(path)
    record: Record = {"uri": _encoded("/".join(parts)) or "."}
    return record | {"uriBaseId": base} if base else record


def base_of(path: str) -> str:
    """The base that the location of `path` is relative to; empty below the folder of the run."""
    return _split(path)[0] if path.startswith(("/", "..")) else ""


def bases(used: set[str]) -> Record:
    """What the bases that `artifact` used stand for. Nothing here depends on where the check was run."""
    found: Record = {}
    for name in sorted(used):
        if name == ROOT:
            found[name] = {"uri": "file:///", "description": {"text": "The root of the file system."}}
        else:
            levels = name.removeprefix(_ABOVE)
            found[name] = {"description": {"text": f"{levels} above the folder that banlint was run in."}}
    return found


def region(span: Span) -> Record:
    """`span`, with all its corners; lines and columns are at least 1."""
    line, column = max(1, span.line), max(1, span.column)
    end_line = max(line, span.end_line)
    end_column = max(1, span.end_column) if end_line > line else max(column, span.end_column)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def location(path: str, span: Span, text: str = "", number: int = 0) -> Record:
    """A place in a file, with a message and a number for links where it has them."""
    record: Record = {"id": number} if number else {}
    record["physicalLocation"] = {"artifactLocation": artifact(path), "region": region(span)}
    return record | {"message": {"text": plain(text)}} if text else record


def plain(text: str) -> str:
    """`text` as a message that holds no placeholder and no link, to those that look for them and those that do not."""
    if "{" in text:
        text = "".join(f"\\x7b{part}" if part[:1].isdigit() else f"{{{part}" for part in text.split("{"))[1:]
    return text.replace("](", "]\\x28") if "](" in text else text


def _split(path: str) -> tuple[str, list[str]]:
    parts = [part for part in posixpath.normpath(path or ".").split("/") if part]
    if path.startswith("/"):
        return ROOT, parts
    above = 0
    while above < len(parts) and parts[above] == "..":
        above += 1
    return f"{_ABOVE}{above}" if above else "", parts[above:]


def _encoded(path: str) -> str:
    try:
        return quote(path, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, safe="/", errors="surrogatepass")
