"""`banlint evidence`: what was found, packed with what shows it; and such a package verified."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator

from banlint.cli import asking
from banlint.cli import options as shared
from banlint.cli.policy import add_policy, policy_files
from banlint.cli.terminal import say
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from banlint.cli.config import Config
    from banlint.papers.evidence import Beside, Made, Packed, Run
    from banlint.papers.verify import Verified

USAGE = "banlint evidence [options] [PATH ...]\n       banlint evidence verify [options] FILE"
DESCRIPTION = """\
Check inventories and pack what shows the result: the findings as JSON, SARIF, CSV and HTML, the hashes
of what was read, the rules, what was decided, what was not determined, and the command that makes the
package again. `verify` compares such a package with what it says of itself. It is no legal advice, and
no finding is no clearance."""
EPILOG = """\
examples:
  banlint evidence -o evidence.zip inventories/             hashes of the inventories, not the inventories
  banlint evidence --with-inputs -o evidence.zip inventories/
  banlint evidence verify evidence.zip                      and the inputs below this folder

The same inputs, rules, question and SOURCE_DATE_EPOCH make the same package, byte for byte.

exit status:
  0  the package was written and everything was checked; or it is what it says it is
  1  verify: the package or an input is not what it was
  2  not everything could be checked, which the package says; or it was not written, or is no package
  3  nothing was checked: no inventory, or no hardware in any
"""
_HASH = 64
_DIGITS = 11


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `evidence`."""
    asking.add_question(parser)
    add_policy(parser)
    group = parser.add_argument_group("what to pack")
    group.add_argument("-o", "--output", dest="file", metavar="FILE", help="the new package, or the folder for it")
    group.add_argument("--with-inputs", action="store_true", help="pack the files that were read as well")
    group.add_argument("--by", default="", metavar="NAME", help="who makes the inquiry, for the record")
    verify = parser.add_argument_group("what to verify")
    verify.add_argument("--inputs", metavar="DIR", help="where the inputs lie; default: this folder")
    verify.add_argument("--manifest", metavar="SHA256", help="the hash of the manifest, as it was written down")
    shared.add_help(group)
    shared.add_setting(parser)
    parser.set_defaults(parser=parser)


def run(options: argparse.Namespace) -> int:
    """Make a package, or verify one."""
    if options.path[:1] == ["verify"]:
        return _verify(options)
    for name in ("inputs", "manifest"):
        if getattr(options, name):
            raise UsageError(f"--{name} is for `banlint evidence verify`", "see `banlint evidence --help`")
    return _pack(options)


def _pack(options: argparse.Namespace) -> int:
    from banlint.papers.evidence import Run, pack
    from banlint.run.status import CLEAN, NOT_CHECKED_IN_FULL, NOTHING_CHECKED

    _no_stdin(options)
    one = asking.asked(options)
    path = _destination(options, one.settings.question.as_of, one.paths)
    plugins = one.loaded.plugins
    earlier = tuple(plugins.problems)
    for problem in earlier:
        say(problem)
    parts = plugins.parts(one.loaded.catalog)
    run = Run(one.paths, asking.strict(one.settings), one.loaded.catalog, parts, plugins.reporters(), earlier)
    packed = pack(path, run, _made(options, run, one), say, plugins.footer)
    sys.stdout.write(_told(path, packed))
    if packed.inquiry.outcome.problems:
        return NOT_CHECKED_IN_FULL
    return CLEAN if packed.inquiry.outcome.counts.assets else NOTHING_CHECKED


def _no_stdin(options: argparse.Namespace) -> None:
    if "-" in options.path:
        raise UsageError("standard input cannot be read again", "save it to a file, and name that")
    packages = [path for path in options.path if path.endswith(".zip") and os.path.isfile(path)]
    if packages:
        raise UsageError(f"{show(packages[0])} is no inventory", f"banlint evidence verify {show(packages[0])}")


def _destination(options: argparse.Namespace, as_of: str, paths: tuple[str, ...]) -> str:
    from banlint.reporting.output import check_destination

    path = str(options.file or os.curdir)
    if os.path.isdir(path):
        path = os.path.normpath(os.path.join(path, f"banlint-evidence-{as_of}.zip"))
    if os.path.lexists(path):
        raise UsageError(f"there is a {show(path)} already", "name another file: evidence is never written over")
    check_destination(path, paths)
    return path


