"""`banlint schema`, and the templates that name a schema."""

import json
import os
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from banlint.catalog.schema import shaped

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "rules/schema").iterdir())
_LINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)


def test_it_lists_every_schema_with_its_id(banlint):
    ran = banlint("schema")
    assert ran.status == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == NAMES
    assert all(f"urn:banlint:schema:{name}:1" in ran.out for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_one_as_it_is_and_it_is_a_schema_without_an_address(banlint, name):
    ran = banlint("schema", name)
    assert ran.out == (ROOT / f"rules/schema/{name}.schema.json").read_text("utf-8")
    schema = json.loads(ran.out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:banlint:schema:{name}:1"
    assert {one for one in re.findall(r'"\$ref": "(.*?)"', ran.out) if not one.startswith("#/$defs/")} == set()


def test_a_name_that_is_none_gets_a_suggestion(banlint):
    ran = banlint("schema", "waiver")
    assert ran.status == 2
    assert "did you mean `waivers`?" in ran.err


def test_all_are_written_for_an_editor_and_written_again_where_they_changed(banlint, tmp_path):
    assert banlint("schema", "--write", "a/.banlint").status == 0
    written = sorted(path.name for path in (tmp_path / "a/.banlint").iterdir())
    assert written == [f"{name}.schema.json" for name in NAMES]
    old = tmp_path / "a/.banlint/config.schema.json"
    old.write_text("{}")
    assert banlint("schema", "--write", "a/.banlint", "config").out == "a/.banlint/config.schema.json\n"
    assert old.read_bytes() == (ROOT / "rules/schema/config.schema.json").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="links take a privilege there")
def test_it_writes_through_no_link(banlint, tmp_path):
    (tmp_path / "kept").write_text("mine")
    (tmp_path / ".banlint").mkdir()
    (tmp_path / ".banlint/config.schema.json").symlink_to(tmp_path / "kept")
    assert banlint("schema", "--write", ".banlint", "config").status == 2
    assert (tmp_path / "kept").read_text() == "mine"


@pytest.fixture
def template(banlint, tmp_path):
    """Writes a template of a kind, with the schemas beside it; the path."""

    def write(kind):
        (tmp_path / "rows.json").write_text('[{"vendor": "Example Devices", "model": "X-1"}]')
        (tmp_path / "open.yaml").write_text("assets:\n  - {name: a, manufacturer: Dahua, category: camera}\n")
        why = ("--authority", "dni", "--owner", "me", "--reason", "why", "--until", "2099-01-01")
        commands = {
            "mapping": ("inventory", "--init", "rows.json", "-o", "mapping.yaml"),
            "waivers": ("waive", "--waivers", "waivers.yaml", "--asset", "a", "--regime", "us-ndaa-2019-889b", *why),
            "facts": ("ask", "--format", "facts", "-o", "facts.yaml", "open.yaml"),
        }
        ran = banlint(*commands[kind])
        assert ran.status == 0, ran.err
        banlint("schema", "--write", ".banlint")
        return tmp_path / f"{kind}.yaml"

    return write


@pytest.mark.parametrize("kind", ["mapping", "waivers", "facts"])
def test_a_template_names_the_schema_that_it_follows(template, kind):
    path = template(kind)
    text = path.read_text("utf-8")
    (named,) = _LINE.findall(text)
    schema = json.loads((path.parent / named).read_text("utf-8"))
    assert schema["$id"] == f"urn:banlint:schema:{kind}:1"
    table = yaml.load(text, yaml.BaseLoader)
    if table.get(kind) != "":
        Draft202012Validator(schema).validate(table)


def test_the_schemas_of_an_editor_are_no_inventories(template, banlint):
    template("mapping")
    assert ".banlint" not in banlint("check", ".").out


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.name)
def test_an_example_names_the_schema_that_it_follows(path):
    (named,) = _LINE.findall(path.read_text("utf-8"))
    schema = json.loads((path.parent / named).read_text("utf-8"))
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    # Rules are validated with their numbers and booleans made.
    Draft202012Validator(schema).validate(shaped(data, [schema], schema) if "regime" in named else data)
