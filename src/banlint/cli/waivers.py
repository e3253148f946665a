"""`banlint waivers`: the approvals there are, what is to be said of them, and what falls due."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from banlint.api.policy import read_waivers
from banlint.cli import checking
from banlint.cli import options as shared
from banlint.cli.policy import policy_files
from banlint.cli.terminal import tell
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import Finding, Notice
from banlint.policy.days import SOON, days_until
from banlint.reporting.layout import guard
from banlint.text import show

if TYPE_CHECKING:
    from banlint.policy.waiver import Waiver

USAGE = "banlint waivers [options] [PATH ...]"
DESCRIPTION = """\
List the waivers and say what is to be done about them: what lapsed, what is about to, what names
nothing, stands twice or cannot be given by law. With inventories, also how many findings each
decides, and the suppressions in them."""
EPILOG = """\
examples:
  banlint waivers                                 those of the settings
  banlint waivers --waivers waivers.yaml --due 60d
  banlint waivers inventories/                    with the findings that each decides

exit status:
  0  they are listed
  1  with --due: something has lapsed, or will within that time
  2  a file of waivers that is broken or not there, or an input that cannot be read
"""
_UNITS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DUE = ("lapsed", "lapsing")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `waivers`."""
    checking.add_question(parser)
    group = parser.add_argument_group("which, and how")
    group.add_argument("--waivers", metavar="FILE", help="approvals; default: the file that the settings name")
    group.add_argument("--due", metavar="TIME", help="only what lapses within this time: 60d, 8w, 2m; 1 if any does")
    group.add_argument("--format", choices=("text", "json"), metavar="NAME", help="text or json")
    shared.add_help(group)
    shared.add_setting(parser)


def run(options: argparse.Namespace) -> int:
    """List them."""
    within = _days(options.due) if options.due else SOON
    config = shared.read_config(options)
    path, _ = policy_files(options, config)
    if not path and not options.path:
        raise UsageError("no file of waivers is named", "--waivers FILE, or `waivers = ...` in the settings")
    one = checking.asked(options)
    as_of = one.settings.question.as_of
    checked = checking.run(one) if options.path else None
    found = read_waivers(path) if path else ()
    notices = [*_notices(found, one, within), *(_of_notes(checked, as_of, within) if checked else ())]
    rows = list(_rows(found, checked.findings if checked else None, as_of))
    if options.due:
        notices = [notice for notice in notices if notice.kind in _DUE]
        due = {(notice.path, notice.line) for notice in notices}
        rows = [row for row in rows if (row["path"], row["line"]) in due]
    _write(rows, notices, as_of, options)
    if checked and checked.problems:
        return 2
    return int(bool(options.due and notices))


def _notices(found: Sequence[Waiver], one: checking.Asked, within: int) -> Iterator[Notice]:
    from banlint.policy.waivers import checked

    catalog = one.loaded.catalog
    return checked(found, catalog.regimes, catalog.entities, one.settings.question.as_of, within)


def _of_notes(checked: checking.Checked, as_of: str, within: int) -> Iterator[Notice]:
    """What is to be said of suppressions in inventories, those included that lapse later than a check tells."""
    told = {(notice.path, notice.line) for notice in checked.outcome.notices if notice.kind in _DUE}
    for notice in checked.outcome.notices:
        if notice.kind == "unused" or notice.path != checked.outcome.info.policy.waivers:
            yield notice
    for finding in checked.findings:
        found = finding.decision
        if found and found.kind == "suppressed" and (found.path, found.line) not in told:
            told.add((found.path, found.line))
            if days_until(found.until, as_of) <= within:
                said = f"a suppression lapses after {found.until}"
                yield Notice("lapsing", said, "renew it, or be rid of the ban", found.path, found.line, 1)


def _rows(
    found: Iterable[Waiver], findings: Sequence[Finding] | None, as_of: str
) -> Iterator[dict[str, str | int | list[str]]]:
    uses: Counter[tuple[str, int]] = Counter()
    notes: dict[tuple[str, int], Finding] = {}
    for finding in findings or ():
        if finding.decision:
            place = finding.decision.path, finding.decision.line
            uses[place] += 1
            if finding.decision.kind == "suppressed":
                notes.setdefault(place, finding)
    for one in found:
        used = {} if findings is None else {"findings": uses[one.path, one.line]}
        yield {
            "kind": "waiver", "path": one.path, "line": one.line, "what": str(one.selector),
            "regimes": list(one.regimes), "authority": one.authority, "owner": one.owner, "reason": one.reason,
            "reference": one.reference, "from": one.since, "until": one.until, "evidence": list(one.evidence),
            "state": one.state(as_of), **used,
        }  # fmt: skip
    for (path, line), finding in sorted(notes.items()):
        decision = finding.decision
        assert decision is not None
        yield {
            "kind": "suppression", "path": path, "line": line, "what": f"asset {finding.asset}",
            "regimes": [finding.regime], "authority": "", "owner": "", "reason": decision.reason,
            "reference": decision.reference, "from": "", "until": decision.until, "evidence": [],
            "state": "held", "findings": uses[path, line],
        }  # fmt: skip


def _write(
    rows: Sequence[dict[str, str | int | list[str]]],
    notices: Sequence[Notice],
    as_of: str,
    options: argparse.Namespace,
) -> None:
    if options.format == "json":
        from banlint.reporting.as_json import encode

        told = [notice._asdict() for notice in notices]
        record = {"schema_version": 1, "as_of": as_of, "waivers": list(rows), "notices": told}
        sys.stdout.write(encode(record) + "\n")
        return
    from banlint.cli.pages import Table, columns
    from banlint.reporting.wording import number

    heads = ["where", "state", "until", "authority", "owner", "regimes", "what", "reason"]
    heads += ["findings"] * any("findings" in row for row in rows)
    cells = [tuple(_cell(row, head) for head in heads) for row in rows]
    lines = columns(Table(tuple(heads), tuple(cells))) if cells else []
    held = sum(row["state"] == "held" for row in rows)
    what = "due" if options.due else "listed"
    last = f"{number(len(rows), 'decision')} {what}, {held:,} of them in force on {as_of}"
    sys.stdout.write("".join(f"{guard(line)}\n" for line in (*lines, last)))
    sys.stdout.flush()
    tell(notices)


def _cell(row: dict[str, str | int | list[str]], head: str) -> str:
    if head == "where":
        return f"{row['path']}:{row['line']}"
    value = row.get(head, "")
    return show(", ".join(value) if isinstance(value, list) else str(value))


def _days(text: str) -> int:
    """How many days `60d`, `8w` or `2m` are. Raises `UsageError`."""
    number, unit = text[:-1], text[-1:].lower()
    if text.isascii() and text.isdigit():
        number, unit = text, "d"
    if not (number.isascii() and number.isdigit()) or unit not in _UNITS or len(number) > 5:
        raise UsageError(f"`{show(text)}` is no time", "write 60d, 8w, 2m or 1y")
    return int(number) * _UNITS[unit]
