from __future__ import annotations

import pytest

from banlint.limits import Limits
from banlint.reading import yamlevents

MERGED = """\
base: &cam
  manufacturer: Hikvision
  role: camera
assets:
  - <<: *cam
    name: gate-1
  - <<: *cam
    manufacturer: Axis
  - vendor: &v "Dahua"
  - {name: gate-4, vendor: *v}
  - *cam
"""


def test_scalars_are_the_text_they_are_written_as(read):
    found = read("a.yaml", "[NO, 0012, 1e5, 0x1F, 12:34:56, 2024-01-01, 1_000, .inf, 'null', yes, +1]")
    assert found.data == ["NO", "0012", "1e5", "0x1F", "12:34:56", "2024-01-01", "1_000", ".inf", "null", "yes", "+1"]


def test_plain_nulls_are_no_value(read):
    assert read("a.yaml", "a:\nb: ~\nc: null\nd: NULL\ne: ''\nf: !x null\n").data == {
        "a": None,
        "b": None,
        "c": None,
        "d": None,
        "e": "",
        "f": "null",
    }


def test_tags_construct_nothing_and_hide_nothing(read):
    found = read(
        "a.yaml",
        'a: !secret cam\nb: !Asset {maker: Hytera}\nc: !!python/object/apply:os.system ["true"]\nd: !!binary "%%"',
    )
    assert [one.message for one in found.problems] == ["a tag that asks for code to be run", "a text in base64"]
    assert found.data == {"a": "cam", "b": {"maker": "Hytera"}, "c": ["true"], "d": "%%"}
    assert found.place("a").span == (1, 12, 1, 15)
    assert found.place("b").span == (2, 11, 2, 26)


def test_merge_keys_give_what_is_not_written_and_own_keys_win(read):
    assets = read("a.yaml", MERGED).data["assets"]
    assert assets[0] == {"name": "gate-1", "manufacturer": "Hikvision", "role": "camera"}
    assert assets[1] == {"manufacturer": "Axis", "role": "camera"}


def test_a_merged_value_stands_where_it_is_used_with_where_it_is_written(read):
    found = read("a.yaml", MERGED)
    place = found.place("assets", 0, "manufacturer")
    assert (place.span, place.anchor) == ((5, 9, 5, 13), (2, 17, 2, 26))
    assert found.place("assets", 1, "manufacturer")[:2] == ((8, 19, 8, 23), None)


def test_an_aliased_value_stands_where_it_is_used_with_where_it_is_written(read):
    found = read("a.yaml", MERGED)
    assert found.place("assets", 3, "vendor")[:2] == ((10, 28, 10, 30), (9, 16, 9, 23))
    assert found.place("assets", 4, "role")[:2] == ((11, 5, 11, 9), (3, 9, 3, 15))
    assert found.place("assets", 2, "vendor")[:2] == ((9, 16, 9, 23), None)


def test_an_aliased_value_is_shared_and_not_copied(read):
    data = read("a.yaml", "a: &x [1]\nb: *x\n").data
    assert data["a"] is data["b"]


def test_earlier_mappings_of_a_merge_win(read):
    text = "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b], z: 3}\nd: {<<: {q: 1}}\n"
    found = read("a.yaml", text)
    assert found.data["c"] == {"z": "3", "x": "1", "y": "2"}
    assert found.place("c", "y")[:2] == ((3, 14, 3, 16), (2, 17, 2, 18))
    assert found.place("d", "q")[:2] == ((4, 13, 4, 14), None)


def test_a_merge_key_that_names_no_mapping_is_a_key(read):
    assert read("a.yaml", "a: {<<: text}\nb: {'<<': {x: 1}}").data == {"a": {"<<": "text"}, "b": {"<<": {"x": "1"}}}


def test_documents_of_a_stream_are_numbered(read):
    found = read("a.yaml", "---\na: 1\n---\n# none\n---\na: 3\n...\n")
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"a": "1"}),
        ("@1", None),
        ("@2", {"a": "3"}),
    ]
    assert found.documents[2].locate(("a",)).span == (6, 4, 6, 5)


def test_one_document_has_no_prefix_and_an_empty_file_no_document(read):
    assert [document.prefix for document in read("a.yaml", "---\na: 1\n...\n").documents] == [""]
    assert read("a.yaml", "# nothing\n") == ([], [])


def test_documents_before_an_error_are_read(read):
    found = read("a.yaml", "a: 1\n---\na: 2\n---\n- ]\n")
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"a": "1"}),
        ("@1", {"a": "2"}),
    ]
    assert [(problem.line, problem.column) for problem in found.problems] == [(5, 3)]
    assert found.documents[1].locate(("a",)).span == (3, 4, 3, 5)


def test_the_document_before_a_broken_second_is_the_first_of_several(read):
    assert [document.prefix for document in read("a.yaml", "a: 1\n---\n- ]\n").documents] == ["@0"]


def test_both_values_of_a_repeated_key_are_kept_and_it_is_a_problem(read):
    found = read("a.yaml", "id: 1\nvendor: Huawei\nvendor: Acme\nvendor: Other\n")
    assert found.data["vendor"] == ["Huawei", "Acme", "Other"]
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, 1), (4, 1)]
    assert found.place("vendor", 1).span == (3, 9, 3, 13)
    assert found.place("vendor").span == (2, 9, 2, 15)


def test_a_key_that_is_no_scalar_is_a_problem_and_its_value_is_read(read):
    found = read("a.yaml", "? [a, b]\n: Huawei\n? {c: d}\n: ZTE\nx: &k key\n*k : v\n")
    assert list(found.data.values()) == ["Huawei", "ZTE", "key", "v"]
    assert found.messages == ["a sequence as a key", "a mapping as a key"]
    assert found.data["key"] == "v"


