"""Long inputs of which not everything has to be read exactly: which way each sort goes, if it can go one at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from banlint.hints import TYPE_CHECKING
from banlint.model import Adapter, Document, Problem, Registered, Source
from banlint.run.screen import Screen, screen_for

if TYPE_CHECKING:
    from banlint.run.checker import Checker

Read = Document | Problem | tuple[int, int]
"""What is to be looked at, what cannot be read, and counts of assets, and undetermined ones, in all the rest."""


class Shortcuts:
    """The short cuts of one checker; what a screen has learnt of a file stays for the file's other parts."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._screen_of: tuple[str, Screen | None] = ("", None)

    def documents(self, source: Source, reader: str) -> Iterator[Read] | None:
        """What `reader` would read of `source`, less what is cleared; `None` where it has to read all of it."""
        if reader == "jsonl":
            return self._lines(source)
        # What a plugin's adapter goes by is not known.
        if not self._checker.all_ours:
            return None
        return self._rows(source, reader) if reader in ("table", "workbook") else self._elements(source, reader)

    def lines_screen(self, name: str) -> Screen | None:
        """The screen for the JSON Lines of the file `name`."""
        if self._screen_of[0] != name:
            self._screen_of = (name, self._screen(self._checker.adapters))
        return self._screen_of[1]

    def _screen(self, adapters: Sequence[Registered[Adapter]]) -> Screen | None:
        checker = self._checker
        return screen_for(checker.engine, adapters, checker.parts.matchers, checker.judge.concerns)

    def _lines(self, source: Source) -> Iterator[Read] | None:
        from banlint.run.stream import screened

        screen = self.lines_screen(source.name)
        return screened(source, screen, self._checker.limits) if screen else None

    def _elements(self, source: Source, reader: str) -> Iterator[Read] | None:
        from banlint.run.proof import Task

        checker = self._checker
        task = Task(source, checker.adapters, self._screen, checker.limits, checker.suppressions)
        if reader == "json":
            from banlint.run import arrays

            return arrays.proven(task)
        from banlint.run import lists

        return lists.proven(task)

    def _rows(self, source: Source, reader: str) -> Iterator[Read]:
        from banlint.run.rows import known_for, screened_rows, screened_sheets

        checker = self._checker
        known = known_for(checker.engine, checker.parts.matchers, checker.judge.concerns)
        if reader == "table":
            from banlint.reading.table import Table

            table = Table(source, checker.limits)
            return screened_rows(table, known, lambda row: checker.adapter(row, source.name))
        from banlint.reading.workbook import sheets

        found = sheets(source, checker.limits)
        return screened_sheets(found, known, lambda row: checker.adapter(row, source.name))
