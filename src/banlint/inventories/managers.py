"""The adapters of asset managers, bills of materials and tables, in the order they are asked."""

from __future__ import annotations

from banlint.inventories.controllers import CONTROLLERS
from banlint.inventories.cpelist import CpeList
from banlint.inventories.cyclonedx import CycloneDx
from banlint.inventories.dcim import Bootstrap, GraphQl, Initializers, Platforms
from banlint.inventories.device42 import Device42
from banlint.inventories.django import DjangoDump
from banlint.inventories.endpoints import ENDPOINTS
from banlint.inventories.glpi import Glpi
from banlint.inventories.glpirest import GlpiRest
from banlint.inventories.monitoring import Suzieq, Zabbix
from banlint.inventories.servicenow import ServiceNow
from banlint.inventories.sheets import SHEETS
from banlint.inventories.snipeit import SnipeIt
from banlint.inventories.spdx import Spdx2, Spdx3
from banlint.inventories.terraform import Terraform
from banlint.model import Adapter

MANAGERS: tuple[Adapter, ...] = (
    CycloneDx(),
    Spdx2(),
    Spdx3(),
    CpeList(),
    DjangoDump(),
    Bootstrap(),
    SnipeIt(),
    ServiceNow(),
    Glpi(),
    GlpiRest(),
    Device42(),
    Terraform(),
    Zabbix(),
    Suzieq,
    *SHEETS,
    *ENDPOINTS,
    *CONTROLLERS,
    Platforms,
    Initializers,
    GraphQl,
)
