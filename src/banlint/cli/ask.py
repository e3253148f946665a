"""`banlint ask`: the questions that inventories leave open, ready to be sent to who knows."""

from __future__ import annotations

import argparse
import sys

from banlint.api.ask import known
from banlint.cli import asking
from banlint.cli import options as shared
from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from banlint.api.questions import Open

USAGE = "banlint ask [options] [PATH ...]"
DESCRIPTION = """\
List what inventories leave open and a ban depends on: each question once, with the assets it
is about, by site. Answers go into the inventory, or into a facts file that --facts names."""
EPILOG = """\
examples:
  banlint ask inventories/                                  to read
  banlint ask --format csv -o questions.csv inventories/    for a spreadsheet, with a column to fill in
  banlint ask --format markdown inventories/                for a ticket or a mail
  banlint ask --format facts -o facts.yaml inventories/     a facts file to fill in

exit status:
  0  the questions were listed, or there are none
  2  not everything could be read: usage, settings, rules, plugin or input
"""
FORMATS = ("text", "csv", "markdown", "json", "facts")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `ask`."""
    asking.add_question(parser)
    group = parser.add_argument_group("what to show")
    group.add_argument("--format", metavar="NAME", default="text", help=f"{', '.join(FORMATS)}; default: text")
    group.add_argument("-o", "--output", dest="file", metavar="FILE", help="write to this file, instead of showing it")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """List the questions."""
    from banlint.api.questions import questions

    known("format", options.format, FORMATS)
    checked = asking.run(asking.asked(options))
    text = _rendered(questions(checked.findings), options.format)
    if options.file:
        _write(options.file, text)
    else:
        sys.stdout.write(text)
    return 2 if checked.problems else 0


def _rendered(found: tuple[Open, ...], name: str) -> str:
    from banlint.cli import ask_page

    render = {
        "text": ask_page.as_text,
        "csv": ask_page.as_csv,
        "markdown": ask_page.as_markdown,
        "json": ask_page.as_json,
        "facts": ask_page.as_facts,
    }
    return render[name](found)


def _write(path: str, text: str) -> None:
    """Put `text` at `path`; a file that somebody may have filled in is never overwritten unsaid."""
    import os

    from banlint.cli import writing
    from banlint.cli.files import HERE
    from banlint.errors import UsageError
    from banlint.text import show

    if os.path.lexists(path) and path.endswith((".yaml", ".yml")):
        raise UsageError(f"there is a {show(path)} already", "name another file: answers in it would be lost")
    writing.write(path, HERE.read(path) if os.path.lexists(path) else None, text.encode())
