"""A file of waivers is right in every respect, or it is an error with its place and its mend."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from banlint.errors import ConfigError
from banlint.policy.waiver import AUTHORITIES
from banlint.policy.waiverfile import KEYS, read

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/waivers.schema.json").read_text())


def refusal(text):
    with pytest.raises(ConfigError) as caught:
        read(text.encode() if isinstance(text, str) else text, "w.yaml")
    error = caught.value
    assert error.path == "w.yaml"
    assert error.mend
    return error


def by_schema(text):
    """Whether the published schema allows the file."""
    validator = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    return validator.is_valid(yaml.load(text, yaml.BaseLoader))


def test_the_example_is_one(waivers):
    data = (ROOT / "examples/waivers.yaml").read_bytes()
    found = read(data, "waivers.yaml")
    assert [one.authority for one in found] == ["dni", "own-policy"]
    assert found[0].evidence == ("approvals/W-2026-014.pdf",)
    assert by_schema(data)


def test_an_empty_list_is_fine():
    assert read(b"waivers: []\n", "w.yaml") == read(b"waivers:\n", "w.yaml") == ()


@pytest.mark.parametrize(
    ("change", "message", "line", "column"),
    [
        ({"regime": None}, "without `regime`", 2, 5),
        ({"authority": None}, "without `authority`", 2, 5),
        ({"owner": None}, "without `owner`", 2, 5),
        ({"reason": None}, "without `reason`", 2, 5),
        ({"since": None}, "without `from`", 2, 5),
        ({"until": None}, "without `until`", 2, 5),
        ({"reason": "''"}, "`reason` is empty", 6, 5),
        ({"reason": "' '"}, "`reason` is empty", 6, 5),
        ({"owner": "[a]"}, "`owner` is not a text", 5, 5),
        ({"until": "2027-02-30"}, "is not a day", 8, 5),
        ({"until": "soon"}, "is not a day", 8, 5),
        ({"until": "2025-01-01"}, "before it begins", 8, 5),
        ({"authority": "boss"}, "is no authority", 4, 5),
        ({"authority": "DNI"}, "is no authority", 4, 5),
        ({"regime": "'*'"}, "names no regime", 3, 5),
        ({"regime": "[]"}, "of no regime", 3, 5),
        ({"regime": "[a, '']"}, "no list of texts", 3, 5),
        ({"asset": "'*'"}, "names everything", 2, 5),
        ({"asset": "'[!x]*'"}, "names everything", 2, 5),
        ({"asset": None}, "would hide all", 2, 5),
        ({"asset": None, "path": "a.yaml"}, "would hide all", 8, 5),
        ({"asset": None, "site": "Pier 7", "path": "a.yaml"}, "would hide all", 9, 5),
        ({"untill": "2027-01-01"}, "has no `untill`", 9, 5),
        ({"evidence": "[[a]]"}, "no list of texts", 9, 5),
        ({"reason": "x" * 3000}, "longer than", 6, 5),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(entry, change, message, line, column):
    error = refusal("waivers:\n" + entry(**change))
    assert message in error.message
    assert (error.line, error.column) == (line, column)


def test_a_slip_of_the_pen_is_shown_the_right_word(entry):
    assert refusal("waivers:\n" + entry(untill="x")).mend == "did you mean `until`?"
    assert refusal("waivers:\n" + entry(authority="agency_head")).mend == "did you mean `agency-head`?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "does not hold a mapping"),
        ("- a\n", "does not hold a mapping"),
        ("waiver: []\n", "no key `waiver`"),
        ("waivers: x\n", "no list of waivers"),
        ("waivers:\n  - text\n", "no mapping"),
        ("waivers:\n  - &a {asset: x}\n  - *a\n", "among waivers"),
        ("waivers: [\n", "not YAML"),
        (b"waivers: \xff\n", "not UTF-8"),
        ("waivers: []\n---\nwaivers: []\n", "second document"),
        ("waivers: []\nwaivers: []\n", "stands twice"),
    ],
)
def test_what_is_no_file_of_waivers_is_refused(text, message):
    assert message in refusal(text).message


def test_schema_and_reader_know_the_same_keys_and_authorities():
    properties = SCHEMA["$defs"]["waiver"]["properties"]
    assert set(properties) == set(KEYS)
    assert properties["authority"]["enum"] == list(AUTHORITIES)
    head = (ROOT / "rules/schema/regime.schema.json").read_text()
    assert all(f'"{one}"' in head for one in AUTHORITIES if one != "own-policy")


values = st.one_of(
    st.none(), st.sampled_from(["x", "''", "'*'", "[a, b]", "[]", "2027-01-01", "dni", "{a: b}", "us-*"])
)


@given(st.dictionaries(st.sampled_from([*KEYS, "other"]), values, max_size=4))
def test_the_schema_allows_what_is_read_and_refuses_what_is_not(changes):
    fields = {"asset": "a", "regime": "b", "authority": "dni", "owner": "c", "reason": "d", "from": "2026-01-01"}
    fields |= {"until": "2028-01-01"} | changes
    lines = [f"    {name}: {value}\n" for name, value in fields.items() if value is not None]
    text = "waivers:\n  - " + "".join(lines)[4:] if lines else "waivers: []\n"
    try:
        read(text.encode(), "w.yaml")
    except ConfigError as error:
        # That a waiver ends after it begins, and which globs name all, is more than a schema says.
        assert not by_schema(text) or "before it begins" in error.message or "[]" in text  # noqa: PT017 either is right
    else:
        assert by_schema(text)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_reader(data):
    try:
        read(data, "w.yaml")
    except ConfigError as error:
        assert error.message.isprintable()  # noqa: PT017 most bytes are no file of waivers
