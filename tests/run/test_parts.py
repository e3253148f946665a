"""A large stream is checked in parts side by side, and nobody can tell from the report."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.catalog import load
from banlint.limits import DEFAULT
from banlint.model import Question
from banlint.plugins.manager import Plugins
from banlint.reading import source
from banlint.reading.jsonlines import records
from banlint.reading.source import BytesSource, FileSource
from banlint.run import check as run
from banlint.run import parts

CLEAN = {"name": "a", "maker": "Cisco", "serial": "A1", "nics": [{"mac": "00:1b:54:00:00:01"}]}
COVERED = {**CLEAN, "maker": "Huawei"}
ODD = ["", "  ", "\f", "{", '{"maker": "Huawei", "maker": "Cisco"}', "[]", "5", '{"a": "\\ud800"}', "\r"]
LINE = st.sampled_from([json.dumps(CLEAN), json.dumps(COVERED), *ODD])


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def check(catalog):
    registered = Plugins().parts(catalog)

    def checked(path, jobs):
        said = []
        asked = run.Settings(Question(("us-federal-contractor",), "2026-11-22"), jobs=jobs)
        return run.check([str(path)], asked, catalog, registered, said.append, said.append), said

    return checked


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(parts, "SIZE", 1500)
    monkeypatch.setattr(source, "BLOCK", 700)
    monkeypatch.setattr(run, "_LARGE", 0)


def cut(path):
    read = FileSource(path.name, path)
    read.head()
    return list(parts._parts(read, DEFAULT))


@settings(max_examples=60, deadline=None)
@given(st.lists(LINE, max_size=120), st.booleans(), st.integers(1, 3000))
def test_parts_cover_the_file_and_know_their_first_line_and_record(tmp_path_factory, written, ended, size):
    path = tmp_path_factory.getbasetemp() / "cut.ndjson"
    data = ("\n".join(written) + "\n" * ended).encode()
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "SIZE", size)
        patch.setattr(source, "BLOCK", 100 + size // 2)
        found = cut(path)

    assert [one.start for one in found] == [0, *(one.end for one in found[:-1])]
    assert found[-1].is_last
    for one in found:
        until = list(records(BytesSource("x", data[: one.start])))
        assert one.line == 1 + data[: one.start].count(b"\n")
        assert one.index == sum(bool(line.strip(b" \t\r")) for block in until for line in block.data.split(b"\n"))


def test_two_processes_say_what_one_does(check, small, tmp_path):
    path = tmp_path / "assets.ndjson"
    lines = [json.dumps({**CLEAN, "name": f"n{number}"}) for number in range(300)]
    for at, odd in enumerate(ODD):
        lines[30 * at : 30 * at] = [odd, json.dumps({**COVERED, "name": f"c{at}"})]
    path.write_text("\n".join(lines))

    assert len(cut(path)) > 2
    one, two = check(path, 1), check(path, 2)

    assert two == one
    assert one[0].counts.by_verdict


def test_what_ends_the_reading_of_a_part_ends_that_of_the_file(check, small, tmp_path, monkeypatch):
    from banlint.errors import InputError
    from banlint.run import stream

    path = tmp_path / "assets.ndjson"
    path.write_text("".join(json.dumps({**COVERED, "name": f"n{number}"}) + "\n" for number in range(200)))
    exactly = stream.read_record

    def failing(data, index, *rest):
        if index >= 90:
            raise InputError("the disk is gone", "", "assets.ndjson")
        yield from exactly(data, index, *rest)

    monkeypatch.setattr(stream, "read_record", failing)
    one, two = check(path, 1), check(path, 2)

    assert two == one
    assert [problem.message for problem in one[0].problems] == ["the disk is gone"]


def test_a_file_that_changes_after_it_was_cut_is_a_problem(tmp_path):
    from banlint.errors import InputError

    path = tmp_path / "assets.ndjson"
    path.write_text((json.dumps(CLEAN) + "\n") * 3)
    (part,) = cut(path)
    path.write_text((json.dumps(COVERED) + "\n") * 4)

    with pytest.raises(InputError, match="changed"):
        list(FileSource("assets.ndjson", path, part=part).blocks())


@pytest.mark.parametrize("head", [b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b"])
def test_a_file_that_is_no_plain_utf_8_is_checked_whole(catalog, small, tmp_path, head):
    path = tmp_path / "assets.ndjson"
    path.write_bytes(head + (json.dumps(CLEAN).encode() + b"\n") * 100)
    asked = run.Settings(Question(("us-federal-contractor",), "2026-11-22"), jobs=2)
    checker = run.checker_for(asked, catalog, Plugins().parts(catalog))

    assert parts.parts_of(run.Input("assets.ndjson", str(path), named=True), asked, checker) is None
