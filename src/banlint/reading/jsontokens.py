"""The tokens of JSON, for the exact reader and for the search for places."""

from __future__ import annotations

import re

SPACE = re.compile(r"[ \t\n\r]*+")
COMMENT = re.compile(r"//[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+\*/")
GAP = re.compile(r"(?:[ \t\n\r]++|//[^\n\r]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
STRING = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
CONTROL = re.compile(r"[\x00-\x1f]")

_PLAIN_STRING = r'"([^"\\\x00-\x1f]*+)"'
_NUMBER = r"(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)(?![\w.+-])"
VALUE = re.compile(rf"[ \t\n\r]*+(?:{_PLAIN_STRING}|{_NUMBER}|(true|false|null)(?!\w)|([\[{{]))", re.ASCII)
"""A value: group 1 a string without escapes, 2 a number, 3 a literal, 4 what opens an array or object."""
KEY = re.compile(rf"[ \t\n\r]*+{_PLAIN_STRING}[ \t\n\r]*+:")
AFTER = re.compile(r"[ \t\n\r]*+([,\]}])")
NOT_A_NUMBER = re.compile(r"(-?Infinity|NaN)(?!\w)")
SCALAR = re.compile(r"[^ \t\n\r,\]}/]++")

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class EscapeError(ValueError):
    """An escape that JSON does not have, at `offset` of the raw string."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def unescape(raw: str) -> tuple[str, bool]:
    """What `raw`, the text between the quotes, stands for; and whether half a surrogate pair became U+FFFD."""
    if "\\" not in raw:
        return raw, False
    value = _ESCAPE.sub(_unescaped, raw)
    try:
        value.encode()
    except UnicodeEncodeError:
        units = value.encode("utf-16-le", "surrogatepass")
        value = units.decode("utf-16-le", "replace")
        return value, value.encode("utf-16-le") != units
    return value, False


def _unescaped(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2] not in _ESCAPED:
        raise EscapeError(found.start())
    return _ESCAPED[found[2]]
