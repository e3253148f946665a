"""Lists of tuples in the notation of Python, as hardware collectors write them. Nothing of it is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Path, Problem, Source
from banlint.reading.decoding import decode
from banlint.reading.marked import MarkedDocument
from banlint.reading.places import Lines, Troubles

_START = re.compile(rb"\s*\[\s*\(\s*[ub]?['\"]")
_TOKEN = re.compile(
    r"\s*(?:(?P<mark>[\[\](),])|(?P<text>[ub]?(?:'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"))|(?P<word>[\w.+-]+))"
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_WORDS = {"n": "\n", "t": "\t", "r": "\r"}


class TuplesReader:
    """Reads `[('system', 'product', 'vendor', 'Acme'), ...]`."""

    name = "tuples"

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, name: str, head: bytes) -> bool:
        """By how it begins."""
        del name
        return is_tuples(head)

    def read(self, source: Source) -> Iterator[Document | Problem]:
        """The one document of `source`: a list of lists of texts. Raises `InputError`."""
        decoded = decode(source.read(), source.name)
        yield from decoded.problems
        lines = Lines(decoded.text)
        troubles = Troubles(source.name, lines)
        rows: list[Data] = []
        marks: dict[Path, tuple[int, int]] = {}
        at = decoded.text.find("[") + 1
        row: list[Data] | None = None
        while found := _TOKEN.match(decoded.text, at):
            at = found.end()
            if found["mark"] == "(" and row is None:
                row = []
                marks[len(rows),] = at - 1, at
            elif found["mark"] == ")" and row is not None:
                marks[len(rows),] = marks[len(rows),][0], at
                rows.append(row)
                row = None
            elif found["mark"] == "]" and row is None:
                break
            elif found["mark"] != "," and row is not None:
                marks[len(rows), len(row)] = found.start(found.lastgroup or 0), at
                row.append(_value(found))
            if len(marks) > self._limits.nodes:
                raise troubles.error(at, "too many values to be checked", "split the file")
        else:
            troubles.add(at, "not a list of tuples from here on", "write the list again; what stands before was read")
        yield MarkedDocument(rows, lines, marks)
        yield from troubles.finish()


def is_tuples(head: bytes) -> bool:
    """Whether a file that begins with `head` is a list of tuples."""
    return _START.match(head) is not None


def _value(found: re.Match[str]) -> str:
    if not found["text"]:
        return found[0].strip()
    written: str = found["text"]
    return _ESCAPE.sub(_unescaped, written[(1 if written[0] in "ub" else 0) + 1 : -1])


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if not code:
        return _WORDS.get(found[3], found[3])
    point = int(code, 16)
    return "\ufffd" if 0xD800 <= point < 0xE000 else chr(point)
