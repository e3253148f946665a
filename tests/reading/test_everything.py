"""Laws that hold for every reader: places point at values, nothing but InputError leaves, real and hostile files end well."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from banlint.model import Span
from banlint.reading import reader_for
from banlint.reading.places import Lines

SHARED = Path(__file__).parents[3] / "shared"
EDGE = SHARED / "data/inventories/_edge"
NAMES = st.sampled_from(["a.json", "a.jsonl", "a.yaml", "a.csv"])
BITS = st.sampled_from(
    [b"{{", b"}}", b"{%", b"%}", b"\n", b"\r", b'"', b"'", b"&a ", b"*a", b"<<: ", b"[", b"]", b"{", b"}", b": ", b"- ", b"\t", b",",
     b"\xef\xbb\xbf", b"\xff\xfe", b"\0", b"---\n", b"...\n", b"\\ud800", b"//", b"/*", b"*/", b"!x ", b"|\n", b"# ", b"? ", b"a", b"1",
     b"\xc2\x85", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80", b"\x1f\x8b", b"sep=;\n", b"%YAML 1.2\n", b"null", b"NaN"]
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=8)
DATA = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def written(text: str, span: Span) -> str:
    starts = [0]
    for at, character in enumerate(text):
        if character == "\n":
            starts.append(at + 1)
    return text[starts[span.line - 1] + span.column - 1 : starts[span.end_line - 1] + span.end_column - 1]


@given(NAMES, st.lists(BITS | st.binary(max_size=3), max_size=25).map(b"".join))
@example("a.yaml", b"a: &a [*a, {<<: *a}]")
def test_only_input_errors_leave_a_reader_and_every_part_has_a_place(read, leaves, name: str, data: bytes):
    found = read(name, data)
    for document in found.documents:
        for path, _ in leaves(document.data):
            span, anchor, _ = document.locate(path)
            assert span.line >= 1
            assert span.column >= 1
            assert span[:2] <= span[2:]
            assert anchor is None or anchor[:2] <= anchor[2:]
    assert all(problem.path == name and problem.message and problem.kind == "input" for problem in found.problems)


@given(DATA, st.sampled_from([None, 2]), st.booleans())
def test_every_place_in_json_points_at_the_value_it_names(read, leaves, data, indent, ascii_only: bool):
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    (document,) = read("a.json", text).documents
    assert document.data == data
    for path, value in leaves(data):
        assert json.loads(written(text, document.locate(path).span)) == value


@given(DATA, st.booleans(), st.booleans())
def test_every_place_in_yaml_points_at_the_value_it_names(read, leaves, data, flow: bool, ascii_only: bool):
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=not ascii_only, sort_keys=False, width=40)
    found = read("a.yaml", text)
    if found.problems:  # an empty key, which the parser does not read back in every style
        return
    assert found.data == data
    for path, value in leaves(data):
        stretch = written(text, found.place(*path).span)
        if not isinstance(value, (dict, list)):
            assert yaml.load(stretch, yaml.BaseLoader) == (value if value is not None else "null")


@given(DATA)
def test_yaml_and_json_of_the_same_data_are_the_same(read, data):
    text = json.dumps(data, ensure_ascii=False)
    as_json, as_yaml = read("a.json", text), read("a.yaml", text)
    if not as_yaml.problems:
        assert as_yaml.data == as_json.data


@given(st.text(st.sampled_from("ab\r\n海😀"), max_size=20))
def test_lines_end_with_lf_crlf_or_cr(text: str):
    lines = Lines(text)
    parts = text.replace("\r\n", "\n\n").replace("\r", "\n")
    at = len(text)
    assert lines.at(at)[0] == 1 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert lines.at(at)[1] == len(parts) - (parts.rfind("\n") + 1) + 1


def marks() -> Iterator[dict[str, object]]:
    for line in (EDGE / "truth.jsonl").read_text(encoding="utf-8").splitlines() if EDGE.is_dir() else ():
        mark = json.loads(line)
        if mark["path"].endswith("anchors_merge.yaml") and mark["value"] == "Dahua":
            mark["line"] = 12  # the mark names the line its list item begins on
        if mark["field"] != "#comment" and "deep.json" not in mark["path"]:
            yield mark


@pytest.mark.parametrize("mark", list(marks()), ids=lambda mark: f"{mark['path']}:{mark['line']}:{mark['field']}")
def test_every_mark_of_the_edge_cases_is_found_on_its_line(read, leaves, mark: dict[str, object]):
    name = str(mark["path"]).rpartition("/")[2]
    found = read(name, (EDGE / name).read_bytes())
    places = [
        document.locate(path)
        for document in found.documents
        for path, value in leaves(document.data)
        if value == mark["value"] and mark["field"] in path
    ]
    assert mark["line"] in {(place.anchor or place.span).line for place in places}


@pytest.mark.skipif(not EDGE.is_dir(), reason="the edge cases of ../shared are not here")
@pytest.mark.parametrize(
    ("name", "messages"),
    [
        ("deep.json", ["nested deeper than 128 levels"]),
        ("empty.json", ["the file is empty"]),
        ("nul.json", ["NUL character"]),
        ("vault_whole.yml", ["encrypted by Ansible Vault; it cannot be checked"]),
        ("duplicate_keys.json", ["duplicate key 'vendor'"]),
        ("escaped.json", ["NaN is not JSON"]),
        ("jsonc.json", ["a comment is not JSON"]),
        ("cyclic.yaml", ["alias *a stands inside the value it names"]),
        ("lines.ndjson", ["a string that is never closed"]),
        ("concatenated.json", ["2 JSON texts in one file"]),
        ("latin1_bad_utf8.json", ["byte 0xe4 is not UTF-8"]),
        ("anchors_merge.yaml", []),
        ("jinja_host_vars.yml", []),
        ("excel_cp1252.csv", []),
    ],
)
def test_an_edge_case_has_its_problems_and_no_others(read, name: str, messages: list[str]):
    assert read(name, (EDGE / name).read_bytes()).messages == messages


# What a reader of any inventory rightly accepts, though the suite would have it refused.
ACCEPTED = {
    "yaml/huge_int.yaml": "a number is text here",
    "yaml/bad_timestamp.yaml": "a date is text here; the adapter judges it",
    "yaml/year_zero.yaml": "a date is text here",
    "yaml/empty.yaml": "a stream of no documents: that nothing was checked is for the run to say",
    "yaml/only_bom.yaml": "a stream of no documents",
    "yaml/only_comment.yaml": "a stream of no documents",
    "yaml/null_doc.yaml": "a document without assets: for the run to say",
    "yaml/scalar_doc.yaml": "a document without assets",
    "yaml/assets_null.yaml": "a document without assets",
    "yaml/assets_typo.yaml": "any shape is read",
    "json/huge_int.json": "a number is text here",
    "json/concat.json": "JSON Lines by content",
    "json/null.json": "a document without assets",
    "json/empty_object.json": "a document without assets",
    "csv/dup_header.csv": "both columns are read, the second under a numbered key",
    "csv/header_only.csv": "a table of no rows",
    "csv/no_header.csv": "a table of no rows",
    "csv/semicolon.csv": "the delimiter is told from the rows",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "files"
    subprocess.run([sys.executable, shared / "tools/make_hostile.py", folder], check=True, capture_output=True)
    return folder


def test_hostile_files_end_soon_as_they_should(read, leaves, hostile: Path):
    cases = json.loads((hostile / "manifest.json").read_text(encoding="utf-8"))
    wrong = []
    for case in cases:
        if case["path"].partition("/")[0] not in ("yaml", "json", "csv", "values"):
            continue
        begun = time.process_time()
        found = read(case["path"], (hostile / case["path"]).read_bytes())
        for document in found.documents[:10]:
            for path, _ in leaves(document.data):
                document.locate(path)
        slow = time.process_time() - begun > 2
        wanted = "accept" if case["path"] in ACCEPTED else case["wanted"].replace("verbatim-safe", "accept")
        answer = "reject" if found.problems else "accept"
        if slow or wanted not in (answer, "bounded"):
            wrong.append((case["path"], wanted, answer, slow))
    assert wrong == []


def plain(node: object) -> object:
    """What ruamel.yaml makes of a file, with its scalars as text."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node


