"""What is wrong with packs, gathered so that one run names many mistakes and not one."""

from __future__ import annotations

from banlint.errors import PackError
from banlint.model import Problem

MOST = 20
"""How many are kept; the rest are only counted."""


class Complaints:
    """Complaints in the order they were made."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.count = 0

    def add(self, path: str, mark: tuple[int, int], message: str, mend: str) -> None:
        """One mistake, at a 1-based line and column."""
        self._keep(Problem(PackError.kind, message, mend, path, *mark))

    def take(self, error: PackError) -> None:
        """What `error` says."""
        self._keep(error.problem())

    def raise_any(self) -> None:
        """Raises one `PackError` for all complaints, if there are any."""
        if not self.problems:
            return
        first = self.problems[0]
        more = f" (and {self.count - 1} more in its packs)" if self.count > 1 else ""
        error = PackError(first.message + more, first.mend, first.path, first.line, first.column)
        error.problems = tuple(self.problems)
        raise error

    def _keep(self, problem: Problem) -> None:
        self.count += 1
        if len(self.problems) < MOST:
            self.problems.append(problem)
