"""The smaller files around NetBox and Nautobot: initializers, bootstrap settings, answers to GraphQL queries."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.records import MODEL, Nothing, Records, fact
from banlint.inventories.walk import Shape, Walker
from banlint.model import Asset, Data

_ROLES = {"role": fact("category"), "device_role": fact("category"), "platform": None, "tenant": None, "rack": None}

Initializers = Records(
    "netbox-initializers", "device_type|site|name", "device_type|rack|name", "u_height|slug|manufacturer", keys=_ROLES
)
# A platform is an operating system; the maker beside it is not that of a device.
_OF_PLATFORMS = (
    "id url display name slug manufacturer napalm_driver napalm_args network_driver network_driver_mappings"
    " description config_template tags custom_fields notes_url natural_slug object_type created last_updated"
    " device_count virtual_machine_count virtualmachine_count"
)
Platforms = Nothing(
    "netbox-platforms",
    "napalm_driver|name",
    "network_driver|name",
    "napalm_args|name",
    beside=Own(" ".join(f"{key} []/{key}" for key in _OF_PLATFORMS.split())),
)
GraphQl = Records(
    "nautobot-graphql",
    "device_type|name",
    roots=(("data", "devices"), ("data", "device_list"), ("devices",)),
    keys={**_ROLES, "device_type": MODEL},
    ignored="platform tenant",
    inlined="devicetype",
)


class Bootstrap:
    """Nautobot's bootstrap settings: lists of roles, tenants, makers and platforms, at most a few devices."""

    name = "nautobot-bootstrap"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with the lists that only such settings have together."""
        return isinstance(data, dict) and "tenant_group" in data and data.keys() >= {"role", "manufacturer", "platform"}

    def assets(self, data: Data) -> Iterator[Asset]:
        """What stands under devices and their types. Makers, platforms and software name no device."""
        walker = Walker(
            Shape(ignored=frozenset({"manufacturer", "platform", "softwareversion", "softwareimagefile", "provider"}))
        )
        walker.visit(data)
        yield from walker.assets()
