"""The account of a run: counts kept, decisions applied, equal fingerprints numbered, everything handed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from banlint.hints import TYPE_CHECKING
from banlint.judge.answers import Answered
from banlint.model import (
    Basis,
    Counts,
    Finding,
    Fingerprint,
    Notice,
    Outcome,
    Problem,
    RunInfo,
    Seen,
    Verdict,
)
from banlint.named import NamedTuple
from banlint.policy.decisions import Decisions
from banlint.run.checker import Event, Tally

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.run.cachelook import Kept
    from banlint.run.check import Settings

_MOST_NOTICES = 1000


class FileDone(NamedTuple):
    """The end of one input."""

    name: str
    skipped: bool = False
    """It is no inventory by name or content, and was met in a folder."""
    kept: Kept | None = None
    """What a cache is to remember of it."""


class Ledger:
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
        self._assets = self._undetermined = self._file_assets = 0
        self._file_problems = 0
        self._problems: list[Problem] = []
        self._verdicts: Counter[str] = Counter()
        self._decided: Counter[str] = Counter()
        self._decisions = Decisions(settings.policy, settings.question.as_of)
        self._notices: list[Notice] = []
        self._told = 0
        self._answered: frozenset[int] = frozenset()
        self._seen: dict[str, int] = {}

    def add(self, event: Event) -> None:
        """Count and hand on one event."""
        if isinstance(event, Finding):
            self._find(self._decisions.decided(self._numbered(event)))
        elif isinstance(event, Tally):
            self._file_assets += event.assets
            self._undetermined += event.undetermined
        elif isinstance(event, Problem):
            # What names no file is of the whole run.
            self._file_problems += bool(event.path)
            self.complain(event)
        elif isinstance(event, Seen):
            if self.on_asset:
                self.on_asset(event)
        elif isinstance(event, Answered):
            self._answered |= event.entries
        else:
            self._told += 1
            if self._told <= _MOST_NOTICES:
                self._notices.append(event)

    def _find(self, finding: Finding) -> None:
        if finding.decision is None:
            self._verdicts[finding.verdict.value] += 1
            self._failing += fails(finding, self.settings)
        else:
            self._decided[finding.decision.kind] += 1
        self.on_finding(finding)

    def refuse(self, problem: Problem) -> None:
        """Count and hand on the problem of a path that was not even opened."""
        self.complain(problem)
        self.files_failed += 1

    def complain(self, problem: Problem) -> None:
        """Count and hand on a problem of the whole run, and of no file."""
        self._problems.append(problem)
        self.on_problem(problem)

    def expect_assets(self, least: int) -> None:
        """Complain where fewer than `least` assets were met: an export that came out short shows no ban."""
        if self._assets < least:
            message = f"{self._assets:,} assets, where at least {least:,} are expected"
            self.complain(Problem("input", message, "export them anew, or lower --expect-assets-min"))

    def close(self, file: FileDone) -> None:
        """Close the account of one file."""
        if self._file_problems:
            self.files_failed += 1
        elif file.skipped:
            self._skipped += 1
        else:
            self._read += 1
            self._empty += not self._file_assets
        self._assets += self._file_assets
        self._file_assets = self._file_problems = 0

    def _numbered(self, finding: Finding) -> Finding:
        """`finding` with a fingerprint that is its own, where two assets cannot be told apart."""
        own = finding.fingerprint or _fingerprint(finding)
        count = self._seen[own] = self._seen.get(own, 0) + 1
        if count == 1 and finding.fingerprint:
            return finding
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
            assets=self._assets,
            undetermined=self._undetermined,
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


def fails(finding: Finding, settings: Settings) -> bool:
    """Whether a run asked for by `settings` fails for `finding`."""
    return (
        finding.decision is None
        and finding.verdict in settings.fail_on
        and not (_is_mention(finding) or _is_beyond(finding, settings.question.horizon))
    )


def _is_mention(finding: Finding) -> bool:
    return bool(finding.evidence) and all(one.match.basis is Basis.MENTION for one in finding.evidence)


def _is_beyond(finding: Finding, horizon: str) -> bool:
    """Whether it is to take effect after the time that is asked about."""
    return bool(horizon) and finding.verdict is Verdict.SCHEDULED and not "" < finding.effective <= horizon


def _fingerprint(finding: Finding) -> Fingerprint:
    """Of a finding that a plugin made."""
    from banlint.hashing import sha256

    text = f"{finding.regime}\x1f{finding.asset}\x1f{finding.parent}"
    return Fingerprint(sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
