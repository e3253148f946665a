"""`banlint baseline`: the findings that were there before, written, shown, pruned."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.cli import checking
from banlint.cli import options as shared
from banlint.cli.files import HERE
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from banlint.policy.baseline import Baseline, Entry

DEFAULT = "banlint-baseline.jsonl"
USAGE = "banlint baseline write|show|prune [options] [PATH ...]"
DESCRIPTION = """\
Keep the findings that are there today, so that only new ones fail a check. What is baselined is
counted in every report and is not waived: nobody has approved it."""
EPILOG = """\
examples:
  banlint baseline write inventories/            what is found today becomes the baseline
  banlint baseline write --add inventories/      what is new joins the baseline that is there
  banlint baseline show                          what is in it
  banlint baseline prune inventories/            take out what is not found any more
  banlint check --baseline banlint-baseline.jsonl inventories/

`baseline = "banlint-baseline.jsonl"` in the settings makes every check use it. A finding that has
become graver than its entry is a new one.

exit status:
  0  it was done
  2  it was not: usage, settings, an input that cannot be read, a file that cannot be written
"""
_ACTIONS = ("write", "show", "prune")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `baseline`."""
    parser.add_argument("action", metavar="ACTION", choices=_ACTIONS, help=argparse.SUPPRESS)
    checking.add_question(parser)
    group = parser.add_argument_group("which file, and how")
    group.add_argument("--baseline", metavar="FILE", help=f"the baseline; default: that of the settings, or {DEFAULT}")
    group.add_argument("--waivers", metavar="FILE", help="approvals: what is waived does not become part of it")
    group.add_argument("--add", action="store_true", help="write: add what is new to the baseline that is there")
    group.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """Do what is asked."""
    path = options.baseline or shared.read_config(options).baseline or DEFAULT
    if options.add and options.action != "write":
        raise UsageError(f"--add is nothing that `baseline {options.action}` does", "`banlint baseline write --add`")
    if options.action == "show":
        return _show(path)
    return _change(path, options)


def _show(path: str) -> int:
    from banlint.cli.pages import Table, columns
    from banlint.reporting.layout import guard
    from banlint.reporting.wording import number

    entries = _read(path).entries
    heads = ("path", "asset", "regime", "entity", "verdict", "since")
    lines = columns(Table(heads, tuple(tuple(one[:-1]) for one in entries))) if entries else []
    last = f"{number(len(entries), 'finding')} in {show(path)}"
    sys.stdout.write("".join(f"{guard(line)}\n" for line in (*lines, last)))
    return 0


def _change(path: str, options: argparse.Namespace) -> int:
    """`write` or `prune`."""
    from banlint.policy.baseline import render

    there = os.path.lexists(path)
    before = HERE.read(path) if there else None
    old = _read(path) if there else None
    if old is None and options.action == "prune":
        raise UsageError(f"there is no {show(path)} to prune", "`banlint baseline write` makes one")
    if old is not None and options.action == "write" and not options.add:
        raise UsageError(
            f"there is a baseline in {show(path)} already", "`write --add` adds to it, `prune` takes out what is gone"
        )
    # The baseline is not to hide from this check what it is to be compared with, and need not be there yet.
    options.baseline = None
    one = checking.asked(options, baseline=False)
    excluded = (*one.settings.exclude, *_itself(path, options))
    checked = checking.run(one._replace(settings=one.settings._replace(exclude=excluded)))
    if checked.problems:
        sys.stderr.write("banlint: not everything could be checked, so the baseline stays as it was\n")
        return 2
    entries, gone = _entries(path, options, old, checked, one)
    _put(path, before, render(entries).encode(), options, gone, len(entries) - len(old.entries if old else ()) + gone)
    return 0


def _itself(path: str, options: argparse.Namespace) -> tuple[str, ...]:
    from banlint.cli.check import own

    return tuple(own(options, (path,)))


def _entries(
    path: str, options: argparse.Namespace, old: Baseline | None, checked: checking.Checked, one: checking.Asked
) -> tuple[list[Entry], int]:
    """What the baseline is to hold, and how many of its entries go."""
    from banlint.policy.baseline import Baseline, entry

    day = one.settings.question.as_of
    kept = old or Baseline({}, path)
    findings = [finding for finding in checked.findings if finding.decision is None]
    judged = [kept.decided(finding) for finding in findings]
    if options.action == "prune":
        stale = set(kept.stale(one.settings.policy.within))
        return [one for one in kept.entries if one not in stale], len(stale)
    new = [entry(finding, day, path) for finding in judged if finding.decision is None]
    renewed = {one.fingerprint for one in new}
    return [*(one for one in kept.entries if one.fingerprint not in renewed), *new], 0


def _put(path: str, before: bytes | None, after: bytes, options: argparse.Namespace, gone: int, added: int) -> None:
    from banlint.cli import writing
    from banlint.reporting.wording import number

    if options.diff:
        writing.difference(path, before, after)
        return
    if after != before:
        writing.write(path, before, after)
    what = f"{number(gone, 'finding')} taken out" if options.action == "prune" else f"{number(added, 'finding')} added"
    sys.stdout.write(f"{show(path)}: {what}\n")


def _read(path: str) -> Baseline:
    from banlint.policy.baseline import read

    return read(HERE.read(path), path)
