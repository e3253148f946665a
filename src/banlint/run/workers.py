"""Many files over several processes, in batches; what comes out is in the order of the input all the same.

Each process has a pipe of its own: one that is killed, even while it answers, is seen by the end of its pipe and can
hold up no other. (The pool of the standard library waits for ever for the rest of a half-written answer.)
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import BinaryIO

from banlint.model import Problem
from banlint.run.check import Settings, check_inputs
from banlint.run.checker import Checker, Event
from banlint.run.discovery import Input
from banlint.run.ledger import FileDone

_BATCH = 32
_AHEAD = 4
_SEVERED = (EOFError, OSError, pickle.UnpicklingError)

# Set before the processes are forked, so that none has to load the catalog and the plugins again.
_shared: tuple[Checker, Settings] | None = None

Batch = Sequence[Input]
Events = Iterator[Event | FileDone]
Answer = list[Event | FileDone] | Exception


def spread(inputs: Batch, settings: Settings, checker: Checker, stdin: BinaryIO | None) -> Events:
    """Check `inputs` with `settings.jobs` processes. Where processes cannot be forked, one does it all."""
    global _shared  # noqa: PLW0603 what a fork inherits has to be global
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from check_inputs(inputs, settings, checker, stdin)
        return
    _shared = (checker, settings)
    batches = [inputs[start : start + _BATCH] for start in range(0, len(inputs), _BATCH)]
    # Standard input belongs to this process alone.
    own = {number for number, batch in enumerate(batches) if any(one.path == "-" for one in batch)}
    crew = _Crew(batches, own, min(settings.jobs, len(batches)))
    try:
        for number, batch in enumerate(batches):
            answer = None if number in own else crew.answer(number)
            yield from crew.news()
            if answer is None:
                yield from check_inputs(batch, settings, checker, stdin)
            elif isinstance(answer, EOFError):
                yield from _alone(batch)
            elif isinstance(answer, Exception):
                raise answer
            else:
                yield from answer
    finally:
        crew.dismiss()


class _Worker:
    """A forked process that checks one batch after the other."""

    def __init__(self, others: Sequence[_Worker] = ()) -> None:
        """Raises `OSError` where it cannot be started. It lets go of what it inherits of `others`."""
        context = multiprocessing.get_context("fork")
        self.pipe, theirs = context.Pipe()
        inherited = (self.pipe, *(one.pipe for one in others))
        self.at: int | None = None
        self._process = context.Process(target=_serve, args=(theirs, inherited), daemon=True)
        # An interrupt at the terminal reaches all processes, and the first is to answer it: what is forked while it is
        # blocked never hears it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
        try:
            self._process.start()
        except OSError:
            self.pipe.close()
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            theirs.close()

    def end(self) -> None:
        """End it at once, whatever it is at."""
        self.pipe.close()
        self._process.kill()
        self._process.join()


class _Crew:
    """The processes of a run. When one dies or cannot be started, the run says so, and what it was to do is done."""

    def __init__(self, batches: Sequence[Batch], own: set[int], size: int) -> None:
        self._batches = batches
        self._todo = deque(number for number in range(len(batches)) if number not in own)
        self._answers: dict[int, Answer] = {}
        self._news: list[Problem] = []
        self._told = False
        self._workers: list[_Worker] = []
        self._ahead = _AHEAD * size
        for _ in range(size):
            self._hire()

    def answer(self, number: int) -> Answer | None:
        """What came of a batch: an `EOFError` where its process died, `None` where there is no process for it."""
        while number not in self._answers:
            self._give(number)
            busy = {one.pipe: one for one in self._workers if one.at is not None}
            if not (busy or self._workers):
                break
            for pipe in wait(list(busy)) if busy else ():
                assert isinstance(pipe, Connection)
                self._take(busy[pipe])
        return self._answers.pop(number, None)

    def news(self) -> Iterator[Problem]:
        """What happened to processes since it was asked last."""
        while self._news:
            yield self._news.pop(0)

    def dismiss(self) -> None:
        """End all processes."""
        for one in self._workers:
            one.end()

    def _give(self, number: int) -> None:
        for one in tuple(self._workers):
            if one.at is None and self._todo and self._todo[0] < number + self._ahead:
                one.at = self._todo.popleft()
                try:
                    one.pipe.send(self._batches[one.at])
                except OSError:
                    self._bury(one)

    def _take(self, one: _Worker) -> None:
        assert one.at is not None
        try:
            self._answers[one.at] = one.pipe.recv()
        except _SEVERED:
            self._bury(one)
        else:
            one.at = None

    def _bury(self, one: _Worker) -> None:
        assert one.at is not None
        self._answers[one.at] = EOFError()
        self._workers.remove(one)
        one.end()
        self._tell("died")
        self._hire()

    def _hire(self) -> None:
        try:
            self._workers.append(_Worker(self._workers))
        except OSError:
            self._tell("could not be started")

    def _tell(self, what: str) -> None:
        if not self._told:
            self._told = True
            message = f"a process that checks files {what}; its files were checked in another"
            self._news.append(Problem("input", message, "run again; see that there is memory enough, or use -j 1"))


def _serve(pipe: Connection, inherited: Sequence[Connection]) -> None:
    """Answer batches until there are no more."""
    for one in inherited:
        one.close()
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        answer: Answer
        try:
            answer = _checked(batch)
        except Exception as error:  # noqa: BLE001 the boundary of a process: the one above is to say it
            answer = RuntimeError(repr(error))
        pipe.send(answer)


def _checked(batch: Batch) -> list[Event | FileDone]:
    assert _shared is not None
    checker, settings = _shared
    return list(check_inputs(batch, settings, checker))


def _alone(batch: Batch) -> Events:
    """`batch` in a process of its own, and in ever smaller parts while that dies: which file it is shows at last."""
    try:
        worker = _Worker()
        try:
            worker.pipe.send(batch)
            answer: Answer = worker.pipe.recv()
        finally:
            worker.end()
    except _SEVERED:
        if len(batch) == 1:
            yield Problem("input", "the process that checked it died", "split it, or see what it is", batch[0].name)
            yield FileDone(batch[0].name)
            return
        half = len(batch) // 2
        yield from _alone(batch[:half])
        yield from _alone(batch[half:])
        return
    if isinstance(answer, Exception):
        raise answer
    yield from answer
