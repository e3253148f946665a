"""Lines put into a text or taken out of it; every other byte stays as it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+\Z")
_END = re.compile(r"(?:\r\n?|\n)\Z")


def lines_of(text: str) -> list[str]:
    r"""The lines of `text`, each with its own end: LF, CR LF or CR.

    >>> lines_of("a\r\nb")
    ['a\r\n', 'b']
    """
    return _LINE.findall(text)


def end_of(line: str, other: str = "\n") -> str:
    """The characters that end `line`; `other` where it has none."""
    found = _END.search(line)
    return found.group() if found else other


def with_lines(text: str, above: Mapping[int, Sequence[str]]) -> str:
    """`text` with lines above some of its own, told by 1-based number; each indented and ended as that line is."""
    lines = lines_of(text)
    usual = end_of(lines[0]) if lines else "\n"
    out: list[str] = []
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip(" "))]
        out += (f"{indent}{one}{end_of(line, usual)}" for one in above.get(number, ()))
        out.append(line)
    return "".join(out)


def without_lines(text: str, numbers: Collection[int]) -> str:
    """`text` without the lines of those 1-based numbers."""
    return "".join(line for number, line in enumerate(lines_of(text), 1) if number not in numbers)
