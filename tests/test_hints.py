"""`banlint.hints` stands in for `typing`: for type checkers it is that, and a program can do with what it has."""

import ast
import subprocess
import sys
import typing
from pathlib import Path

import pytest

from banlint import hints

NAMES = sorted(
    alias.name
    for node in ast.walk(ast.parse(Path(hints.__file__).read_text()))
    if isinstance(node, ast.ImportFrom) and node.module == "typing"
    for alias in node.names
)


def test_every_name_is_one_of_typing_and_is_there_when_a_program_runs():
    assert "Protocol" in NAMES
    for name in NAMES:
        assert hasattr(typing, name)
        assert hasattr(hints, name)


def test_what_it_makes_is_what_it_was_given():
    assert hints.NewType("Meters", int)(3) == 3
    assert hints.cast("str", 3) == 3
    assert hints.TYPE_CHECKING is False


def test_its_bases_can_be_told_of_what_they_hold_and_inherited_from():
    T = hints.TypeVar("T")

    class Shape(hints.Protocol):
        def area(self) -> float: ...

    class Box(hints.Generic[T]):
        held = 1

    class Square(Shape, Box[int]):
        pass

    assert Box[int].held == Square().held == 1


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="typing itself stands there from Python 3.14 on")
@pytest.mark.usefixtures("unmeasured")
def test_a_check_does_not_import_typing(tmp_path):
    (tmp_path / "a.yaml").write_text("manufacturer: Acme\nmodel: X1\n")
    code = "import sys; from banlint.cli.main import main; main(); print('typing' in sys.modules, file=sys.stderr)"
    for _ in range(2):  # the first may have to compile the rules
        ran = subprocess.run(
            [sys.executable, "-c", code, "check", "a.yaml"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert "1 asset in 1 file" in ran.stdout
    assert ran.stderr == "False\n"