def test_an_alias_to_what_it_stands_in_is_a_problem_and_the_rest_is_read(read):
    found = read("a.yaml", "a: &a\n  next: *a\n  manufacturer: Hikvision\n")
    assert found.data == {"a": {"next": None, "manufacturer": "Hikvision"}}
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, 9)]
    assert found.place("a", "next")[:2] == ((2, 9, 2, 11), None)


def test_an_alias_without_an_anchor_is_a_problem(read):
    found = read("a.yaml", "a: *x\nb: 1\n")
    assert found.data == {"a": None, "b": "1"}
    assert found.messages == ["alias *x names no anchor"]


def test_aliases_are_counted_as_often_as_they_are_used(read):
    lines = [
        "a0: &a0 [x, x, x, x]",
        *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 20)),
    ]
    found = read("a.yaml", "\n".join([*lines, "manufacturer: ZTE"]), Limits(nodes=10_000))
    assert found.data["manufacturer"] == "ZTE"
    assert found.messages[0] == "alias *a5 makes more than 10000 values"


def test_a_chain_of_merges_of_one_mapping_stays_small(read):
    levels = "".join(f"m{n}: &m{n}\n  <<: [*m{n - 1}, *m{n - 1}, *m{n - 1}]\n  k{n}: v\n" for n in range(1, 12))
    found = read("a.yaml", "m0: &m0 {k0: v}\n" + levels)
    assert found.problems == []
    assert len(found.data["m11"]) == 12


@pytest.mark.parametrize("text", ["[" * 100 + "]" * 100, "{a: " * 100, "".join(" " * n + "a:\n" for n in range(100))])
def test_nesting_over_the_limit_is_an_error(read, text: str):
    assert read("a.yaml", text, Limits(depth=50)).messages == ["nested deeper than 50 levels"]


def test_a_scalar_over_the_limit_is_cut_and_a_problem(read):
    found = read("a.yaml", "a: " + "x" * 30 + "\nb: short\n", Limits(scalar_chars=20))
    assert found.data == {"a": "x" * 20, "b": "short"}
    assert [(problem.line, problem.column) for problem in found.problems] == [(1, 4)]


@pytest.mark.parametrize("version", ["1.3", "2.0"])
def test_another_version_of_yaml_is_refused(read, version: str):
    found = read("a.yaml", f"%YAML {version}\n---\na: 1\n")
    assert found.documents == []
    assert len(found.problems) == 1


def test_a_file_encrypted_whole_is_a_problem(read):
    found = read("a.yml", "$ANSIBLE_VAULT;1.1;AES256\n3336\n")
    assert found.messages == ["encrypted by Ansible Vault; it cannot be checked"]


def test_bad_bytes_and_nul_are_problems_and_the_rest_is_read(read):
    found = read("a.yaml", b"a: Hua\xffwei\nb: x\0y\nvendor: Dahua\n")
    assert found.data == {"a": "Hua\ufffdwei", "b": "x\ufffdy", "vendor": "Dahua"}
    assert [(problem.line, problem.column) for problem in found.problems] == [(1, 7), (2, 5)]


def test_a_tab_is_mended_by_spaces(read):
    (problem,) = read("a.yaml", "assets:\n\t- id: a\n").problems
    assert (problem.line, problem.column, problem.mend) == (2, 1, "indent with spaces: YAML does not allow tabs there")


def test_a_control_character_is_an_error_in_its_place(read):
    (problem,) = read("a.yaml", "é: 1\na: b\x07\n").problems
    assert (problem.line, problem.column) == (2, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_places_are_right_under_every_line_end_and_encoding(read, end: str, encoding: str):
    text = end.join(["名: 海康 # 😀", "b: [😀, x, 'é']", "c: |", "  one", "  two", "d: e", ""])
    found = read("a.yaml", text.encode(encoding))
    assert found.place("名").span == (1, 4, 1, 6)
    assert found.place("b", 1).span == (2, 8, 2, 9)
    assert found.place("b", 2).span == (2, 11, 2, 14)
    assert found.place("c").span == (3, 4, 5, 6)
    assert found.place("d").span == (6, 4, 6, 5)


def test_the_place_of_what_is_not_there_is_that_of_what_is_around_it(read):
    found = read("a.yaml", "a:\n  b: c\n")
    assert found.place("a", "x", 3).span == (2, 3, 2, 7)
    assert found.place("a", "b", "x").span == (2, 6, 2, 7)


def test_anchors_tags_and_comments_before_a_value_are_not_part_of_it(read):
    found = read("a.yaml", "a: &x !!str\n  # why\n  text\nb: !t &y |\n  one\n\nc: &z\n")
    assert found.place("a").span == (3, 3, 3, 7)
    assert found.place("b").span == (4, 10, 5, 6)
    assert found.place("c").span == (7, 6, 7, 6)


def test_without_the_c_parser_the_same_is_read(read, monkeypatch: pytest.MonkeyPatch):
    expected = read("a.yaml", MERGED)
    monkeypatch.setattr(yamlevents, "_HAS_C", False)
    found = read("a.yaml", MERGED)
    assert found.data == expected.data
    assert found.place("assets", 0, "manufacturer") == expected.place("assets", 0, "manufacturer")
    assert read("a.yaml", "é: 1\na: b\x07\n").problems[0][4:] == (2, 5)
    assert read("a.yaml", "%YAML 1.3\n---\na: 1\n").messages == ["YAML version 1.3"]