def _made(options: argparse.Namespace, run: Run, one: asking.Asked) -> Made:
    from banlint.cli.again import command
    from banlint.papers.evidence import Made

    config = shared.read_config(options)
    # Where a package is put is no part of it: the same one is made anywhere.
    fixed = {
        "as_of": run.settings.question.as_of,
        "file": "",
        "jobs": "",
        **({"config": config.path} if config.path else {}),
    }
    seconds = epoch(os.environ.get("SOURCE_DATE_EPOCH", ""))
    again = command("evidence", options.parser, options, fixed)
    listing = [found for found in one.loaded.plugins.listing() if found.name != "banlint"]
    return Made(
        time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds)),
        f"SOURCE_DATE_EPOCH={seconds} {again}",
        options.by,
        tuple(_beside(options, config, run)),
        tuple({"name": found.name, "version": found.version} for found in listing),
        options.with_inputs,
    )


def epoch(said: str) -> int:
    """The moment that SOURCE_DATE_EPOCH says, else this one, in seconds since 1970. Raises `UsageError`."""
    from banlint.api.clock import seconds

    if not said:
        return seconds()
    if said.isascii() and said.isdigit() and len(said) <= _DIGITS:
        return int(said)
    raise UsageError(f"SOURCE_DATE_EPOCH {show(said, 40)} is no moment", "set it to seconds since 1970")


def _beside(options: argparse.Namespace, config: Config, run: Run) -> Iterator[Beside]:
    """The files that decide besides the inventories, as they were read."""
    from banlint.cli.files import HERE, files_of
    from banlint.cli.question import facts_file
    from banlint.inventories.mappings import BESIDE
    from banlint.papers.evidence import Beside
    from banlint.run.discovery import discover, shown_name

    files = files_of(options)
    waivers, baseline = policy_files(options, config)
    named = (
        ("settings", config.path),
        ("waivers", waivers),
        ("baseline", baseline),
        ("facts", facts_file(options, config)),
    )
    for role, path in named:
        if path:
            yield Beside(role, shown_name(path), files.read(path))
    maps = list(options.mapping)
    if not options.isolated:
        inputs = discover(run.paths, run.settings.exclude)
        folders = {os.path.dirname(one.path) for one in inputs if one.path}
        maps += sorted(path for path in (os.path.join(folder, BESIDE) for folder in folders) if os.path.isfile(path))
    for path in dict.fromkeys(maps):
        yield Beside("mapping", shown_name(path), HERE.read(path))


def _told(path: str, packed: Packed) -> str:
    from banlint.reporting.account import CLEARANCE, failures
    from banlint.reporting.wording import counts_line

    outcome = packed.inquiry.outcome
    lines = [
        *failures(outcome, len(outcome.problems)),
        counts_line(outcome.counts),
        f"{show(path, 1000)}: written; {CLEARANCE}",
        f"manifest sha256 {packed.manifest_sha256}: write it down where the package is not kept",
    ]
    return "".join(f"{line}\n" for line in lines)


def _verify(options: argparse.Namespace) -> int:
    from banlint.papers.verify import verify

    if len(options.path) != 2:
        raise UsageError("`banlint evidence verify` takes one package", "name it")
    wanted = options.manifest or ""
    if wanted and (len(wanted) != _HASH or set(wanted.lower()) - set("0123456789abcdef")):
        raise UsageError(f"--manifest {show(wanted, 80)} is no SHA-256", "give its 64 hexadecimal digits")
    found = verify(options.path[1], options.inputs or os.curdir, wanted)
    sys.stdout.write("".join(f"{line}\n" for line in _lines(options.path[1], found)))
    return 1 if found.differs or found.changed else 0


def _lines(path: str, found: Verified) -> Iterator[str]:
    from banlint.reporting.layout import guard
    from banlint.reporting.wording import number

    shown = show(path, 1000)
    for one in found.differs:
        yield guard(f"{shown}: TAMPERED WITH OR DAMAGED: {show(one, 1000)}")
    for one in found.changed:
        yield guard(f"{show(one, 1000)}: CHANGED since the package was made")
    if not found.differs:
        yield guard(f"{shown}: {number(found.members, 'member')}, each as the package says it was")
    states = [state for _, state in found.inputs]
    counted = [f"{states.count(state):,} {said}" for state, said in _STATES.items() if state in states]
    yield f"inputs: {', '.join(counted) or 'none'}"
    told = found.told
    made = f"made {told.get('made', '')} by banlint {_text(told, 'tool', 'version')}"
    yield show(
        f"{made}, rules sha256 {_text(told, 'catalog', 'sha256')}, as of {_text(told, 'question', 'as_of')}", 1000
    )
    yield f"manifest sha256 {found.manifest_sha256}"
    yield "Whoever can change a package can change its hashes: compare that one with what was written down."


_STATES = {
    "same": "as they were",
    "changed": "CHANGED",
    "not at hand": "not at hand",
    "not hashed": "never hashed, being no inventories or unreadable",
}


def _text(told: object, part: str, key: str) -> str:
    inner = told.get(part) if isinstance(told, dict) else None
    return str(inner.get(key, "")) if isinstance(inner, dict) else ""
