"""Files of monitoring that speak of makers and list no hardware: templates, poller settings, their tests."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.records import Nothing
from banlint.inventories.walk import GENERIC, Walker
from banlint.model import Asset, Data

_POLLER = Own("namespaces sources devices auths tests description")
# A poller's own inventory says where to ask, and with which driver; its test samples hold commands and their output.
Suzieq = Nothing("suzieq", "namespaces|sources", "sources|devices|auths", "tests|description", beside=_POLLER)


class Zabbix:
    """Zabbix's export: templates, and hosts, which may say what they are."""

    name = "zabbix"
    beside = Own(
        "zabbix_export/version zabbix_export/date zabbix_export/groups zabbix_export/host_groups"
        " zabbix_export/template_groups zabbix_export/hosts zabbix_export/templates zabbix_export/triggers"
        " zabbix_export/graphs zabbix_export/value_maps zabbix_export/images zabbix_export/maps"
        " zabbix_export/media_types zabbix_export/screens"
    )

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
