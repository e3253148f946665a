"""Long YAML lists in pieces of whole elements, each read as if it were the file.

A list stands at the root of its document, or is all that a key holds there. Its dashes stand at one margin, so that
each element ends where the next begins, or else it is no YAML by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.model import Data, Path, Problem
from banlint.named import NamedTuple
from banlint.reading.jinja import is_template
from banlint.reading.places import Lines
from banlint.reading.yamlplain import plain
from banlint.reading.yamltext import PlainDocument

_OPENING = re.compile(r"(?:---\r?\n)?(?: *(?:#.*)?\r?\n)*+(?:[\w.-]++: *\r?\n)?( *)(?=- )")
# What has a meaning beyond its element: marks of documents and directives, aliases. No screen expects a NUL.
_BEYOND = re.compile(r"^(?:%|---|\.\.\.)|(?:^|[\s\[\]{},:-])\*|\\[xuU]?0", re.MULTILINE)


class DoubtError(Exception):
    """The document has to be read whole."""


class Opening(NamedTuple):
    """What stands before the first element."""

    data: Data
    """The document without its elements."""
    path: Path
    """Where in it the list stands."""
    text: str
    margin: str
    """What stands before each dash."""


def opened(start: bytes, limits: Limits) -> Opening:
    """The opening of a document that begins with `start`. Raises `DoubtError` where there is no list."""
    found = _OPENING.match(start.decode(errors="ignore"))
    if found is None:
        raise DoubtError
    # The plain reader is to say whether all of it is in order.
    text = found[0].removesuffix(found[1])
    data = plain(found[0] + "- x\n", limits)
    if isinstance(data, dict) and len(data) == 1:
        return Opening(data, tuple(data), text, found[1])
    if not isinstance(data, list):
        raise DoubtError
    return Opening(data, (), text, found[1])


def pieces(opening: Opening, start: bytes, blocks: Iterator[bytes], most: int) -> Iterator[str]:
    """What `start` and `blocks` hold behind the opening, in whole elements.

    Raises `DoubtError` where one has more than `most` bytes, or some are no text.
    """
    dash = f"\n{opening.margin}- ".encode()
    held = b""
    for block in chain((start[len(opening.text.encode()) :],), blocks):
        searched = max(0, len(held) - len(dash))
        held += block
        cut = held.rfind(dash, searched) + 1
        if cut:
            yield _decoded(held[:cut])
            held = held[cut:]
        elif len(held) > most:
            raise DoubtError
    yield _decoded(held)


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise DoubtError from None


class Element(NamedTuple):
    """One element."""

    text: str
    offset: int
    """Where in its piece it begins."""
    data: Data


def elements(piece: str, margin: str, limits: Limits) -> list[Element]:
    """The elements of `piece`. Raises `DoubtError` where a reader of the whole file might see anything else."""
    starts = [found.start() for found in re.finditer(rf"^{margin}- ", piece, re.MULTILINE)]
    parts = [piece[start:end] for start, end in zip(starts, (*starts[1:], len(piece)), strict=True)]
    data = plain(piece, limits)
    if not starts or starts[0]:
        raise DoubtError
    if not isinstance(data, list) or len(data) != len(parts):
        data = [_alone(part, limits) for part in parts]
    return list(map(Element, parts, starts, data))


def _alone(text: str, limits: Limits) -> Data:
    data = element_document(text, "", limits).data
    if not isinstance(data, list) or len(data) != 1:
        raise DoubtError
    return data[0]


def element_document(text: str, name: str, limits: Limits, first_line: int = 1) -> PlainDocument:
    """A list of the one element `text`, which begins on the line `first_line` of the file `name`."""
    data = plain(text, limits)
    if data is not None:
        return PlainDocument(data, Lines(text, first_line), name, limits)
    if is_template(text) or _BEYOND.search(text):
        raise DoubtError
    from banlint.reading import yamlstream

    try:
        read = list(yamlstream.parse(text, name, limits, first_line))
    except InputError:
        raise DoubtError from None
    if len(read) != 1 or isinstance(read[0], Problem):
        raise DoubtError
    return read[0]  # type: ignore[return-value]
