"""A facts file: read with the place of every mistake, given to the assets it is about, and told where it rests."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from banlint.errors import ConfigError
from banlint.inventories.generic import Generic
from banlint.judge.factsfile import ANSWERS, KEYS, read
from banlint.model import Role

SCHEMA = json.loads((Path(__file__).parents[2] / "rules/schema/facts.schema.json").read_text())
GOOD = b"""\
facts:
  - asset: cam-*
    path: inventories/*.yaml
    answers: {purpose: counting people, supplier: CDW}
    by: the site manager
    on: 2026-11-20
  - asset: cam-2
    answers: {purpose: police}
  - serial: 00-12
    answers: {site.kind: port}
  - mac_address: 44-19-B6-00-00-01
    answers: {funding: own funds}
  - at: pier *
    answers: {site.kind: harbour}
"""


def asset(**fields):
    (one,) = Generic().assets({"assets": [{"manufacturer": "Acme", **fields}]})
    return one


def facts(given):
    return {name: fact.value for name, fact in given.facts.items()}


def test_answers_go_to_the_assets_that_all_of_an_entry_is_about():
    answers = read(GOOD, "facts.yaml")
    path = "inventories/a.yaml"
    assert facts(answers.given(asset(name="cam-1"), path)) == {"purpose": "counting people"}
    assert facts(answers.given(asset(name="CAM-1"), "other/a.yaml")) == {}
    assert facts(answers.given(asset(name="Cam-2"), path)) == {"purpose": "police"}
    assert facts(answers.given(asset(name="x", serial="0012"), path)) == {"site.kind": "port"}
    assert facts(answers.given(asset(name="x", mac_address="4419.b600.0001"), path)) == {"funding": "own funds"}
    assert facts(answers.given(asset(name="x", site="Pier  7"), path))["site.kind"] == "harbour"


def test_an_answer_says_where_it_is_written_and_what_the_inventory_has_instead():
    given = read(GOOD, "facts.yaml").given(asset(name="cam-2", purpose="queue"), "a.yaml")
    assert given.facts["purpose"].field == "purpose by facts.yaml:7, where the inventory has queue"
    given = read(GOOD, "facts.yaml").given(asset(name="cam-1"), "inventories/a.yaml")
    assert [one.field for one in given.identifiers if one.role is Role.SUPPLIER] == ["supplier, facts.yaml:2"]


def test_entries_of_no_use_are_told_with_their_line():
    answers = read(GOOD, "facts.yaml")
    answers.given(asset(name="cam-2"), "a.yaml")
    notices = list(answers.unused(frozenset(answers.used)))
    assert [one.line for one in notices] == [2, 9, 11, 13]
    assert notices[0].message == "no asset was met that is meant here: asset cam-* path inventories/*.yaml"


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "mend"),
    [
        ("fact: []", 1, 1, "there is no key `fact`", "write `facts:` and below it a list"),
        ("facts: {}", 1, 1, "there is no list of facts", "write `facts:` and below it a list"),
        ("facts: [one]", 1, 9, "an entry is no mapping", "begin it with `- asset: NAME`"),
        ("facts:\n  - {answers: {purpose: x}}", 2, 5, "an entry that names no asset", "add `asset:`"),
        ("facts:\n  - {path: x, answers: {purpose: x}}", 2, 5, "an entry that names no asset", "add `asset:`"),
        ("facts:\n  - {asset: a}", 2, 5, "an entry without `answers`", "write `answers:"),
        ("facts:\n  - {aset: a, answers: {purpose: x}}", 2, 6, "an entry has no `aset`", "did you mean `asset`?"),
        ("facts:\n  - asset: a\n    answers: {purpos: x}", 3, 15, "an answer has no `purpos`", "did you mean `purpose`?"),
        ("facts:\n  - asset: a\n    answers:\n      retired_on: soon", 4, 7, "`retired_on: soon` is not a day", "write it as"),
        ("facts:\n  - asset: a\n    answers: {purpose: ''}", 3, 15, "`purpose` is empty", "say it"),
        ("facts:\n  - asset: a\n    answers: {purpose: [x]}", 3, 15, "`purpose` is not a text", "write `purpose: ...`"),
        ("facts: [", 2, 1, "not YAML", "mend the syntax"),
        ("facts: []\nfacts: []", 2, 1, "", ""),
        ("facts: &a []", 1, 8, "", ""),
    ],
)  # fmt: skip
def test_a_broken_facts_file_is_told_with_line_column_and_mend(text, line, column, message, mend):
    with pytest.raises(ConfigError) as raised:
        read(text.encode(), "facts.yaml")
    problem = raised.value.problem()
    assert (problem.path, problem.line) == ("facts.yaml", line)
    assert message in problem.message
    assert mend in problem.mend
    if message != "not YAML":
        assert problem.column == column


@given(st.one_of(st.binary(max_size=200), st.text(alphabet="facts: -{}[]&*'\"\n", max_size=80).map(str.encode)))
def test_no_bytes_are_read_as_anything_but_answers_or_a_problem(data):
    try:
        found = read(data, "facts.yaml").path
    except ConfigError as error:
        found = error.problem().path
    assert found == "facts.yaml"


def test_the_schema_knows_what_the_reader_knows():
    entry = SCHEMA["$defs"]["entry"]["properties"]
    assert sorted(entry) == sorted(KEYS)
    assert sorted(SCHEMA["$defs"]["answers"]["properties"]) == sorted(ANSWERS)
    Draft202012Validator.check_schema(SCHEMA)
    assert Draft202012Validator(SCHEMA).is_valid({"facts": [{"asset": "a", "answers": {"purpose": "x"}}]})
    assert not Draft202012Validator(SCHEMA).is_valid({"facts": [{"path": "a", "answers": {"purpose": "x"}}]})


BOTH = b"""\
facts:
  - serial: 00-12
    mac_address: 44-19-B6-00-00-01
    answers: {purpose: fun}
"""


def test_what_tells_an_asset_plainly_has_to_be_met_in_full():
    answers = read(BOTH, "facts.yaml")
    mac = "4419.b600.0001"
    assert facts(answers.given(asset(serial="0012", mac_address=mac), "a")) == {"purpose": "fun"}
    assert facts(answers.given(asset(serial="0012", mac_address="4419.b600.0002"), "a")) == {}
    assert facts(answers.given(asset(serial="0012"), "a")) == {}
    assert facts(answers.given(asset(serial="0012", part_number=mac), "a")) == {}
    assert facts(answers.given(asset(mac_address=mac, model="0012"), "a")) == {}


@pytest.mark.parametrize(
    ("inventory", "told"),
    [
        ("Fun", ""),
        ("x" * 40, ", where the inventory has " + "x" * 40),
        ("x" * 41, ", where the inventory has " + "x" * 40 + "... (1 more characters)"),
        (None, ""),
    ],
)
def test_what_the_inventory_has_instead_is_told_only_where_it_is_another_thing(inventory, told):
    fields = {"serial": "0012", "mac_address": "4419.b600.0001"} | ({"purpose": inventory} if inventory else {})
    given = read(BOTH, "facts.yaml").given(asset(**fields), "a")
    assert given.facts["purpose"].field == f"purpose by facts.yaml:2{told}"


def test_a_facts_file_is_known_by_the_hash_of_its_bytes():
    assert read(BOTH, "facts.yaml").sha256 == sha256(BOTH).hexdigest()
