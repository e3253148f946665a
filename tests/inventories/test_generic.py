"""Assets found in any shape, by their keys."""

import pytest

from banlint.inventories.fields import KEYS
from banlint.inventories.generic import Generic
from banlint.model import Role


def assets(data):
    return list(Generic().assets(data))


def makers(data):
    return [[one.value for one in asset.identifiers if one.role is Role.MANUFACTURER] for asset in assets(data)]


@pytest.mark.parametrize(
    "data", [{}, [], {"a": [1, {"b": None}]}, {"name": "x", "role": "y"}, ["Huawei"], {"description": "Huawei"}]
)
def test_what_has_no_identifying_key_is_no_asset(data):
    assert assets(data) == []


@pytest.mark.parametrize(
    "key", ["manufacturer", "Manufacturer", "Vendor", "make", "mfr", "hw-vendor", "Hersteller", "厂商"]
)
def test_a_maker_is_known_by_any_of_its_usual_keys(key):
    assert makers([{key: "Acme"}]) == [["Acme"]]


@pytest.mark.parametrize("key", ["name", "display", "display_value", "slug"])
def test_a_maker_may_be_a_mapping_with_a_name(key):
    (asset,) = assets({"manufacturer": {"id": 3, key: "Acme"}, "name": "a"})
    assert asset.identifiers[0].path == ("manufacturer", key)
    assert asset.identifiers[0].value == "Acme"


def test_a_maker_may_be_a_list():
    assert makers({"manufacturers": ["acme"], "device_types": ["x1"]}) == [["acme"]]


def test_a_device_type_belongs_to_its_device_and_does_not_name_it():
    (asset,) = assets(
        {"device_type": {"name": "type", "manufacturer": {"name": "Acme"}, "model": "X1"}, "name": "sw-1"}
    )
    assert asset.name == "sw-1"
    assert {one.value for one in asset.identifiers} == {"Acme", "X1"}


def test_the_address_of_an_interface_is_its_devices():
    (asset,) = assets({"manufacturer": "Acme", "interfaces": [{"name": "eth0", "mac_address": "00:11:22:33:44:55"}]})
    assert [one.path for one in asset.identifiers if one.role is Role.MAC] == [("interfaces", 0, "mac_address")]


def test_an_address_alone_is_an_asset():
    assert len(assets([{"ip": "192.0.2.1", "mac": "00:11:22:33:44:55"}])) == 1


def test_a_component_is_reported_under_its_parent():
    parent, chip = assets({"name": "cam", "vendor": "Acme", "components": [{"vendor": "Chips", "model": "C1"}]})
    assert (parent.name, chip.parent) == ("cam", "cam")


def test_an_asset_in_a_mapping_is_named_by_its_key():
    (asset,) = assets({"assets": {"gate-1": {"manufacturer": "Acme"}}})
    assert asset.name == "gate-1"


def test_an_empty_maker_still_makes_an_asset():
    assert len(assets([{"name": "box", "manufacturer": "", "serial": "1"}])) == 1


def test_site_and_purpose_hold_for_the_assets_below():
    (asset,) = assets({"site": {"name": "Pier 7", "kind": "port"}, "purpose": "police", "assets": [{"vendor": "Acme"}]})
    assert asset.facts["site.kind"].value == "port"
    assert asset.facts["purpose"].value == "police"


def test_an_assets_own_purpose_outweighs_the_one_above():
    (asset,) = assets({"purpose": "police", "assets": [{"vendor": "Acme", "purpose": "marketing"}]})
    assert asset.facts["purpose"].value == "marketing"


def test_assets_within_a_mapping_that_is_also_a_fact_are_found():
    assert makers({"site": {"name": "A", "devices": [{"vendor": "Acme"}]}}) == [["Acme"]]


def test_a_list_of_makers_as_mappings_is_walked_and_not_swallowed():
    assert makers({"vendors": [{"name": "Acme", "models": [{"vendor": "Inner"}]}]}) == [["Inner"]]


def test_numbers_are_text_and_truth_values_are_nothing():
    (asset,) = assets({"vendor": 5, "model": True})
    assert [one.value for one in asset.identifiers] == ["5"]


def test_namespaces_and_icons_are_not_assets():
    assert assets({"@xmlns": {"vendor": "x"}, "icon": {"vendor": "y"}}) == []


def test_a_camera_integration_names_its_maker():
    (asset,) = assets({"camera": {"platform": "acme", "host": "h"}})
    assert (asset.identifiers[0].role, asset.identifiers[0].value) == (Role.BRAND, "acme")


def test_a_deep_document_does_not_exhaust_the_stack():
    data = {"vendor": "Acme"}
    for _ in range(100_000):
        data = {"a": data}
    assert len(assets(data)) == 1
    while data:  # or else freeing it recurses
        data = data.get("a")


def test_what_stands_in_the_documents_own_list_of_assets_is_one_once_it_says_anything_of_itself():
    found = assets({"assets": [{"name": "a", "description": "a box"}, {"name": "b"}, {"name": "c", "server": "Webs"}]})
    assert [asset.name for asset in found] == ["a", "c"]
    assert assets({"things": [{"name": "a", "description": "a box"}]}) == []


@pytest.mark.parametrize(
    ("key", "role"),
    [("sysDescr", Role.BANNER), ("WWW-Authenticate", Role.BANNER), ("onvif_scopes", Role.SCOPE), ("soc", Role.CHIP),
     ("GPON SN", Role.SERIAL), ("vendor_id", Role.GPON), ("edid", Role.EDID), ("cloud_host", Role.DOMAIN),
     ("driver", Role.TEXT), ("@xmlns", Role.TEXT)],
)  # fmt: skip
def test_what_a_device_says_of_itself_has_its_keys(key, role):
    (asset,) = assets({"assets": [{key: "x"}]})
    assert [(one.role, one.field) for one in asset.identifiers] == [(role, key)]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Manufacturer / Brand", "manufacturer"),
        ("Hersteller (Marke)", "manufacturer"),
        ("品牌 (Brand)", "manufacturer"),
        ("Bezeichnung/Modell", "model"),
        ("Make & Model", "model"),
        ("Produttore", "manufacturer"),
        ("app.example/vendor", None),
        ("vendor/", "manufacturer"),
        ("001#1#1#Mfg", "manufacturer"),
    ],
)
def test_a_heading_that_says_it_twice_is_known_by_its_parts_and_a_path_is_not(heading: str, role: str | None):
    key = KEYS[heading]
    assert (key.role.value if key and key.role else None) == role
