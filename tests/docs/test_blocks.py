"""Every block of code in the documentation is run, or read by what would read it."""

import ast
import configparser
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "examples/plugin/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/inventories").glob("*.md")),
]
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
BLOCKS = [
    (f"{page.relative_to(ROOT)}:{text[: found.start()].count(chr(10)) + 1}", found[2], found[3])
    for page in PAGES
    for text in (page.read_text("utf-8"),)
    for found in _BLOCK.finditer(text)
]
_OF_OURS = {"assets": "inventory", "waivers": "waivers", "mappings": "mapping", "facts": "facts"}
OTHERS = {"repos": "pre-commit", "jobs": "vendor.github-workflows", "include": "vendor.gitlab-ci"}


def of(*languages):
    found = [one for one in BLOCKS if one[1] in languages]
    return pytest.mark.parametrize(
        ("where", "text"), [(one[0], one[2]) for one in found], ids=[one[0] for one in found]
    )


def filled(text):
    """`text` with something in place of what a page leaves to its reader."""
    text = text.replace("<owner>/banlint@<a commit>", f"owner/banlint@{'0' * 40}").replace("$CI_SERVER_FQDN", "example")
    return re.sub(r"<[a-z ]+>", "x", text)


def test_every_language_has_somebody_who_reads_it():
    known = {"console", "csv", "ini", "json", "python", "sh", "text", "toml", "yaml", "yml", ""}
    assert {one[1] for one in BLOCKS} <= known


@of("sh")
def test_a_shell_reads_a_script(where, text):
    shell = shutil.which("bash")
    if not shell:
        pytest.skip("bash is not installed here")
    done = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@of("sh")
def test_a_script_asks_banlint_for_what_it_has(where, text):
    from banlint.cli.tree import commands

    every = {one.name: {name for option in one.options for name in option.names} for one in commands()}
    for name, rest in re.findall(r"(?<![\w-])banlint ([a-z]+)\b(.*)", text.replace("\\\n", "")):
        assert name in every, where
        asked = re.findall(r"(?<!\S)(--?[a-z][\w-]*)", rest.partition("|")[0].partition("#")[0])
        assert set(asked) <= every[name], where


@of("python")
def test_python_is_python(where, text):
    # A signature, as the pages of hooks show it, has no body.
    ast.parse(re.sub(r"^(def .*\))( -> [^:\n]*)?$", r"\1\2: ...", text, flags=re.MULTILINE))


@of("json")
def test_json_is_json(where, text):
    assert text.strip()
    try:
        json.loads(text)
    except json.JSONDecodeError:
        # JSON Lines, or an extract whose left-out parts are dots.
        for line in text.splitlines():
            if "..." not in text and "…" not in text:
                json.loads(line)


@of("csv")
def test_csv_has_rows_as_wide_as_its_header(where, text):
    head, *rows = csv.reader(io.StringIO(text))
    assert rows
    assert all(len(row) == len(head) for row in rows)


@of("ini")
def test_settings_of_pytest_are_those_of_the_plugin(where, text):
    from banlint import pytest_plugin

    parser = configparser.ConfigParser()
    parser.read_string(text)
    known = {f"banlint_{name.replace('-', '_')}" for name in pytest_plugin._VALUES} | {"banlint_paths"}
    assert set(parser["pytest"]) <= known


@of("toml")
def test_toml_is_toml(where, text):
    assert tomllib.loads(text)


@of("yaml", "yml")
def test_yaml_is_what_its_readers_take(where, text, tmp_path):
    try:
        data = yaml.load(filled(text), yaml.BaseLoader)
    except yaml.YAMLError:
        # An extract with `...` for what is left out.
        assert "..." in text, where
        return
    kind = next((key for key in (*_OF_OURS, *OTHERS) if isinstance(data, dict) and key in data), "")
    if kind in OTHERS:
        _read_by_others(OTHERS[kind], filled(text), tmp_path)
    elif (
        kind
        and set(data) <= {kind, "site", "purpose"}
        and "..." not in text
        and not where.startswith("docs/inventories/")
    ):
        schema = json.loads((ROOT / f"rules/schema/{_OF_OURS[kind]}.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(data)


def _read_by_others(reader, text, tmp_path):
    path = tmp_path / "block.yaml"
    path.write_text(text)
    if reader == "pre-commit":
        pytest.importorskip("pre_commit", reason="pre-commit is not installed here")
        command = [sys.executable, "-m", "pre_commit", "validate-config", path]
    else:
        checker = shutil.which(
            "check-jsonschema", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        )
        if not checker:
            pytest.skip("check-jsonschema is not installed here")
        command = [checker, "--builtin-schema", reader, path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
