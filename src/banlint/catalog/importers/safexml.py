"""XML without what makes it dangerous: no document type, so no entities; bounded in depth; elements with lines."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from xml.parsers import expat

from banlint.catalog.importers.cells import File
from banlint.errors import PackError
from banlint.hints import NoReturn
from banlint.limits import DEFAULT, Limits

_MEND = "give the official file itself"
_LINE = "\0line"


def parse(file: File, limits: Limits = DEFAULT) -> ET.Element:
    """The root of the document. Raises `PackError`; at a document type before anything that it declares is read."""
    parser = expat.ParserCreate()
    tree = ET.TreeBuilder()
    depth = 0

    def refuse(message: str) -> NoReturn:
        raise PackError(message, _MEND, file.name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            refuse(f"nested deeper than {limits.depth}")
        tree.start(tag, {**attributes, _LINE: str(parser.CurrentLineNumber)})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        tree.end(tag)

    def declares(*_: object) -> None:
        refuse("the XML declares a document type")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, tree.data
    _refuse_declarations(parser, declares)
    try:
        parser.Parse(file.content, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise PackError(message, _MEND, file.name, error.lineno, error.offset + 1) from error
    return tree.close()


def _refuse_declarations(parser: expat.XMLParserType, declares: Callable[..., None]) -> None:
    parser.StartDoctypeDeclHandler = declares
    parser.EntityDeclHandler = declares
    parser.ExternalEntityRefHandler = lambda *_: 0


def line(element: ET.Element) -> int:
    """The line an element of `parse` begins on."""
    return int(element.get(_LINE, "1"))
