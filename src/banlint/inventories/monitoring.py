"""Files of monitoring that speak of makers and list no hardware: templates, poller settings, their tests."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.records import Nothing
from banlint.inventories.walk import GENERIC, Walker
from banlint.model import Asset, Data

# A poller's own inventory says where to ask, and with which driver; its test samples hold commands and their output.
Suzieq = Nothing("suzieq", "namespaces|sources", "sources|devices|auths", "tests|description")


class Zabbix:
    """Zabbix's export: templates, and hosts, which may say what they are."""

    name = "zabbix"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What says that it is one."""
        return isinstance(data, dict) and "zabbix_export" in data

    def assets(self, data: Data) -> Iterator[Asset]:
        """Hosts with an inventory; templates speak of a make of device and are none."""
        assert isinstance(data, dict)
        export = data["zabbix_export"]
        hosts = export.get("hosts") if isinstance(export, dict) else None
        walker = Walker(GENERIC)
        walker.visit(hosts, ("zabbix_export", "hosts"))
        yield from walker.assets()
