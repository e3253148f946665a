"""`banlint annotate`: verdicts or suppressions as comments in a YAML inventory; the rest of it stays as it is."""

from __future__ import annotations

import argparse
import os
import sys
from fnmatch import fnmatchcase

from banlint.api.ask import day
from banlint.cli import checking, writing
from banlint.cli import options as shared
from banlint.cli.files import HERE
from banlint.cli.parser import words
from banlint.cli.terminal import say
from banlint.errors import BanlintError, InputError, UsageError
from banlint.model import Finding
from banlint.named import NamedTuple
from banlint.policy.note import Malformed, Terms, parse, written
from banlint.reporting.wording import number
from banlint.text import show

USAGE = "banlint annotate [options] FILE ..."
DESCRIPTION = """\
Write what was found into YAML inventories, as comments above the lines it was found on; or, with
--suppress, write suppressions there. Comments, quotes and blank lines stay byte for byte."""
EPILOG = """\
examples:
  banlint annotate --diff pier-7.yaml             what would be written
  banlint annotate pier-7.yaml                    verdicts, in place of those of the last time
  banlint annotate --clear pier-7.yaml            take them out again
  banlint annotate --suppress REGIME --asset gate-camera --until 2027-03-31 --ref CR-1042 \\
      --reason 'to be replaced in spring' --diff pier-7.yaml

exit status:
  0  it was written, or shown
  2  some of it was not: usage, a file that is no YAML, cannot be read or cannot be written
"""


class _Edited(NamedTuple):
    path: str
    before: bytes
    after: bytes
    notes: int


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `annotate`."""
    checking.add_question(parser)
    group = parser.add_argument_group("what to write, and how")
    group.add_argument("--suppress", action="append", metavar="ID", help="suppress these bans: ids, prefixes, globs")
    group.add_argument("--asset", metavar="NAME", help="only for assets of this name, or glob")
    group.add_argument("--until", default="", metavar="DAY", help="the last day a suppression holds")
    group.add_argument("--ref", default="", metavar="TEXT", help="where it is recorded: a ticket, without blanks")
    group.add_argument("--reason", default="", metavar="TEXT", help="why; a suppression needs one")
    group.add_argument("--clear", action="store_true", help="only take out the verdicts written before")
    group.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Write into each file, or show what that would change."""
    terms = _terms(options)
    if not options.path:
        raise UsageError("no inventory is named", "name the YAML files to write into")
    one = checking.asked(options)
    failed = False
    for path in options.path:
        try:
            edited = _edited(path, options, terms, one)
        except BanlintError as error:
            problem = error.problem()
            say(problem._replace(path=problem.path or path))
            failed = True
            continue
        if options.diff:
            writing.difference(path, edited.before, edited.after)
            continue
        if edited.after != edited.before:
            writing.write(path, edited.before, edited.after)
        sys.stdout.write(f"{show(path)}: {number(edited.notes, 'comment')} written\n")
    return 2 if failed else 0


def _terms(options: argparse.Namespace) -> Terms | None:
    """The suppression asked for. Raises `UsageError` for one that would not be honoured."""
    if not options.suppress:
        for name in ("until", "ref", "reason"):
            if getattr(options, name):
                raise UsageError(f"--{name} belongs to a suppression", "say which bans with --suppress")
        return None
    if options.clear:
        raise UsageError("--clear and --suppress are two things", "do one after the other")
    terms = Terms(tuple(words(options.suppress)), day(options.until), options.reason.strip(), options.ref)
    again = parse(written(terms))
    if isinstance(again, Malformed):
        raise UsageError(again.message, again.mend)
    if again != terms or not written(terms).isprintable():
        raise UsageError("the suppression would not be read as it is meant", "keep --ref and --reason plain")
    return terms


def _edited(path: str, options: argparse.Namespace, terms: Terms | None, one: checking.Asked) -> _Edited:
    """The file `path` as it is to be. Raises `InputError`."""
    from banlint.api.annotate import Annotator
    from banlint.run.check import checker_for

    if not os.path.isfile(path):
        raise InputError("no such file", "name a file that is there", path)
    writing.check(path)
    parts = one.loaded.plugins.parts(one.loaded.catalog)
    annotator = Annotator(checker_for(one.settings, one.loaded.catalog, parts), lambda one: _is_meant(one, options))
    before = HERE.read(path)
    if options.clear:
        return _Edited(path, before, annotator.cleared(before, path), 0)
    after, notes = annotator.suppressed(before, path, terms) if terms else annotator.said(before, path)
    return _Edited(path, before, after, notes)


def _is_meant(finding: Finding, options: argparse.Namespace) -> bool:
    asset = options.asset
    return not asset or finding.asset == asset or fnmatchcase(finding.asset, asset)
