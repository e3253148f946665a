"""Mappings are found where they are said to be, speak for the files they name, and are strict."""

import json
from pathlib import Path

import pytest

pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")

import jsonschema

from banlint.errors import ConfigError
from banlint.inventories.mapping import FIELDS
from banlint.inventories.mappings import Mappings, read

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("rules/schema/mapping.schema.json").read_text("utf-8"))
MAP = "mappings:\n  stock:\n    files: {files}\n    assets: $[*]\n    fields:\n      name: $.n\n"


def write(folder, files='"*.json"', name="banlint-map.yaml"):
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(MAP.format(files=files))
    return str(path)


def test_a_mapping_beside_a_file_speaks_for_its_folder_alone(tmp_path):
    write(tmp_path)
    found = Mappings()
    assert found.adapter(str(tmp_path / "a.json")).name == "mapping:stock"
    assert found.adapter(str(tmp_path / "a.csv")) is None
    assert found.adapter(str(tmp_path / "below" / "a.json")) is None


def test_a_glob_with_a_slash_is_seen_from_the_mapping(tmp_path):
    path = write(tmp_path, '"exports/*.json"', "map.yaml")
    found = Mappings([path])
    assert found.adapter(str(tmp_path / "exports" / "a.json"))
    assert found.adapter(str(tmp_path / "a.json")) is None


def test_a_named_mapping_goes_before_one_beside_the_file(tmp_path):
    write(tmp_path)
    named = tmp_path / "other.yaml"
    named.write_text(MAP.format(files='"*"').replace("stock", "named"))
    assert Mappings([str(named)]).adapter(str(tmp_path / "a.json")).name == "mapping:named"


def test_settings_hold_mappings_too(tmp_path):
    table = {"own": {"files": "*.json", "assets": "$[*]", "fields": {"model": "$.m"}}}
    found = Mappings((), table, str(tmp_path / "banlint.toml"))
    assert found.adapter("x/a.json").name == "mapping:own"


def test_nothing_is_looked_for_beside_files_when_isolated(tmp_path):
    write(tmp_path)
    assert Mappings(beside=False).adapter(str(tmp_path / "a.json")) is None


@pytest.mark.parametrize(
    ("before", "after", "said", "mend", "line"),
    [
        ("name: $.n", "vender: $.n", "no field|no key `vender`", "vendor|manufacturer|gpon|there are", 6),
        ("name: $.n", "modell: $.n", "no key `modell`", "`model`", 6),
        ("assets:", "asets:", "no key `asets`", "`assets`", 4),
        ("name: $.n", "name: n", "begin with", r"\$\.n", 6),
        ("    assets: $[*]\n", "", "no `assets`", "add", 2),
        ("mappings:", "maps:", "no key `maps`", "mappings", 1),
        ("name: $.n", "name: *n", "alias", "write", 6),
    ],
)
def test_what_is_wrong_is_said_with_its_line_and_mend(tmp_path, before, after, said, mend, line):
    path = tmp_path / "map.yaml"
    path.write_text(MAP.format(files='"*"').replace(before, after))
    with pytest.raises(ConfigError, match=said) as caught:
        read(str(path))
    assert caught.value.line == line
    assert caught.value.path == str(path)
    assert __import__("re").search(mend, caught.value.mend)


def test_a_broken_mapping_keeps_its_file_from_being_read_otherwise(tmp_path):
    write(tmp_path, "[]\n    x: 1")
    found = Mappings()
    for _ in range(2):
        with pytest.raises(ConfigError):
            found.adapter(str(tmp_path / "a.json"))


def test_the_schema_knows_the_same_fields():
    assert set(SCHEMA["$defs"]["field"]["enum"]) == FIELDS
    assert set(SCHEMA["$defs"]["fields"]["properties"]) == FIELDS
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    written = {"mappings": {"a": {"files": "*", "assets": "$", "fields": {"site.kind": ["$.k"]}}}}
    jsonschema.Draft202012Validator(SCHEMA).validate(written)
