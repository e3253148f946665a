"""Hardware that stands beside what an adapter knows is found; what the adapter knows is not read twice."""

from __future__ import annotations

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.beside import Own, assets_of
from banlint.inventories.choosing import choose
from banlint.model import Data, Role

HIDDEN = {"manufacturer": "Hidden Works", "model": "H-1"}
SHAPES: dict[str, Data] = {
    "netbox-type": {"manufacturer": "Acme", "model": "A", "slug": "acme-a"},
    "ansible-hostvars": {"_meta": {"hostvars": {"a": {"manufacturer": "Acme"}}}},
    "ansible-inventory": {"all": {"children": {"east": {"hosts": {"a": {"manufacturer": "Acme"}}}}}},
    "netbox-api": {"count": 1, "results": [{"id": 1, "url": "u", "display": "d", "manufacturer": {"name": "Acme"}}]},
    "cyclonedx": {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"timestamp": "x"}},
    "spdx-2": {"spdxVersion": "SPDX-2.3", "packages": []},
    "spdx-3": {"@context": "x", "@graph": [{"spdxId": "a"}]},
    "snipeit-api": {"total": 1, "rows": [{"asset_tag": "1", "available_actions": {}, "manufacturer": {"name": "A"}}]},
    "device42": {"Devices": [{"hw_model": "A", "serial_no": "1"}], "total_count": 1},
    "servicenow": {"result": [{"sys_id": "1", "manufacturer": "Acme", "serial_number": "1"}]},
    "glpi": {"content": {"bios": {"smanufacturer": "Acme"}}, "deviceid": "x"},
    "glpi-api": {"Manufacturer": [{"id": 1, "name": "Acme"}], "Computer": [{"id": 2, "manufacturers_id": 1}]},
    "maas": {"read": {"system_id": "x", "node_type_name": "Machine", "hardware_info": {"system_vendor": "Acme"}}},
    "napalm": {"get_facts": {"vendor": "Acme", "model": "A", "serial_number": "1", "os_version": "1"}},
    "lscpu": {"lscpu": [{"field": "Vendor ID:", "data": "GenuineAcme"}]},
    "nmap": {"nmaprun": {"host": {"address": {"@addrtype": "mac", "@addr": "00:00:5e:00:53:01", "@vendor": "Acme"}}}},
    "terraform-state": {"version": 4, "terraform_version": "1.5", "resources": [], "outputs": {}},
    "zabbix": {"zabbix_export": {"version": "6", "templates": [{"vendor": {"name": "Acme"}}]}},
    "suzieq": {"sources": [], "namespaces": [], "devices": [{"name": "x", "vendor": "Acme"}]},
    "intune": {"value": [{"deviceName": "a", "manufacturer": "Acme", "serialNumber": "1"}]},
    "unifi": {"data": [{"oui": "Acme", "mac": "00:00:5e:00:53:01", "is_wired": True}]},
    "osquery-log": {"hostIdentifier": "h", "columns": {"hardware_vendor": "Acme"}},
    "ansible-facts": {"ansible_facts": {"ansible_system_vendor": "Acme", "ansible_product_name": "A"}},
    "facter": {"facterversion": "4", "dmi": {"manufacturer": "Acme"}, "hardwaremodel": "x86_64"},
    "ohai": {"ohai_time": 1, "dmi": {"system": {"manufacturer": "Acme"}}},
    "metal3": {"apiVersion": "metal3.io/v1alpha1", "kind": "BareMetalHost", "spec": {"bootMACAddress": "x"}},
    "tinkerbell": {"apiVersion": "tinkerbell.org/v1alpha1", "kind": "Hardware", "spec": {}},
    "home-assistant": {"key": "core.device_registry", "data": {"devices": []}},
    "isapi": {"data": {"ISAPI": {"DeviceInfo": {"manufacturer": "Acme"}}}},
    "ntc-templates": {"parsed_sample": [{"model": "A"}]},
    "librenms": {"status": "ok", "devices": [{"sysObjectID": ".1.3.6.1.4.1.1"}]},
    "sonic-config-db": {"DEVICE_METADATA": {"localhost": {"hwsku": "Acme-A"}}, "PORT": {}},
    "zigbee2mqtt": {"ieeeAddr": "0x00", "type": "Router", "manufName": "Acme"},
    "lshw": {"id": "a", "class": "system", "children": [{"id": "b", "class": "bus", "vendor": "Acme"}]},
    "banlint": {"assets": [{"name": "a", "manufacturer": "Acme", "model": "A"}]},
}
LISTS: dict[str, Data] = {
    "dmidecode": [{"handle": "0x1", "description": "System Information", "values": {"manufacturer": "Acme"}}],
    "netbox-dumpdata": [{"model": "dcim.manufacturer", "pk": 1, "fields": {"name": "Acme"}}],
    "cpe-list": ["cpe:2.3:h:acme:a:-:*:*:*:*:*:*:*"] * 20,
    "ironic-hardware": [["system", "product", "vendor", "Acme"]] * 20,
    "lshw": [{"id": "a", "class": "system", "children": []}],
    "netbox-api": [{"id": 1, "url": "u", "display": "d", "manufacturer": {"name": "Acme"}}],
    "glpi-api": [{"id": 2, "manufacturers_id": "Acme"}],
    "lspci": [{"slot": "00:00.0", "class": "x", "vendor": "Acme"}],
    "ip-link": [{"ifindex": 1, "ifname": "eth0", "address": "00:00:5e:00:53:01"}],
    "wifi-scan": [{"bssid": "00:00:5e:00:53:01", "ssid": "x"}],
    "napalm": [{"interface": "a", "mac": "x", "ip": "1", "age": 1}],
    "meraki": [{"networkId": "n", "serial": "s", "mac": "00:00:5e:00:53:01"}],
}


