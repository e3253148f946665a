"""What an adapter finds wrong with a document, beside the assets that it reads from it."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.hints import Protocol, TypeGuard
from banlint.model import Data, Path
from banlint.named import NamedTuple


class Complaint(NamedTuple):
    """Something in a document that keeps an asset from being read as it was meant. It becomes a `Problem`."""

    path: Path
    message: str
    mend: str


class Complaining(Protocol):
    """An adapter that may have complaints."""

    def complaints(self, data: Data) -> Iterator[Complaint]:
        """What is wrong with `data`."""


def complains(adapter: object) -> TypeGuard[Complaining]:
    """Whether `adapter` is one that may have complaints."""
    return hasattr(adapter, "complaints")
