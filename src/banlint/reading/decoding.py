"""Bytes to text: byte order marks, strict UTF-8, and what of it is not text."""

from __future__ import annotations

from banlint.model import Problem
from banlint.named import NamedTuple
from banlint.reading.places import Lines

REPLACEMENT = "\ufffd"

# UTF-32 LE begins as UTF-16 LE does, so it is tried first.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MARK_STARTS = frozenset(mark[:1] for mark, _ in _MARKS)


class Decoded(NamedTuple):
    """A text without its byte order mark, and what was wrong with its bytes; those stand as U+FFFD in it."""

    text: str
    problems: tuple[Problem, ...] = ()


def encoding_of(data: bytes) -> tuple[str, int]:
    """The encoding that the byte order mark of `data` names, and the mark's length; `utf-8` and 0 without one."""
    if data[:1] not in _MARK_STARTS:
        return "utf-8", 0
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    return "utf-8", 0


def decode(data: bytes, name: str, first_line: int = 1) -> Decoded:
    """The text of `data`, from a file called `name`; bytes that are no text become U+FFFD and a problem each kind."""
    encoding, start = encoding_of(data)
    body = data[start:] if start else data
    problems: list[Problem] = []
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        text = body.decode(encoding, "replace")
        offset = len(body[: error.start].decode(encoding, "ignore"))
        shown = body[error.start : error.start + 1].hex()
        message = f"byte 0x{shown} is not {encoding.upper()}"
        problems.append(_problem(text, offset, message, "save the file as UTF-8", name, first_line))
    if "\0" in text:
        offset = text.index("\0")
        problems.append(
            _problem(text, offset, "NUL character", "remove it: the file is damaged or binary", name, first_line)
        )
        text = text.replace("\0", REPLACEMENT)
    if text.startswith("\ufeff"):
        problems.append(_problem(text, 0, "second byte order mark", "remove it", name, first_line))
        text = text.lstrip("\ufeff")
    return Decoded(text, tuple(problems))


def _problem(text: str, offset: int, message: str, mend: str, name: str, first_line: int) -> Problem:
    return Problem("input", message, mend, name, *Lines(text, first_line).at(offset))
