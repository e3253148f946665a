"""A baseline: the findings that were there before. Old ones are counted, new ones and graver ones fail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from banlint.catalog.days import is_day
from banlint.errors import ConfigError
from banlint.model import Decision, Finding, Notice, Verdict
from banlint.named import NamedTuple
from banlint.policy.paths import is_within, seen_from
from banlint.text import show

BASELINED = "baselined"
HEAD = '{"kind": "banlint-baseline", "version": 1}'
"""The first line of the file."""
MOST_BYTES = 256 << 20
_MEND = "write it again with `banlint baseline write`, or take the line out"
_GRAVITY = {verdict.value: rank for rank, verdict in enumerate(Verdict)}


class Entry(NamedTuple):
    """A finding that was there: its fingerprint, what it was, where it stood, and when it was put here.

    The path is as from the folder of the baseline.
    """

    path: str
    asset: str
    regime: str
    entity: str
    verdict: str
    since: str
    fingerprint: str


def entry(finding: Finding, day: str, file: str) -> Entry:
    """The entry of `finding` in the baseline `file`, put there on `day`."""
    return Entry(
        seen_from(file, finding.path),
        finding.asset,
        finding.regime,
        finding.entity,
        finding.verdict,
        day,
        finding.fingerprint,
    )


class Baseline:
    """The entries by fingerprint, and those that a run met. `path` is the file's."""

    def __init__(self, entries: Mapping[str, tuple[Entry, int]], path: str = "") -> None:
        self.path = path
        self._entries = entries
        self.met: set[str] = set()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order of the file."""
        return tuple(one for one, _ in self._entries.values())

    def decided(self, finding: Finding) -> Finding:
        """`finding`, baselined where it was there before and was no less grave, and nothing else decides it."""
        found = self._entries.get(finding.fingerprint)
        if found is None:
            return finding
        before, line = found
        self.met.add(finding.fingerprint)
        if finding.decision is not None:
            return finding
        if _GRAVITY[finding.verdict] < _GRAVITY[before.verdict]:
            said = f"the baseline has it as {before.verdict} only ({self.path}:{line})"
            return finding._replace(not_honoured=(*finding.not_honoured, said))
        return finding._replace(decision=Decision(BASELINED, f"there since {before.since}", path=self.path, line=line))

    def stale(self, within: Iterable[str]) -> tuple[Entry, ...]:
        """Entries of files that are among or below `within`, the paths a run was given, and that it did not meet."""
        tops = [seen_from(self.path, one) for one in within]
        gone = (one for one in self.entries if one.fingerprint not in self.met)
        return tuple(one for one in gone if any(is_within(one.path, top) for top in tops))

    def notices(self, within: Iterable[str]) -> Iterator[Notice]:
        """How many entries are stale, and which is the first."""
        stale = self.stale(within)
        if stale:
            line = self._entries[stale[0].fingerprint][1]
            what = "1 entry is" if len(stale) == 1 else f"{len(stale):,} entries are"
            said = f"{what} stale: this run made no such finding"
            yield Notice("stale", said, "`banlint baseline prune` takes them out", self.path, line, 1)


def render(entries: Iterable[Entry]) -> str:
    """The file: a line an entry, in the order of path, asset and regime, each fingerprint once."""
    once = {one.fingerprint: one for one in sorted(entries, reverse=True)}
    lines = (json.dumps(one._asdict(), ensure_ascii=False) for one in sorted(once.values()))
    return "".join(f"{line}\n" for line in (HEAD, *map(_plain, lines)))


def read(data: bytes, path: str) -> Baseline:
    """The baseline that the file `path` holds. Raises `ConfigError`."""
    if len(data) > MOST_BYTES:
        raise ConfigError(f"a baseline of more than {MOST_BYTES >> 20} MiB", "prune it, or split the check", path)
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise ConfigError("not UTF-8", "save it as UTF-8", path) from None
    if _loaded(lines[0], path, 1) != json.loads(HEAD):
        raise ConfigError("this is no baseline", f"its first line is {HEAD}", path, 1, 1)
    entries: dict[str, tuple[Entry, int]] = {}
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            one = _entry(_loaded(line, path, number), path, number)
            if one.fingerprint in entries:
                raise ConfigError("this fingerprint is there already", "keep one of the lines", path, number, 1)
            entries[one.fingerprint] = one, number
    return Baseline(entries, path)


def _loaded(line: str, path: str, number: int) -> object:
    try:
        found: object = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = f"not JSON: {getattr(error, 'msg', 'nested too deeply')}"
        raise ConfigError(message, _MEND, path, number, getattr(error, "colno", 1)) from None
    return found


def _entry(record: object, path: str, number: int) -> Entry:
    fields = Entry._fields
    if not isinstance(record, dict) or set(record) != set(fields) or not all(map(_is_text, record.values())):
        raise ConfigError(f"an entry has {', '.join(fields)}, each a text", _MEND, path, number, 1)
    found = Entry(**record)
    if found.verdict not in _GRAVITY:
        raise ConfigError(f"`{show(found.verdict)}` is no verdict", _MEND, path, number, 1)
    if not is_day(found.since):
        raise ConfigError(f"`{show(found.since)}` is not a day", _MEND, path, number, 1)
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _plain(line: str) -> str:
    """`line` with what would not show, or could not be written, as escapes of JSON."""
    if line.isascii():
        return line
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in line)
