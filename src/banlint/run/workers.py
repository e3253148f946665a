"""Many files over several processes, in batches; what comes out is in the order of the input all the same."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import BinaryIO

from banlint.model import Problem
from banlint.run.check import Settings, check_inputs
from banlint.run.checker import Checker, Event
from banlint.run.discovery import Input
from banlint.run.ledger import FileDone

_BATCH = 32
_AHEAD = 4

# Set before the processes are forked, so that none has to load the catalog and the plugins again.
_shared: tuple[Checker, Settings] | None = None


def spread(
    inputs: Sequence[Input], settings: Settings, checker: Checker, stdin: BinaryIO | None
) -> Iterator[Event | FileDone]:
    """Check `inputs` with `settings.jobs` processes. Where processes cannot be forked, one does it all."""
    global _shared  # noqa: PLW0603 what a fork inherits has to be global
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from check_inputs(inputs, settings, checker, stdin)
        return
    _shared = (checker, settings)
    batches = [inputs[start : start + _BATCH] for start in range(0, len(inputs), _BATCH)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=min(settings.jobs, len(batches)), mp_context=context) as pool:
        waiting: deque[tuple[Sequence[Input], Future[list[Event | FileDone]] | None]] = deque()
        for batch in batches:
            # Standard input belongs to this process alone.
            own = any(one.path == "-" for one in batch)
            waiting.append((batch, None if own else _submit(pool, batch)))
            if len(waiting) >= _AHEAD * settings.jobs:
                yield from _finish(*waiting.popleft(), stdin)
        while waiting:
            yield from _finish(*waiting.popleft(), stdin)


def _submit(pool: ProcessPoolExecutor, batch: Sequence[Input]) -> Future[list[Event | FileDone]]:
    try:
        return pool.submit(_check_batch, batch)
    except BrokenProcessPool as error:
        broken: Future[list[Event | FileDone]] = Future()
        broken.set_exception(error)
        return broken


def _check_batch(batch: Sequence[Input]) -> list[Event | FileDone]:
    assert _shared is not None
    checker, settings = _shared
    return list(check_inputs(batch, settings, checker))


def _finish(
    batch: Sequence[Input], future: Future[list[Event | FileDone]] | None, stdin: BinaryIO | None
) -> Iterator[Event | FileDone]:
    if future is None:
        assert _shared is not None
        yield from check_inputs(batch, _shared[1], _shared[0], stdin)
        return
    try:
        yield from future.result()
    except BrokenProcessPool:
        for one in batch:
            yield Problem(
                "input", "the process that checked it died", "run again, with -j 1 to see which file it is", one.name
            )
            yield FileDone(one.name)
