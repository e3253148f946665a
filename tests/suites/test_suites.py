"""Public suites, read in place: which cases are accepted and which are refused, as the expectation files say and why."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from banlint.errors import InputError
from banlint.model import Data, Document, Problem, Reader
from banlint.reading.jsontext import JsonReader
from banlint.reading.source import BytesSource
from banlint.reading.yamltext import YamlReader

HERE = Path(__file__).parent / "expectations"
SUITES = Path(__file__).parents[3] / "shared/data/suites"
YAML, JSON = SUITES / "yaml-test-suite", SUITES / "JSONTestSuite/test_parsing"

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the public suites of ../shared are not here")


def expected(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_case(row: dict[str, str]) -> str:
    return row["case"]


def outcome(reader: Reader, path: Path) -> tuple[str, list[Document]]:
    documents: list[Document] = []
    answer = "accept"
    try:
        for item in reader.read(BytesSource(path.name, path.read_bytes())):
            if isinstance(item, Problem):
                answer = "refuse"
            else:
                documents.append(item)
    except InputError:
        answer = "refuse"
    return answer, documents


@pytest.mark.parametrize("row", expected("yaml-test-suite.csv"), ids=by_case)
def test_a_yaml_case_is_accepted_or_refused_as_expected(row: dict[str, str]):
    assert outcome(YamlReader(), YAML / row["case"] / "in.yaml")[0] == row["ours"]


@pytest.mark.parametrize("row", expected("JSONTestSuite.csv"), ids=by_case)
def test_a_json_case_is_accepted_or_refused_as_expected(row: dict[str, str]):
    assert outcome(JsonReader(), JSON / row["case"])[0] == row["ours"]


def test_every_case_of_the_suites_has_an_expectation():
    yaml_cases = {str(path.parent.relative_to(YAML)) for path in YAML.rglob("in.yaml")}
    assert yaml_cases == {row["case"] for row in expected("yaml-test-suite.csv")}
    assert {path.name for path in JSON.iterdir()} == {row["case"] for row in expected("JSONTestSuite.csv")}


@pytest.mark.parametrize("name", ["yaml-test-suite.csv", "JSONTestSuite.csv"])
def test_wherever_we_differ_from_a_suite_a_reason_is_given(name: str):
    assert [row for row in expected(name) if row["suite"] != row["ours"] and not row["reason"]] == []


def test_no_json_that_must_fail_is_accepted_and_only_repeated_keys_are_refused_of_what_must_pass():
    rows = expected("JSONTestSuite.csv")
    refused = {row["case"] for row in rows if row["suite"] == "accept" and row["ours"] == "refuse"}
    assert refused == {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}
    assert not [row for row in rows if row["suite"] == "refuse" and row["ours"] == "accept"]


@pytest.mark.parametrize("path", sorted(JSON.glob("y_*")), ids=lambda path: path.name)
def test_the_value_of_every_json_that_must_pass_is_read_as_another_parser_reads_it(path: Path):
    documents = outcome(JsonReader(), path)[1]
    assert [alike(document.data, json.loads(path.read_bytes())) for document in documents] == [True]


def yaml_cases_with_values() -> Iterator[Path]:
    differ = {row["case"] for row in expected("yaml-values.csv")}
    for row in expected("yaml-test-suite.csv"):
        said = YAML / row["case"] / "in.json"
        if row["ours"] == "accept" and row["case"] not in differ and said.exists():
            yield said


@pytest.mark.parametrize("said", list(yaml_cases_with_values()), ids=lambda path: path.parent.name)
def test_the_values_of_a_yaml_case_are_those_the_suite_gives(said: Path):
    documents = outcome(YamlReader(), said.with_name("in.yaml"))[1]
    wanted = list(json_texts(said.read_text(encoding="utf-8")))
    assert len(documents) == len(wanted)
    assert [alike(document.data, want) for document, want in zip(documents, wanted, strict=True)] == [True] * len(
        wanted
    )


def json_texts(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder()
    text = text.strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield value
        text = text[end:].lstrip()


def alike(ours: Data, said: object) -> bool:
    """Equal, but that our numbers and truth values of YAML are text, and a repeated key keeps its values."""
    if isinstance(said, dict) and isinstance(ours, dict):
        return set(ours) == set(said) and all(alike(ours[key], value) for key, value in said.items())
    if isinstance(said, list) and isinstance(ours, list):
        return len(ours) == len(said) and all(map(alike, ours, said))
    if isinstance(ours, list) and ours:
        return alike(ours[-1], said)
    if said is None or isinstance(said, str) or isinstance(ours, bool):
        return ours == said
    return isinstance(ours, str)
