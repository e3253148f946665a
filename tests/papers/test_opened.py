"""Packages of evidence opened as a stranger's: whatever a zip can hide is refused with its name."""

import stat
import struct
import tempfile
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.errors import InputError, ReportError
from banlint.limits import DEFAULT
from banlint.papers.archive import of_bytes, write
from banlint.papers.opened import Package

MEMBERS = {"manifest.json": b"{}", "findings.csv": b"a,b\n" * 1000, "inputs/00001-a.yaml": b"x: 1\n"}


@pytest.fixture
def package(tmp_path):
    path = tmp_path / "p.zip"
    write(str(path), [of_bytes(name, content) for name, content in MEMBERS.items()])
    return path


def _zip(path, entries):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for one, content in entries:
                file.writestr(one, content)
    return path


def _why(path, **limits):
    with pytest.raises(InputError) as caught:
        Package(str(path), DEFAULT._replace(**limits)).close()
    assert caught.value.path == str(path)
    return caught.value.message


def test_what_was_written_is_read_again(package):
    with Package(str(package)) as opened:
        assert {name: opened.read(name) for name in opened.names} == MEMBERS


def test_the_same_members_make_the_same_bytes(package, tmp_path):
    write(str(tmp_path / "q.zip"), [of_bytes(name, content) for name, content in MEMBERS.items()])
    assert (tmp_path / "q.zip").read_bytes() == package.read_bytes()


def test_a_package_is_never_written_over_a_file(package):
    before = package.read_bytes()
    with pytest.raises(ReportError, match="cannot be written"):
        write(str(package), [of_bytes("manifest.json", b"")])
    assert package.read_bytes() == before
    assert [one.name for one in package.parent.iterdir()] == ["p.zip"]


@pytest.mark.parametrize(
    "name",
    ["../x", "/x", "a/../x", "a\\x", "C:x", ".x", "a//b", "a/", "a\0b", "x\x1b[31m", "é", "a b", "a/.b", "n" * 201],
)
def test_names_that_lead_elsewhere_or_are_none_of_ours_are_refused(tmp_path, name):
    info = zipfile.ZipInfo("placeholder")
    info.filename = info.orig_filename = name
    assert "is no name of a member" in _why(_zip(tmp_path / "p.zip", [(info, b"")]))


@pytest.mark.parametrize("second", ["a.txt", "A.TXT"])
def test_two_members_of_one_name_are_refused(tmp_path, second):
    assert "stands in it twice" in _why(_zip(tmp_path / "p.zip", [("a.txt", b"1"), (second, b"2")]))


def test_a_link_is_refused(tmp_path):
    info = zipfile.ZipInfo("a")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "is no plain file" in _why(_zip(tmp_path / "p.zip", [(info, b"/etc/passwd")]))


def test_what_unpacks_to_more_than_the_limit_is_refused_before_it_is_unpacked(tmp_path):
    path = _zip(tmp_path / "p.zip", [("a", b"\0" * (3 << 20)), ("b", b"\0" * (3 << 20))])
    assert path.stat().st_size < 10_000
    assert "unpacks to more than 4 MiB" in _why(path, evidence_bytes=4 << 20)


def test_a_member_that_lies_about_its_size_does_not_unpack_beyond_it(tmp_path):
    path = _zip(tmp_path / "p.zip", [("a", b"\0" * (1 << 20))])
    data = path.read_bytes()
    path.write_bytes(data.replace(struct.pack("<L", 1 << 20), struct.pack("<L", 10)))
    with Package(str(path)) as opened:
        assert opened.size("a") == 10
        assert opened.digest("a") == ""


def test_more_members_than_the_limit_are_refused_before_they_are_listed(tmp_path):
    path = _zip(tmp_path / "p.zip", [(f"m{number}", b"") for number in range(20)])
    assert "lists more than 10 files" in _why(path, evidence_members=10)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda data: b"#!/bin/sh\n" + data, "bytes stand before or behind it"),
        (lambda data: data + b"more", "does not end as a zip"),
        (lambda data: data[:-2] + b"\4\0note", "does not end as a zip"),
        (lambda data: data[:-30], "does not end as a zip"),
        (lambda data: data.replace(b"findings.csv", b"findings.xsv", 1), "goes by another name where it lies"),
        (lambda data: b"", "is no zip"),
        (lambda data: b"PK\5\6" + b"\0" * 18 + data, "bytes stand before or behind it"),
    ],
)
def test_what_is_put_before_behind_or_between_is_refused(package, change, why):
    package.write_bytes(change(package.read_bytes()))
    assert why in _why(package)


def test_a_gap_between_members_is_refused(package):
    data = package.read_bytes()
    start = struct.unpack("<L", data[-6:-2])[0]
    package.write_bytes(data[:start] + b"hidden" + data[start:-6] + struct.pack("<L", start + 6) + data[-2:])
    assert "stand behind the last" in _why(package)


@pytest.mark.parametrize("kind", ["absent", "folder", "device"])
def test_what_is_no_file_is_refused(tmp_path, kind):
    _why({"absent": tmp_path / "no", "folder": tmp_path, "device": "/dev/zero"}[kind])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_bytes_changed_in_a_package_are_refused_or_change_a_hash_or_nothing(data):
    with tempfile.TemporaryDirectory() as folder:
        _tampered(Path(folder, "p.zip"), data)


def _tampered(path, data):
    write(str(path), [of_bytes(name, content) for name, content in MEMBERS.items()])
    made = bytearray(path.read_bytes())
    with Package(str(path)) as opened:
        before = {name: opened.digest(name) for name in opened.names}
    for _ in range(data.draw(st.integers(1, 4))):
        made[data.draw(st.integers(0, len(made) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(made)
    try:
        with Package(str(path)) as opened:
            after = {name: opened.digest(name) for name in opened.names}
    except InputError:
        after = {}
    assert not after or set(after) != set(before) or all(after[name] in (before[name], "") for name in before)
