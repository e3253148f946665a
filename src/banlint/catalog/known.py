"""The ids that packs define, and how a reference to none of them is said."""

from __future__ import annotations

from collections.abc import Collection

from banlint.named import NamedTuple
from banlint.text import show, suggest


class Known(NamedTuple):
    """Ids by kind."""

    by_kind: dict[str, set[str]]

    @classmethod
    def empty(cls) -> Known:
        """None yet."""
        return cls({})

    def ids(self, kind: str) -> set[str]:
        """The ids of one kind: `entities`, `regimes`, `profiles`, `parties`, `acts`, `categories` ..."""
        return self.by_kind.setdefault(kind, set())

    @property
    def sources(self) -> set[str]:
        """The ids of sources."""
        return self.ids("sources")

    @property
    def lists(self) -> set[str]:
        """The ids of long lists."""
        return self.ids("lists")


def unknown(what: str, value: str, known: Collection[str]) -> tuple[str, str]:
    """Message and mend for a `value` that names no `what`."""
    near = suggest(value, known)
    return (
        f"there is no {what} '{show(value, 60)}'",
        f"write '{near}'" if near else f"add that {what} to the pack, or mend the id",
    )
