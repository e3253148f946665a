"""A whole run: paths in, findings and problems handed on as they come, an outcome at the end."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from banlint import __version__
from banlint.errors import BanlintError, InputError, UsageError
from banlint.judge.answers import Answered, Answers
from banlint.limits import DEFAULT, Limits
from banlint.model import (
    Basis,
    Counts,
    Finding,
    Fingerprint,
    Notice,
    Outcome,
    Parts,
    Problem,
    Question,
    Reader,
    Registered,
    RunInfo,
    Seen,
    Source,
    Verdict,
)
from banlint.policy.decisions import Decisions, Policy
from banlint.reading.source import FileSource, StreamSource
from banlint.reporting.ours import is_report
from banlint.run.checker import Checker, Event, Tally
from banlint.run.discovery import Input, discover

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.inventories.mappings import Mappings


class Settings(NamedTuple):
    """What a run is asked to do, beside what it is asked."""

    question: Question
    fail_on: tuple[Verdict, ...] = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS)
    jobs: int = 1
    exit_zero: bool = False
    allow_empty: bool = False
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    """Whether that holds for files that are named, too."""
    limits: Limits = DEFAULT
    stdin_name: str = ""
    mappings: Mappings | None = None
    """Shapes that somebody described, beside those we know."""
    every_asset: bool = False
    """Whether to tell of every asset, for a report of what passed."""
    policy: Policy = Policy()
    """What was decided of findings, by waivers and a baseline, and whether that and suppressions hold."""
    answers: Answers | None = None
    """What a facts file says of assets, beside their inventories."""


class FileDone(NamedTuple):
    """The end of one input."""

    name: str
    skipped: bool = False
    """It is no inventory by name or content, and was met in a folder."""


def check(
    paths: Sequence[str],
    settings: Settings,
    catalog: Catalog,
    parts: Parts,
    on_finding: Callable[[Finding], None],
    on_problem: Callable[[Problem], None],
    progress: Callable[[int, int, str], None] | None = None,
    stdin: BinaryIO | None = None,
    on_asset: Callable[[Seen], None] | None = None,
) -> Outcome:
    """Check `paths` and say what there is, in an order that depends on the input alone.

    `-` is `stdin`. `progress` is told files done, files in all and the name of the last one; `on_asset` every asset
    behind its findings, where `settings` ask for that.
    """
    with _few_collections():
        return _check(
            paths, settings, catalog, parts, _Ledger(settings, on_finding, on_problem, on_asset), progress, stdin
        )


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles look less often: a run makes many small objects, and hardly a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _check(
    paths: Sequence[str],
    settings: Settings,
    catalog: Catalog,
    parts: Parts,
    ledger: _Ledger,
    progress: Callable[[int, int, str], None] | None,
    stdin: BinaryIO | None,
) -> Outcome:
    inputs: list[Input] = []
    for one in discover(paths, settings.exclude, force=settings.force_exclude):
        if isinstance(one, Problem):
            ledger.refuse(one)
        else:
            inputs.append(one)
    for done, event in enumerate_files(_events(inputs, settings, catalog, parts, stdin)):
        if isinstance(event, FileDone):
            ledger.close(event)
            if progress:
                progress(done, len(inputs), event.name)
        else:
            ledger.add(event)
    info = RunInfo(__version__, catalog.info, settings.question, settings.policy.info)
    return ledger.outcome(info, catalog)


def enumerate_files(events: Iterator[Event | FileDone]) -> Iterator[tuple[int, Event | FileDone]]:
    """`events`, each with the number of files finished so far."""
    done = 0
    for event in events:
        done += isinstance(event, FileDone)
        yield done, event


def _events(
    inputs: list[Input], settings: Settings, catalog: Catalog, parts: Parts, stdin: BinaryIO | None
) -> Iterator[Event | FileDone]:
    if settings.jobs > 1 and len(inputs) > 1:
        from banlint.run.workers import spread

        return spread(inputs, settings, catalog, parts, stdin)
    return check_inputs(inputs, settings, checker_for(settings, catalog, parts), stdin)


def checker_for(settings: Settings, catalog: Catalog, parts: Parts) -> Checker:
    """What checks inputs as `settings` ask."""
    return Checker(
        catalog,
        settings.question,
        parts,
        settings.limits,
        mappings=settings.mappings,
        suppressions=settings.policy.honour,
        earlier=settings.policy.earlier,
        every_asset=settings.every_asset,
        answers=settings.answers,
    )


def check_inputs(
    inputs: Sequence[Input], settings: Settings, checker: Checker, stdin: BinaryIO | None = None
) -> Iterator[Event | FileDone]:
    """Check `inputs` in turn; each ends with a `FileDone`."""
    for one in inputs:
        try:
            chosen = open_input(one, settings, checker.parts.readers, stdin)
        except BanlintError as error:
            problem = error.problem()
            yield problem._replace(path=problem.path or one.name)
            yield FileDone(one.name)
            continue
        if chosen is not None:
            yield from checker.check(*chosen)
        yield FileDone(one.name, skipped=chosen is None)


def open_input(
    one: Input, settings: Settings, readers: Sequence[Registered[Reader]], stdin: BinaryIO | None
) -> tuple[Source, Registered[Reader]] | None:
    """The source of an input and who reads it; `None` for a file in a folder that is no inventory."""
    source: FileSource | StreamSource
    if one.path == "-":
        if stdin is None:
            raise UsageError("no standard input to read", "name a file")
        source = StreamSource(settings.stdin_name or "<stdin>", stdin, settings.limits)
    else:
        source = FileSource(one.name, one.path, settings.limits)
    head = source.head()
    if not one.named and is_report(head):
        return None
    for reader in readers:
        if reader.part.accepts(source.name, head):
            return source, reader
    if one.named:
        raise InputError(
            "not a format that banlint reads",
            "name JSON, JSON Lines, YAML or CSV; give standard input a --stdin-name",
            one.name,
        )
    return None


_MOST_NOTICES = 1000


class _Ledger:
    """Keeps the counts, numbers equal fingerprints, hands everything on."""

    def __init__(
        self,
        settings: Settings,
        on_finding: Callable[[Finding], None],
        on_problem: Callable[[Problem], None],
        on_asset: Callable[[Seen], None] | None = None,
    ) -> None:
        self.settings = settings
        self.on_finding = on_finding
        self.on_problem = on_problem
        self.on_asset = on_asset
        self.files_failed = 0
        self._read = self._skipped = self._empty = 0
        self._failing = 0
        self._total = Tally()
        self._file = Tally()
        self._file_problems = 0
        self._problems: list[Problem] = []
        self._verdicts: Counter[str] = Counter()
        self._decided: Counter[str] = Counter()
        self._decisions = Decisions(settings.policy, settings.question.as_of)
        self._notices: list[Notice] = []
        self._told = 0
        self._answered: frozenset[int] = frozenset()
        self._seen: Counter[str] = Counter()

    def add(self, event: Event) -> None:
        """Count and hand on one event."""
        if isinstance(event, Tally):
            self._file = self._file.plus(event)
        elif isinstance(event, Problem):
            self._file_problems += 1
            self._problems.append(event)
            self.on_problem(event)
        elif isinstance(event, Seen):
            if self.on_asset:
                self.on_asset(event)
        elif isinstance(event, Answered):
            self._answered |= event.entries
        elif isinstance(event, Notice):
            self._told += 1
            if self._told <= _MOST_NOTICES:
                self._notices.append(event)
        else:
            self._find(self._decisions.decided(self._numbered(event)))

    def _find(self, finding: Finding) -> None:
        if finding.decision is None:
            self._verdicts[finding.verdict.value] += 1
            self._failing += finding.verdict in self.settings.fail_on and not (
                _is_mention(finding) or _is_beyond(finding, self.settings.question.horizon)
            )
        else:
            self._decided[finding.decision.kind] += 1
        self.on_finding(finding)

    def refuse(self, problem: Problem) -> None:
        """Count and hand on the problem of a path that was not even opened."""
        self.add(problem)
        self.close(FileDone(problem.path))

    def close(self, file: FileDone) -> None:
        """Close the account of one file."""
        if self._file_problems:
            self.files_failed += 1
        elif file.skipped:
            self._skipped += 1
        else:
            self._read += 1
            self._empty += self._file.assets == 0
        self._total = self._total.plus(self._file)
        self._file, self._file_problems = Tally(), 0

    def _numbered(self, finding: Finding) -> Finding:
        """`finding` with a fingerprint that is its own, where two assets cannot be told apart."""
        own = finding.fingerprint or _fingerprint(finding)
        self._seen[own] += 1
        count = self._seen[own]
        return finding._replace(fingerprint=own if count == 1 else Fingerprint(f"{own}-{count}"))

    def outcome(self, info: RunInfo, catalog: Catalog) -> Outcome:
        """The account of the whole run."""
        order = [verdict.value for verdict in Verdict]
        counts = Counts(
            files=self._read + self.files_failed + self._skipped,
            files_read=self._read,
            files_failed=self.files_failed,
            files_skipped=self._skipped,
            files_without_assets=self._empty,
            assets=self._total.assets,
            undetermined=self._total.undetermined,
            findings=sum(self._verdicts.values()) + sum(self._decided.values()),
            by_verdict={name: self._verdicts[name] for name in order if self._verdicts[name]},
            suppressed=self._decided["suppressed"],
            waived=self._decided["waived"],
            baselined=self._decided["baselined"],
        )
        return Outcome(
            info,
            counts,
            tuple(self._problems),
            self._failing,
            self.settings.fail_on,
            self.settings.allow_empty,
            self.settings.exit_zero,
            (*self._decisions.notices(catalog), *self._notices, *self._more(), *self._unanswering()),
        )

    def _unanswering(self) -> Iterator[Notice]:
        answers = self.settings.answers
        return islice(answers.unused(self._answered), _MOST_NOTICES) if answers else iter(())

    def _more(self) -> Iterator[Notice]:
        if self._told > _MOST_NOTICES:
            yield Notice("more", f"{self._told - _MOST_NOTICES:,} more notices", "see to those above first")


def _is_mention(finding: Finding) -> bool:
    return bool(finding.evidence) and all(one.match.basis is Basis.MENTION for one in finding.evidence)


def _is_beyond(finding: Finding, horizon: str) -> bool:
    """Whether it is to take effect after the time that is asked about."""
    return bool(horizon) and finding.verdict is Verdict.SCHEDULED and not "" < finding.effective <= horizon


def _fingerprint(finding: Finding) -> Fingerprint:
    """Of a finding that a plugin made."""
    from hashlib import sha256

    text = f"{finding.regime}\x1f{finding.asset}\x1f{finding.parent}"
    return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
