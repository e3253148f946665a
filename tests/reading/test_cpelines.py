"""Lists of CPE names in plain text."""

from __future__ import annotations

import doctest

import pytest

from banlint.model import Document, Problem
from banlint.reading import cpelines, reader_for
from banlint.reading.source import BytesSource

LISTED = b"\xef\xbb\xbf# of the scan\r\n\r\n  cpe:2.3:h:acme:cam:-:*:*:*:*:*:*:*\r\ncpe:/o:acme:os\r\nnothing\r\n"


def read(data: bytes) -> Document:
    (document,) = cpelines.CpeLinesReader().read(BytesSource("cpes.txt", data))
    assert not isinstance(document, Problem)
    return document


@pytest.mark.parametrize("name", ["cpes.txt", "cpes", "-", "list.cpe"])
def test_a_text_that_begins_with_a_name_is_a_list(name: str):
    found = reader_for(name, LISTED)
    assert found is not None
    assert found.name == "cpe-lines"


@pytest.mark.parametrize("head", [b"", b"see cpe:/h:acme:cam\n", b"cpe: a word\n", b"cpe:/h:acme:cam is one\n"])
def test_a_text_that_only_speaks_of_names_is_none(head: bytes):
    assert reader_for("notes.txt", head) is None


def test_each_name_is_read_with_its_place():
    document = read(LISTED)
    assert document.data == ["cpe:2.3:h:acme:cam:-:*:*:*:*:*:*:*", "cpe:/o:acme:os"]
    first, second = (document.locate((index,)).span for index in range(2))
    assert (first.line, first.column, first.end_line) == (3, 3, 3)
    assert (second.line, second.column, second.end_column) == (4, 1, 15)


def test_the_example_of_the_module_is_true():
    assert doctest.testmod(cpelines).failed == 0
