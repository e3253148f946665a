"""How suppressions are marked in a document, and whether one could hold any: asked of every document there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.model import Data, Document, Path

MARKER = "banlint:"
"""What a comment begins with that is a suppression."""
FIELD = "banlint"
"""The key or column that holds suppressions where there are no comments."""
SPELLINGS = (FIELD, FIELD.capitalize(), FIELD.upper())
"""The field as it may head a column."""


def may_have(document: Document) -> bool:
    """Whether `document` could hold a suppression at all: a search of its text, or of the columns of a row."""
    text = getattr(document, "text", None)
    if isinstance(text, str):
        return FIELD in text
    data = document.data
    return isinstance(data, dict) and any(name in data for name in SPELLINGS)


def fields(data: Data) -> Iterator[tuple[Path, Data]]:
    """Every `banlint` key below `data`, with its value."""
    stack: list[tuple[Path, Data]] = [((), data)]
    seen: set[int] = set()
    while stack:
        path, value = stack.pop()
        items = value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
        # What aliases share is looked at once, where it stands first: further on it governs another asset.
        if not items or id(value) in seen:
            continue
        seen.add(id(value))
        for step, inner in items:
            if step in SPELLINGS and isinstance(value, Mapping):
                yield (*path, step), inner
            elif isinstance(inner, (Mapping, list)):
                stack.append(((*path, step), inner))
