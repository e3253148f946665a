"""The compiled file."""

from __future__ import annotations

import pytest

from banlint.catalog.store import _HEADER, Index, pack_index
from banlint.errors import PackError

HOT = {"names": {"b": (("acme", "alias"),), "a": ()}, "info": {"name": "x"}}
LAW = {"entities": {"acme": {"id": "acme", "names": [{"text": "é"}]}}}


def test_what_is_written_is_read():
    index = Index(pack_index(HOT, LAW))
    assert index.hot() == HOT
    assert index.law() == LAW


def test_the_order_of_tables_does_not_change_the_bytes():
    turned = {"info": {"name": "x"}, "names": {"a": (), "b": (("acme", "alias"),)}}
    assert pack_index(turned, LAW) == pack_index(HOT, LAW)


@pytest.mark.parametrize("position", range(0, len(pack_index(HOT, LAW)), 3))
def test_a_changed_byte_is_found(position: int):
    content = bytearray(pack_index(HOT, LAW))
    content[position] ^= 0x41
    with pytest.raises(PackError, match="compiled catalog"):
        Index(bytes(content)).verify()


@pytest.mark.parametrize("length", [0, 5, _HEADER.size - 1, _HEADER.size, _HEADER.size + 9])
def test_a_cut_file_is_found(length: int):
    with pytest.raises(PackError, match="compiled catalog"):
        Index(pack_index(HOT, LAW)[:length]).verify()


def test_damage_to_the_law_is_found_when_it_is_read():
    index = Index(pack_index(HOT, LAW)[:-1] + b"?")
    index.hot()
    with pytest.raises(PackError, match="is damaged"):
        index.law()
