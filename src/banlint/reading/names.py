"""What a file's name says of its format."""

from __future__ import annotations

JSON = (".json", ".jsonc")
JSON_LINES = (".jsonl", ".ndjson", ".jsonlines", ".ldjson")
YAML = (".yaml", ".yml")
TABLE = (".csv", ".tsv")
WORKBOOK = (".xlsx", ".xlsm")
KNOWN = frozenset(JSON + JSON_LINES + YAML + TABLE + WORKBOOK)
"""The extensions that settle which reader a file is for."""


def suffix(name: str) -> str:
    """The last extension in lower case, with its dot; that of `x.json.gz` is `.json`. Empty where there is none.

    >>> suffix("a/Rack 7.YAML"), suffix("export.json.gz"), suffix("hosts"), suffix(".facts")
    ('.yaml', '.json', '', '.facts')
    """
    base = name.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".gz")
    _, dot, extension = base.rpartition(".")
    return dot + extension if dot else ""
