"""RFC 6901 pointers, with the prefixes of streams and tables."""

from __future__ import annotations

from banlint.model import Path


def pointer(prefix: str, path: Path) -> str:
    """The pointer to `path` in a document whose pointers begin with `prefix`; `/` for the root of a lone document.

    >>> pointer("@2", ("assets", 0, "a/b"))
    '@2/assets/0/a~1b'
    """
    if not path:
        return prefix or "/"
    joined = "/".join(map(str, path))
    if "~" in joined or joined.count("/") >= len(path):
        joined = "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return f"{prefix}/{joined}"
