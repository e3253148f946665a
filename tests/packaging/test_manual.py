"""An installed banlint has its manual pages where `man` looks, in an environment as in a system."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from banlint.cli.main import COMMANDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def test_installing_the_wheel_installs_the_pages(tmp_path):
    given = {"capture_output": True, "env": {**os.environ, "PYTHONPATH": ""}}
    project = tmp_path / "banlint"
    project.mkdir()
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__", "_catalog.bin"))
    for name in ("hatch_build.py", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], check=True, cwd=project, **given
    )
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv")
    into = ["--python", str(tmp_path / "venv"), "install", "-q", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *into], check=True, cwd=tmp_path, **given
    )
    pages = {path.name for path in (tmp_path / "venv/share/man/man1").iterdir()}
    assert pages == {"banlint.1", *(f"banlint-{name}.1" for name in COMMANDS)}
