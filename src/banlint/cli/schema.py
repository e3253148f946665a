"""`banlint schema`: the JSON Schemas of what banlint reads and writes, for editors, programs and other tools."""

from __future__ import annotations

import argparse
import os
import sys

from banlint.cli import options as shared
from banlint.errors import PackError, ReportError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.text import show, suggest

if TYPE_CHECKING:
    from pathlib import Path

USAGE = "banlint schema [options] [NAME]"
DESCRIPTION = "List the JSON Schemas of all that banlint reads and writes, or print one."
EPILOG = """\
examples:
  banlint schema                           their names
  banlint schema inventory                 that of banlint's own inventories
  banlint schema --write .banlint/         all of them, as files for an editor

Templates that banlint writes name theirs in a `# yaml-language-server` line, below .banlint/ beside them.
"""
_ENDING = ".schema.json"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `schema`."""
    parser.add_argument("name", nargs="?", metavar="NAME", help=argparse.SUPPRESS)
    output = parser.add_argument_group("how to answer")
    output.add_argument("--write", metavar="DIR", help="write all of them, or that of NAME, into this folder")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """List, print or write."""
    found = schemas()
    if options.name is not None and options.name not in found:
        near = suggest(options.name, found)
        mend = f"did you mean `{near}`?" if near else f"there are: {', '.join(found)}"
        raise UsageError(f"there is no schema `{show(options.name)}`", mend)
    wanted = {options.name: found[options.name]} if options.name else found
    if options.write:
        return _write(wanted, options.write)
    if options.name:
        sys.stdout.write(found[options.name].read_text(encoding="utf-8"))
    else:
        sys.stdout.write(_listed(found))
    return 0


def schemas() -> dict[str, Path]:
    """The files of our schemas, by what they are of. Raises `PackError`."""
    from banlint.catalog import rules_folder

    found = {path.name.removesuffix(_ENDING): path for path in (rules_folder() / "schema").glob(f"*{_ENDING}")}
    if not found:
        raise PackError("banlint's own schemas are missing", "install banlint again")
    return dict(sorted(found.items()))


def _listed(found: dict[str, Path]) -> str:
    import json

    from banlint.cli.pages import Table, columns

    rows = []
    for name, path in found.items():
        schema = json.loads(path.read_text(encoding="utf-8"))
        rows.append((name, str(schema["title"]).removeprefix("banlint: "), str(schema["$id"])))
    return "\n".join(columns(Table(("schema", "of", "id"), tuple(rows)))) + "\n"


def _write(wanted: dict[str, Path], folder: str) -> int:
    from banlint.cli import writing

    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise ReportError(f"{show(folder)} cannot be made: {error.strerror}", "name another folder") from None
    for path in wanted.values():
        target = os.path.join(folder, path.name)
        writing.check(target)
        before = _there(target)
        after = path.read_bytes()
        if after != before:
            writing.write(target, before, after)
        sys.stdout.write(f"{show(target)}\n")
    return 0


def _there(path: str) -> bytes | None:
    from banlint.cli.files import HERE

    return HERE.read(path) if os.path.lexists(path) else None
