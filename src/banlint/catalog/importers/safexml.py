"""XML without what makes it dangerous: no document type, so no entities; bounded in size and depth."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from xml.parsers import expat

from banlint.catalog.importers.cells import File
from banlint.errors import PackError
from banlint.limits import DEFAULT, Limits

_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)


def parse(file: File, limits: Limits = DEFAULT) -> ET.Element:
    """The root of the document. Raises `PackError`, for a document type before anything is parsed."""
    content = file.content
    if b"\0" in content[:4096]:
        raise PackError("the XML is not UTF-8", "save it as UTF-8", file.name, 1, 1)
    found = _DECLARES.search(content)
    if found:
        line = content.count(b"\n", 0, found.start()) + 1
        raise PackError("the XML declares a document type", "give the official file: it has none", file.name, line, 1)
    _not_deep(file, limits.depth)
    try:
        return ET.fromstring(content)  # noqa: S314 - no document type, so no entities, and no deeper than allowed
    except ET.ParseError as error:
        line, column = error.position
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise PackError(message, "give the official file itself", file.name, line, column + 1) from error


def _not_deep(file: File, most: int) -> None:
    """Refuses deep nesting without building a tree of it."""
    parser = expat.ParserCreate()
    depth = 0

    def begin(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > most:
            line = parser.CurrentLineNumber
            raise PackError(f"nested deeper than {most}", "give the official file itself", file.name, line, 1)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(file.content, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise PackError(message, "give the official file itself", file.name, error.lineno, error.offset + 1) from error
