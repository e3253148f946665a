"""The pages of regimes and companies are what the rules say now; `make docs` brings them up to date."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def generator():
    """`tools/generate_docs.py` as a module."""
    spec = importlib.util.spec_from_file_location("generate_docs", ROOT / "tools/generate_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages(generator):
    return generator.pages()


def test_the_pages_are_current(generator, pages):
    assert generator.behind(pages) == [], "`make docs` mends it"


def test_there_is_a_page_for_every_regime_and_every_company_with_a_file(pages):
    for folder, kind in (("rules/regimes", "regimes"), ("rules/entities", "entities")):
        files = {path.stem for path in (ROOT / folder).rglob("*.yaml")}
        made = {Path(name).stem for name in pages if name.startswith(f"docs/{kind}/")}
        assert made == files | {"index"}


def test_every_page_is_in_its_index(pages):
    for name in pages:
        folder, _, file = name.rpartition("/")
        assert file == "index.md" or f"]({file})" in pages[f"{folder}/index.md"]


def test_a_page_says_nothing_of_the_day_it_was_made(generator, pages, monkeypatch):
    monkeypatch.setattr("banlint.api.clock.today", lambda: "1999-01-01")
    assert generator.pages() == pages
    assert not any("sha256" in text for text in pages.values())
