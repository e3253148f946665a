"""A maker that an asset only refers to is found at the asset, and the evidence says where the maker is written."""

from __future__ import annotations

import pytest

from banlint.inventories.device42 import Device42
from banlint.inventories.django import DjangoDump
from banlint.inventories.glpirest import GlpiRest
from banlint.inventories.mapped import UNRESOLVED
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
ITEMS = {
    "Computer": [{"id": 3, "name": "desk-1", "manufacturers_id": 1, "computermodels_id": 7}],
    "Manufacturer": [{"id": 1, "name": "Acme"}],
    "ComputerModel": [{"id": 7, "name": "A-1"}],
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
        (GlpiRest(), ITEMS, ("Computer", 0, "manufacturers_id"), ("Manufacturer", 0, "name")),
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


def test_the_keys_of_an_item_are_resolved_by_the_tables_that_are_given() -> None:
    (item,) = GlpiRest().assets(ITEMS)
    assert [(one.role.value, one.value) for one in item.identifiers] == [("manufacturer", "Acme"), ("model", "A-1")]


def test_a_key_whose_table_is_not_given_leaves_the_maker_undetermined_and_says_why() -> None:
    (item,) = GlpiRest().assets([{"id": 3, "name": "desk-1", "manufacturers_id": 12, "computermodels_id": 0}])
    assert item.identifiers == ()
    assert item.facts[UNRESOLVED].value == "12"


def test_names_in_the_place_of_keys_and_the_columns_of_a_search_are_read() -> None:
    (item,) = GlpiRest().assets([{"id": 3, "manufacturers_id": "Acme", "locations_id": "Pier 7"}])
    assert item.identifiers[0].value == "Acme"
    assert item.facts["site"].value == "Pier 7"
    search = {"totalcount": 1, "count": 1, "data": [{"1": "desk-1", "23": "Acme", "40": "A-1"}]}
    assert GlpiRest().recognises(search, "")
    (item,) = GlpiRest().assets(search)
    assert (item.name, item.identifiers[0].value) == ("desk-1", "Acme")


def test_a_dump_with_natural_keys_names_the_maker_in_the_row_of_the_device() -> None:
    rows = [{"model": "dcim.device", "pk": "u", "fields": {"name": "sw1", "device_type": ["acme", "a-1"]}}]
    (device,) = DjangoDump().assets(rows)
    assert [(one.role.value, one.value) for one in device.identifiers] == [("manufacturer", "acme"), ("model", "a-1")]
    assert at(rows, *device.identifiers[0].path) == "acme"
