"""The suppressions of a document, applied to its findings as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from banlint.hints import TYPE_CHECKING
from banlint.inventories.beside import assets_of
from banlint.model import Adapter, Asset, Document, Finding, Question
from banlint.policy.notes import Note, Refused, notes
from banlint.policy.suppress import Suppressions
from banlint.run.pointer import pointer

if TYPE_CHECKING:
    from banlint.run.checker import Event
    from banlint.run.earlier import Earlier

_MOST_NOTICES = 1001
"""Of one document: one more than a run keeps, so that it says that there are more."""


def decided(
    events: Iterator[Event],
    adapter: Adapter,
    document: Document,
    name: str,
    question: Question,
    regimes: Collection[str],
    earlier: Earlier | None = None,
) -> Iterator[Event]:
    """`events` of a document of the file `name`, its findings decided, and what is to be said of its suppressions.

    Where there is an `earlier` state of the file, only what stood in it then decides.
    """
    assets = tuple(assets_of(adapter, document.data))
    found = tuple(notes(document, assets))
    if not found:
        yield from events
        return
    paths = {pointer(document.prefix, asset.path): asset.path for asset in assets}
    suppressions = Suppressions(found, name, question.as_of, _new(found, assets, earlier, name) if earlier else ())
    for event in events:
        if isinstance(event, Finding) and event.pointer in paths:
            yield suppressions.decided(event, paths[event.pointer])
        else:
            yield event
    notices = suppressions.notices(regimes, narrowed=bool(question.select or question.ignore))
    yield from islice(notices, _MOST_NOTICES)


def _new(found: Iterable[Note | Refused], assets: Iterable[Asset], earlier: Earlier, name: str) -> frozenset[Note]:
    """Those of the suppressions `found` that the file did not hold for an asset of that name."""
    names = {asset.path: asset.name for asset in assets}
    held = Counter(earlier.held(name))
    new = set()
    for note in found:
        if isinstance(note, Note):
            one = names[note.asset], note.terms
            if held[one]:
                held[one] -= 1
            else:
                new.add(note)
    return frozenset(new)
