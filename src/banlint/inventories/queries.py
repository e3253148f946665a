"""JSONPath (RFC 9535) for mappings, in the part of it whose cost is bounded by the size of the document.

The library does the work; what could make a query run for ever is refused before it sees it: patterns, more
than one `..`, several selectors between one pair of brackets, and filters that look at the whole document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from banlint.errors import ConfigError
from banlint.hints import Any
from banlint.model import Data, Path
from banlint.named import NamedTuple
from banlint.text import show

_LONGEST = 300
_QUOTES = "'\""
_MEND = "see docs/mapping.md for what a query may be"


class Match(NamedTuple):
    """A value that a query selects, and where it stands below the value that was asked."""

    path: Path
    value: Data


class Query:
    """A compiled query."""

    __slots__ = ("_compiled", "written")

    def __init__(self, written: str) -> None:
        """Compile `written`. Raises `ConfigError`."""
        refuse(written)
        self.written = written
        environment, errors = _library()
        try:
            self._compiled: Any = environment.compile(written)
        except (errors, RecursionError, ValueError) as error:
            said = (str(error).splitlines() or [""])[0]
            raise ConfigError(f"`{show(written)}` is no JSONPath: {show(said)}", _MEND) from None

    def find(self, data: Data) -> Iterator[Match]:
        """What the query selects of `data`, in document order, as it is found."""
        for found in self._compiled.finditer(data):
            yield Match(tuple(found.parts), found.obj)


def refuse(written: str) -> None:
    """Raise `ConfigError` where a query is more than a mapping may ask for."""
    if len(written) > _LONGEST:
        raise ConfigError(f"a query of {len(written)} characters", f"keep it below {_LONGEST}")
    bare = _unquoted(written)
    if not bare.startswith("$"):
        raise ConfigError(f"`{show(written)}` does not begin with `$`", f"write `$.{show(written)}`")
    reasons = (
        ("," in bare, "selects several things at once (`,`)", "write a list of queries"),
        (bare.count("..") > 1, "looks everywhere (`..`) more than once", "name the keys on the way"),
        ("$" in bare[1:], "looks at the whole document from within (`$`)", "use `resolve` for references"),
        ("match(" in bare or "search(" in bare, "asks for a pattern", "compare with == instead"),
        (bare.count("(") > 8 or bare.count("[?") > 3 or bare.count("!") > 8, "is too deep", "split it"),
    )
    for refused, what, mend in reasons:
        if refused:
            raise ConfigError(f"`{show(written)}` {what}", mend)


def _unquoted(written: str) -> str:
    """`written` without what stands between quotes."""
    kept: list[str] = []
    quote = ""
    escaped = False
    for character in written:
        if quote:
            if character == quote and not escaped:
                quote = ""
            escaped = character == "\\" and not escaped
        elif character in _QUOTES:
            quote = character
        else:
            kept.append(character)
    return "".join(kept)


@cache
def _library() -> tuple[Any, type[Exception]]:
    """The environment that compiles queries, and what it raises. Raises `ConfigError` where it is not installed."""
    try:
        import jsonpath
    except ImportError:
        raise ConfigError(
            "a mapping needs the library python-jsonpath, which is not installed", "pip install 'banlint[mapping]'"
        ) from None
    environment: Any = jsonpath.JSONPathEnvironment(strict=True)
    # These two compile patterns with an engine that can be hung.
    for name in ("match", "search"):
        environment.function_extensions.pop(name, None)
    return environment, jsonpath.JSONPathError