def makers(data: Data) -> tuple[str, list[str]]:
    adapter = next(found for one in ADAPTERS if (found := choose(one, data, "")))
    found = [
        one.value
        for asset in assets_of(adapter, data)
        for one in asset.identifiers
        if one.role in (Role.MANUFACTURER, Role.BRAND)
    ]
    return adapter.name, found


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize(
    "hidden",
    [
        {"cameras": [HIDDEN]},
        {"zz": {"deep": {"er": {"east": HIDDEN}}}},
        {"zz": [[[HIDDEN]]]},
        {"gate": {"brand": "Hidden Works", "mac": "00:00:5e:00:53:02"}},
    ],
)
def test_hardware_under_a_key_that_a_shape_does_not_have_is_found_once(name: str, hidden: Data) -> None:
    shape = SHAPES[name]
    assert isinstance(shape, dict)
    assert isinstance(hidden, dict)
    plain, known = makers(shape)

    recognised, found = makers({**shape, **hidden})

    assert plain == recognised == name
    assert sorted(found) == sorted([*known, "Hidden Works"])


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("hidden", [HIDDEN, {"camera": HIDDEN}, [HIDDEN], [[{"x": HIDDEN}]]])
def test_hardware_among_the_items_of_a_list_is_found_once(name: str, hidden: Data) -> None:
    shape = LISTS[name]
    assert isinstance(shape, list)

    recognised, found = makers([*shape, hidden])

    assert recognised == name
    assert found.count("Hidden Works") == 1


@pytest.mark.parametrize("name", ["cyclonedx", "home-assistant", "metal3"])
def test_hardware_within_a_mapping_that_a_shape_knows_in_part_is_found(name: str) -> None:
    within = {"cyclonedx": "metadata", "home-assistant": "data", "metal3": "items"}[name]
    shape = SHAPES[name]
    assert isinstance(shape, dict)
    inner = shape.get(within, [])
    more: Data = [*inner, {"camera": HIDDEN}] if isinstance(inner, list) else {**inner, "cameras": [HIDDEN]}  # type: ignore[dict-item]

    assert "Hidden Works" in makers({**shape, "apiVersion": "metal3.io/v1", within: more})[1]


def test_a_shape_that_has_no_such_keys_leaves_nothing_beside() -> None:
    known = Own("a b/c b/[]/d x_*", again="child/[]")

    assert list(known({"a": {"z": 1}, "b": {"c": 1}, "x_1": {}, "child": [{"a": 1, "child": []}]})) == []
    assert sorted(known({"b": [{"d": 1}, {"e": 2}, [3], 4], "child": [{"q": 1}]})) == [
        (("b", 1), {"e": 2}),
        (("b", 2), [3]),
        (("child", 0), {"q": 1}),
    ]


def test_what_a_plan_says_of_a_cloud_is_not_read_and_what_it_says_of_hardware_is() -> None:
    resources = [
        {"type": "cloud_instance", "name": "vm", "values": {"vendor": "Cloud"}},
        {"type": "netbox_device", "name": "sw", "values": {"manufacturer": "Acme"}},
    ]
    module = {"resources": resources[:1], "child_modules": [{"resources": resources[1:]}]}

    name, found = makers({"format_version": "1.0", "terraform_version": "1.5", "values": {"root_module": module}})

    assert (name, found) == ("terraform-state", ["Acme"])
