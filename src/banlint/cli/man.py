"""`banlint man`: the manual pages, made of the help, as roff."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator

from banlint.cli import options as shared
from banlint.errors import ReportError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.cli.tree import Command

USAGE = "banlint man [options] [COMMAND]"
DESCRIPTION = "Print the manual page of banlint, or of one of its commands, for man to set."
EPILOG = """\
examples:
  banlint man check | man -l -                          read one
  banlint man --write ~/.local/share/man/man1           put all of them where man finds them

An installed wheel has them in share/man/man1 already.
"""
SECTION = "1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `man`."""
    parser.add_argument("command", nargs="?", metavar="COMMAND", help=argparse.SUPPRESS)
    output = parser.add_argument_group("how to answer")
    output.add_argument("--write", metavar="DIR", help="write all pages into this folder")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """Print a page, or write them all."""
    from banlint.cli.tree import names

    if options.command is not None and options.command not in names():
        near = suggest(options.command, names())
        mend = f"did you mean `{near}`?" if near else "see `banlint --help`"
        raise UsageError(f"there is no command `{show(options.command)}`", mend)
    if options.write:
        return _write(options.write)
    sys.stdout.write(pages()[_file(options.command)])
    return 0


def pages() -> dict[str, str]:
    """Every page, by the name of its file."""
    from banlint.cli.main import DESCRIPTION
    from banlint.cli.tree import commands

    every = commands()
    return {_file(None): _overview(DESCRIPTION, every)} | {_file(one.name): _page(one) for one in every}


def _file(command: str | None) -> str:
    return f"{_title(command)}.{SECTION}"


def _title(command: str | None) -> str:
    return f"banlint-{command}" if command else "banlint"


def _write(folder: str) -> int:
    from banlint.cli import writing
    from banlint.cli.files import HERE

    if not os.path.isdir(folder):
        raise ReportError(f"there is no folder {show(folder)}", "make it first")
    for name, page in pages().items():
        path = os.path.join(folder, name)
        writing.check(path)
        before = HERE.read(path) if os.path.lexists(path) else None
        if page.encode() != before:
            writing.write(path, before, page.encode())
        sys.stdout.write(f"{show(path)}\n")
    return 0


def _overview(description: str, every: tuple[Command, ...]) -> str:
    from banlint.run.status import MEANING

    lines = [*_head(None, "find equipment that procurement bans cover"), ".SH SYNOPSIS", ".B banlint"]
    lines += [".I COMMAND", "[options]", ".SH DESCRIPTION", *_text(description), ".SH COMMANDS"]
    for one in every:
        lines += [".TP", f".BR {_plain(_title(one.name))} ({SECTION})", _plain(one.summary)]
    lines += [".SH OPTIONS", ".TP", _bold("--version"), "the version, and the edition and hash of the rules"]
    lines += [".TP", f"{_bold('-h')}, {_bold('--help')}", "the help, here or of a command", ".SH EXIT STATUS"]
    for status, meaning in MEANING.items():
        lines += [".TP", _bold(str(status)), _plain(meaning)]
    return "\n".join(lines) + "\n"


def _page(command: Command) -> str:
    parser = command.parser
    lines = [*_head(command.name, command.summary), ".SH SYNOPSIS", *_text(str(parser.usage)), ".SH DESCRIPTION"]
    lines += [*_blocks(str(parser.description), ".SS")]
    lines += [".SH OPTIONS"]
    for title, options in command.groups:
        lines += [f".SS {_plain(title[:1].upper() + title[1:])}"]
        for option in options:
            names = ", ".join(map(_bold, option.names))
            value = f" \\fI{_plain(option.metavar)}\\fR" if option.metavar else ""
            lines += [".TP", f"{names}{value}", _plain(option.summary)]
    lines += [*_blocks(str(parser.epilog or ""), ".SH"), ".SH SEE ALSO", f".BR banlint ({SECTION})"]
    return "\n".join(lines) + "\n"


def _head(command: str | None, summary: str) -> Iterator[str]:
    from banlint import __version__

    yield '.\\" Made by `banlint man`.'
    yield f'.TH {_plain(_title(command).upper())} {SECTION} "" "banlint {__version__}" "Manual of banlint"'
    yield ".SH NAME"
    yield f"{_plain(_title(command))} \\- {_plain(summary)}"


def _blocks(text: str, heading: str) -> Iterator[str]:
    """The paragraphs of a help; those below a title are set as they stand."""
    for block in text.strip().split("\n\n"):
        title, _, rest = block.partition("\n")
        if title.endswith(":") and rest.startswith("  "):
            yield f"{heading} {_plain(title[:-1].upper() if heading == '.SH' else title[:-1])}"
            yield from (".nf", *(_plain(line.removeprefix("  ")) for line in rest.splitlines()), ".fi")
        elif block:
            yield from (".PP", *_text(block))


def _text(text: str) -> Iterator[str]:
    return (_plain(line.strip()) for line in text.splitlines())


def _bold(text: str) -> str:
    return f"\\fB{_plain(text)}\\fR"


def _plain(text: str) -> str:
    """`text` as roff sets it unchanged."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = re.sub(r"[^\x00-\x7f]", lambda one: f"\\[u{ord(one[0]):04X}]", text.replace("~", "\\(ti"))
    return f"\\&{text}" if text.startswith(".") else text
