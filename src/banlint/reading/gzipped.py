"""Bytes packed by gzip, unpacked a block at a time so that a small file cannot become a large memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from banlint.errors import InputError

_WITH_GZIP_HEADER = 31


def unpack(first: bytes, rest: Iterator[bytes], name: str, block: int, *, partial: bool = False) -> Iterator[bytes]:
    """What `first` and `rest` unpack to, in blocks of at most `block` bytes; members follow each other.

    `partial`: the data may end early. Raises `InputError` where they are damaged.
    """
    member = zlib.decompressobj(_WITH_GZIP_HEADER)
    data = first
    try:
        while data:
            if member.eof:
                if not data.strip(b"\0"):
                    break
                member = zlib.decompressobj(_WITH_GZIP_HEADER)
            # The input may be used up with output still waiting inside.
            while unpacked := member.decompress(data, block):
                yield unpacked
                data = member.unconsumed_tail
            data = (member.unused_data if member.eof else b"") or next(rest, b"")
    except zlib.error:
        raise InputError("damaged gzip data", "pack it again", name) from None
    if not (member.eof or partial):
        raise InputError("gzip data that ends early", "copy it again, whole", name)
