"""The documentation tool of this checkout, as a module."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("banlint_docs", ROOT / "tools/docs.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)


@pytest.fixture(scope="session")
def docs():
    return _module


def pytest_generate_tests(metafunc):
    """One test for each page, and for each block of commands on any."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", _module.PAGES, ids=lambda page: page.name)
    if "session" in metafunc.fixturenames:
        found = [(page.name, steps) for page in _module.PAGES for steps in _module.sessions(page.read_text("utf-8"))]
        names = [f"{name}: {steps[0].command.strip()[:60]}" for name, steps in found]
        metafunc.parametrize("session", [steps for _, steps in found], ids=names)
