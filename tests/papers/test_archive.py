"""Packages are written whole or not at all, and never over what is there."""

import os
import zipfile

import pytest

from banlint.errors import ReportError
from banlint.limits import DEFAULT
from banlint.papers.archive import of_bytes, of_file, write

ONE = of_bytes("a.txt", b"one")


def names(folder):
    return sorted(os.listdir(folder))


def test_what_changes_while_it_is_packed_leaves_no_package(tmp_path):
    path = tmp_path / "input.yaml"
    path.write_bytes(b"before")
    member = of_file("input.yaml", str(path))
    path.write_bytes(b"after!")
    with pytest.raises(ReportError, match=r"input\.yaml changed while it was packed"):
        write(str(tmp_path / "out.zip"), [ONE, member])
    assert names(tmp_path) == ["input.yaml"]


@pytest.mark.parametrize(
    ("limits", "fits"),
    [
        ({"evidence_members": 2, "evidence_bytes": 6}, True),
        ({"evidence_members": 1}, False),
        ({"evidence_bytes": 5}, False),
    ],
)
def test_a_package_of_more_than_the_limits_is_not_written(tmp_path, limits, fits):
    members, path = [ONE, of_bytes("b.txt", b"two")], str(tmp_path / "out.zip")
    if fits:
        write(path, members, DEFAULT._replace(**limits))
    else:
        with pytest.raises(ReportError, match="the package would hold more than"):
            write(path, members, DEFAULT._replace(**limits))
    assert names(tmp_path) == ["out.zip"] * fits


@pytest.mark.parametrize("there", [False, True])
def test_where_there_are_no_links_a_package_is_put_in_its_place_all_the_same(tmp_path, monkeypatch, there):
    path = tmp_path / "out.zip"
    if there:
        path.write_bytes(b"mine")

    def no_links(*_):
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    if there:
        with pytest.raises(ReportError, match=r"out\.zip cannot be written: there is one already"):
            write(str(path), [ONE])
        assert path.read_bytes() == b"mine"
    else:
        write(str(path), [ONE])
        with zipfile.ZipFile(path) as package:
            assert package.read("a.txt") == b"one"
    assert names(tmp_path) == ["out.zip"]
