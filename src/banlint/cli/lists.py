"""`banlint lists`: official lists into packs, how old they are, and what changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from banlint.api.ask import day
from banlint.api.clock import now, today
from banlint.cli import options as shared
from banlint.cli.terminal import say, tell
from banlint.errors import BanlintError, InputError, UsageError
from banlint.hints import TYPE_CHECKING, Any
from banlint.model import Notice
from banlint.text import show, suggest

if TYPE_CHECKING:
    from banlint.catalog.importers import File
    from banlint.catalog.importers.edition import Installed
    from banlint.catalog.importers.take import Given

USAGE = "banlint lists ACTION [options]"
DESCRIPTION = """\
Official lists in rule packs.

actions:
  import FILE ... --as LIST   read an official file: into the pack of --into, else to standard output
  update [LIST ...]           fetch new editions into the pack of --into; nothing else uses the network
  status [PACK]               age and source of each list (default: of our own rules)
  diff OLD NEW                who was added or removed, and what changed
  diff LIST                   the same since the edition before, in the pack of --into
  link                        say anew which rows are about entities, in the pack of --into
"""
EPILOG = """\
examples:
  banlint lists status
  banlint lists update bis-entity-list --into rules
  banlint lists import sdn.csv alt.csv --as ofac-sdn --read-as ofac --date 2026-11-20 --into my-pack
  banlint lists diff old.csv rules/lists/bis-meu.csv --format json

exit status: 0 done, 2 something could not be done, and nothing of that list was changed
"""
ACTIONS = ("import", "update", "status", "diff", "link")
_MOST_BYTES = 64 * 1024 * 1024


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `lists`."""
    parser.add_argument("action", metavar="ACTION", help=argparse.SUPPRESS)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=argparse.SUPPRESS)
    pack = parser.add_argument_group("import and update")
    pack.add_argument("--into", metavar="PACK", help="the folder of the rule pack")
    pack.add_argument("--as", dest="list", metavar="LIST", help="the id of the list that the file is an edition of")
    pack.add_argument("--read-as", metavar="FORMAT", help="companies, csl, ecfr, fcc, ieee, ofac, plain or uflpa")
    pack.add_argument("--part", metavar="TEXT", help="which list of those in the file, as 'Supplement No. 4'")
    pack.add_argument("--date", metavar="DAY", help="the day of the edition; default: today")
    pack.add_argument("--title", metavar="TEXT", help="what a list that the pack does not have yet is called")
    pack.add_argument("--url", metavar="URL", help="where such a list is published")
    pack.add_argument("--from", dest="source", metavar="URL", help="fetch one list from here instead")
    pack.add_argument("--allow-shrink", action="store_true", help="take a list of which more than a tenth is gone")
    output = parser.add_argument_group("how to answer")
    output.add_argument("--format", choices=("text", "json"), default="text", metavar="NAME", help="text or json")
    shared.add_help(output)


def run(options: argparse.Namespace) -> int:
    """Do what is asked."""
    actions = dict(zip(ACTIONS, (_import, _update, _status, _diff, _link), strict=True))
    if options.action not in actions:
        near = suggest(options.action, actions)
        mend = f"did you mean `{near}`?" if near else f"write one of {', '.join(actions)}"
        raise UsageError(f"`lists` has no action `{show(options.action)}`", mend)
    return actions[options.action](options)


def _import(options: argparse.Namespace) -> int:
    from banlint.catalog.importers import to_csv
    from banlint.catalog.importers.manifest import records
    from banlint.catalog.importers.take import rows_of, take

    # One file may be of several; OFAC's lists are of two.
    if not options.what or not options.list:
        raise UsageError("`lists import` needs a file and the id of its list", "banlint lists import FILE --as LIST")
    files = [_file(name) for name in options.what]
    folder = Path(options.into) if options.into else None
    before = (records(folder) if folder else _own()).get(options.list, {})
    given = _given(options, files, before, day(options.date) or today())
    if folder is None:
        sys.stdout.write(to_csv(rows_of(given)).decode())
        return 0
    _tell(options.list, take(given, folder, _record(options, before), allow_shrink=options.allow_shrink))
    return 0


def _given(options: argparse.Namespace, files: list[File], record: dict[str, Any], as_of: str) -> Given:
    from banlint.catalog.importers.take import Given

    form = options.read_as or record.get("format", "")
    part = options.part or (record.get("part", "") if form == record.get("format") else "")
    return Given(files, form, part, as_of)


