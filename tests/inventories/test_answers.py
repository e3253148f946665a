"""Answers of managers and devices: each asset with its name, its place and what identifies it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.model import Data

Said = dict[str, tuple[str, dict[str, str]]]


@pytest.fixture
def read() -> Callable[[str, Data], Said]:
    """The assets of an inventory of that shape by their pointers: their names, and values by role."""

    def read(shape: str, data: Data) -> Said:
        adapter = next(found for one in ADAPTERS if (found := choose(one, data, "a.json")))
        assert adapter.name == shape
        return {
            "/".join(map(str, asset.path)): (asset.name, {one.role.value: one.value for one in asset.identifiers})
            for asset in assets_of(adapter, data)
        }

    return read


def test_a_test_of_librenms_names_its_device_and_the_addresses_of_its_ports_once(read) -> None:
    ports = [{"ifPhysAddress": "00005e005301"}, {"ifPhysAddress": "00005e005301"}, {"ifPhysAddress": ""}]
    data: Data = {
        "os": {"discovery": {"devices": [{"sysName": "core", "sysObjectID": ".1.3.6.1.4.1.9999", "os": "acme-os"}]}},
        "ports": {"discovery": {"ports": ports}, "poller": {"ports": ports}},
        "entity-physical": {
            "discovery": {"entPhysical": [{"entPhysicalMfgName": "Acme", "entPhysicalModelName": "X"}]}
        },
    }
    found = read("librenms", data)
    name, values = found["os/discovery/devices/0"]
    assert name == "core"
    assert values["brand"] == "acme"
    assert values["mac"] == "00005e005301"
    assert any(where.startswith("entity-physical/") for where in found)


def test_an_old_state_of_terraform_holds_resources_within_modules(read) -> None:
    attributes = {"manufacturer": "Acme", "model": "A-1"}
    data: Data = {
        "version": 3,
        "terraform_version": "0.11",
        "serial": 1,
        "modules": [
            {
                "resources": {
                    "netbox_device_type.cam": {"primary": {"attributes": attributes}},
                    "aws_instance.web": {"primary": {"attributes": attributes}},
                    "netbox_device.torn": {"primary": None},
                }
            }
        ],
    }
    found = read("terraform-state", data)
    assert set(found) == {"modules/0/resources/netbox_device_type.cam/primary/attributes"}
    assert next(iter(found.values()))[0] == "netbox_device_type.cam"


def test_a_plan_of_terraform_holds_modules_within_modules(read) -> None:
    resource = {"type": "netbox_device_type", "name": "cam", "values": {"manufacturer": "Acme", "model": "A-1"}}
    other = {"type": "aws_instance", "name": "web", "values": {"manufacturer": "Acme"}}
    inner = {"resources": [resource, other], "child_modules": [{"resources": [{**resource, "name": "deep"}]}]}
    data: Data = {
        "format_version": "1.0",
        "terraform_version": "1.5",
        "values": {"root_module": {"child_modules": [inner]}},
    }
    found = read("terraform-state", data)
    assert [name for name, _ in found.values()] == ["cam", "deep"]


def test_an_asset_of_snipe_it_is_read_alone_with_its_own_fields_and_its_entities_as_people_read_them(read) -> None:
    data: Data = {
        "id": 1,
        "asset_tag": "T-1",
        "name": "Cam &amp; Co",
        "serial": "S&#039;1",
        "available_actions": {},
        "custom_fields": {
            "MAC Address": {"field": "_mac", "value": "00:00:5e:00:53:01"},
            "Empty": {"value": ""},
            "Torn": "x",
        },
        "status_label": {"name": "gone", "status_meta": "archived"},
        "manufacturer": {"name": "Acme"},
    }
    name, values = read("snipeit-api", data)[""]
    assert name == "Cam & Co"
    assert values["serial"] == "S'1"
    assert values["mac"] == "00:00:5e:00:53:01"
    assert values["manufacturer"] == "Acme"


@pytest.mark.parametrize(
    "scopes",
    [
        "onvif://www.onvif.org/name/Acme%20Cam onvif://www.onvif.org/hardware/A-1",
        ["onvif://www.onvif.org/name/Acme%20Cam", "onvif://www.onvif.org/hardware/A-1"],
        [{"value": "onvif://www.onvif.org/name/Acme%20Cam"}, {"other": "x"}],
        {"#text": "onvif://www.onvif.org/name/Acme%20Cam"},
    ],
)
@pytest.mark.parametrize("wrapped", [False, True])
def test_an_answer_of_onvif_is_named_by_its_scopes_however_they_are_written(read, scopes: Data, wrapped: bool) -> None:
    answer: Data = {"d:Scopes": scopes, "d:XAddrs": "http://192.0.2.1/onvif", "d:Types": "dn:Camera"}
    data: Data = {"s:Envelope": {"s:Body": {"d:ProbeMatches": {"d:ProbeMatch": [answer]}}}} if wrapped else [answer]
    ((name, values),) = read("onvif", data).values()
    assert name == "Acme Cam"
    assert values["scope"].startswith("onvif://")


def test_a_recorder_is_a_device_and_its_channels_lead_to_others(read) -> None:
    channel = {"id": "1", "name": "gate", "sourceInputPortDescriptor": {"proxyProtocol": "ACME", "model": "A-9"}}
    empty = {"id": "2", "name": "dark", "sourceInputPortDescriptor": {}}
    data: Data = {
        "data": {
            "ISAPI": {
                "System": {"DeviceInfo": {"deviceName": "recorder", "manufacturer": "Acme", "model": "R-1"}},
                "Channels": {"InputProxyChannel": [channel, empty]},
            }
        }
    }
    found = read("isapi", data)
    assert found["data/ISAPI/System/DeviceInfo"][0] == "recorder"
    assert found["data/ISAPI/System/DeviceInfo"][1]["manufacturer"] == "Acme"
    channels = [where for where in found if "InputProxyChannel" in where]
    assert channels == ["data/ISAPI/Channels/InputProxyChannel/0/sourceInputPortDescriptor"]
