"""A whole run: paths in, findings and problems handed on as they come, an outcome at the end."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence

from banlint import __version__
from banlint.errors import BanlintError, InputError, UsageError
from banlint.hints import TYPE_CHECKING, BinaryIO
from banlint.judge.answers import Answers
from banlint.limits import DEFAULT, Limits
from banlint.model import (
    Finding,
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
from banlint.named import NamedTuple
from banlint.policy.decisions import Policy
from banlint.reading.source import FileSource, StreamSource
from banlint.reporting.ours import is_report
from banlint.run.checker import Checker, Event
from banlint.run.controls import problems as failed_controls
from banlint.run.discovery import Input, discover
from banlint.run.ledger import FileDone, Ledger

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.inventories.mappings import Mappings
    from banlint.run.cache import Cache


_LARGE = 64 << 20


class Settings(NamedTuple):
    """What a run is asked to do, beside what it is asked."""

    question: Question
    fail_on: tuple[Verdict, ...] = (Verdict.PROHIBITED, Verdict.NEEDS_FACTS)
    jobs: int = 1
    exit_zero: bool = False
    allow_empty: bool = False
    least_assets: int = 0
    """So many assets at least have to be there, or not all was checked."""
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    """Whether that holds for files that are named, too."""
    limits: Limits = DEFAULT
    stdin_name: str = ""
    mappings: "Mappings | None" = None
    """Shapes that somebody described, beside those we know."""
    every_asset: bool = False
    """Whether to tell of every asset, for a report of what passed."""
    policy: Policy = Policy()
    """What was decided of findings, by waivers and a baseline, and whether that and suppressions hold."""
    answers: Answers | None = None
    """What a facts file says of assets, beside their inventories."""
    cache: "Cache | None" = None
    """What earlier runs saw of files."""


def check(
    paths: Sequence[str],
    settings: Settings,
    catalog: "Catalog",
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
    # A run makes many small objects, and hardly a cycle: the collector of cycles need not look so often.
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        return _check(
            paths, settings, catalog, parts, Ledger(settings, on_finding, on_problem, on_asset), progress, stdin
        )
    finally:
        gc.set_threshold(*before)


def _check(
    paths: Sequence[str],
    settings: Settings,
    catalog: "Catalog",
    parts: Parts,
    ledger: Ledger,
    progress: Callable[[int, int, str], None] | None,
    stdin: BinaryIO | None,
) -> Outcome:
    checker = checker_for(settings, catalog, _within(parts, settings.limits))
    for problem in failed_controls(catalog, checker.engine, settings.question.as_of):
        ledger.complain(problem)
    inputs: list[Input] = []
    for one in discover(paths, settings.exclude, force=settings.force_exclude):
        if isinstance(one, Problem):
            ledger.refuse(one)
        else:
            inputs.append(one)
    done = 0
    for event in _events(inputs, settings, checker, stdin):
        if isinstance(event, FileDone):
            done += 1
            ledger.close(event)
            if settings.cache and event.kept:
                settings.cache.add(event.kept)
            if progress:
                progress(done, len(inputs), event.name)
        else:
            ledger.add(event)
    ledger.expect_assets(settings.least_assets)
    info = RunInfo(__version__, catalog.info, settings.question, settings.policy.info)
    return ledger.outcome(info, catalog)


def _events(
    inputs: list[Input], settings: Settings, checker: Checker, stdin: BinaryIO | None
) -> Iterator[Event | FileDone]:
    if settings.jobs > 1 and (len(inputs) > 1 or _is_large(inputs)):
        from banlint.run.workers import spread

        return spread(inputs, settings, checker, stdin)
    return check_inputs(inputs, settings, checker, stdin)


def _is_large(inputs: Sequence[Input]) -> bool:
    """Whether there is a file that several processes may have to share."""
    return any(one.path != "-" and os.path.getsize(one.path) >= _LARGE for one in inputs if os.path.isfile(one.path))


def _within(parts: Parts, limits: Limits) -> Parts:
    """`parts` with our readers under `limits`, where those are not the usual ones."""
    if limits == DEFAULT:
        return parts
    from banlint.reading.choose import readers

    ours = {reader.name: reader for reader in readers(limits)}
    return parts._replace(
        readers=tuple(
            one._replace(part=ours.get(one.part.name, one.part)) if one.plugin == "banlint" else one
            for one in parts.readers
        )
    )


def checker_for(settings: Settings, catalog: "Catalog", parts: Parts) -> Checker:
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
    cache, readers = settings.cache, checker.parts.readers
    for one in inputs:
        look = kept = reader = None
        try:
            source = source_of(one, settings, stdin)
            look = cache.look(source) if cache else None
            if look and look.known:
                yield from look.told()
                yield FileDone(one.name, kept=look.kept())
                continue
            reader = reader_of(one, source, readers)
        except BanlintError as error:
            problem = error.problem()
            yield problem._replace(path=problem.path or one.name)
            yield FileDone(one.name)
            continue
        if look and reader:
            kept = yield from look.checked(checker, reader)
        elif reader:
            yield from checker.check(source, reader)
        yield FileDone(one.name, reader is None, kept)


def open_input(
    one: Input, settings: Settings, readers: Sequence[Registered[Reader]], stdin: BinaryIO | None
) -> tuple[Source, Registered[Reader]] | None:
    """The source of an input and who reads it; `None` for a file in a folder that is no inventory."""
    source = source_of(one, settings, stdin)
    reader = reader_of(one, source, readers)
    return (source, reader) if reader else None


def source_of(one: Input, settings: Settings, stdin: BinaryIO | None) -> FileSource | StreamSource:
    """What an input is read from. Raises `UsageError` where it is standard input and there is none."""
    if one.path != "-":
        return FileSource(one.name, one.path, settings.limits)
    if stdin is None:
        raise UsageError("no standard input to read", "name a file")
    return StreamSource(settings.stdin_name or "<stdin>", stdin, settings.limits)


def reader_of(
    one: Input, source: FileSource | StreamSource, readers: Sequence[Registered[Reader]]
) -> Registered[Reader] | None:
    """Who reads an input; `None` for a file in a folder that is no inventory. Raises `InputError`."""
    head = source.head()
    if not one.named and is_report(head):
        return None
    for reader in readers:
        if reader.part.accepts(source.name, head):
            return reader
    if one.named:
        raise InputError(
            "not a format that banlint reads",
            "name JSON, JSON Lines, YAML or CSV; give standard input a --stdin-name",
            one.name,
        )
    return None
