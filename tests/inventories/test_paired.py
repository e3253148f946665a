"""What a list of pairs says of its thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.inventories.generic import Generic
from banlint.inventories.pick import at
from banlint.model import Asset, Data, Role

PAIRS = [
    [{"name": "Manufacturer", "value": "Acme"}, {"name": "Model", "value": "C-1"}],
    [{"key": "vendor", "value": "Acme"}, {"key": "model", "value": "C-1"}, {"key": "colour", "value": "red"}],
    [{"fieldName": "Manufacturer", "fieldValue": "Acme"}, {"fieldName": "Model", "fieldValue": "C-1"}],
    [{"id": 4, "label": "hw.manufacturer", "value": {"name": "Acme"}}, {"id": 5, "label": "hw.model", "value": "C-1"}],
    [
        {"objectTypeAttribute": {"name": "Manufacturer"}, "objectAttributeValues": [{"value": "Acme"}]},
        {"objectTypeAttribute": {"name": "Model"}, "objectAttributeValues": [{"value": "C-1"}]},
    ],
]


def assets(data: Data) -> list[Asset]:
    return list(Generic().assets(data))


def said(asset: Asset) -> dict[Role, str]:
    return {one.role: one.value for one in asset.identifiers}


@pytest.mark.parametrize("pairs", PAIRS)
def test_pairs_belong_to_the_thing_they_stand_in(pairs: Data):
    (asset,) = assets({"devices": [{"name": "gate", "properties": pairs}]})
    assert asset.name == "gate"
    assert asset.path == ("devices", 0)
    assert said(asset) == {Role.MANUFACTURER: "Acme", Role.MODEL: "C-1"}


@pytest.mark.parametrize("pairs", PAIRS)
def test_pairs_that_stand_by_themselves_are_a_thing(pairs: Data):
    first, second = assets([pairs, [{"name": "vendor", "value": "Other"}]])
    assert (first.path, second.path) == ((0,), (1,))
    assert said(first)[Role.MANUFACTURER] == "Acme"
    assert said(second) == {Role.MANUFACTURER: "Other"}


@pytest.mark.parametrize("pairs", PAIRS)
def test_each_value_is_found_where_it_is_written(pairs: Data):
    data: Data = {"devices": [{"properties": pairs}]}
    for asset in assets(data):
        for one in asset.identifiers:
            assert at(data, *one.path) == one.value


def test_a_value_may_be_a_list():
    (asset,) = assets({"attributes": [{"name": "mac", "values": ["00:00:5e:00:53:01", "00:00:5e:00:53:02"]}]})
    assert [one.value for one in asset.identifiers] == ["00:00:5e:00:53:01", "00:00:5e:00:53:02"]


def test_facts_and_the_name_are_taken_too():
    (asset,) = assets(
        [{"key": "Name", "value": "gate"}, {"key": "vendor", "value": "Acme"}, {"key": "Site", "value": "Pier 7"}]
    )
    assert asset.name == "gate"
    assert asset.facts["site"].value == "Pier 7"


def test_an_empty_maker_makes_a_thing_of_unknown_maker():
    (asset,) = assets({"properties": [{"name": "Manufacturer", "value": ""}, {"name": "Serial", "value": "7"}]})
    assert said(asset) == {Role.SERIAL: "7"}


@pytest.mark.parametrize(
    "data",
    [
        {"env": [{"name": "VENDOR", "value": "Acme"}]},
        {"headers": [{"name": "Model", "value": "Acme"}]},
        {"services": {"exporter": {"image": "acme", "environment": {"VENDOR": "acme", "MODEL": "7"}}}},
        {"env": {"MANUFACTURER": "Acme"}},
        {"properties": [{"name": "Manufacturer"}, {"name": "Model"}]},
        {"properties": [{"name": "colour", "value": "red"}]},
        {"properties": [{"name": "Manufacturer", "value": "Acme"}, "and more"]},
        {"properties": []},
    ],
)
def test_what_is_no_list_of_pairs_or_speaks_of_settings_makes_nothing(data: Data):
    assert assets(data) == []


@pytest.mark.parametrize("key", ["environment", "env", "lobby"])
def test_a_thing_of_such_a_name_is_one_still(key):
    (asset,) = assets({key: {"vendor": "Acme", "MODEL": "7"}})
    assert (asset.name, said(asset)) == (key, {Role.MANUFACTURER: "Acme", Role.MODEL: "7"})


def test_things_with_names_and_values_of_their_own_stay_things():
    (asset,) = assets([{"name": "gate", "value": "1200", "vendor": "Acme"}])
    assert (asset.name, asset.path) == ("gate", (0,))


def test_an_entry_with_a_maker_of_its_own_is_a_thing():
    (asset,) = assets({"parts": [{"name": "Model", "value": "7", "vendor": "Acme"}]})
    assert asset.path == ("parts", 0)
    assert said(asset) == {Role.MANUFACTURER: "Acme"}


@given(st.recursive(st.none() | st.text(max_size=6), lambda inner: st.lists(inner, max_size=3), max_leaves=8))
def test_any_value_is_survived(value: Data):
    for asset in assets({"properties": [{"name": "Manufacturer", "value": value}, {"name": "x", "value": 1}]}):
        assert all(one.value for one in asset.identifiers)
