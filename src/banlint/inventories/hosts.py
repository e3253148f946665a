"""Facts that agents gather of one host: which of them are the machine's, which its parts', which its addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from banlint.inventories.pick import Want, at, facts, identifiers
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED
from banlint.model import Asset, Data, Identifier, Path
from banlint.named import NamedTuple


class Part(NamedTuple):
    """Where a kind of part stands: in a mapping or list of many, or, with `many` false, by itself."""

    kind: str
    steps: Path
    wanted: tuple[Want, ...]
    many: bool = True


class Host(NamedTuple):
    """How one agent writes a host."""

    names: tuple[Path, ...]
    machine: tuple[Want, ...]
    parts: tuple[Part, ...] = ()
    facts: Mapping[str, Path] = {}

    def assets(self, data: Data, path: Path, addresses: tuple[Identifier, ...] = (), name: str = "") -> Iterator[Asset]:
        """The host at `path`, where it says anything of its hardware, and its parts below it."""
        title = name or next((found for steps in self.names if (found := text(at(data, *steps)))), UNNAMED)
        own = (*identifiers(data, path, self.machine), *addresses)
        if own:
            yield Asset(title, path, own, facts(data, path, self.facts))
        for part in self.parts:
            for where, one in part_records(data, part):
                said = tuple(identifiers(one, (*path, *where), part.wanted))
                if said:
                    last = where[-1] if where else part.kind
                    yield Asset(last if isinstance(last, str) else part.kind, (*path, *where), said, {}, title)


def part_records(data: Data, part: Part) -> Iterator[tuple[Path, Data]]:
    """The records of one kind of part, each with where it stands."""
    found = at(data, *part.steps)
    if not part.many:
        if found is not None:
            yield part.steps, found
    elif isinstance(found, dict):
        for key, one in found.items():
            yield (*part.steps, key), one
    elif isinstance(found, list):
        for index, one in enumerate(found):
            yield (*part.steps, index), one
