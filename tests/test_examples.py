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


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name)
def test_an_example_follows_the_published_schema(path):
    Draft202012Validator(SCHEMA).validate(yaml.load(path.read_text(), TextLoader))
