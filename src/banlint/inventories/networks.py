"""The adapters of hosts and networks, in the order they are asked."""

from __future__ import annotations

from banlint.inventories.ansible import Settings, Variables
from banlint.inventories.configured import Nornir, RouterDb, Sonic
from banlint.inventories.dmidecode import Dmidecode
from banlint.inventories.gathered import AnsibleFacts, Facter, Ohai
from banlint.inventories.hosttools import HOST_TOOLS
from banlint.inventories.isapi import Isapi
from banlint.inventories.librenms import LibreNms
from banlint.inventories.lshw import Lshw
from banlint.inventories.metal import BmcList, Ironic, Kubernetes, Maas, Metal3, Tinkerbell
from banlint.inventories.napalm import Napalm
from banlint.inventories.ntc import Ntc
from banlint.inventories.onvif import Onvif
from banlint.inventories.osquery import OsqueryLog, OsqueryRows
from banlint.inventories.redfish import Redfish
from banlint.inventories.smarthome import HomeAssistant, Zigbee2Mqtt
from banlint.model import Adapter

NETWORKS: tuple[Adapter, ...] = (
    Dmidecode(),
    Lshw(),
    OsqueryLog(),
    OsqueryRows,
    AnsibleFacts(),
    Facter(),
    Ohai(),
    Maas(),
    Metal3(),
    Tinkerbell(),
    Kubernetes(),
    Ironic(),
    Redfish(),
    HomeAssistant(),
    Isapi(),
    Onvif(),
    Ntc(),
    LibreNms(),
    Napalm(),
    Sonic(),
    RouterDb(),
    Zigbee2Mqtt(),
    Nornir(),
    *HOST_TOOLS,
    BmcList,
    Settings(),
    Variables(),
)
