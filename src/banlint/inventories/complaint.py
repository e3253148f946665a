"""What an adapter finds wrong with a document, beside the assets that it reads from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from banlint.model import Data, Path
from banlint.named import NamedTuple


class Complaint(NamedTuple):
    """Something in a document that keeps an asset from being read as it was meant. It becomes a `Problem`."""

    path: Path
    message: str
    mend: str


@runtime_checkable
class Complaining(Protocol):
    """An adapter that may have complaints."""

    def complaints(self, data: Data) -> Iterator[Complaint]:
        """What is wrong with `data`."""
        ...
