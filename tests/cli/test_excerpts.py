import pytest

from banlint.cli.excerpts import Excerpts
from banlint.model import Place, Span


class At:
    def __init__(self, path, line):
        self.path = str(path)
        self.place = Place(Span(line, 1, line, 2))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_is_found_whatever_ends_lines(tmp_path, end):
    path = tmp_path / "a.yaml"
    path.write_bytes(end.join(f"line {number}" for number in range(1, 60_000)).encode())
    excerpts = Excerpts()
    for number in (1, 2, 2, 50_000, 59_999, 7):
        assert excerpts(At(path, number)) == f"line {number}"


def test_what_is_not_there_has_no_excerpt(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\n" + b"x" * 100_000 + b"\nlast")
    excerpts = Excerpts()
    assert excerpts(At(path, 0)) is None
    assert excerpts(At(path, 1)) is None
    assert excerpts(At(path, 2)) is None
    assert excerpts(At(path, 3)) == "last"
    assert not excerpts(At(path, 4))
    assert excerpts(At(tmp_path / "missing", 1)) is None


def test_a_byte_order_mark_is_no_part_of_the_line(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert Excerpts()(At(path, 1)) == "a: b"
