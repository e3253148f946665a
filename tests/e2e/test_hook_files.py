"""The pre-commit hook is handed the files that banlint reads by name, and no others."""

import re
from pathlib import Path

import pytest
import yaml

from banlint.reading.names import KNOWN, WORKBOOK

HOOKS = yaml.safe_load((Path(__file__).resolve().parents[2] / ".pre-commit-hooks.yaml").read_text())
PATTERN = re.compile(HOOKS[0]["files"])
# Workbooks take an extra, which a hook's environment has only where its user asks for it.
HANDED_OVER = KNOWN.difference(WORKBOOK)


@pytest.mark.parametrize("ending", sorted(HANDED_OVER))
@pytest.mark.parametrize("name", ["rack", "inventories/rack 7", "a/b.c/räck", ".hidden"])
def test_every_name_that_settles_a_format_is_handed_over(name, ending):
    assert PATTERN.search(name + ending)
    assert PATTERN.search(name + ending.upper())
    assert PATTERN.search(f"{name}{ending}.gz")


@pytest.mark.parametrize(
    "name",
    [
        "yaml",
        "json",
        "rack.yaml.j2",
        "rack.yaml~",
        "rack.json5",
        "xyaml",
        "rack.csv/readme.md",
        "rack.py",
        "a.tar.gz",
        "rack.xml",
        "csv.gz",
    ],
)
def test_other_names_are_not(name):
    assert not PATTERN.search(name)


def test_the_pattern_has_no_ending_that_banlint_does_not_know():
    words = {"y": "yaml", "jsonc?": "json jsonc"}
    listed = re.search(r"\\\.\((.*?)\)\(", PATTERN.pattern)[1].split("|")
    endings = {one for word in listed for one in {"ya?ml": "yaml yml"}.get(word, words.get(word, word)).split()}
    assert {f".{ending}" for ending in endings} == HANDED_OVER


def test_each_hook_runs_the_command_and_is_named_once():
    assert [hook["id"] for hook in HOOKS] == ["banlint", "banlint-all", "banlint-packs"]
    for hook in HOOKS:
        assert hook["entry"].startswith("banlint ")
        assert hook["language"] == "python"
        assert hook["description"]


def test_packs_are_checked_only_when_asked_for():
    assert HOOKS[2]["stages"] == ["manual"]
