"""The examples are valid against the schema they name."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "rules/schema/inventory.schema.json").read_text())


class TextLoader(yaml.BaseLoader):
    """Scalars as written, as banlint reads them."""


def schema_of(path):
    return path.read_text("utf-8").partition("\n")[0].partition("$schema=../")[2]


def of_schema(name):
    return [
        path for path in sorted((ROOT / "examples").glob("*.yaml")) if schema_of(path).endswith(f"/{name}.schema.json")
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name)
def test_an_example_names_its_schema(path):
    assert (ROOT / schema_of(path)).is_file()


@pytest.mark.parametrize("path", of_schema("inventory"), ids=lambda path: path.name)
def test_an_inventory_follows_the_published_schema(path):
    Draft202012Validator(SCHEMA).validate(yaml.load(path.read_text(), TextLoader))
