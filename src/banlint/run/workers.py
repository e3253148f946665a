"""Many files over several processes, in batches, and large streams in parts; what comes out keeps the input's order.

Each process has a pipe of its own: one that is killed, even while it answers, is seen by the end of its pipe and can
hold up no other. (The pool of the standard library waits for ever for the rest of a half-written answer.)
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait

from banlint.hints import BinaryIO
from banlint.model import Problem
from banlint.run.check import Settings, check_inputs
from banlint.run.checker import Checker, Event
from banlint.run.discovery import Input
from banlint.run.ledger import FileDone
from banlint.run.parts import Stretch, check_part, lost, parts_of

_BATCH = 32
_AHEAD = 4
_SEVERED = (EOFError, OSError, pickle.UnpicklingError)

# Set before the processes are forked, so that none has to load the catalog and the plugins again.
_shared: tuple[Checker, Settings] | None = None

Batch = Sequence[Input]
Task = Batch | Stretch
Events = Iterator[Event | FileDone]
Answer = list[Event | FileDone] | Exception


def spread(inputs: Batch, settings: Settings, checker: Checker, stdin: BinaryIO | None) -> Events:
    """Check `inputs` with `settings.jobs` processes. Where processes cannot be forked, one does it all."""
    global _shared  # noqa: PLW0603 what a fork inherits has to be global
    if "fork" not in multiprocessing.get_all_start_methods():
        yield from check_inputs(inputs, settings, checker, stdin)
        return
    _shared = (checker, settings)
    tasks = _Tasks(_tasks(inputs, settings, checker))
    if len(inputs) == 1 and not isinstance(tasks.at(0), Stretch):
        yield from check_inputs(inputs, settings, checker, stdin)
        return
    crew = _Crew(tasks, settings.jobs)
    done = ""
    number = -1
    try:
        while (task := tasks.at(number := number + 1)) is not None:
            answer = None if _is_own(task) else crew.answer(number)
            yield from crew.news()
            if isinstance(task, Stretch):
                # One before it may have been the last that could be read.
                if task.is_first or done != task.input.name:
                    done = ""
                    for event in _told(task, answer, settings, checker, stdin):
                        done = event.name if isinstance(event, FileDone) else done
                        yield event
            else:
                yield from _told(task, answer, settings, checker, stdin)
    finally:
        crew.dismiss()


def _tasks(inputs: Batch, settings: Settings, checker: Checker) -> Iterator[Task]:
    """What there is to do, in order."""
    batch: list[Input] = []
    for one in inputs:
        parts = parts_of(one, settings, checker)
        if parts is None:
            batch.append(one)
        if batch and (parts is not None or len(batch) == _BATCH):
            yield batch
            batch = []
        yield from parts or ()
    if batch:
        yield batch


def _is_own(task: Task) -> bool:
    """Whether it is for this process alone, as standard input is."""
    return not isinstance(task, Stretch) and any(one.path == "-" for one in task)


def _told(task: Task, answer: Answer | None, settings: Settings, checker: Checker, stdin: BinaryIO | None) -> Events:
    """What comes of a task of which a process says `answer`; without one it is done here."""
    if isinstance(answer, EOFError):
        yield from _alone(task)
    elif isinstance(answer, Exception):
        raise answer
    elif answer is not None:
        yield from answer
    elif isinstance(task, Stretch):
        yield from check_part(task, settings, checker)
    else:
        yield from check_inputs(task, settings, checker, stdin)


class _Tasks:
    """Tasks by number, made no sooner than they are asked for."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._made: dict[int, Task] = {}
        self._count = 0

    def at(self, number: int) -> Task | None:
        """A task; `None` past the last."""
        while self._count <= number and (task := next(self._tasks, None)) is not None:
            self._made[self._count] = task
            self._count += 1
        return self._made.get(number)


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
        self._process.kill()
        self.pipe.close()
        self._process.join()


class _Crew:
    """The processes of a run. When one dies or cannot be started, the run says so, and what it was to do is done."""

    def __init__(self, tasks: _Tasks, size: int) -> None:
        self._tasks = tasks
        self._next = 0
        self._answers: dict[int, Answer] = {}
        self._news: list[Problem] = []
        self._told = False
        self._workers: list[_Worker] = []
        self._ahead = _AHEAD * size
        # No more than there is something to do for.
        for number in range(size):
            if tasks.at(number):
                self._hire()

    def answer(self, number: int) -> Answer | None:
        """What came of a task: an `EOFError` where its process died, `None` where there is no process for it."""
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
            task = self._todo(number + self._ahead) if one.at is None else None
            if task is not None:
                one.at, self._next = self._next, self._next + 1
                try:
                    one.pipe.send(task)
                except OSError:
                    self._bury(one)

    def _todo(self, before: int) -> Task | None:
        """What is to be given away next, if that is not yet far ahead."""
        while self._next < before and (task := self._tasks.at(self._next)) is not None:
            if not _is_own(task):
                return task
            self._next += 1
        return None

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
    """Answer tasks until there are no more, or nobody who takes the answers."""
    for one in inherited:
        one.close()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        answer: Answer
        try:
            answer = _checked(task)
        except Exception as error:  # noqa: BLE001 the boundary of a process: the one above is to say it
            answer = RuntimeError(repr(error))
        try:
            pipe.send(answer)
        except OSError:
            return


def _checked(task: Task) -> list[Event | FileDone]:
    assert _shared is not None
    checker, settings = _shared
    if isinstance(task, Stretch):
        return check_part(task, settings, checker)
    return list(check_inputs(task, settings, checker))


def _alone(task: Task) -> Events:
    """`task` in a process of its own, and in ever smaller batches while that dies: which file it is shows at last."""
    try:
        worker = _Worker()
        try:
            worker.pipe.send(task)
            answer: Answer = worker.pipe.recv()
        finally:
            worker.end()
    except _SEVERED:
        if isinstance(task, Stretch):
            yield from lost(task)
        elif len(task) == 1:
            yield Problem("input", "the process that checked it died", "split it, or see what it is", task[0].name)
            yield FileDone(task[0].name)
        else:
            half = len(task) // 2
            yield from _alone(task[:half])
            yield from _alone(task[half:])
        return
    if isinstance(answer, Exception):
        raise answer
    yield from answer
