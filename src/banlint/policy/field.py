"""How suppressions are marked in a document, and whether one could hold any: asked of every document there is."""

from __future__ import annotations

from banlint.model import Document

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
