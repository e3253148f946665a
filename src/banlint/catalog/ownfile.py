"""YAML files that users write beside their inventories, read as strictly as packs: mappings, waivers, facts."""

from __future__ import annotations

from collections.abc import Callable

from banlint.catalog.yamltext import Marks, parse
from banlint.errors import ConfigError, PackError
from banlint.hints import Any
from banlint.model import Path
from banlint.named import NamedTuple
from banlint.text import show

Fail = Callable[[str, str, Path], ConfigError]
"""An error of a message, a mend and the path of the key it is about, for the caller to raise."""


class Listed(NamedTuple):
    """A file that is one list under one key."""

    entries: list[Any]
    fail: Fail
    marks: Marks


def parsed(data: bytes, path: str, words: tuple[str, str], most: int, mend: str) -> tuple[dict[str, Any], Marks]:
    """The document in the file `path`, and its places; `mend` tells what to do with over `most` bytes.

    `words` say what it is and what is in it: `a mapping` and `in a mapping`. Raises `ConfigError`.
    """
    if len(data) > most:
        raise ConfigError(f"{words[0]} of more than {most >> 20} MiB", mend, path)
    try:
        return parse(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8", "save it as UTF-8", path) from None
    except PackError as error:
        message = error.message.replace("in a pack", words[1])
        raise ConfigError(message, error.mend, path, error.line, error.column) from None


def listed(data: bytes, path: str, top: str, most: int, mend: str) -> Listed:
    """The list under `top` in the file `path`, which holds nothing else; an empty value is an empty list.

    Raises `ConfigError`.
    """
    document, marks = parsed(data, path, (top, f"among {top}"), most, mend)

    def fail(message: str, mend: str, where: Path) -> ConfigError:
        return ConfigError(message, mend, path, *marks.key(where))

    for key in document:
        if key != top:
            raise fail(f"there is no key `{show(key)}`", f"write `{top}:` and below it a list", (key,))
    found = document.get(top)
    if found == "" and top in document:
        found = []
    if not isinstance(found, list):
        raise fail(f"there is no list of {top}", f"write `{top}:` and below it a list", (top,))
    return Listed(found, fail, marks)
