from __future__ import annotations

import gzip
import io
import os
import socket
from pathlib import Path

import pytest

from banlint.errors import InputError
from banlint.limits import Limits
from banlint.reading.source import BLOCK, HEAD, BytesSource, FileSource, StreamSource

TINY = Limits(file_bytes=1000)


def refusal(source: FileSource) -> InputError:
    with pytest.raises(InputError) as caught:
        source.read()
    assert caught.value.path == source.name
    assert caught.value.mend
    return caught.value


@pytest.mark.parametrize("size", [0, 1, HEAD, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_a_file_is_read_whole_and_in_blocks_alike(tmp_path: Path, size: int):
    data = os.urandom(size).replace(b"\x1f\x8b", b"..")
    (tmp_path / "a").write_bytes(data)
    source = FileSource("a", tmp_path / "a")
    assert source.head() == data[:HEAD]
    assert source.read() == data
    assert b"".join(source.blocks()) == data
    assert source.read() == data


def test_a_small_file_is_opened_once(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"old")
    source = FileSource("a", tmp_path / "a")
    source.head()
    (tmp_path / "a").write_bytes(b"new")
    assert source.read() == b"old"


@pytest.mark.parametrize("make", [FileSource, None])
def test_what_begins_as_gzip_is_read_unpacked(tmp_path: Path, make: object):
    data = b'{"a": 1}\n' * 100_000
    packed = gzip.compress(data[:1000], mtime=0) + gzip.compress(data[1000:]) + b"\0" * 10
    (tmp_path / "a.json.gz").write_bytes(packed)
    source = FileSource("a", tmp_path / "a.json.gz") if make else BytesSource("a", packed)
    assert source.head() == data[:HEAD]
    assert source.read() == data
    assert max(map(len, source.blocks())) <= BLOCK


def test_a_small_file_that_unpacks_to_too_much_is_refused():
    packed = gzip.compress(b"0" * 5_000_000, mtime=0)
    assert len(packed) < 10_000
    with pytest.raises(InputError, match="larger than"):
        BytesSource("a", packed, Limits(file_bytes=1 << 20)).read()
    with pytest.raises(InputError, match="larger than"):
        list(BytesSource("a", packed, Limits(file_bytes=1 << 20)).blocks())


@pytest.mark.parametrize(
    ("packed", "message"),
    [(b"\x1f\x8bxxxxxxxxxxxx", "damaged"), (gzip.compress(b"x" * 99, mtime=0)[:-9], "ends early")],
)
def test_broken_gzip_is_refused(packed: bytes, message: str):
    with pytest.raises(InputError, match=message):
        BytesSource("a", packed).read()


def test_a_file_over_the_limit_is_refused_before_it_is_read_but_streamed_all_the_same(tmp_path: Path):
    with (tmp_path / "a").open("wb") as file:
        file.truncate(1 << 33)
    source = FileSource("a", tmp_path / "a", TINY)
    assert "larger than" in refusal(source).message
    assert len(next(source.blocks())) == BLOCK


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * (2 * BLOCK))
    blocks = FileSource("a", path).blocks()
    next(blocks)
    path.write_bytes(b"y" * BLOCK)
    with pytest.raises(InputError, match="changed while it was read"):
        list(blocks)


def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
    found = {
        name: refusal(FileSource(name, tmp_path / name)).message
        for name in ("pipe", "loop", "dangling", "socket", "none")
    }
    assert found == {
        "pipe": "a pipe, not a file",
        "loop": "a link that cannot be followed",
        "dangling": "no such file",
        "socket": "a socket or device, not a file",
        "none": "no such file",
    }
    assert refusal(FileSource("d", tmp_path)).message == "a folder, not a file"
    assert refusal(FileSource("d", "/dev/null")).message == "a device, not a file"
    assert refusal(FileSource("d", tmp_path / "a\0b")).message == "its name holds a NUL character"
    assert refusal(FileSource("d", tmp_path / ("x" * 300))).message == "its name is too long"


def test_a_link_is_followed_unless_told_not_to(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"data")
    (tmp_path / "link").symlink_to("a")
    assert FileSource("link", tmp_path / "link").read() == b"data"
    assert refusal(FileSource("link", tmp_path / "link", follow=False)).message == "a link that cannot be followed"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read here")
def test_a_file_without_permission_is_refused(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"data")
    (tmp_path / "a").chmod(0)
    assert refusal(FileSource("a", tmp_path / "a")).message == "no permission to read it"


@pytest.mark.parametrize("size", [0, 10, HEAD, 2 * BLOCK])
def test_a_stream_is_read_whole_after_a_look_at_its_head(size: int):
    data = os.urandom(size).replace(b"\x1f\x8b", b"..")
    source = StreamSource("<stdin>", io.BytesIO(data))
    assert source.head() == data[:HEAD]
    assert source.read() == data


def test_a_stream_over_the_limit_is_refused():
    with pytest.raises(InputError, match="larger than"):
        StreamSource("<stdin>", io.BytesIO(b"x" * 2000), TINY).read()
