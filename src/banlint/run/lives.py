"""The lives of all assets of inventories: files in, changes of verdict out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from banlint.hints import TYPE_CHECKING, BinaryIO
from banlint.inventories.beside import assets_of
from banlint.inventories.walk import UNNAMED
from banlint.judge.lives import Change, Lives, Verdicts
from banlint.model import Adapter, Document, Problem, Registered
from banlint.named import NamedTuple
from banlint.run.check import Settings, check_inputs
from banlint.run.checker import Checker, Event
from banlint.run.discovery import Input, discover
from banlint.run.pointer import pointer

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.model import Parts


class Life(NamedTuple):
    """An asset, what it is today, and every change of that before and after."""

    path: str
    line: int
    pointer: str
    asset: str
    parent: str
    maker: str
    today: Verdicts
    changes: tuple[Change, ...]


def lives(
    paths: Sequence[str],
    settings: Settings,
    catalog: Catalog,
    parts: Parts,
    on_problem: Callable[[Problem], None],
    stdin: BinaryIO | None = None,
) -> Iterator[Life]:
    """The life of each asset in `paths` that any verdict is on at any time, in the order of the input."""
    inputs: list[Input] = []
    for one in discover(paths, settings.exclude):
        if isinstance(one, Problem):
            on_problem(one)
        else:
            inputs.append(one)
    found: list[Life] = []
    checker = _Reader(settings, catalog, parts, found.append)
    for event in check_inputs(inputs, settings, checker, stdin):
        if isinstance(event, Problem):
            on_problem(event)
        yield from found
        found.clear()


class _Reader(Checker):
    """Reads inputs as a check does, and hands on lives instead of findings."""

    def __init__(self, settings: Settings, catalog: Catalog, parts: Parts, on_life: Callable[[Life], None]) -> None:
        super().__init__(
            catalog,
            settings.question._replace(horizon=""),
            parts,
            settings.limits,
            screen=False,
            mappings=settings.mappings,
            suppressions=False,
            answers=settings.answers,
        )
        self._on_life = on_life
        self._all = Lives(catalog, self.question, self.engine)

    def _assets(self, adapter: Registered[Adapter], document: Document, name: str) -> Iterator[Event]:
        for read in assets_of(adapter.part, document.data):
            asset = self._answers.given(read, name) if self._answers else read
            changes = self._all.changes(asset)
            if not changes:
                continue
            at = pointer(document.prefix, asset.path)
            last = next(one for change in changes for one in (change.after, change.before) if one is not None)
            place = last.evidence[0].identifier.path if last.evidence else asset.path
            self._on_life(
                Life(
                    name,
                    document.locate(place).span.line,
                    at,
                    at if asset.name == UNNAMED and document.prefix else asset.name,
                    asset.parent,
                    last.entity_name,
                    self._all.on(asset, self.question.as_of),
                    changes,
                )
            )
        yield from ()
