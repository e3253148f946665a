"""Ansible's inventories."""

from banlint.inventories.ansible import HostVars, Inventory

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
