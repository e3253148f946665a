"""Redfish: one resource a file, as management controllers and their mock-ups answer."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data

_SHAPE = Shape(
    ignored=frozenset(
        {"links", "registryentries", "messages", "attributes", "actions", "oem", "error", "certificatecollection",
         "issuer", "subject", "supportedattributes"}
    ),
    keys={"Location": None, "Status": None, "Description": None, "Id": None},
)  # fmt: skip


class Redfish:
    """A resource, a collection of links to such, or an error."""

    name = "redfish"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What each answer has: an address or a type of the protocol."""
        if not isinstance(data, dict):
            return False
        error = data.get("error")
        return (
            any(key.startswith(("@odata.", "@Message.", "@Redfish.")) for key in data)
            or (isinstance(error, dict) and "@Message.ExtendedInfo" in error)
            or (isinstance(data.get("SystemConfiguration"), dict))
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """The resource, where it is hardware, and its parts."""
        walker = Walker(_SHAPE)
        walker.visit(data)
        yield from walker.assets()
