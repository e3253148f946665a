"""The command, run in this process with its streams caught, or whole in one of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from banlint.cli.main import main

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def banlint(capfd, tmp_path, monkeypatch):
    """Runs `banlint` in an empty folder outside any repository."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        capfd.readouterr()
        status = main([str(one) for one in arguments])
        return Ran(status, *capfd.readouterr())

    return run


@pytest.fixture
def process(tmp_path):
    """Runs `banlint` as a process, in an empty folder."""

    def run(*arguments, **more):
        environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI")}
        environment |= {"PYTHONPATH": str(ROOT / "src")} | more.pop("environment", {})
        command = [sys.executable, "-m", "banlint", *map(str, arguments)]
        given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": tmp_path, "env": environment} | more
        return subprocess.run(command, check=False, **given)

    return run


@pytest.fixture
def banned(tmp_path):
    """An inventory with one device that every US federal contractor is barred from."""
    path = tmp_path / "banned.yaml"
    path.write_text("assets:\n  - name: router-1\n    manufacturer: Huawei\n    model: AR6120\n")
    return path


@pytest.fixture
def clean(tmp_path):
    """An inventory that no ban covers."""
    path = tmp_path / "clean.yaml"
    path.write_text("assets:\n  - name: router-1\n    manufacturer: Cisco\n    model: ISR 4331\n")
    return path


@pytest.fixture
def broken(tmp_path):
    """A file that is no JSON."""
    path = tmp_path / "broken.json"
    path.write_text('{"assets": [')
    return path
