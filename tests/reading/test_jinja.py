from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from banlint.reading.jinja import neutralise, restore

PIECES = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", "a: b", "\n", "\r\n", "  ", "- ", '"', "x", "海", " | d(1)"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_moves(text: str):
    neutral = neutralise(text)
    assert len(neutral) == len(text)
    assert [at for at, one in enumerate(neutral) if one == "\n"] == [
        at for at, one in enumerate(text) if one == "\n"
    ] or "{" in text


def test_branches_of_a_template_are_all_read_and_no_problem(read):
    text = """\
ansible_host: {{ lookup('dns', inventory_hostname) }}
{% if site == 'ams' %}
manufacturer: Huawei
{% else %}
manufacturer: "{{ vendor | default('Juniper') }}"
{% endif %}
model: S5720
"""
    found = read("host.yml", text)
    assert found.problems == []
    assert found.data == {
        "ansible_host": "{{ lookup('dns', inventory_hostname) }}",
        "manufacturer": ["Huawei", "{{ vendor | default('Juniper') }}"],
        "model": "S5720",
    }
    assert found.place("manufacturer", 0).span == (3, 15, 3, 21)
    assert found.place("manufacturer", 1).span == (5, 15, 5, 50)
    assert found.place("model").span == (7, 8, 7, 13)


def test_an_expression_that_happens_to_be_yaml_is_text(read):
    found = read("a.yml", "a: {{ name }}\nb: x\n")
    assert found.problems == []
    assert found.data == {"a": "{{ name }}", "b": "x"}


def test_a_template_mark_in_quotes_changes_nothing(read):
    found = read("a.yml", 'a: "{{ x }}"\na: 2\n')
    assert found.data == {"a": ["{{ x }}", "2"]}
    assert found.messages == ["duplicate key 'a'"]


def test_keys_comments_and_statements_within_a_line_are_read(read):
    found = read("a.yml", "{# a\n note #}\n{{ host }}: 1\nb: x{% if y %}-z{% endif %}\nc: {{ {'k': [1, 2]} }} # c\n")
    assert found.problems == []
    assert found.data == {"{{ host }}": "1", "b": "x{% if y %}-z", "c": "{{ {'k': [1, 2]} }}"}


def test_an_expression_over_several_lines_is_one_value(read):
    text = "a: {{ [1,\n2] | first }}\nb: x\n"
    found = read("a.yml", text)
    assert found.data == {"a": "{{ [1,\n2] | first }}", "b": "x"}
    assert found.place("b").span == (3, 4, 3, 5)


def test_what_fails_as_a_template_too_fails_where_it_first_did(read):
    found = read("a.yml", "a: 1\n---\n{% if x %}\nb: [1\n")
    assert [document.data for document in found.documents] == [{"a": "1"}]
    assert [(problem.line, problem.column) for problem in found.problems] == [(3, 2)]


def test_documents_before_a_template_are_read_once(read):
    found = read("a.yml", "a: 1\n---\n{% if x %}\nb: 2\n{% endif %}\n")
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"a": "1"}),
        ("@1", {"b": "2"}),
    ]


def test_private_characters_of_the_file_itself_are_left_alone(read):
    assert read("a.yml", "a: \U000f0041\n").data == {"a": "\U000f0041"}
    assert restore("plain") == "plain"
    assert neutralise("\U000f0041 {{ x }}") == "\U000f0041 {{ x }}"


def test_many_marks_that_are_never_closed_cost_little():
    text = "{{ {% {# " * 50_000
    assert neutralise(text) == text
