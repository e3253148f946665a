"""Any shape: assets are the mappings that hold a maker, a model, a MAC address or another well-known key.

It guesses, and says so by its name; a shape with an adapter of its own is read by that instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.fields import normal
from banlint.inventories.scalars import text
from banlint.inventories.walk import Walker
from banlint.model import Asset, Data, Identifier, Path, Role

# Home Assistant configuration names the maker's integration under these domains: `camera: {platform: ...}`.
_PLATFORM_DOMAINS = frozenset({"camera", "alarmcontrolpanel", "lock", "doorbell"})


class Generic:
    """The adapter of last resort."""

    name = "generic"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Anything that has parts."""
        return isinstance(data, (dict, list))

    def assets(self, data: Data) -> Iterator[Asset]:
        """Every asset in `data`, in document order."""
        yield from self.element(data, ())
        yield from _integrations(data)

    def element(self, data: Data, path: Path) -> Iterator[Asset]:
        """Those in one element of a list, which stands at `path`."""
        walker = Walker()
        walker.visit(data, path)
        yield from walker.assets()


def _integrations(data: Data) -> Iterator[Asset]:
    if not isinstance(data, dict):
        return
    for domain, entries in data.items():
        if normal(domain) not in _PLATFORM_DOMAINS:
            continue
        listed = isinstance(entries, list)
        for index, entry in enumerate(entries if isinstance(entries, list) else [entries]):
            written = text(entry.get("platform")) if isinstance(entry, dict) else ""
            if written and isinstance(entry, dict):
                at = (domain, index) if listed else (domain,)
                maker = Identifier(Role.BRAND, written, (*at, "platform"), "platform")
                yield Asset(text(entry.get("name")) or domain, at, (maker,))
