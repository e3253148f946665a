"""One input through the floors: reader, adapter, matching, judgement. Yields findings, problems and a tally."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from banlint.errors import BanlintError, PluginError
from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.inventories.complaint import Complaining
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
    EntityId,
    Extra,
    Finding,
    Fingerprint,
    Identity,
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
from banlint.run.forms import Forms
from banlint.run.placing import Placing
from banlint.run.pointer import pointer

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog
    from banlint.inventories.mappings import Mappings
    from banlint.judge.lives import Lives
    from banlint.run.earlier import Earlier
    from banlint.run.screen import Screen


class Tally(NamedTuple):
    """What one input added to the counts."""

    assets: int = 0
    undetermined: int = 0

    def plus(self, other: Tally) -> Tally:
        """The sum of both."""
        return Tally(self.assets + other.assets, self.undetermined + other.undetermined)


Event = Finding | Problem | Tally | Seen | Notice | Answered
_OURS = "banlint"
_ROWS = frozenset({"table", "workbook"})
_MOST_HEADERS = 1000
"""Sets of headers of one file whose adapter is kept: rows that are cut short have fewer."""
ARRAYS_FROM = 1 << 19
"""Bytes of a JSON or YAML file from which a list in it is read by elements."""


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
        self._limits = limits
        self._mappings = mappings
        self._every_asset = every_asset
        self._suppressions = suppressions
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
        self._adapters = sorted(parts.adapters, key=lambda one: (isinstance(one.part, Generic), one.plugin == _OURS))
        self._all_ours = all(one.plugin == _OURS for one in self._adapters)
        self._tables: dict[tuple[str, ...], Registered[Adapter] | None] = {}
        self._table = ""
        if not any(isinstance(one.part, Generic) for one in self._adapters):
            raise PluginError("no generic inventory adapter is registered", "do not block banlint's own plugin")
        # A plugin's check, or a report of what passed, has to see every asset, the unsuspicious ones too.
        every = every_asset or question.mentions or parts.asset_checks or parts.inventory_checks
        self._screens = screen and not (every or answers or question.horizon)
        self._regimes = self.judge.table.regimes() if every_asset else ()
        self._forms = Forms(self._chosen)
        self._screen_of: tuple[str, Screen | None] = ("", None)
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

    def _read(self, source: Source, reader: Registered[Reader]) -> Iterator[Document | Problem | tuple[int, int]]:
        """The documents of `source`; of streams and arrays, only what no screen clears, and counts of the rest."""
        if not self._clears(source, reader):
            return reader.part.read(source)
        if reader.part.name == "jsonl":
            from banlint.run.stream import screened

            screen = self._lines_screen(source)
            if screen is not None:
                return screened(source, screen, self._limits)
        elif reader.part.name in ("json", "yaml") and getattr(source, "size", 0) >= ARRAYS_FROM and self._all_ours:
            from banlint.run import arrays, lists

            proven = arrays.proven if reader.part.name == "json" else lists.proven
            elements = proven(arrays.Task(source, self._adapters, self._screen, self._limits, self._suppressions))
            if elements is not None:
                return elements
        elif reader.part.name in _ROWS and self._all_ours:
            return self._rows(source, reader.part.name)
        return reader.part.read(source)

    def _rows(self, source: Source, kind: str) -> Iterator[Document | Problem | tuple[int, int]]:
        from banlint.run.rows import known_for, screened_rows, screened_sheets

        known = known_for(self.engine, self.parts.matchers, self.judge.concerns)
        if kind == "table":
            from banlint.reading.table import Table

            return screened_rows(Table(source, self._limits), known, lambda row: self.adapter(row, source.name))
        from banlint.reading.workbook import sheets

        return screened_sheets(sheets(source, self._limits), known, lambda row: self.adapter(row, source.name))

    def _screen(self, adapters: Sequence[Registered[Adapter]]) -> Screen | None:
        from banlint.run.screen import screen_for

        return screen_for(self.engine, adapters, self.parts.matchers, self.judge.concerns)

    def _clears(self, source: Source, reader: Registered[Reader]) -> bool:
        """Whether some of `source` may be cleared unread."""
        # The screen looks for makers; a law that names none may find what it would clear.
        screens = self._screens and not self.judge.needs_every_asset and reader.plugin == _OURS
        return screens and not (self._mappings and self._mappings.adapter(source.name))

    def clears_lines(self, source: Source, reader: Registered[Reader]) -> bool:
        """Whether `source` is JSON Lines of which a screen clears what it can."""
        return reader.part.name == "jsonl" and self._clears(source, reader) and self._lines_screen(source) is not None

    def _lines_screen(self, source: Source) -> Screen | None:
        """The screen for JSON Lines; what it has learnt of a file stays for its other parts."""
        if self._screen_of[0] != source.name:
            self._screen_of = (source.name, self._screen(self._adapters))
        return self._screen_of[1]

    def document(self, document: Document, name: str) -> Iterator[Event]:
        """The findings and the tally of one document of the file `name`."""
        adapter = self.adapter(document, name)
        if adapter is None:
            return
        yield from self.complaints(adapter, document, name)
        events = self._assets(adapter, document, name)
        if self._suppressions and may_have(document):
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
            if self.parts.asset_checks or self.parts.inventory_checks:
                whole.append(asset)
                yield from self._asset_checks(asset, identity, document, name)
            if self._every_asset:
                yield _seen(asset, document, name, determined=identity.determined, regimes=self._regimes)
        if self.parts.inventory_checks:
            yield from self._inventory_checks(tuple(whole), document, name)
        yield Tally(assets, undetermined)

    def complaints(self, adapter: Registered[Adapter], document: Document, name: str) -> Iterator[Problem]:
        """What `adapter` finds wrong with a document of the file `name`."""
        # Asking a protocol costs more than all else here, and this is asked of every row.
        if hasattr(adapter.part, "complaints") and isinstance(adapter.part, Complaining):
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
        if not headers or not self._all_ours:
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
        if self._all_ours and document.prefix.startswith("@"):
            return self._forms.adapter(document.data, name)
        return self._chosen(document.data, name)

    def _chosen(self, data: Data, name: str) -> Registered[Adapter] | None:
        for one in self._adapters:
            found = choose(one.part, data, name)
            if found is not None:
                return one if found is one.part else Registered(one.plugin, found)
        return None

    def _asset_checks(self, asset: Asset, identity: Identity, document: Document, name: str) -> Iterator[Event]:
        for check in self.parts.asset_checks:
            try:
                extras = tuple(check.part(asset, identity, self.question))
            except Exception as error:  # noqa: BLE001 the boundary of a plugin call
                yield _failed(check.plugin, error, name)
            else:
                yield from _added(extras, document, name)

    def _inventory_checks(self, assets: tuple[Asset, ...], document: Document, name: str) -> Iterator[Event]:
        for check in self.parts.inventory_checks:
            try:
                extras = tuple(check.part(assets, self.question))
            except Exception as error:  # noqa: BLE001 the boundary of a plugin call
                yield _failed(check.plugin, error, name)
            else:
                yield from _added(extras, document, name)


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


def _failed(plugin: str, error: Exception, name: str) -> Problem:
    return Problem(
        "plugin", f"plugin {plugin!r} failed: {error!r}", f"mend it, or run without it: -p no:{plugin}", name
    )


def _added(extras: Iterable[Extra], document: Document, name: str) -> Iterator[Finding]:
    for extra in extras:
        identifiers: Mapping[str, str] = {one.role.value: one.value for one in reversed(extra.asset.identifiers)}
        finding = Finding(
            path=name,
            place=document.locate(extra.path or extra.asset.path),
            pointer=pointer(document.prefix, extra.asset.path),
            asset=extra.asset.name,
            parent=extra.asset.parent,
            identifiers=identifiers,
            entity=EntityId(""),
            entity_name="",
            regime=RegimeId(extra.rule),
            regime_title=extra.title,
            clause="",
            verdict=extra.verdict,
            confidence=extra.confidence,
            reason=extra.reason,
            evidence=(),
            law=extra.law,
            effective="",
            mend=extra.mend,
            fingerprint=Fingerprint(""),
        )
        yield finding
