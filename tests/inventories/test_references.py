"""A maker that an asset only refers to is found at the asset, and the evidence says where the maker is written."""

from __future__ import annotations

import pytest

from banlint.inventories.device42 import Device42
from banlint.inventories.django import DjangoDump
from banlint.inventories.pick import at
from banlint.inventories.servicenow import ServiceNow
from banlint.inventories.spdx import Spdx3
from banlint.model import Role

KEY = "0" * 31 + "1"
DUMP = [
    {"model": "dcim.manufacturer", "pk": 1, "fields": {"name": "Acme"}},
    {"model": "dcim.devicetype", "pk": 7, "fields": {"manufacturer": 1, "model": "A-1"}},
    {"model": "dcim.device", "pk": 9, "fields": {"name": "sw1", "device_type": 7}},
]
TABLES = {
    "core_company": [{"sys_id": KEY, "name": "Acme"}],
    "cmdb_ci": [{"sys_id": "x", "name": "sw1", "manufacturer": KEY, "serial_number": "1"}],
}
GRAPH = {
    "@graph": [
        {"spdxId": "o", "type": "Organization", "name": "Acme"},
        {"spdxId": "p", "name": "A-1", "software_primaryPurpose": "device", "suppliedBy": "o"},
    ]
}
MODELS = {
    "models": [{"hardware_id": 1, "name": "A-1", "manufacturer": "Acme"}],
    "Devices": [{"name": "sw1", "hw_model": "A-1", "serial_no": "1"}],
}


@pytest.mark.parametrize(
    ("adapter", "data", "here", "written"),
    [
        (DjangoDump(), DUMP, (2, "fields", "device_type"), (0, "fields", "name")),
        (ServiceNow(), TABLES, ("cmdb_ci", 0, "manufacturer"), ("core_company", 0, "name")),
        (Spdx3(), GRAPH, ("@graph", 1, "suppliedBy"), ("@graph", 0, "name")),
        (Device42(), MODELS, ("Devices", 0, "hw_model"), ("models", 0, "manufacturer")),
    ],
)
def test_the_maker_stands_at_the_reference_and_is_written_in_its_own_row(adapter, data, here, written) -> None:
    found = [
        one
        for asset in adapter.assets(data)
        for one in asset.identifiers
        if one.role is Role.MANUFACTURER and one.path == here
    ]

    assert [one.value for one in found] == ["Acme"]
    assert found[0].written == written
    assert at(data, *written) == "Acme"
