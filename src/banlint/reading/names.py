"""What a file's name says of its format."""

from __future__ import annotations


def suffix(name: str) -> str:
    """The last extension in lower case, with its dot; that of `x.json.gz` is `.json`. Empty where there is none.

    >>> suffix("a/Rack 7.YAML"), suffix("export.json.gz"), suffix("hosts"), suffix(".facts")
    ('.yaml', '.json', '', '.facts')
    """
    base = name.replace("\\", "/").rpartition("/")[2].lower().removesuffix(".gz")
    _, dot, extension = base.rpartition(".")
    return dot + extension
