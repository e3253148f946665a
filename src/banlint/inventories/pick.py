"""Taking named parts out of a record, each with the path it stands at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from banlint.inventories.fields import KEYS
from banlint.inventories.scalars import text
from banlint.model import Data, Fact, Identifier, Path, Role

Want = tuple[Role, Path]
"""A role and the steps that lead from the record to its value."""


def at(data: Data, *steps: str | int) -> Data:
    """The value that `steps` lead to; none where they lead nowhere."""
    for step in steps:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def field(steps: Path) -> str:
    """How a field is shown: its keys, dotted."""
    return ".".join(step for step in steps if isinstance(step, str))


def identifiers(record: Data, path: Path, wanted: Iterable[Want]) -> Iterator[Identifier]:
    """An identifier for each of `wanted` that the record at `path` has."""
    for role, steps in wanted:
        written = text(at(record, *steps))
        if written:
            yield Identifier(role, written, (*path, *steps), field(steps))


def facts(record: Data, path: Path, wanted: Mapping[str, Path]) -> dict[str, Fact]:
    """A fact for each of `wanted` that the record at `path` has."""
    found = {}
    for name, steps in wanted.items():
        written = text(at(record, *steps))
        if written:
            found[name] = Fact(written, (*path, *steps), field(steps))
    return found


def pairs(
    listed: Data, path: Path, key: str, value: str, skip: frozenset[str] = frozenset()
) -> tuple[list[Identifier], dict[str, Fact]]:
    """What a list of `{key: ..., value: ...}` says, by the last part of each key."""
    identified: list[Identifier] = []
    noted: dict[str, Fact] = {}
    for index, pair in enumerate(listed if isinstance(listed, list) else ()):
        label, written = text(at(pair, key)), text(at(pair, value))
        tail = label.rpartition(":")[2]
        meant = KEYS[tail]
        if not written or meant is None or tail in skip:
            continue
        if meant.role is not None:
            identified.append(Identifier(meant.role, written, (*path, index, value), label))
        elif meant.fact:
            noted.setdefault(meant.fact, Fact(written, (*path, index, value), label))
    return identified, noted


def mappings(listed: Data, path: Path) -> Iterator[tuple[Path, dict[str, Data]]]:
    """The mappings of a list, each with its path."""
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(one, dict):
            yield (*path, index), one
