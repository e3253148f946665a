"""banlint's own shape is known by name, read in full, and its slips of the pen are said."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from banlint.inventories import ADAPTERS
from banlint.inventories.beside import assets_of
from banlint.inventories.family import every
from banlint.inventories.generic import Generic
from banlint.inventories.native import OWN, TOP, Native

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/inventory.schema.json").read_text("utf-8"))


def assets(data):
    assert Native().recognises(data, "a.yaml")
    return list(assets_of(Native(), data))


def complaints(entry):
    return [one.message for one in Native().complaints({"assets": [entry]})]


def test_the_published_schema_has_the_same_keys():
    assert set(SCHEMA["properties"]) == TOP
    assert set(SCHEMA["$defs"]["asset"]["properties"]) == OWN


def test_the_example_is_ours_and_reads_as_the_generic_adapter_reads_it():
    data = yaml.load((ROOT / "examples/pier-7.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert assets(data) == list(Generic().assets(data))


@pytest.mark.parametrize("made", [[{"model": "X"}], {"gate": {"model": "X"}}])
def test_assets_are_a_list_or_a_mapping_by_name(made):
    assert [one.identifiers[0].value for one in assets({"assets": made})] == ["X"]


def test_an_asset_by_name_alone_is_an_asset():
    assert [one.name for one in assets({"assets": {"gate": {"category": "camera"}, "none": None}})] == ["gate"]


def test_a_component_is_told_under_its_asset():
    found = assets({"assets": [{"name": "a", "model": "X", "components": [{"manufacturer": "M"}]}]})
    assert [(one.parent, one.path) for one in found] == [("", ("assets", 0)), ("a", ("assets", 0, "components", 0))]


def test_a_supplier_has_a_name_and_numbers():
    entry = {"name": "a", "manufacturer": "M", "supplier": {"name": "S", "uei": "U123", "cage": "C12"}}
    data = {"assets": [entry]}
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    (found,) = assets(data)
    assert {one.role.value: one.value for one in found.identifiers}["supplier"] == "S"
    assert found.facts["supplier.uei"].value == "U123"
    assert found.facts["supplier.cage"].path == ("assets", 0, "supplier", "cage")


def test_what_the_document_says_holds_for_every_asset():
    data = {"site": {"name": "P", "kind": "port", "country": "US"}, "purpose": "x", "assets": [{"model": "M"}]}
    (found,) = assets(data)
    assert {name: fact.value for name, fact in found.facts.items()} == {
        "site": "P", "site.kind": "port", "site.country": "US", "purpose": "x",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data", [{"assets": 3}, {"assets": []}, {"assets": ["a"]}, {"assets": [{"vendor": "x"}], "total": 1}, [], None]
)
def test_what_only_has_the_word_is_not_ours(data):
    assert not Native().recognises(data, "a.json")


@pytest.mark.parametrize(
    ("key", "meant"),
    [("vender", "vendor"), ("manufacurer", "manufacturer"), ("Manufactuer", "manufacturer"), ("modle_", ""),
     ("mac_adress", "mac_address"), ("purchse_date", "purchase_date"), ("componets", "components")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_said(key, meant):
    assert complaints({key: "x"}) == ([f"`{key}` is a near miss of `{meant}`"] if meant else [])


@pytest.mark.parametrize("key", ["contact", "mode", "module", "rack", "vendor", "make", "branch", "sender", "model2"])
def test_honest_keys_are_left_alone(key):
    assert complaints({key: "x"}) == []


def test_a_slip_in_a_component_is_said_and_many_are_bounded():
    assert complaints({"components": [{"vender": "x"}]})
    many = {"assets": [{"vender": "x"}] * 500}
    assert len(list(Native().complaints(many))) == 20


def test_it_is_asked_before_the_generic_adapter_and_after_all_others():
    assert [one.name for one in every(ADAPTERS)][-2:] == ["banlint", "generic"]


def test_what_else_the_file_holds_is_checked_too():
    found = assets({"assets": [{"name": "a", "manufacturer": "Acme"}], "spares": [{"vendor": "Other"}]})
    assert [asset.path for asset in found] == [("assets", 0), ("spares", 0)]
