"""The example of docs/mapping.md is read as the page says."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")

import jsonschema
import yaml

import banlint

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/mapping.md").read_text("utf-8")


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)[1]


def test_the_example_reads_its_file(tmp_path):
    (tmp_path / "depot.json").write_text(block("json"))
    (tmp_path / "banlint-map.yaml").write_text(block("yaml"))
    (found,) = banlint.inventory([str(tmp_path)])
    assert found.adapters == {"mapping:depot": 1}
    assert found.assets == 2
    assert found.undetermined == {"unresolved": 1}
    first = found.shown[0]
    assert {role for role, _, _ in first.identifiers} == {"manufacturer", "model", "mac", "supplier"}
    assert first.facts == ("site", "site.kind")


def test_the_example_is_what_the_schema_allows():
    schema = json.loads((ROOT / "rules/schema/mapping.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(block("yaml")))


def test_our_own_shape_is_read_as_its_page_shows_it(tmp_path):
    page = (ROOT / "docs/inventories.md").read_text("utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(re.search(r"^```yaml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[1])
    (found,) = banlint.inventory([str(path)])
    assert found.adapters == {"banlint": 1}
    assert [one.parent for one in found.shown] == ["", "gate-camera"]
    assert not found.unused
    assert not found.problems
