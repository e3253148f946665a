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
_ROW = "row:"


def may_have(document: Document) -> bool:
    """Whether `document` could hold a suppression at all: a search of its text, or of the columns of a row."""
    holds = getattr(document, "holds", None)
    if holds is not None:
        return bool(holds(FIELD))
    if document.prefix.startswith(_ROW):
        return any(name in document.data for name in SPELLINGS) if isinstance(document.data, dict) else False
    return any(True for _ in fields(document.data))


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
