"""Options that several commands share."""

from __future__ import annotations

import argparse

from banlint.api.ask import DEFAULT_PROFILE
from banlint.cli.config import SHARED, Config
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.inventories.mappings import Mappings


def add_help(group: argparse._ArgumentGroup) -> None:
    """`--help`."""
    group.add_argument("-h", "--help", action="help", help="show this page")


def add_setting(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """Where rules, plugins and settings come from."""
    group = parser.add_argument_group("rules, plugins and settings")
    group.add_argument("--pack", action="append", metavar="DIR", help="read another pack of rules as well")
    group.add_argument(
        "-p", dest="plugin", action="append", metavar="NAME", help="load this plugin or module; no:NAME leaves one out"
    )
    group.add_argument("--no-plugins", action="store_true", help="load no installed plugin but those named with -p")
    group.add_argument("--config", metavar="FILE", help="read the settings from this file alone")
    group.add_argument("--isolated", action="store_true", help="read no settings file")
    return group


def add_as_of(group: argparse._ArgumentGroup) -> None:
    """`--as-of`."""
    group.add_argument("--as-of", metavar="DAY", help="judge by the law of this day, as 2024-01-31; default: today")


def add_profile(group: argparse._ArgumentGroup) -> None:
    """`--profile`."""
    group.add_argument("--profile", action="append", metavar="ID", help=f"who is asking; default: {DEFAULT_PROFILE}")


def add_color(group: argparse._ArgumentGroup) -> None:
    """`--color`."""
    group.add_argument(
        "--color", choices=("auto", "always", "never"), metavar="WHEN", default="auto", help="auto, always or never"
    )


def add_mapping(group: argparse._ArgumentGroup) -> None:
    """`--mapping`."""
    group.add_argument(
        "--mapping", action="append", default=[], metavar="FILE", help="read inventories as this mapping says"
    )


def mappings(options: argparse.Namespace, config: Config) -> Mappings:
    """The mappings of the command line and the settings, and whether to look for more beside inventories.

    Raises `ConfigError`.
    """
    from banlint.inventories.mappings import Mappings

    return Mappings(options.mapping, config.mapping, config.path, beside=not options.isolated)


def read_config(options: argparse.Namespace) -> Config:
    """The settings file that `options` ask for. Raises `ConfigError`."""
    from banlint.cli.config import find, read
    from banlint.cli.files import files_of

    if options.isolated:
        return Config()
    if options.config:
        options.settings = read(options.config, files_of(options), whole=not options.config.endswith(SHARED))
    else:
        options.settings = find(files_of(options))
    config: Config = options.settings
    return config
