"""Ansible's inventories."""

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.ansible import HostVars, Inventory
from banlint.inventories.choosing import choose

HOSTVARS = {
    "_meta": {
        "hostvars": {
            "sw-1": {"manufacturers": ["acme"], "device_types": ["x1"], "serial": "1"},
            "vm-1": {"ansible_host": "::1"},
        }
    },
    "manufacturer_acme": {"hosts": ["sw-1"]},
}
GROUPS = {
    "all": {
        "children": {
            "switches": {
                "hosts": {"sw-1": {"manufacturer": "Acme", "site": "A"}, "sw-2": None},
                "children": {"core": {"hosts": {"sw-3": {"vendor": "Other"}}}},
            }
        }
    }
}


def test_hostvars_give_an_asset_a_host_with_hardware_and_groups_none():
    assert HostVars().recognises(HOSTVARS, "inventory.json")
    (asset,) = HostVars().assets(HOSTVARS)
    assert (asset.name, asset.path) == ("sw-1", ("_meta", "hostvars", "sw-1"))


def test_hosts_are_found_in_groups_of_groups_in_file_order():
    assert Inventory().recognises(GROUPS, "hosts.yml")
    assert [asset.name for asset in Inventory().assets(GROUPS)] == ["sw-1", "sw-3"]


def test_a_mapping_of_anything_else_is_no_ansible_inventory():
    assert not Inventory().recognises({"assets": {"hosts": 3, "more": 1}}, "a.yml")
    assert not Inventory().recognises({"a": None}, "a.yml")


@pytest.mark.parametrize(
    ("file", "host"),
    [
        ("host_vars/cam-1.yml", "cam-1"),
        ("site/host_vars/cam-1.example.com.yaml", "cam-1.example.com"),
        ("host_vars/192.0.2.5.yml", "192.0.2.5"),
        ("host_vars/cam-1.example.com", "cam-1.example.com"),
        ("host_vars/cam-1/hardware.yml", "cam-1"),
        ("group_vars/cameras.yml", "cameras"),
        ("group_vars/cameras/main.yml", "cameras"),
    ],
)
@pytest.mark.parametrize("variables", [{"manufacturer": "Acme"}, {"model": "A-1", "ansible_host": "192.0.2.5"}])
def test_variables_are_of_the_host_or_group_that_their_file_is_called_by(file, host, variables):
    adapter = next(found for one in ADAPTERS if (found := choose(one, variables, file)))
    assert [asset.name for asset in adapter.assets(variables)] == [host]


def test_an_inventory_of_our_own_shape_among_variables_stays_one():
    data = {"assets": [{"name": "cam-1", "manufacturer": "Acme"}]}
    assert next(found for one in ADAPTERS if (found := choose(one, data, "group_vars/all.yml"))).name == "banlint"
