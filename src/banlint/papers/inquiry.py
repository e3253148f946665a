"""A run as the record of an inquiry: what was asked, what was read, what was found, what stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from banlint.hints import TYPE_CHECKING, BinaryIO
from banlint.model import Finding, Outcome, Parts, Problem, Seen
from banlint.named import NamedTuple
from banlint.papers.inputs import Digest, changes, left_out, survey
from banlint.run.check import Settings, check

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

_KEPT = 1000
"""Assets that are named; the others are counted."""


class FileRead(NamedTuple):
    """A file of the run."""

    path: str
    digest: Digest
    state: str
    """`read`, `no hardware`, `failed`, or `passed over`."""
    assets: int = 0
    undetermined: int = 0


class Inquiry(NamedTuple):
    """What a run came to."""

    paths: tuple[str, ...]
    exclude: tuple[str, ...]
    findings: tuple[Finding, ...]
    outcome: Outcome
    """With every problem there was."""
    files: tuple[FileRead, ...]
    undetermined: tuple[Seen, ...]
    """The first thousand of them."""
    left_out: tuple[str, ...] = ()
    """Files below the folders named that were never looked at."""


class Watch:
    """Counts assets by file as a run tells of them, and keeps those of which nothing says who made them."""

    def __init__(self) -> None:
        self.assets: Counter[str] = Counter()
        self.unknown: Counter[str] = Counter()
        self.kept: list[Seen] = []

    def asset(self, seen: Seen) -> None:
        """Take note of an asset."""
        self.assets[seen.path] += 1
        if not seen.determined:
            self.unknown[seen.path] += 1
            if len(self.kept) < _KEPT:
                self.kept.append(seen)


def inquire(
    paths: Sequence[str],
    settings: Settings,
    catalog: Catalog,
    parts: Parts,
    on_problem: Callable[[Problem], None],
    stdin: BinaryIO | None = None,
    earlier: Sequence[Problem] = (),
    on_finding: Callable[[Finding], None] | None = None,
    on_asset: Callable[[Seen], None] | None = None,
) -> Inquiry:
    """Check `paths`, and hash them before and after. `earlier` are problems that there were before.

    With `on_finding` the findings go there and are not kept.
    """
    findings: list[Finding] = []
    watch = Watch()

    def asset(seen: Seen) -> None:
        watch.asset(seen)
        if on_asset:
            on_asset(seen)

    before = survey(paths, settings, parts.readers)
    settings = settings._replace(every_asset=True)
    take = on_finding or findings.append
    outcome = check(paths, settings, catalog, parts, take, on_problem, None, stdin, asset)
    changed = changes(before, survey(paths, settings, parts.readers))
    for problem in changed:
        on_problem(problem)
    outcome = outcome._replace(problems=(*earlier, *outcome.problems, *changed))
    failed = {problem.path for problem in outcome.problems}
    files = tuple(_file(name, digest, watch, failed) for name, digest in before.items())
    out = left_out(paths, before, _ours(settings))
    return Inquiry(tuple(paths), settings.exclude, tuple(findings), outcome, files, tuple(watch.kept), out)


def _ours(settings: Settings) -> tuple[str, ...]:
    info = settings.policy.info
    return tuple(filter(None, (info.waivers, info.baseline, info.facts)))


def _file(name: str, digest: Digest, watch: Watch, failed: set[str]) -> FileRead:
    state = "read" if watch.assets[name] else "no hardware"
    if digest.passed_over:
        state = "passed over"
    elif name in failed or not digest.sha256:
        state = "failed"
    return FileRead(name, digest, state, watch.assets[name], watch.unknown[name])


def open_questions(findings: Sequence[Finding]) -> Mapping[str, int]:
    """Each question that findings leave open, with the number of assets it is about, most first."""
    about: dict[str, set[tuple[str, str]]] = {}
    for finding in findings:
        for ask in finding.asks:
            about.setdefault(ask.question, set()).add((finding.path, finding.pointer))
    return dict(sorted(((said, len(them)) for said, them in about.items()), key=lambda one: (-one[1], one[0])))
