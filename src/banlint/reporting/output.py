"""Several reports of one run: to a stream, and to files that are either whole or not there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence

from banlint.errors import BanlintError, ReportError
from banlint.hints import Protocol, TextIO, TypeGuard
from banlint.model import Finding, Outcome, Problem, Reporter, RunInfo, Seen
from banlint.reading.source import HEAD
from banlint.reporting.ours import HEAD_BYTES, is_report
from banlint.text import show

_INVENTORIES = (".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xml", ".ini", ".cfg", ".toml")


class _TakesAssets(Reporter, Protocol):
    """A reporter that shows what passed."""

    def asset(self, seen: Seen) -> None:
        """Add an asset, whose findings came before it."""


class Output:
    """One report on its way: to a stream that stays open, or to a file beside its destination until it is whole."""

    def __init__(self, reporter: Reporter, stream: TextIO | None = None, path: str = "") -> None:
        self.reporter = reporter
        self.path = path
        self._stream = stream
        self._part = part(path)
        self._is_made = False

    def open(self) -> TextIO:
        """The stream to write to. Raises `OSError`."""
        if self._stream is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
            # Said before it is so: an interrupt may come between.
            self._is_made = True
            try:
                descriptor = os.open(self._part, flags, 0o666)
            except OSError:
                self._is_made = False
                raise
            self._stream = open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n")  # noqa: SIM115 - closed by `commit` or `abandon`
        return self._stream

    def commit(self) -> None:
        """Put a file in its place, whole; flush a stream. Raises `OSError`."""
        if self._stream is None:
            return
        self._stream.flush()
        if self.path:
            os.fsync(self._stream.fileno())
            self._stream.close()
            os.replace(self._part, self.path)
            self._is_made = False

    def abandon(self) -> None:
        """Remove a file that is not whole. Does nothing after `commit`."""
        if self._is_made:
            try:
                if self._stream is not None:
                    self._stream.close()
            except OSError:
                # What it still held was for a file that goes.
                pass
            try:  # noqa: SIM105 contextlib is dear to import
                os.unlink(self._part)
            except OSError:
                # It is in its place, or its folder is beyond reach.
                pass


class Outputs:
    """All reports of a run. One that fails becomes a problem and is abandoned; the others go on.

    Only `BrokenPipeError` leaves it: whoever read standard output has gone, and there is nobody to tell.
    """

    def __init__(self, outputs: Sequence[Output]) -> None:
        self.problems: list[Problem] = []
        self._live = list(outputs)

    def reporters(self) -> Iterator[tuple[Reporter, bool]]:
        """The reporter of each report, and whether it writes to a stream."""
        for output in self._live:
            yield output.reporter, not output.path

    @property
    def shows_assets(self) -> bool:
        """Whether any report has to be told of every asset."""
        return any(_takes_assets(output.reporter) for output in self._live)

    def begin(self, info: RunInfo) -> None:
        """Start every report."""
        self._each(lambda output: output.reporter.begin(info, output.open()))

    def finding(self, finding: Finding) -> None:
        """Add a finding to every report."""
        self._each(lambda output: output.reporter.finding(finding))

    def asset(self, seen: Seen) -> None:
        """Tell of an asset those reports that ask for it."""

        def tell(output: Output) -> None:
            if _takes_assets(output.reporter):
                output.reporter.asset(seen)

        self._each(tell)

    def problem(self, problem: Problem) -> None:
        """Add a problem to every report."""
        self._each(lambda output: output.reporter.problem(problem))

    def end(self, outcome: Outcome, footer: tuple[str, ...]) -> None:
        """End every report, and put those for files in their place."""
        self._each(lambda output: output.reporter.end(outcome, footer))
        self._each(Output.commit)

    def abandon(self) -> None:
        """Remove every file that is not whole."""
        for output in self._live:
            output.abandon()

    def _each(self, step: Callable[[Output], None]) -> None:
        for output in tuple(self._live):
            try:
                step(output)
            except BrokenPipeError:
                raise
            except Exception as error:  # noqa: BLE001 - the boundary: a reporter may be anyone's
                self._live.remove(output)
                output.abandon()
                where = show(output.path) or "standard output"
                text = f"the `{show(output.reporter.name)}` report to {where} failed: {show(_why(error))}"
                mend = error.mend if isinstance(error, BanlintError) else ""
                self.problems.append(Problem("report", text, mend or "no half-written report is left behind"))


def _why(error: Exception) -> str:
    if isinstance(error, BanlintError):
        return error.message
    return error.strerror if isinstance(error, OSError) and error.strerror else repr(error)


def _takes_assets(reporter: Reporter) -> TypeGuard[_TakesAssets]:
    return callable(getattr(type(reporter), "asset", None))


def part(path: str) -> str:
    """The file beside `path` in which a report grows until it is whole."""
    return os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{os.getpid()}.part")


def within(path: str, folder: str) -> bool:
    """Whether `path` lies in `folder` or below."""
    real, top = os.path.realpath(path), os.path.realpath(folder)
    return os.path.isdir(top) and real.startswith(os.path.join(top, ""))


def check_destination(path: str, inputs: Sequence[str]) -> None:
    """Raise `ReportError` unless a report may be put at `path` when `inputs` are checked.

    It may not be a link, nor anything but a plain file, nor a file that is or may be one of the inventories.
    """
    shown = show(path)
    if path == "-":
        raise ReportError("`-` is no file to write a report to", "name a file, or use --format for standard output")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise ReportError(f"there is no folder {show(folder)} to write {shown} in", "make the folder first")
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReportError(f"cannot see what {shown} is: {error.strerror}", "name another file") from None
    if stat.S_ISLNK(there.st_mode):
        raise ReportError(f"{shown} is a link, and reports are never written through one", "name its target")
    if not stat.S_ISREG(there.st_mode):
        raise ReportError(f"{shown} is not a plain file", "name a file, or use --format for standard output")
    if _is_input(path, inputs):
        raise ReportError(f"{shown} is there and may be an inventory: it is not overwritten", "name another file")


def _is_input(path: str, inputs: Sequence[str]) -> bool:
    real = os.path.realpath(path)
    for one in inputs:
        named = os.path.realpath(one)
        if named == real or (os.path.isfile(named) and os.path.samefile(named, real)):
            return True
        if within(real, named) and not _is_ours(real) and _may_be_inventory(real):
            return True
    return False


def _may_be_inventory(path: str) -> bool:
    """Whether a file in a folder that is checked is one by its name, or would be read by how it begins."""
    if path.lower().endswith(_INVENTORIES):
        return True
    from banlint.reading.choose import reader_for

    with open(path, "rb") as file:
        return reader_for(path, file.read(HEAD)) is not None


def _is_ours(path: str) -> bool:
    with open(path, "rb") as file:
        head = file.read(HEAD_BYTES)
    return head.strip() in (b"", b"[]") or is_report(head)
