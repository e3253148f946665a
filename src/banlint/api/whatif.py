"""Which law a what-if is about, and what it would be: pending regimes, drafts in files, single listings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from banlint.api.ask import day as checked_day
from banlint.api.ask import known
from banlint.api.askable import askable, asks, left_out
from banlint.errors import UsageError
from banlint.hints import TYPE_CHECKING
from banlint.named import NamedTuple
from banlint.text import show

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.catalog.index import Catalog, Record
    from banlint.model import Question

_FILES = (".yaml", ".yml")


class Wanted(NamedTuple):
    """What to judge beside the law and the inventories of today; empty parts are as today."""

    regimes: tuple[str, ...] = ()
    """Ids of regimes, and files of drafts."""
    entities: tuple[str, ...] = ()
    """Companies to add to the one regime."""
    since: str = ""
    """The ISO day from which they would be listed; the day asked about where empty."""
    compare: str = ""
    """Another ISO day, judged beside the day asked about."""
    catalog: str = ""
    """Another edition of the rules: a pack folder or a compiled index. It is what is compared with."""
    revision: str = ""
    """A git revision of the inventories, to compare those of today with."""

    @property
    def supposes(self) -> bool:
        """Whether what is pending is to be judged as if it were in force."""
        asked = self.regimes or self.entities
        return not self.compare and bool(asked or not (self.catalog or self.revision))


class Considered(NamedTuple):
    """A regime that the question is about."""

    id: str
    title: str
    state: str
    """`draft`, or what of it is pending on the day: `proposed`, `enacted`; empty where nothing is."""
    path: str = ""
    sha256: str = ""
    """Of a draft."""
    added: tuple[str, ...] = ()
    """Companies that are supposed to be listed."""
    since: str = ""


class WhatIf(NamedTuple):
    """The law to judge by, and what it is about."""

    planned: Catalog
    """With what is drafted and added, each part as it stands on the day."""
    catalog: Catalog
    """The same as if all of that were in force, where that is supposed."""
    considered: tuple[Considered, ...]
    """Empty where all regimes are."""
    notes: tuple[str, ...]
    question: Question
    """What was asked, so that what is considered is judged."""


def what_if(wanted: Wanted, loaded: Loaded, question: Question, packs: Sequence[str]) -> WhatIf:
    """The law that `wanted` asks about. Raises `UsageError`, and `PackError` for a draft that is not sound."""
    base = loaded.catalog
    checked_day(wanted.since)
    files = [name for name in wanted.regimes if _is_file(name)]
    ids = [name for name in wanted.regimes if not _is_file(name)]
    for name in ids:
        known("regime", name, base.regimes)
    drafts = _drafts(files, loaded, packs) if files else {}
    regimes: dict[str, Record] = {name: record for name, (record, _) in drafts.items()}
    named = tuple(dict.fromkeys((*ids, *drafts)))
    notes: list[str] = []
    if wanted.entities:
        name = _one_regime(named)
        added = _with_listings(regimes.get(name) or base.regimes[name], wanted, base, question.as_of)
        notes += _on_adding(base, name, wanted.entities, question.as_of)
        regimes[name] = added
    from banlint.catalog.overlay import Overlay

    planned = Overlay(base, regimes) if regimes else base
    question = askable(planned, question, named, wanted.entities)
    notes += [note for name in named for note in left_out(planned, question, name)]
    if not wanted.supposes:
        considered = [_considered(planned.regimes[name], question, wanted, drafts) for name in named]
        return WhatIf(planned, planned, tuple(considered), tuple(notes), question)
    return _supposed(planned, question, wanted, named, drafts, notes)


def _supposed(
    planned: Catalog,
    question: Question,
    wanted: Wanted,
    named: Sequence[str],
    drafts: Mapping[str, tuple[Record, Considered]],
    notes: list[str],
) -> WhatIf:
    """The law as if all that is pending were in force: of the regimes `named`, else of all that bind the asker."""
    from banlint.catalog.overlay import Overlay
    from banlint.judge.table import binding
    from banlint.run.whatif import in_force

    made = {
        name: in_force(record, question.as_of, question.include, declared=name in drafts)
        for name, record in _regimes(planned, named)
    }
    pending = [name for name in made if made[name] is not planned.regimes[name]]
    _all_pending(question, [name for name in named if name not in pending and name not in drafts], wanted)
    considered = list(named)
    if not named:
        pending = [name for name in pending if asks(planned, question, name)]
        considered = [name for name in pending if binding(planned, question, planned.regimes[name])]
        others = [name for name in pending if name not in considered]
        if others:
            notes.append(f"pending, and not asked about, for they do not bind the asker: {', '.join(others)}")
    forced = Overlay(planned, {name: made[name] for name in considered})
    found = [_considered(planned.regimes[name], question, wanted, drafts) for name in considered]
    return WhatIf(planned, forced, tuple(found), tuple(notes), question)


def _regimes(catalog: Catalog, named: Sequence[str]) -> Iterator[tuple[str, Record]]:
    every = catalog.regimes
    return ((name, every[name]) for name in (named or sorted(every)))


def _is_file(name: str) -> bool:
    return name.endswith(_FILES) or "/" in name or os.sep in name


def _drafts(files: Sequence[str], loaded: Loaded, packs: Sequence[str]) -> dict[str, tuple[Record, Considered]]:
    """The regimes of draft files by id. Raises `PackError`, and `InputError` for a file that cannot be read."""
    from hashlib import sha256
    from pathlib import Path

    from banlint.catalog.draft import load_drafted
    from banlint.limits import DEFAULT
    from banlint.reading.source import FileSource

    limits = DEFAULT._replace(file_bytes=DEFAULT.pack_file_bytes)
    contents = {path: FileSource(path, path, limits).read() for path in files}
    folders = [*loaded.plugins.packs(), *map(Path, packs)]
    catalog, paths = load_drafted(loaded.catalog, contents, folders)
    found = {}
    for name, path in paths.items():
        record = catalog.regimes[name]
        digest = sha256(contents[path]).hexdigest()
        found[name] = record, Considered(name, str(record["title"]), "draft", path.replace(os.sep, "/"), digest)
    return found


def _one_regime(named: Sequence[str]) -> str:
    if len(named) != 1:
        raise UsageError("a company is added to one regime", "name it: --add-entity COMPANY --regime REGIME")
    return named[0]


def _with_listings(regime: Record, wanted: Wanted, catalog: Catalog, as_of: str) -> Record:
    """`regime` with a listing for each company, from the day asked for; without conditions of its own."""
    since = wanted.since or as_of
    stage = {"state": "effective", "on": since, "citation": "supposed"}
    added = []
    for entity in wanted.entities:
        known("company", entity, catalog.entities)
        added.append(
            {
                "entity": entity,
                "conditions": [],
                "exceptions": [],
                "stages": [stage],
                "note": "",
                "citation": f"supposed: listed from {since}",
                "confidence": "high",
                "declared": True,
            }
        )
    return {**regime, "listings": [*(regime.get("listings") or ()), *added]}


def _on_adding(catalog: Catalog, regime: str, entities: Sequence[str], as_of: str) -> Iterator[str]:
    """What somebody who supposes a listing has to know."""
    from banlint.judge.history import listings_of

    record = catalog.regimes.get(regime) or {}
    conditions = dict.fromkeys(
        one for listing in record.get("listings") or () for one in listing.get("conditions") or ()
    )
    if conditions:
        names = ", ".join(conditions)
        yield f"listed without a condition; listings of {regime} have some: {names}. A draft regime can have them too"
    for entity in entities:
        for one in listings_of(catalog, entity):
            state = one.state(as_of)
            if one.regime["id"] == regime and state.name == "effective":
                yield f"{entity} is listed by {regime} already" + f", since {state.since}" * bool(state.since)
                break


def _considered(
    regime: Record, question: Question, wanted: Wanted, drafts: Mapping[str, tuple[Record, Considered]]
) -> Considered:
    name = str(regime["id"])
    added = wanted.entities
    since = (wanted.since or question.as_of) if added else ""
    if name in drafts:
        return drafts[name][1]._replace(added=added, since=since)
    from banlint.run.whatif import pending_states

    states = ", ".join(pending_states(regime, question.as_of, question.include))
    return Considered(name, str(regime["title"]), states, added=added, since=since)


def _all_pending(question: Question, named: Sequence[str], wanted: Wanted) -> None:
    if named and not wanted.entities:
        message = f"nothing of {show(named[0])} is proposed or to come on {question.as_of}"
        raise UsageError(message, "ask with an earlier --as-of, or against another day with --compare")
