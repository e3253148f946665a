"""The suppressions of a document, applied to its findings as they come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from banlint.inventories.beside import assets_of
from banlint.model import Adapter, Document, Finding, Question
from banlint.policy.notes import notes
from banlint.policy.suppress import Suppressions
from banlint.run.pointer import pointer

if TYPE_CHECKING:
    from banlint.run.checker import Event


def decided(
    events: Iterator[Event],
    adapter: Adapter,
    document: Document,
    name: str,
    question: Question,
    regimes: Collection[str],
) -> Iterator[Event]:
    """`events` of a document of the file `name`, its findings decided, and what is to be said of its suppressions."""
    assets = tuple(assets_of(adapter, document.data))
    found = tuple(notes(document, assets))
    if not found:
        yield from events
        return
    paths = {pointer(document.prefix, asset.path): asset.path for asset in assets}
    suppressions = Suppressions(found, name, question.as_of)
    for event in events:
        if isinstance(event, Finding) and event.pointer in paths:
            yield suppressions.decided(event, paths[event.pointer])
        else:
            yield event
    yield from suppressions.notices(regimes, narrowed=bool(question.select or question.ignore))
