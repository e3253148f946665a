"""Every promise of docs/guarantees.md names tests that are there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/guarantees.md").read_text("utf-8")


def named():
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_every_test_that_is_named_is_there():
    assert len(named()) > 30
    missing = [f"{path}::{name}" for path, name in named() if name not in functions(ROOT / path)]
    assert missing == []


def test_every_promise_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| promise"))]
    assert [row for row in rows if "::test_" not in row] == []
