"""Where mappings come from: a file named, `banlint-map.yaml` beside the inventory, the settings. In that order."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from banlint.errors import ConfigError
from banlint.hints import TYPE_CHECKING
from banlint.model import Path
from banlint.text import show

# What reads mappings and what they map is imported where there is one: few runs have any.
if TYPE_CHECKING:
    from banlint.inventories.mapped import Mapped
    from banlint.inventories.mapping import Rules

BESIDE = "banlint-map.yaml"
"""The name of a file of mappings; it speaks for the files of its own folder."""
_MOST_BYTES = 1 << 20

Placed = tuple[str, "tuple[Rules, ...]"]
"""Mappings and the folder their globs are seen from."""


class Mappings:
    """All mappings of a run, each file of them read once."""

    def __init__(
        self,
        files: Sequence[str] = (),
        settings: Mapping[str, object] | None = None,
        settings_path: str = "",
        *,
        beside: bool = True,
    ) -> None:
        """Read `files`, and the tables `settings` of the settings file. Raises `ConfigError`."""
        self._named = [(os.path.dirname(path), read(path)) for path in files]
        self._settings: list[Placed] = []
        if settings:
            from banlint.inventories.mapping import rules

            def at(where: Path) -> tuple[str, int, int]:
                return settings_path, *_in_settings(settings_path, where)

            found = tuple(rules(name, one, at, ("mapping", name)) for name, one in settings.items())
            self._settings.append((os.path.dirname(settings_path), found))
        self._beside = beside
        self._last: tuple[str, Mapped | None] = ("", None)
        self._folders: dict[str, list[Placed] | ConfigError] = {}

    def adapter(self, name: str) -> Mapped | None:
        """What reads the file `name`, where a mapping speaks for it. Raises `ConfigError`."""
        if name != self._last[0]:
            self._last = name, self._find(name)
        return self._last[1]

    def is_none_beside(self, name: str) -> bool:
        """Whether no mapping could speak for the file `name` or another of its folder. Raises `ConfigError`."""
        return not (self._named or self._settings or self._at(name))

    def _find(self, name: str) -> Mapped | None:
        for base, found in (*self._named, *self._at(name), *self._settings):
            for one in found:
                if any(_speaks(pattern, name, base) for pattern in one.files):
                    from banlint.inventories.mapped import Mapped

                    return Mapped(one)
        return None

    def _at(self, name: str) -> list[Placed]:
        if not self._beside:
            return []
        folder = os.path.dirname(name)
        if folder not in self._folders:
            path = os.path.join(folder, BESIDE)
            try:
                self._folders[folder] = [(folder, read(path))] if os.path.isfile(path) else []
            except ConfigError as error:
                self._folders[folder] = error
        found = self._folders[folder]
        if isinstance(found, ConfigError):
            raise found
        return found


def read(path: str) -> tuple[Rules, ...]:
    """The mappings of the file `path`. Raises `ConfigError`."""
    from banlint.catalog.ownfile import parsed
    from banlint.inventories.mapping import rules

    try:
        with open(path, "rb") as file:
            held = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", "name a mapping that is there", path) from None
    data, marks = parsed(held, path, ("a mapping", "in a mapping"), _MOST_BYTES, "shorten it")

    def at(where: Path) -> tuple[str, int, int]:
        return path, *marks.key(where)

    extra = [key for key in data if key != "mappings"]
    if extra or not isinstance(data.get("mappings"), dict):
        where = (extra[0],) if extra else ()
        what = f"there is no key `{show(extra[0])}`" if extra else "there is no mapping"
        raise ConfigError(what, "write `mappings:` and below it one by name", *at(where))
    return tuple(rules(name, one, at, ("mappings", name)) for name, one in data["mappings"].items())


def _in_settings(settings_path: str, where: Path) -> tuple[int, int]:
    """Line and column in a settings file; looked for only when something is wrong there."""
    from banlint.inventories.tomlplaces import place_of

    try:
        with open(settings_path, encoding="utf-8-sig", newline="") as file:
            text = file.read(_MOST_BYTES)
    except (OSError, ValueError):
        return 0, 0
    whole = os.path.basename(settings_path) != "pyproject.toml"
    return place_of(text, where if whole else ("tool", "banlint", *where))


def _speaks(pattern: str, name: str, base: str) -> bool:
    """Whether a glob names a file: by its own name, or where there is a slash in it by its path from `base`."""
    if "/" not in pattern:
        return fnmatchcase(name.rpartition("/")[2], pattern)
    try:
        below = os.path.relpath(name, base or os.curdir)
    except ValueError:
        return False
    return fnmatchcase(below.replace(os.sep, "/"), pattern.removeprefix("./"))
