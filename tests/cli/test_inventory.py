"""`banlint inventory` shows what was understood, and nothing that could be a secret."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INVENTORY = """\
assets:
  - {name: gate, manufacturer: Huawei, model: AR6120, password: hush-hush, rack: R1}
  - {name: shed, manufacturer: unknown, model: X, description: the key is hush-hush too}
  - {name: hall, serial: "12"}
"""
ODD = {"devices": [{"label": "a", "maker_ref": 1, "Serial No": "7"}], "makers": [{"id": 1, "label": "Huawei"}]}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lab.yaml"
    path.write_text(INVENTORY)
    return path


def test_it_names_reader_shape_assets_and_fields(banlint, file):
    ran = banlint("inventory", file)
    assert ran.status == 0
    assert "3 assets in 1 document" in ran.out
    assert "read as      yaml" in ran.out
    assert "manufacturer 2, model 2, serial 1" in ran.out
    assert "manufacturer  Huawei  (manufacturer)" in ran.out


def test_it_says_what_was_not_used_and_shows_no_secret(banlint, file):
    for form in ("text", "json"):
        ran = banlint("inventory", "--format", form, file)
        assert "password" in ran.out
        assert "rack" in ran.out
        assert "hush" not in ran.out + ran.err


def test_it_says_why_a_maker_is_not_known(banlint, file):
    (found,) = json.loads(banlint("inventory", "--format", "json", file).out)["files"]
    assert found["undetermined"] == {"no-maker": 1, "placeholder": 1}
    assert [one["undetermined"] for one in found["shown"]] == ["", "placeholder", "no-maker"]
    assert found["shown"][1]["because"] == "manufacturer: unknown"


def test_it_says_of_the_generic_shape_that_it_guessed(banlint, tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"x": [{"vendor": "Huawei"}]}')
    assert "guessed" in banlint("inventory", path).out


def test_a_file_without_hardware_and_one_that_cannot_be_read_have_the_statuses_of_check(banlint, tmp_path):
    empty, broken = tmp_path / "e.json", tmp_path / "b.json"
    empty.write_text('{"a": 1}')
    broken.write_text("{")
    assert banlint("inventory", empty).status == 3
    assert banlint("inventory", "--allow-empty", empty).status == 0
    assert banlint("inventory", broken).status == 2
    assert banlint("inventory", tmp_path / "none.json").status == 2


def test_assets_are_shown_up_to_a_number(banlint, file):
    assert "and 2 more assets" in banlint("inventory", "--assets", "1", file).out
    assert banlint("inventory", "--assets", "-1", file).status == 2


def test_strangers_text_is_shown_escaped(banlint, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"vendor": "\x1b[31mA", "\x1b[0m": 1}]))
    assert "\x1b" not in banlint("inventory", path).out


def test_a_mapping_begun_from_a_file_reads_it_the_same(banlint, file, tmp_path):
    pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")
    before = banlint("check", "--format", "jsonl", file)
    assert banlint("inventory", "--init", file, "-o", tmp_path / "banlint-map.yaml").status == 0
    assert "shape mapping:lab" in banlint("inventory", file).out
    found = [
        [(one["asset"], one["regime"], one["line"]) for one in map(json.loads, ran.out.splitlines()) if "regime" in one]
        for ran in (before, banlint("check", "--format", "jsonl", file))
    ]
    assert found[0] == found[1]


def test_a_mapping_is_never_overwritten(banlint, file, tmp_path):
    (tmp_path / "m.yaml").write_text("mine")
    ran = banlint("inventory", "--init", file, "-o", tmp_path / "m.yaml")
    assert ran.status == 2
    assert (tmp_path / "m.yaml").read_text() == "mine"


def test_a_mapping_for_what_is_not_recognised_names_its_keys_and_can_be_read(banlint, tmp_path):
    pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"things": [{"label": "a", "who's": "b"}]}))
    written = banlint("inventory", "--init", path).out
    assert "$.things[*]" in written
    assert "who" in written
    (tmp_path / "m.yaml").write_text(written)
    assert banlint("inventory", "--mapping", tmp_path / "m.yaml", path).status == 0


def test_a_mapping_beside_a_file_leads_check_to_the_maker(banlint, tmp_path):
    pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")
    (tmp_path / "odd.json").write_text(json.dumps(ODD))
    (tmp_path / "banlint-map.yaml").write_text(
        "mappings:\n  odd:\n    files: odd.json\n    assets: $.devices[*]\n    fields: {name: $.label}\n"
        '    resolve:\n      manufacturer:\n        from: $.maker_ref\n'
        '        through: [{rows: "$.makers[*]", key: $.id, value: $.label}]\n'
    )  # fmt: skip
    ran = banlint("check", ".")
    assert ran.status == 1
    assert "1 asset in 1 file" in ran.out
    assert banlint("check", "--isolated", ".").status == 3


def test_a_stream_is_read_as_its_mapping_says(banlint, tmp_path):
    pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")
    (tmp_path / "odd.jsonl").write_text('{"who": "Huawei"}\n{"who": "Acme", "vendor": "Huawei"}\n' * 20)
    (tmp_path / "m.yaml").write_text('mappings: {odd: {files: "*.jsonl", assets: $, fields: {manufacturer: $.who}}}\n')
    for jobs in ("1", "2"):
        ran = banlint("check", "-j", jobs, "--select", "us-ndaa-2019-889a", "--mapping", tmp_path / "m.yaml", ".")
        assert "40 assets in 1 file: 20 prohibited" in ran.out


def test_without_the_library_a_mapping_is_refused_with_what_to_install(process, tmp_path):
    (tmp_path / "a.json").write_text("[]")
    (tmp_path / "jsonpath.py").write_text("raise ImportError")
    (tmp_path / "m.yaml").write_text('mappings: {odd: {files: "*", assets: $, fields: {}}}\n')
    path = str(ROOT / "src") + ":" + str(tmp_path)
    ran = process("check", "--mapping", "m.yaml", "a.json", environment={"PYTHONPATH": f"{tmp_path}:{path}"})
    assert ran.returncode == 2
    assert b"banlint[mapping]" in ran.stderr


@pytest.mark.parametrize("command", ["check", "inventory"])
def test_a_mapping_within_the_folder_is_no_inventory(banlint, tmp_path, command):
    pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")
    (tmp_path / "a.json").write_text('[{"who": "Acme"}]')
    text = "mappings: {odd: {files: a.json, assets: '$[*]', fields: {manufacturer: $.who}}}\n"
    for name in ("own.yaml", "banlint-map.yaml"):
        (tmp_path / name).write_text(text)
    ran = banlint(command, "--mapping", "own.yaml", ".")
    assert ran.status == 0
    assert "1 asset in 1 " in ran.out
    assert "own.yaml" not in ran.out
