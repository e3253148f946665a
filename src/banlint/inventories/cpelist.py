"""Lists of CPE names: texts in an array, or under `cpe` in rows. Only hardware and the systems on it are assets."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.model import Asset, Data, Identifier, Role

_HARDWARE = ("cpe:2.3:h:", "cpe:/h:", "cpe:2.3:o:", "cpe:/o:")
_LOOKED_AT = 20


class CpeList:
    """An array of CPE names."""

    name = "cpe-list"
    beside = Own("")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A list of texts that all begin as CPE names do."""
        return (
            isinstance(data, list)
            and bool(data)
            and all(isinstance(one, str) and one.lower().startswith("cpe:") for one in data[:_LOOKED_AT])
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a name of part `h` or `o`."""
        assert isinstance(data, list)
        for index, one in enumerate(data):
            if isinstance(one, str) and one.lower().startswith(_HARDWARE):
                yield Asset(one, (index,), (Identifier(Role.CPE, one, (index,), "cpe"),))
