"""The command in a process of its own, and inventories to hand it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BANNED = "assets:\n  - name: {name}\n    manufacturer: Huawei\n    model: AR6120\n"


@pytest.fixture
def environment(tmp_path_factory):
    """Nothing of the caller's but what Python needs; the cache of the user stays, for it holds the compiled rules."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME", "VIRTUAL_ENV") if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT / "src")}


@pytest.fixture
def command():
    return [sys.executable, "-P", "-m", "banlint"]


@pytest.fixture
def banlint(tmp_path, environment, command):
    """Runs `banlint` as a process in a folder of its own."""

    def run(*arguments, **more):
        given = {"cwd": tmp_path, "env": environment | more.pop("environment", {}), "timeout": 60} | more
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL} | given
        return subprocess.run([*command, *map(str, arguments)], check=False, **streams)

    return run


@pytest.fixture
def inventories(tmp_path):
    """Writes `count` inventories with a banned device each: `asset-0.yaml` holds `asset-0`, and so on."""

    def write(count, folder="inventories"):
        (tmp_path / folder).mkdir(exist_ok=True)
        for number in range(count):
            path = tmp_path / folder / f"asset-{number}.yaml"
            path.write_text(BANNED.format(name=f"asset-{number}"))
        return folder

    return write
