"""NetBox's own shapes."""

from banlint.inventories.netbox import Api, TypeFile
from banlint.model import Role

TYPE = {
    "manufacturer": "Acme",
    "model": "X1",
    "part_number": "A-X1",
    "slug": "acme-x1",
    "comments": "[sheet](https://example.com)",
    "interfaces": [{"name": "eth0", "type": "1000base-t"}],
}


def device(**more):
    return {"id": 1, "url": "https://netbox.example/api/dcim/devices/1/", "display": "sw-1", "name": "sw-1", **more}


def test_a_type_file_is_one_asset_named_by_its_model():
    (asset,) = TypeFile().assets(TYPE)
    assert asset.name == "X1"
    assert {(one.role, one.value) for one in asset.identifiers} >= {
        (Role.MANUFACTURER, "Acme"),
        (Role.PART_NUMBER, "A-X1"),
    }


def test_a_type_files_inventory_items_are_its_components():
    _, item = TypeFile().assets(
        {**TYPE, "inventory-items": [{"name": "cpu", "manufacturer": "Chips", "part_id": "C1"}]}
    )
    assert (item.parent, item.path) == ("X1", ("inventory-items", 0))


def test_any_other_mapping_with_maker_and_model_is_no_type_file():
    assert not TypeFile().recognises({"manufacturer": "Acme", "model": "X1"}, "a.yaml")


def test_a_page_of_devices_gives_an_asset_each():
    page = {
        "count": 2,
        "next": None,
        "results": [device(device_type={"manufacturer": {"name": "Acme"}, "model": "X1"})] * 2,
    }
    assert Api().recognises(page, "devices.json")
    assert [asset.path for asset in Api().assets(page)] == [("results", 0), ("results", 1)]


def test_a_device_without_a_maker_is_still_an_asset():
    assert len(list(Api().assets([device(device_type=None, serial="1")]))) == 1


def test_a_module_carries_its_device_as_parent():
    module = device(
        name=None, device={"id": 9, "name": "sw-9"}, module_type={"manufacturer": {"name": "Acme"}, "model": "M1"}
    )
    (asset,) = Api().assets({"results": [module]})
    assert asset.parent == "sw-9"


def test_a_list_of_makers_is_not_a_list_of_assets():
    makers = [{"id": 1, "url": "https://netbox.example/", "display": "Huawei", "name": "Huawei", "slug": "huawei"}]
    assert not Api().recognises({"results": makers}, "manufacturers.json")
