"""A bar on standard error, for work that takes longer than a second and only where somebody watches."""

from __future__ import annotations

import sys
import time

from banlint.hints import TYPE_CHECKING
from banlint.text import show

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 1.0
"""Seconds before a bar appears."""


class Bar:
    """Called with files done, files in all and the last one's name; `hide` before anything else is written."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._shown: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show how far it is, once it takes long enough to wonder."""
        if self._shown is None:
            if time.monotonic() - self._since < _PATIENCE or done >= total:
                return
            self._show(total)
        if self._shown is not None and self._task is not None:
            self._shown.update(self._task, completed=done, total=total, description=show(name, 40))

    def hide(self) -> None:
        """Take the bar off the terminal; it comes back with the next call."""
        if self._shown is not None:
            self._shown.stop()
            self._shown = None

    def _show(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        # Names are strangers' text: no markup of theirs may act.
        name = TextColumn("{task.description}", markup=False)
        console = Console(file=sys.stderr, markup=False, emoji=False, highlight=False)
        self._shown = Progress(BarColumn(), MofNCompleteColumn(), name, console=console, transient=True)
        self._task = self._shown.add_task("", total=total)
        self._shown.start()
