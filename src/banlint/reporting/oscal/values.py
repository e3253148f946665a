"""Strangers' text as the data types of OSCAL allow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring_ascii as quoted

from banlint.model import Law
from banlint.reporting.markdown import marked
from banlint.text import show

__all__ = ["full", "line", "links", "markup", "props", "quoted", "token", "written"]
Record = dict[str, object]
NAMESPACE = "urn:banlint:oscal"
_VALUE = 1000
_ADDRESS = re.compile(r"https://[!-~]+")
_NO_TOKEN = re.compile(r"[^A-Za-z0-9._-]")


def line(value: str) -> str:
    r"""`value` as a string: one line that neither begins nor ends with a blank.

    >>> line(" a")
    '\\x20a'
    """
    if value[:1] != " " != value[-1:] and len(value) <= _VALUE and value.isascii() and value.isprintable():
        return value
    text = show(value, _VALUE)
    if text[:1] != " " != text[-1:]:
        return text
    bare = text.strip(" ")
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return "\\x20" * before + bare + "\\x20" * (after if bare else 0)


@lru_cache(4096)
def markup(value: str) -> str:
    """`value`, visible already, as markup of one line in which it is text."""
    return marked(value) or "-"


def token(value: str) -> str:
    """`value` as a name of letters, digits and three signs; other characters by their number.

    >>> token("us-ban/2")
    'us-ban_x2f_2'
    """
    text = _NO_TOKEN.sub(lambda found: f"_x{ord(found[0]):x}_", value)
    return text if text[:1].isalpha() or text[:1] == "_" else f"_{text}"


def props(said: Iterable[tuple[str, str]]) -> list[Record]:
    """Properties of ours, those without a value left out."""
    return [{"name": name, "ns": NAMESPACE, "value": line(value)} for name, value in said if value]


def written(said: Iterable[tuple[str, str]]) -> str:
    """The same as members of a list that is written: there are many of them."""
    return ", ".join(
        [f'{{"name": "{name}", "ns": "{NAMESPACE}", "value": {quoted(line(value))}}}' for name, value in said if value]
    )


def links(laws: Iterable[Law]) -> list[Record]:
    """Where the law can be read; citations without a proper address are in the text alone."""
    return [
        {"href": law.url, "rel": "reference", "text": markup(law.citation)}
        for law in laws
        if _ADDRESS.fullmatch(law.url)
    ]


def full(record: Mapping[str, object]) -> Record:
    """`record` without what is empty, which OSCAL does not allow."""
    return {key: value for key, value in record.items() if value not in ("", [], None)}
