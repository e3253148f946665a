"""The small catalog and the engine over it, for every test of matching."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from banlint.catalog.index import Catalog
from banlint.match.engine import Engine

# Tests are imported by path, so a module they share has to be findable by name.
sys.path.insert(0, str(Path(__file__).parent))

from small_catalog import Found, build, engine_of


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return build()


@pytest.fixture(scope="session")
def engine(catalog: Catalog) -> Engine:
    return engine_of(catalog)


@pytest.fixture(scope="session")
def found(engine: Engine) -> Found:
    """Entity, basis and confidence of everything a value met."""
    return lambda role, value: {(str(m.entity), str(m.basis), str(m.confidence)) for m in engine.lookup(role, value)}
