"""One input through the floors: reader, adapter, matching, judgement. Yields findings, problems and a tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from banlint.errors import BanlintError, PluginError
from banlint.hints import TYPE_CHECKING
from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.inventories.complaint import complains
from banlint.inventories.generic import Generic
from banlint.inventories.walk import UNNAMED
from banlint.judge.answers import Answered, Answers
from banlint.judge.judge import Judge
from banlint.judge.table import UNVERIFIED
from banlint.limits import DEFAULT, Limits
from banlint.match.engine import Engine
from banlint.model import (
    Adapter,
    Asset,
    Data,
    Document,
    Extra,
    Finding,
    Matcher,
    Notice,
    Parts,
    Problem,
    Question,
    Reader,
    RegimeId,
    Registered,
    Seen,
    Source,
)
from banlint.named import NamedTuple
from banlint.policy.field import may_have
from banlint.run.placing import Placing
from banlint.run.pointer import pointer

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.inventories.mappings import Mappings
    from banlint.judge.lives import Lives
    from banlint.run.earlier import Earlier
    from banlint.run.forms import Forms
    from banlint.run.shortcuts import Read, Shortcuts


class Tally(NamedTuple):
    """What one input added to the counts."""

    assets: int = 0
    undetermined: int = 0

    def plus(self, other: Tally) -> Tally:
        """The sum of both."""
        return Tally(self.assets + other.assets, self.undetermined + other.undetermined)


Event = Finding | Problem | Tally | Seen | Notice | Answered
_OURS = "banlint"
_MOST_HEADERS = 1000
"""Sets of headers of one file whose adapter is kept: rows that are cut short have fewer."""
_LONG = {"jsonl": 0, "table": 0, "workbook": 0, "json": 1 << 19, "yaml": 1 << 19}
"""Bytes of a file from which there is a short cut through it, by its reader."""


class Checker:
    """Checks inputs one after the other; what it has learnt of values stays for the next."""

    def __init__(
        self,
        catalog: Catalog,
        question: Question,
        parts: Parts,
        limits: Limits = DEFAULT,
        *,
        screen: bool = True,
        mappings: Mappings | None = None,
        every_asset: bool = False,
        suppressions: bool = True,
        earlier: Callable[[str], bytes | None] | None = None,
        answers: Answers | None = None,
    ) -> None:
        self.limits = limits
        self._mappings = mappings
        self._every_asset = every_asset
        self.suppressions = suppressions
        self._earlier: Earlier | None = None
        if earlier is not None:
            from banlint.run.earlier import Earlier

            self._earlier = Earlier(self, earlier)
        self._answers = answers
        self._catalog = catalog
        self.question = question
        self.parts = parts
        matchers = parts.matchers + _mentions(catalog, question)
        self.engine = Engine(catalog, matchers, unverified=UNVERIFIED in question.include)
        self.judge = Judge(catalog, question)
        # In the order of registration, plugins' first and the guessing one last of all.
        self.adapters = sorted(parts.adapters, key=lambda one: (isinstance(one.part, Generic), one.plugin == _OURS))
        self.all_ours = all(one.plugin == _OURS for one in self.adapters)
        self._tables: dict[tuple[str, ...], Registered[Adapter] | None] = {}
        self._table = ""
        if not any(isinstance(one.part, Generic) for one in self.adapters):
            raise PluginError("no generic inventory adapter is registered", "do not block banlint's own plugin")
        # A plugin's check, or a report of what passed, has to see every asset, the unsuspicious ones too.
        every = every_asset or question.mentions or parts.asset_checks or parts.inventory_checks
        self._screens = screen and not (every or answers or question.horizon)
        self._regimes = self.judge.table.regimes() if every_asset else ()
        self._lives: Lives | None = None
        if question.horizon:
            from banlint.judge.lives import Lives

            self._lives = Lives(catalog, question, self.engine)

    def check(self, source: Source, reader: Registered[Reader]) -> Iterator[Event]:
        """Everything there is to say of `source`. Failures become problems; what was read before them counts."""
        try:
            for read in self._read(source, reader):
                if isinstance(read, Problem):
                    yield read._replace(path=read.path or source.name)
                elif isinstance(read, tuple):
                    yield Tally(*read)
                else:
                    yield from self.document(read, source.name)
        except BanlintError as error:
            problem = error.problem()
            yield problem._replace(path=problem.path or source.name)
        except RecursionError:
            yield Problem("input", "nested too deeply to be checked", "flatten it, or split the file", source.name)
        except Exception as error:  # noqa: BLE001 the boundary of readers and plugins: a crash is a problem of this file
            yield Problem(
                "plugin", f"reader {reader.part.name!r} of {reader.plugin!r} failed: {error!r}", "", source.name
            )
        if self._answers and self._answers.used:
            yield Answered(frozenset(self._answers.used))
            self._answers.used.clear()

    def _read(self, source: Source, reader: Registered[Reader]) -> Iterator[Read]:
        """The documents of `source`; of long ones only what no screen clears, and counts of the rest."""
        kind = reader.part.name
        found = None
        if kind in _LONG and getattr(source, "size", 0) >= _LONG[kind] and self._clears(source, reader):
            found = self._shortcuts.documents(source, kind)
        return reader.part.read(source) if found is None else found

    @cached_property
    def _shortcuts(self) -> Shortcuts:
        from banlint.run.shortcuts import Shortcuts

        return Shortcuts(self)

    def _clears(self, source: Source, reader: Registered[Reader]) -> bool:
        """Whether some of `source` may be cleared unread."""
        # The screen looks for makers; a law that names none may find what it would clear.
        screens = self._screens and not self.judge.needs_every_asset and reader.plugin == _OURS
        return screens and not (self._mappings and self._mappings.adapter(source.name))

    def clears_lines(self, source: Source, reader: Registered[Reader]) -> bool:
        """Whether `source` is JSON Lines of which a screen clears what it can."""
        if reader.part.name != "jsonl" or not self._clears(source, reader):
            return False
        return self._shortcuts.lines_screen(source.name) is not None

    def document(self, document: Document, name: str) -> Iterator[Event]:
        """The findings and the tally of one document of the file `name`."""
        adapter = self.adapter(document, name)
        if adapter is None:
            return
        yield from self.complaints(adapter, document, name)
        events = self._assets(adapter, document, name)
        if self.suppressions and may_have(document):
            from banlint.run.deciding import decided

            regimes = self._catalog.regimes
            events = decided(events, adapter.part, document, name, self.question, regimes, self._earlier)
        yield from events

    def _assets(self, adapter: Registered[Adapter], document: Document, name: str) -> Iterator[Event]:
        whole: list[Asset] = []
        assets = undetermined = 0
        for read in assets_of(adapter.part, document.data):
            asset = self._answers.given(read, name) if self._answers else read
            identity = self.engine.resolve(self._as_asked(asset), self.question.as_of)
            assets += 1
            undetermined += not identity.determined
            if identity.evidence or self.judge.needs_every_asset or self._lives:
                placing = Placing(asset, document, name)
                if self.parts.asset_checks:
                    identity = placing.identity(identity)
                findings: Iterable[Finding] = self.judge.judge(asset, identity)
                if self._lives:
                    findings = self._lives.ahead(asset, findings, self.question.horizon)
                yield from map(placing.placed, findings)
            if self.parts.asset_checks:
                yield from _extras(self.parts.asset_checks, (asset, identity, self.question), document, name)
            if self.parts.inventory_checks:
                whole.append(asset)
            if self._every_asset:
                yield _seen(asset, document, name, determined=identity.determined, regimes=self._regimes)
        if self.parts.inventory_checks:
            yield from _extras(self.parts.inventory_checks, (tuple(whole), self.question), document, name)
        yield Tally(assets, undetermined)

    def complaints(self, adapter: Registered[Adapter], document: Document, name: str) -> Iterator[Problem]:
        """What `adapter` finds wrong with a document of the file `name`."""
        # Asking a protocol costs more than all else here, and this is asked of every row.
        if complains(adapter.part):
            for one in adapter.part.complaints(document.data):
                span = document.locate(one.path).span
                yield Problem("input", one.message, one.mend, name, span.line, span.column)

    def _as_asked(self, asset: Asset) -> Asset:
        """`asset` with all that it says in words where mentions are asked for."""
        if not self.question.mentions:
            return asset
        from banlint.match.mentions import with_all_texts

        return with_all_texts(asset)

    def adapter(self, document: Document, name: str) -> Registered[Adapter] | None:
        """What knows the shape of `document`: a mapping that names its file, else the first to recognise it."""
        mapped = self._mappings.adapter(name) if self._mappings else None
        if mapped:
            return Registered(_OURS, mapped)
        # The rows of a table are of one shape, and there may be a million of them.
        is_row = document.prefix.rpartition("!")[2].startswith("row:")
        headers = tuple(document.data) if is_row and isinstance(document.data, dict) else ()
        if not headers or not self.all_ours:
            return self._recognised(document, name)
        if self._table != name or len(self._tables) > _MOST_HEADERS:
            self._table = name
            self._tables.clear()
        if headers not in self._tables:
            self._tables[headers] = self._recognised(document, name)
        return self._tables[headers]

    def _recognised(self, document: Document, name: str) -> Registered[Adapter] | None:
        # An element of a list brings what reads that list.
        own: Registered[Adapter] | None = getattr(document, "adapter", None)
        if own is not None:
            return own
        if self.all_ours and document.prefix.startswith("@"):
            return self._forms.adapter(document.data, name)
        return self._chosen(document.data, name)

    @cached_property
    def _forms(self) -> Forms:
        from banlint.run.forms import Forms

        return Forms(self._chosen)

    def _chosen(self, data: Data, name: str) -> Registered[Adapter] | None:
        for one in self.adapters:
            found = choose(one.part, data, name)
            if found is not None:
                return one if found is one.part else Registered(one.plugin, found)
        return None


def _mentions(catalog: Catalog, question: Question) -> tuple[Registered[Matcher], ...]:
    """The matcher of what is only spoken of, where the question asks for it."""
    if not question.mentions:
        return ()
    from banlint.match.mentions import MentionMatcher

    return (Registered(_OURS, MentionMatcher(catalog)),)


def _seen(asset: Asset, document: Document, name: str, *, determined: bool, regimes: tuple[RegimeId, ...]) -> Seen:
    at = pointer(document.prefix, asset.path)
    shown = at if asset.name == UNNAMED and document.prefix else asset.name
    return Seen(name, at, shown, asset.parent, determined, regimes)


def _extras(
    checks: Sequence[Registered[Callable[..., Iterable[Extra]]]],
    given: tuple[object, ...],
    document: Document,
    name: str,
) -> Iterator[Event]:
    """What checks of plugins have to say of what they are `given`."""
    from banlint.run.extras import extras

    return extras(checks, given, document, name)
