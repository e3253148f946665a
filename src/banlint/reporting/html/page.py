"""The page: its files in this package, its policy of content, and the filling of its places."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

STYLES = ("tokens", "page", "charts", "findings", "details", "print")
SCRIPTS = ("data", "build", "query", "grid", "details", "print", "main")

Write = Callable[[str], object]


def pour(write: Write, places: Mapping[str, Iterable[str]]) -> None:
    """Write the page with what `places` holds at each of its places, `{{name}}` in the file."""
    style, script = _files("css", STYLES), _files("js", SCRIPTS)
    ours = {"policy": [_policy(style, script)], "style": [style], "script": [script]}
    first, *others = _file("page.html").split("{{")
    write(first)
    for part in others:
        name, _, rest = part.partition("}}")
        for piece in ours.get(name) or places[name]:
            write(piece)
        write(rest)


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched, and nothing may run but what is written here, named by its hash."""
    rules = (
        "default-src 'none'",
        f"script-src '{_digest(script)}'",
        f"style-src '{_digest(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
    return "; ".join(rules)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _files(kind: str, names: Iterable[str]) -> str:
    return "".join(f"\n{_file(kind, f'{name}.{kind}')}" for name in names)


def _file(*path: str) -> str:
    from importlib.resources import files

    return files(__package__).joinpath(*path).read_text("utf-8").replace("\r\n", "\n")
