"""Blocks of bytes for the formats that are read a stretch at a time: as UTF-8, cut at line ends."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from banlint.errors import InputError
from banlint.model import Problem
from banlint.reading.decoding import encoding_of


def utf8_blocks(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """`blocks` without their byte order mark; what a mark says is UTF-16 or UTF-32 becomes UTF-8.

    Raises `InputError` where that fails. Without a mark the bytes are passed on as they are.
    """
    first = next(blocks, b"")
    while first and len(first) < 4 and (more := next(blocks, b"")):
        first += more
    encoding, mark = encoding_of(first)
    if encoding == "utf-8":
        yield first[mark:]
        yield from blocks
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        yield decoder.decode(first[mark:]).encode()
        for block in blocks:
            yield decoder.decode(block).encode()
        decoder.decode(b"", final=True)
    except UnicodeError:
        raise InputError(
            f"not the {encoding.upper()} that its first bytes say", "save the file as UTF-8", name
        ) from None


def whole_lines(blocks: Iterator[bytes], most: int, *, bare_cr: bool = False) -> Iterator[bytes | None]:
    """`blocks` cut after line ends, only the last lacking one; None is a line of over `most` bytes, which is left out.

    Lines end with LF, or CR LF; with `bare_cr`, with a CR alone too.
    """
    held: list[bytes] = []
    size = 0
    for block in blocks:
        cut = _cut(block, bare_cr=bare_cr)
        if not cut:
            size += len(block)
            # Past the limit the line is not kept, only that there was one.
            held = [] if size > most else [*held, block]
            continue
        if size + _first(block, bare_cr=bare_cr) > most:
            yield None
            start = _first(block, bare_cr=bare_cr)
            if start < cut:
                yield block[start:cut]
        else:
            yield b"".join((*held, memoryview(block)[:cut]))
        held = [block[cut:]]
        size = len(block) - cut
    if size > most:
        yield None
    elif size:
        yield b"".join(held)


def _cut(block: bytes, *, bare_cr: bool) -> int:
    """Past the last line end; a CR that ends the block may be half of one."""
    feed = block.rfind(b"\n") + 1
    return max(feed, block.rfind(b"\r", 0, len(block) - 1) + 1) if bare_cr and not feed else feed


def _first(block: bytes, *, bare_cr: bool) -> int:
    """Past the first line end."""
    feed = block.find(b"\n") + 1
    return block.find(b"\r") + 1 if bare_cr and not feed else feed


def too_long(line: int, most: int, name: str) -> Problem:
    """A line left out for its length."""
    return Problem(
        "input", f"a line of more than {most >> 20} MiB", "split it, or raise the record size limit", name, line, 1
    )
