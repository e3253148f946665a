"""What the tests of the readers share: reading bytes whole, and the public data beside the repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from banlint.errors import InputError
from banlint.limits import DEFAULT, Limits
from banlint.model import Data, Document, Place, Problem
from banlint.model import Path as Steps
from banlint.reading.choose import reader_for, readers
from banlint.reading.source import BytesSource

SHARED = Path(__file__).parents[3] / "shared"


class Reading(NamedTuple):
    """What a reader made of some bytes; the error that ended it is its last problem."""

    documents: list[Document]
    problems: list[Problem]

    @property
    def data(self) -> Data:
        (document,) = self.documents
        return document.data

    @property
    def messages(self) -> list[str]:
        return [problem.message for problem in self.problems]

    def place(self, *path: str | int) -> Place:
        (document,) = self.documents
        return document.locate(path)


Read = Callable[..., Reading]


def read_bytes(name: str, data: bytes | str, limits: Limits = DEFAULT) -> Reading:
    source = BytesSource(name, data if isinstance(data, bytes) else data.encode(), limits)
    found = Reading([], [])
    try:
        reader = reader_for(name, source.head(), readers(limits))
        assert reader is not None
        for item in reader.read(source):
            if isinstance(item, Problem):
                found.problems.append(item)
            else:
                found.documents.append(item)
    except InputError as error:
        found.problems.append(error.problem())
    return found


@pytest.fixture(scope="session")
def read() -> Read:
    """A function of a file name, its content and limits to a `Reading`."""
    return read_bytes


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the public data of ../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def leaves() -> Callable[[Data], Iterator[tuple[Steps, Data]]]:
    """A function of plain data to the path and value of everything in it, containers too; at most 500 of them."""

    def walk(data: Data) -> Iterator[tuple[Steps, Data]]:
        waiting: list[tuple[Steps, Data]] = [((), data)]
        for _ in range(500):
            if not waiting:
                return
            path, value = waiting.pop()
            yield path, value
            if isinstance(value, dict):
                waiting += [((*path, key), item) for key, item in value.items()]
            elif isinstance(value, list):
                waiting += [((*path, index), item) for index, item in enumerate(value)]

    return walk
