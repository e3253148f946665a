"""The eCFR's XML of 15 CFR part 744: the tables of Supplement No. 4 and No. 7.

A row is a `TR` under the `DIV9` of its supplement; a country stands once, for its first row. A name stands before its
other names, which begin with a dash or with `a.k.a.`, and before its address.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence

from banlint.catalog.importers import countries, days
from banlint.catalog.importers.cells import File
from banlint.catalog.importers.rows import ListRow, named, squeeze
from banlint.catalog.importers.safexml import line, parse
from banlint.catalog.names import key
from banlint.errors import PackError
from banlint.text import show

_DASH = re.compile(r"\s*[\u2014\u2013]\s*")
_OTHERS = re.compile(r",?\s*\(?(?:a\.k\.a|f\.k\.a|also known as|formerly known as)\.?,?\s*", re.IGNORECASE)
_FOLLOWING = re.compile(r"^the following [^:]{0,60}:?\s*", re.IGNORECASE)
_ENDS = re.compile(r";|\.\s+(?=[A-Z0-9])|\s+and$")
_BREAKS = {"br", "p"}
_COLUMNS = ("country", "entity", "federal register")


def read(files: Sequence[File], part: str) -> Iterator[ListRow]:
    """The rows of the supplement whose name begins with `part`: `Supplement No. 4`. Raises `PackError`."""
    for file in files:
        found = [div for div in parse(file).iter("DIV9") if div.get("N", "").startswith(part)]
        if len(found) != 1:
            raise PackError(
                f"the XML holds '{show(part)}' {len(found)} times", "give the XML of 15 CFR part 744", file.name, 1, 1
            )
        yield from _rows(found[0], file)


def _rows(supplement: ET.Element, file: File) -> Iterator[ListRow]:
    country = ""
    columns: dict[str, int] = {}
    width = 0
    for row in supplement.iter("TR"):
        heads = [squeeze(_text(cell)).lower() for cell in row.iter("TH")]
        if heads:
            columns, width = {word: _column(heads, word, row, file) for word in _COLUMNS}, len(heads)
            continue
        cells = [_text(cell) for cell in row.iter("TD")]
        if not columns or len(cells) != width:
            raise _refusal(f"the row has {len(cells)} cells and its head {width}", row, file)
        at, entity, cited = (cells[columns[word]] for word in _COLUMNS)
        country = squeeze(at) or country
        if entity.strip() and "[reserved]" not in entity.lower():
            name, aliases = names(entity)
            if not key(name):
                raise _refusal("the row has no name", row, file)
            citation = squeeze(cited).rstrip(".")
            yield ListRow(name, aliases, countries.code(country), days.first_day(citation), "", citation)


def _column(heads: list[str], word: str, row: ET.Element, file: File) -> int:
    found = next((place for place, head in enumerate(heads) if word in head), None)
    if found is None:
        raise _refusal(f"the table has no column '{word}'", row, file)
    return found


def _refusal(message: str, row: ET.Element, file: File) -> PackError:
    return PackError(message, "give the official file itself", file.name, line(row), 1)


def _text(cell: ET.Element) -> str:
    """The text of `cell`, each of its paragraphs and breaks a line."""
    parts: list[str] = [cell.text or ""]
    for inner in cell.iter():
        if inner is cell:
            continue
        parts.append(("\n" if inner.tag.lower() in _BREAKS else "") + (inner.text or ""))
        parts.append(inner.tail or "")
    return "".join(parts)


def names(entry: str) -> tuple[str, tuple[str, ...]]:
    """The name and the other names of an entry, without its addresses.

    >>> names("Norse Optics Co., Ltd., a.k.a., the following two aliases: —Norse; and —Nordic Eye. 1 Fjord St, Oslo")
    ('Norse Optics Co., Ltd.', ('Norse', 'Nordic Eye'))
    """
    first, *others = _OTHERS.split(entry, maxsplit=1)
    dashed = _DASH.split(first)
    official = _without_address(dashed[0] if others or len(dashed) > 1 else first)
    aliases: list[str] = []
    for text in others:
        listed = _DASH.split(_FOLLOWING.sub("", text))
        spellings = listed[1:] if len(listed) > 1 else listed[:1]
        aliases += (_without_address(_ENDS.split(spelling.strip())[0]) for spelling in spellings)
    return named(official, aliases)


def _without_address(text: str) -> str:
    """A name up to the comma that no legal form follows."""
    text = squeeze(text).rstrip(";")
    pieces = text.split(", ")
    name = pieces[0]
    for piece in pieces[1:]:
        if key(f"{name}, {piece}") != key(name):
            break
        name = f"{name}, {piece}"
    return name
