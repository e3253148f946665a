"""Settings: `banlint.toml`, or `[tool.banlint]` in pyproject.toml, nearest upward to the repository's root.

Settings are data. They can name rule packs, which are data too, and never a
plugin: what a repository holds must not decide which code runs.
"""

import os
from collections.abc import Mapping

from banlint.cli.files import HERE, Files, files_of
from banlint.errors import BanlintError, ConfigError, UsageError
from banlint.hints import TYPE_CHECKING, Any
from banlint.named import NamedTuple
from banlint.text import show, suggest

if TYPE_CHECKING:
    import argparse

    from banlint.model import Path

OWN, SHARED = "banlint.toml", "pyproject.toml"


class Config(NamedTuple):
    """What a settings file sets; the command line goes before it."""

    path: str = ""
    profile: tuple[str, ...] = ()
    as_of: str = ""
    purpose: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    pack: tuple[str, ...] = ()
    """Folders, relative to the settings file in it, and to the working folder here."""
    format: str = ""
    jobs: int = 1
    allow_empty: bool = False
    expect_assets_min: int = 0
    mentions: bool = False
    waivers: str = ""
    """A file, relative as the packs are."""
    baseline: str = ""
    facts: str = ""
    """A file of answers, relative as the packs are."""
    horizon: str = ""
    cache: bool = False
    asker: tuple[Mapping[str, object], ...] = ()
    """Profiles that ask for some of the assets only, unread: `api.ask` knows what may be in them."""
    mapping: Mapping[str, object] = {}
    """Mappings of inventories by name, unread: `inventories.mapping` knows what may be in them."""


_TABLE = ("tool", "banlint")
KEYS = tuple(field.replace("_", "-") for field in Config._fields if field != "path")


def find(files: Files = HERE) -> Config:
    """The nearest settings from the working folder up to its repository's root; outside a repository, its own only.

    Raises `ConfigError`.
    """
    folders = _upward()
    for folder in folders:
        own, shared = os.path.join(folder, OWN), os.path.join(folder, SHARED)
        owns, found = files.is_file(own), files.read(shared) if files.is_file(shared) else b""
        shares = b"[tool.banlint" in found
        if owns and shares:
            raise ConfigError("banlint.toml and [tool.banlint] of pyproject.toml are both here", "keep one", own)
        if owns:
            return read(own, files, whole=True)
        if shares:
            return read(shared, files, whole=False)
    return Config()


def read(path: str, files: Files = HERE, *, whole: bool) -> Config:
    """The settings in the TOML file `path`: all of it, or its `[tool.banlint]`. Raises `ConfigError`."""
    import tomllib

    base: Path = () if whole else _TABLE
    try:
        text = files.read(path).decode("utf-8-sig")
        table: object = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"not TOML: {show(str(error))}", "mend the file", path) from None
    for key in base:
        table = table.get(key) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping):
        raise ConfigError("there is no table [tool.banlint] here", "add it, or name another file", path)
    defaults = Config(path)._asdict()
    for name, value in table.items():
        try:
            defaults[_field(name)] = _value(name, value, path)
        except ConfigError as error:
            raise ConfigError(error.message, error.mend, path, *_place(text, (*base, name))) from None
    config = Config._make(defaults.values())
    folder = os.path.dirname(path)
    return config._replace(
        pack=tuple(os.path.join(folder, pack) for pack in config.pack),
        waivers=os.path.join(folder, config.waivers) if config.waivers else "",
        baseline=os.path.join(folder, config.baseline) if config.baseline else "",
        facts=os.path.join(folder, config.facts) if config.facts else "",
    )


def placed(error: UsageError, options: "argparse.Namespace") -> BanlintError:
    """`error` at its place in the settings file, where what it is about was said there and not on the command line."""
    config: Config = getattr(options, "settings", Config())
    for field, said in config._asdict().items() if error.word and config.path else ():
        several = said if isinstance(said, tuple) else (str(said),)
        if field == "path" or getattr(options, field, None) or error.word not in several:
            continue
        text = files_of(options).read(config.path).decode("utf-8-sig")
        base: Path = _TABLE if os.path.basename(config.path) == SHARED else ()
        where = (*base, field.replace("_", "-"), several.index(error.word))
        return ConfigError(error.message, error.mend, config.path, *_place(text, where))
    return error


def _place(text: str, where: "Path") -> tuple[int, int]:
    from banlint.inventories.tomlplaces import place_of

    return place_of(text, where)


def _value(name: str, value: object, path: str) -> Any:
    default = Config._field_defaults[_field(name)] if name in KEYS else None
    if default is None:
        near = suggest(name, KEYS)
        mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(KEYS)}"
        raise ConfigError(f"there is no setting `{show(name)}`", mend, path)
    if isinstance(default, Mapping):
        if not isinstance(value, Mapping):
            raise ConfigError(f"`{name}` is {show(repr(value), 60)}, not a table", f"write [{name}.NAME]", path)
        return value
    if name == "asker":
        if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            return tuple(value)
        raise ConfigError("`asker` is not a list of tables", 'write [[asker]] and below it profile = "..."', path)
    if isinstance(default, tuple):
        words = [value] if isinstance(value, str) else value
        if isinstance(words, list) and all(isinstance(word, str) for word in words):
            return tuple(words)
        raise ConfigError(f"`{name}` is {show(repr(value), 60)}, not a list of texts", f'{name} = ["..."]', path)
    if name == "as-of" and hasattr(value, "isoformat"):
        return str(value)
    if type(value) is not type(default):
        kind = {str: "text", int: "a whole number", bool: "true or false"}[type(default)]
        mend = f"write {name} = {_EXAMPLES[type(default)]}"
        raise ConfigError(f"`{name}` is {show(repr(value), 60)}, not {kind}", mend, path)
    assert isinstance(value, str | int)
    return value


_EXAMPLES = {str: '"..."', int: "1", bool: "true"}


def _field(name: str) -> str:
    return name.replace("-", "_")


def root() -> str:
    """The root of the repository that the working folder is in; the working folder itself outside of one."""
    return _upward()[-1]


def _upward() -> tuple[str, ...]:
    folder = os.getcwd()
    folders = [folder]
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return (os.curdir,)
        folder = parent
        folders.append(folder)
    return tuple(os.path.relpath(one) for one in folders)
