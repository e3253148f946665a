"""Which adapter reads a document: adapters are asked in turn; some stand for others, or depend on the file's name."""

from __future__ import annotations

from banlint.hints import Protocol
from banlint.model import Adapter, Data


class Choosing(Protocol):
    """An adapter that says itself which adapter should read a document."""

    def choose(self, data: Data, name: str) -> Adapter | None:
        """What reads `data`, from a file called `name`; `None` where it is not of this kind."""


def choose(adapter: Adapter, data: Data, name: str) -> Adapter | None:
    """What reads `data` if `adapter` is asked; `None` where it does not recognise it."""
    # Asked of every adapter for every document: a look at a protocol would take ten times as long.
    choosing = getattr(adapter, "choose", None)
    if choosing is not None:
        found: Adapter | None = choosing(data, name)
        return found
    return adapter if adapter.recognises(data, name) else None
