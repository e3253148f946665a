"""Each page of docs/inventories holds an example and what is read of it; both are held to be true here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.beside import assets_of
from banlint.inventories.choosing import choose
from banlint.inventories.family import every
from banlint.model import Asset, Document, Problem
from banlint.reading.choose import reader_for
from banlint.reading.source import BytesSource

PAGES = Path(__file__).parents[2] / "docs" / "inventories"
_EXAMPLE = re.compile(
    r"<!-- example: (?P<shape>\S+) (?P<file>\S+) -->\n+```\w*\n(?P<text>.*?)```\n.*?```text\n(?P<read>.*?)```",
    re.DOTALL,
)


def examples() -> Iterator[object]:
    for page in sorted(PAGES.glob("*.md")):
        for found in _EXAMPLE.finditer(page.read_text(encoding="utf-8")):
            yield pytest.param(found, id=f"{page.stem}-{found['file']}")


def lines(asset: Asset) -> Iterator[str]:
    yield asset.name + (f", part of {asset.parent}" if asset.parent else "")
    for one in asset.identifiers:
        yield f"  {one.role}: {one.value}  ({one.field})"
    for name, fact in asset.facts.items():
        yield f"  {name}: {fact.value}  ({fact.field})"


def understood(shape: str, file: str, text: str) -> list[str]:
    source = BytesSource(file, text.encode())
    reader = reader_for(file, source.head())
    assert reader is not None
    said = []
    for document in reader.read(source):
        assert not isinstance(document, Problem), document
        said += _document(shape, file, document)
    return said


def _document(shape: str, file: str, document: Document) -> list[str]:
    adapter = next(chosen for one in ADAPTERS if (chosen := choose(one, document.data, file)))
    assert adapter.name == shape
    said = []
    for asset in assets_of(adapter, document.data):
        said += lines(asset)
        for one in asset.identifiers:
            document.locate(one.path)
    return said


@pytest.mark.parametrize("example", list(examples()))
def test_the_example_of_a_page_is_read_as_the_page_says(example: re.Match[str]):
    assert understood(example["shape"], example["file"], example["text"]) == example["read"].splitlines()


def test_every_shape_has_a_page_and_every_page_is_linked():
    written = "".join(page.read_text(encoding="utf-8") for page in PAGES.glob("*.md"))
    index = (PAGES.parent / "inventories.md").read_text(encoding="utf-8")
    # Our own shape and the guessing one are on the page of all of them.
    missing = [one.name for one in every(ADAPTERS) if f"`{one.name}`" not in written + index]
    assert not missing
    assert [page.name for page in PAGES.glob("*.md") if f"inventories/{page.name}" not in index] == []
