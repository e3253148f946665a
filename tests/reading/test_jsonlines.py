from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.limits import Limits
from banlint.model import Problem
from banlint.reading.jsonlines import is_lines, read_record, records
from banlint.reading.source import BytesSource


def test_blank_lines_are_counted_as_lines_and_not_as_records(read):
    found = read("a.ndjson", '\n{"a":1}\n \t\n\r\n{"a":2}\r\n{"a":3}')
    assert [document.prefix for document in found.documents] == ["@0", "@1", "@2"]
    assert [document.locate(("a",)).span[:2] for document in found.documents] == [(2, 6), (5, 6), (6, 6)]


def test_a_broken_line_is_a_problem_and_the_others_are_read(read):
    found = read("a.jsonl", '{"a":1}\n{"a":\n{"a":3}\n{"a":"trunca')
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"a": "1"}),
        ("@2", {"a": "3"}),
    ]
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, 6), (4, 6)]


def test_a_repeated_key_in_a_record_is_a_problem_on_its_line(read):
    found = read("a.jsonl", '{"a":1}\n{"a":1,"a":2}\n')
    assert [(problem.line, problem.column) for problem in found.problems] == [(2, 8)]
    assert found.documents[1].data == {"a": ["1", "2"]}


def test_a_record_over_the_limit_is_a_problem_for_that_record_alone(read):
    limits = Limits(record_bytes=1 << 18)
    long = b'{"a":"' + b"x" * 600_000 + b'"}\n'
    found = read("a.jsonl", b'{"a":1}\n' + long + b'{"a":2}\n' + long + b'{"a":3}', limits)
    assert [(document.prefix, document.data) for document in found.documents] == [
        ("@0", {"a": "1"}),
        ("@2", {"a": "2"}),
        ("@4", {"a": "3"}),
    ]
    assert [problem.line for problem in found.problems] == [2, 4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding(read, encoding: str):
    found = read("a.jsonl", '{"a":"海"}\n{"a":"康"}\n'.encode(encoding))
    assert [document.data for document in found.documents] == [{"a": "海"}, {"a": "康"}]
    assert found.problems == []


def test_lines_in_a_json_file_are_read_as_such_without_a_problem(read):
    found = read("export.json", '{"a":1}\n{"a":2}\n')
    assert found.problems == []
    assert [document.prefix for document in found.documents] == ["@0", "@1"]


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (b'{"a":1}\n{"a":2}', True),
        (b"\n[1]\r\n\n[2", True),
        (b'{"a":1}', False),
        (b'{\n"a":1}\n{', False),
        (b"[web]\n{x}", False),
        (b'{"a":1},\n{"a":2}', False),
        (b'{"a":1}\ntext', False),
        (b"", False),
    ],
)
def test_lines_are_told_by_a_whole_text_and_the_start_of_another(head: bytes, lines: bool):
    assert is_lines(head) is lines


def test_a_record_can_be_read_alone(read):
    (document,) = read_record(b' {"a": "b"}', 7, 42, "x.ndjson")
    assert not isinstance(document, Problem)
    assert document.prefix == "@7"
    assert document.locate(("a",)).span == (42, 8, 42, 11)


@given(st.lists(st.sampled_from([b"{}", b"[1]", b"", b" ", b"\t\r", b'"x"', b"{"]), max_size=40), st.booleans())
def test_blocks_number_lines_and_records_as_the_reader_does(read, lines: list[bytes], ended: bool):
    data = b"\n".join(lines) + (b"\n" if ended else b"")
    blocks = [block for block in records(BytesSource("a", data)) if not isinstance(block, Problem)]
    assert b"".join(block.data for block in blocks) == data
    assert [(block.line, block.index) for block in blocks[:1]] == [(1, 0)][: len(blocks)]
    many = BytesSource("a", data * 2000)
    at = 0
    for block in records(many):
        assert not isinstance(block, Problem)
        before = (data * 2000)[:at]
        assert block.line == 1 + before.count(b"\n")
        assert block.index == sum(1 for line in before.split(b"\n")[:-1] if line.strip())
        at += len(block.data)
