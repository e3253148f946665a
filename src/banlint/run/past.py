"""Inventories as a git revision has them, through the same floors as those of today."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from banlint.errors import BanlintError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import Counts, Finding, Parts, Problem, Reader, Registered
from banlint.reading.revision import Entry, Revision
from banlint.reading.source import BytesSource
from banlint.run.check import Settings, checker_for
from banlint.run.checker import Checker, Event, Tally
from banlint.run.discovery import NEVER_READ, Input, discover, excluded, shown_name

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog


class Past:
    """The inventories at `paths` as the revision `name` of their repository has them. Raises `UsageError`."""

    def __init__(self, name: str, paths: Sequence[str], exclude: Sequence[str] = ()) -> None:
        if "-" in paths:
            raise UsageError("standard input has no revision", "name files or folders of the repository")
        first = paths[0]
        self._revision = Revision(name, first if os.path.isdir(first) else os.path.dirname(first) or os.curdir)
        self._paths = paths
        self._exclude = exclude
        self.name = name
        self.commit = self._revision.commit

    @property
    def present(self) -> tuple[str, ...]:
        """Those of the paths that are there today, or never were: what is gone since is no mistake."""
        held = (path for path in self._paths if os.path.lexists(path) or not self._revision.files(path))
        return tuple(held)

    @cached_property
    def inputs(self) -> dict[str, Entry]:
        """What the revision holds at the paths, by the name that a report gives it.

        A file that is passed over today, for an ignore file say, is passed over then too.
        """
        today = {os.path.abspath(one.path) for one in discover(self._paths, self._exclude) if isinstance(one, Input)}
        found: dict[str, Entry] = {}
        for path in self._paths:
            top = self._revision.within(path)
            for entry in self._revision.files(path):
                below = entry.name[len(top) :].lstrip("/")
                full = os.path.join(path, below) if below else path
                passed = os.path.lexists(full) and os.path.abspath(full) not in today
                if not (passed or entry.link or (below and self._is_left_out(full, path))):
                    found.setdefault(shown_name(full), entry)
        return found

    def check(
        self,
        settings: Settings,
        catalog: Catalog,
        parts: Parts,
        on_finding: Callable[[Finding], None],
        on_problem: Callable[[Problem], None],
    ) -> Counts:
        """Check them and say what there was, in the order of the paths."""
        checker = checker_for(settings, catalog, parts)
        total, count = Tally(), Counter[str]()
        with self._revision.reading() as content:
            for name, entry in self.inputs.items():
                state = "read"
                for event in self._events(name, entry, content, settings, checker):
                    if isinstance(event, Tally):
                        total = total.plus(event)
                    elif isinstance(event, Problem):
                        state = "failed"
                        # It is spelt as git does.
                        on_problem(event._replace(path=f"{self.name}:{name}"))
                    elif isinstance(event, Finding):
                        count["findings"] += 1
                        on_finding(event)
                count[state] += 1
        return Counts(
            files=count["read"] + count["failed"],
            files_read=count["read"],
            files_failed=count["failed"],
            assets=total.assets,
            undetermined=total.undetermined,
            findings=count["findings"],
        )

    def _events(
        self, name: str, entry: Entry, content: Callable[[Entry], bytes], settings: Settings, checker: Checker
    ) -> Iterator[Event]:
        try:
            source = BytesSource(name, content(entry), settings.limits)
            reader = _reader(source, checker)
        except BanlintError as error:
            yield error.problem()
            return
        if reader is not None:
            yield from checker.check(source, reader)
        elif name in map(shown_name, self._paths):
            yield Problem("input", "not a format that banlint reads", "name JSON, JSON Lines, YAML or CSV")

    def _is_left_out(self, path: str, top: str) -> bool:
        return os.path.basename(path) in NEVER_READ or excluded(path, top, self._exclude)


def _reader(source: BytesSource, checker: Checker) -> Registered[Reader] | None:
    head = source.head()
    return next((one for one in checker.parts.readers if one.part.accepts(source.name, head)), None)
