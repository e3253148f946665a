"""The commands as data, for what is generated from them: completion and the manual page."""

from __future__ import annotations

import argparse
from importlib import import_module

from banlint.cli.main import COMMANDS
from banlint.cli.parser import Parser
from banlint.named import NamedTuple

IDS = ("act", "entity", "party", "profile", "purpose", "regime")
"""What `banlint completion --ids` knows the ids of."""
_FOLDERS = frozenset({"DIR", "PACK"})
_FILES = frozenset({"FILE", "PATH", "FORMAT=FILE", "OLD"})
_KNOWN = {
    "--act": "@act",
    "--add-entity": "@entity",
    "--entity": "@entity",
    "--ignore": "@regime @entity",
    "--party": "@party",
    "--profile": "@profile",
    "--purpose": "@purpose",
    "--regime": "@regime",
    "--select": "@regime @entity",
    "--suppress": "@regime",
    "explain ID": "@regime @entity",
}


class Option(NamedTuple):
    """An option of a command."""

    names: tuple[str, ...]
    summary: str
    metavar: str
    """Empty where it takes no value."""
    value: str
    """What completes its value: words, `@` and a kind of ids, `files`, `folders`, or nothing."""


class Command(NamedTuple):
    """A command with its page."""

    name: str
    summary: str
    parser: Parser
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    """Its options, by the titles they stand under."""
    arguments: tuple[str, ...]
    """What completes its arguments in turn, as with the value of an option; the last goes on."""

    @property
    def options(self) -> tuple[Option, ...]:
        """All of its options."""
        return tuple(option for _, options in self.groups for option in options)


def names() -> tuple[str, ...]:
    """The names of all commands of ours."""
    return tuple(COMMANDS)


def commands() -> tuple[Command, ...]:
    """Every command of ours, in the order of the help."""
    return tuple(_command(name, summary, module) for name, (summary, module) in COMMANDS.items())


def _command(name: str, summary: str, module: str) -> Command:
    made = import_module(module)
    parser = Parser(f"banlint {name}", made.DESCRIPTION, made.USAGE, made.EPILOG)
    made.arguments(parser)
    formats = tuple(getattr(made, "FORMATS", ())) or (_reports() if name == "check" else ())
    # argparse has no other way to its groups and actions.
    groups = [(group.title or "options", group._group_actions) for group in parser._action_groups]  # noqa: SLF001
    options = tuple(
        (title, tuple(_option(one, formats) for one in actions if one.option_strings)) for title, actions in groups
    )
    arguments = tuple(_argument(name, one, made) for one in parser._actions if not one.option_strings)  # noqa: SLF001
    return Command(name, summary, parser, tuple(group for group in options if group[1]), arguments)


def _option(action: argparse.Action, formats: tuple[str, ...]) -> Option:
    metavar = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    name = next((one for one in action.option_strings if one.startswith("--")), action.option_strings[0])
    value = _value(name, metavar, action)
    if name == "--format" and not value:
        value = " ".join(formats)
    if metavar == "FORMAT=FILE":
        value = " ".join(f"{one}=" for one in formats)
    return Option(tuple(action.option_strings), action.help or "", metavar, value)


def _value(name: str, metavar: str, action: argparse.Action) -> str:
    if action.choices:
        return " ".join(map(str, action.choices))
    if name in _KNOWN:
        return _KNOWN[name]
    if name in ("--fail-on", "--authority", "--state"):
        return " ".join(_words(name))
    return "folders" if metavar in _FOLDERS else "files" if metavar in _FILES else ""


def _words(name: str) -> tuple[str, ...]:
    from banlint.cli.rules import STATES
    from banlint.model import Verdict
    from banlint.policy.waiver import AUTHORITIES

    return {"--fail-on": tuple(Verdict), "--authority": tuple(AUTHORITIES), "--state": STATES}[name]


def _argument(command: str, action: argparse.Action, made: object) -> str:
    metavar = str(action.metavar)
    if metavar == "ACTION":
        return " ".join(map(str, action.choices or getattr(made, "ACTIONS", None) or ()))
    if command == "schema":
        from banlint.cli.schema import schemas

        return " ".join(schemas())
    return _value(f"{command} {metavar}", metavar, action)


def _reports() -> tuple[str, ...]:
    from banlint.plugins.manager import Plugins

    return tuple(Plugins(third_party=False).reporters())
