"""The command: which part of it, and how it ends. No traceback leaves it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from banlint.hints import TYPE_CHECKING

# `--version` and `--help` need nothing of ours but text, so what a command needs is imported on its way.
if TYPE_CHECKING:
    from banlint.hints import TextIO
    from banlint.model import Problem

INTERRUPTED = 130
BROKEN_PIPE = 141
FAILED = 2

COMMANDS = {
    "check": ("find banned equipment in inventories", "banlint.cli.check"),
    "impact": ("say what a proposed ban, another day or a change would newly hit", "banlint.cli.impact"),
    "inventory": ("show what is understood of inventories, or begin a mapping", "banlint.cli.inventory"),
    "waivers": ("list approvals, and which of them are about to lapse", "banlint.cli.waivers"),
    "waive": ("add an approval to a file of waivers", "banlint.cli.waive"),
    "annotate": ("write verdicts or suppressions into an inventory", "banlint.cli.annotate"),
    "baseline": ("keep today's findings, so that only new ones fail", "banlint.cli.baseline"),
    "ask": ("list what inventories leave open and a ban depends on", "banlint.cli.ask"),
    "timeline": ("show every change of verdict in the life of each asset", "banlint.cli.timeline"),
    "report": ("draft the paper a law asks for: a report, a representation", "banlint.cli.report"),
    "evidence": ("pack what was found with what shows it, or verify such a package", "banlint.cli.evidence"),
    "identify": ("say which company a name, model or address leads to", "banlint.cli.identify"),
    "explain": ("show a regime or a company: law, dates, names, sources", "banlint.cli.explain"),
    "rules": ("list the regimes and their state on a day", "banlint.cli.rules"),
    "lists": ("import, update and compare official lists", "banlint.cli.lists"),
    "schema": ("print the JSON Schema of what banlint reads or writes", "banlint.cli.schema"),
    "completion": ("make a shell complete commands, options and ids", "banlint.cli.completion"),
    "man": ("print the manual pages", "banlint.cli.man"),
    "plugins": ("list the plugins and their hooks", "banlint.cli.plugins"),
    "test": ("check rule packs, for their authors", "banlint.cli.packs"),
}
DESCRIPTION = """\
banlint finds equipment that procurement bans cover, in hardware inventories:
where, by which law, since when, on what evidence."""
_HELP = """\
{description}

usage: banlint COMMAND [options]

commands:
{commands}

options:
  --version   the version, and the edition and hash of the rules
  -h, --help  this page; `banlint COMMAND --help` for one command

examples:
  banlint check inventories/
  banlint check --as-of 2024-01-31 --profile us-exporter inventories/pier-7.yaml
  banlint identify 00:00:5e:00:53:01

exit status:
{statuses}
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (that of the process where `None`) and return the exit status."""
    from banlint.cli.terminal import prepare

    arguments = list(sys.argv[1:] if argv is None else argv)
    # Start-up makes many objects and hardly a cycle: looking for cycles in between is a twentieth of a small check.
    collecting = gc.get_threshold()
    gc.set_threshold(100_000, *collecting[1:])
    try:
        prepare()
        try:
            status = _dispatch(arguments)
        except SystemExit as end:
            # argparse ends so when it has shown its help.
            status = end.code if isinstance(end.code, int) else 0
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last resort: nobody is helped by a traceback they did not ask for
        # Where a class is made, some interpreters make another error of an interrupt.
        return INTERRUPTED if isinstance(error.__cause__, KeyboardInterrupt) else _failed(_problem(error))
    finally:
        gc.set_threshold(*collecting)
    return status


def _dispatch(arguments: list[str]) -> int:
    first = arguments[0] if arguments else "--help"
    if first in ("--version", "-V"):
        sys.stdout.write(_version() + "\n")
        return 0
    if first in ("--help", "-h", "help") and len(arguments) < 2:
        sys.stdout.write(_help())
        return 0 if arguments else FAILED
    if first == "help":
        return _dispatch([arguments[1], "--help"])
    if first in COMMANDS:
        return _run(first, arguments[1:])
    return _other(first, arguments[1:])


def _run(name: str, arguments: list[str]) -> int:
    from banlint.cli.parser import Parser
    from banlint.errors import UsageError

    command = import_module(COMMANDS[name][1])
    parser = Parser(f"banlint {name}", command.DESCRIPTION, command.USAGE, command.EPILOG)
    command.arguments(parser)
    options = parser.read(arguments)
    try:
        status: int = command.run(options)
    except UsageError as error:
        from banlint.cli.config import placed

        raise placed(error, options) from None
    return status


def _other(name: str, arguments: list[str]) -> int:
    """A plugin's command, or a word that is none."""
    from banlint.cli.parser import Parser
    from banlint.cli.terminal import say
    from banlint.plugins.manager import Plugins
    from banlint.text import show, suggest

    plugins = Plugins() if not name.startswith("-") else None
    added = {command[0]: command for command in plugins.commands()} if plugins else {}
    for problem in plugins.problems if plugins else ():
        say(problem)
    if name in added:
        _, summary, add, run = added[name]
        parser = Parser(f"banlint {name}", summary, f"banlint {name} [options]")
        parser.add_argument("-h", "--help", action="help", help="show this page")
        add(parser)
        return run(parser.read(arguments))
    from banlint.errors import UsageError

    near = f"did you mean `{suggest(name, [*COMMANDS, *added])}`?"
    if os.path.exists(name):
        near = f"did you mean `banlint check {show(name)}`?"
    kind = "option" if name.startswith("-") else "command"
    raise UsageError(f"there is no {kind} `{show(name)}`", near if "``" not in near else "see `banlint --help`")


def _help() -> str:
    from banlint.run.status import MEANING

    commands = "\n".join(f"  {name:<10}  {summary}" for name, (summary, _) in COMMANDS.items())
    statuses = "\n".join(f"  {status}  {meaning}" for status, meaning in MEANING.items())
    return _HELP.format(description=DESCRIPTION, commands=commands, statuses=statuses)


def _version() -> str:
    from banlint import __version__
    from banlint.catalog import info as of_rules

    info = of_rules()
    rules = f"rules {info['name']} {info['version']}, edition {info['edition']}"
    return f"banlint {__version__}; {rules} (sha256 {str(info['sha256'])[:12]})"


def _problem(error: Exception) -> Problem:
    """What ended the command, said so that it can be mended."""
    from banlint.errors import BanlintError
    from banlint.model import Problem

    if isinstance(error, BanlintError):
        return error.problem()
    _debug()
    if isinstance(error, OSError):
        _silence()
        return Problem("report", f"cannot write to standard output: {error.strerror or error}")
    what = f"internal error: {type(error).__name__}: {error}"
    return Problem("internal", what, "please report it; BANLINT_DEBUG=1 shows where")


def _failed(problem: Problem) -> int:
    from banlint.cli.terminal import say

    try:
        say(problem)
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence(sys.stdout, sys.stderr)
    return FAILED


def _silence(*streams: TextIO) -> None:
    """Point `streams`, standard output by default, at nothing: the interpreter would complain of them at its end."""
    for stream in streams or (sys.stdout,):
        try:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
        except (OSError, ValueError):
            continue


def _debug() -> None:
    if os.environ.get("BANLINT_DEBUG"):
        import traceback

        traceback.print_exc()