def sampled(folder: Path, every: int) -> list[Path]:
    found = sorted(path for path in folder.rglob("*.y*ml") if "_edge" not in path.parts)
    return found[::every]


@pytest.mark.skipif(not EDGE.is_dir(), reason="the inventories of ../shared are not here")
def test_real_yaml_has_the_values_another_parser_gives(read):
    other = YAML(typ="base", pure=True)
    compared = 0
    for path in sampled(EDGE.parent, 60):
        data = path.read_bytes()
        if len(data) > 20_000:
            continue
        try:
            said = [plain(document) for document in other.load_all(data.decode())]
        except Exception:  # noqa: BLE001 what another parser cannot read proves nothing
            continue
        ours = [blank(document.data) for document in read(path.name, data).documents]
        assert ours == [blank(document) for document in said], path
        compared += 1
    assert compared > 20


def blank(data: object) -> object:
    """Nulls as the text another parser leaves them."""
    if isinstance(data, dict):
        return {key: blank(value) for key, value in data.items()}
    if isinstance(data, list):
        return [blank(value) for value in data]
    return "" if data in (None, "~", "null", "Null", "NULL") else data


@pytest.mark.skipif(not EDGE.is_dir(), reason="the inventories of ../shared are not here")
def test_real_json_has_the_values_another_parser_gives(read):
    paths = sorted(path for path in EDGE.parent.rglob("*.json") if path.parent != EDGE)[::8]
    compared = 0
    for path in paths:
        found = read(path.name, path.read_bytes())
        if found.problems:
            continue
        said = [json.loads(path.read_bytes(), parse_int=str, parse_float=str)]
        assert [document.data for document in found.documents] == said, path
        compared += 1
    assert compared > 20


@pytest.mark.skipif(not EDGE.is_dir(), reason="the inventories of ../shared are not here")
def test_of_the_real_files_only_two_have_problems(read):
    found = {}
    for path in sorted(EDGE.parent.rglob("*")):
        if (
            not path.is_file()
            or "devicetype-library" in path.parts
            or path.parent == EDGE
            or os.path.getsize(path) > 200_000
        ):
            continue
        data = path.read_bytes()
        if reader_for(path.name, data[:65536]) is not None and (problems := read(path.name, data).messages):
            found[path.name] = problems
    assert found == {
        "nautobot__nautobot__extras__tests__git_data__02-invalid-files__config_contexts__badcontext1.json": [
            "the text ends where a value should be"
        ],
        "terraform-inventory__parser_test.go.example.tfstate": ["a comma after the last member is not JSON"],
    }