def _own() -> dict[str, dict[str, Any]]:
    from banlint.catalog import rules_folder
    from banlint.catalog.importers.manifest import records

    return records(rules_folder())


def _record(options: argparse.Namespace, before: dict[str, Any]) -> dict[str, Any]:
    """What is known of a list: what a pack records, and what the command line says besides."""
    if not before and not (options.title and options.url):
        mend = "add --title and --url: where the list is published"
        raise UsageError(f"the pack records no list `{show(options.list)}` yet", mend)
    given = {"title": options.title, "url": options.url}
    if options.read_as in (None, before.get("format")) or "format" not in before:
        # Read as something else for once, it is still published as it was.
        given |= {"format": options.read_as, "part": options.part}
    record = before | {name: value for name, value in given.items() if value} | {"id": options.list or before["id"]}
    record.pop("fetched", None)
    return record


def _file(name: str) -> File:
    from banlint.catalog.importers import File

    try:
        with open(name, "rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", "name the official file", name) from error
    if len(content) > _MOST_BYTES:
        raise InputError(f"larger than {_MOST_BYTES} bytes", "give the official file itself", name)
    return File(name, content)


def _tell(name: str, done: Installed) -> None:
    before = f", {done.before} before" if done.before >= 0 else ""
    sys.stdout.write(f"{show(name)}: {done.rows} rows{before}, in {show(done.path.as_posix())}\n")


def _update(options: argparse.Namespace) -> int:
    from banlint.catalog.importers.fetch import recorded
    from banlint.catalog.importers.manifest import records
    from banlint.catalog.importers.take import record_of

    folder = _into(options)
    names = options.what or [name for name, record in records(folder).items() if recorded(record)]
    if options.source and len(names) != 1:
        raise UsageError("--from needs one list", "banlint lists update LIST --from URL --into PACK")
    failed = 0
    for name in names:
        try:
            _fetch_one(options, folder, record_of(folder, name))
        except BanlintError as error:
            # The other lists are none the worse for it.
            say(error.problem())
            failed += 1
    return 2 if failed else 0


def _fetch_one(options: argparse.Namespace, folder: Path, record: dict[str, Any]) -> None:
    from banlint.catalog.importers import fetch
    from banlint.catalog.importers.take import take

    urls = [options.source] if options.source else fetch.recorded(record)
    if not urls:
        raise UsageError(
            f"nothing says where `{record['id']}` is fetched from", "add --from URL, or download: to pack.yaml"
        )
    places = [fetch.resolved(url) for url in urls]
    files = [fetch.fetch(url) for url, _ in places]
    as_of = day(options.date) or max(found for _, found in places) or today()
    about = _record(options, record) | {"download": urls, "fetched": now()}
    given = _given(options, files, about, as_of)
    _tell(record["id"], take(given, folder, about, allow_shrink=options.allow_shrink))


def _into(options: argparse.Namespace) -> Path:
    if not options.into:
        raise UsageError("which pack?", "add --into PACK: the folder that holds pack.yaml")
    return Path(options.into)


def _status(options: argparse.Namespace) -> int:
    from banlint.catalog import rules_folder
    from banlint.cli.list_pages import status

    if len(options.what) > 1:
        raise UsageError("`lists status` shows one pack", "banlint lists status PACK")
    named = options.what[0] if options.what else options.into
    text, stale = status(Path(named) if named else rules_folder(), today(), options.format)
    sys.stdout.write(text)
    tell([Notice("stale", *one[1:]) for one in stale])
    return 0


def _diff(options: argparse.Namespace) -> int:
    from banlint.catalog.importers.changes import compare
    from banlint.catalog.importers.edition import before, read_csv
    from banlint.cli.list_pages import changes

    if len(options.what) == 1 and options.into:
        new = Path(options.into) / "lists" / f"{options.what[0]}.csv"
        old = before(Path(options.into), options.what[0])
    elif len(options.what) == 2:
        old, new = (Path(name) for name in options.what)
    else:
        raise UsageError("`lists diff` compares two files", "banlint lists diff OLD NEW, or diff LIST --into PACK")
    sys.stdout.write(changes(compare(read_csv(old), read_csv(new)), old, new, options.format))
    return 0


def _link(options: argparse.Namespace) -> int:
    from banlint.catalog.importers.take import link

    for name, count in link(_into(options)).items():
        sys.stdout.write(f"{show(name)}: {count} rows are about entities of the catalog\n")
    return 0
