"""What a check of one file loads: start-up is felt at every commit, and one careless import undoes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from banlint.cli.main import main
status = main(sys.argv[1:])
print(status, *sys.modules, file=sys.stderr)
"""
NEVER = {
    "concurrent.futures", "csv", "dataclasses", "difflib", "hashlib", "importlib.metadata", "inspect", "json",
    "jsonschema", "msgspec", "multiprocessing", "pathlib", "pathspec", "platformdirs", "pluggy", "re2", "rich",
    "subprocess", "tempfile", "tomllib", "traceback",
    "banlint.plugins.hookspecs", "banlint.catalog.folders", "banlint.catalog.compile", "banlint.run.workers",
    "banlint.run.cache", "banlint.run.cachefile", "banlint.run.cachekey", "banlint.run.cacheentry", "banlint.cli.caching",
    "banlint.run.screen", "banlint.reading.table", "banlint.reading.jsontext", "banlint.cli.progress",
}  # fmt: skip
"""What a clean YAML file without model numbers has no use for. (Model numbers take `re2`.)"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with banlint as a wheel lays it out: the package and the compiled catalog in it."""
    from banlint.catalog import rules_folder
    from banlint.catalog.compile import compile_packs
    from banlint.catalog.files import read_folder

    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(ROOT / "src/banlint", folder / "banlint", ignore=shutil.ignore_patterns("__pycache__"))
    rules = read_folder(rules_folder())
    (folder / "banlint/_catalog.bin").write_bytes(compile_packs([rules], rules))
    return folder


@pytest.fixture
def loaded(installed, tmp_path):
    """Runs `banlint` in a process; its status and the modules it had loaded at the end."""

    def run(*arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment["PYTHONPATH"] = os.pathsep.join((str(installed), *filter(None, sys.path)))
        command = [sys.executable, "-S", "-c", SCRIPT, *map(str, arguments)]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=tmp_path, env=environment)
        status, *modules = done.stderr.splitlines()[-1].split()
        return int(status), set(modules)

    return run


@pytest.fixture
def write(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text)
        return name

    return write


def test_a_clean_check_loads_nothing_heavy(loaded, write):
    status, modules = loaded("check", write("clean.yaml", "assets:\n  - name: a\n    manufacturer: Example Devices\n"))
    assert status == 0
    assert modules & NEVER == set()


def test_a_check_of_json_needs_no_yaml(loaded, write):
    status, modules = loaded("check", write("clean.json", '[{"name": "a", "manufacturer": "Example Devices"}]\n'))
    assert status == 0
    assert "yaml" not in modules


def test_a_settings_file_is_what_loads_tomllib(loaded, write):
    write("banlint.toml", 'format = "text"\n')
    status, modules = loaded("check", write("clean.yaml", "manufacturer: Example Devices\n"))
    assert status == 0
    assert "tomllib" in modules


MODEL = {"banlint.model", "banlint.model.assets", "banlint.model.judgement", "banlint.model.runs"}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_next_to_nothing_of_ours(loaded, option):
    status, modules = loaded(option)
    assert status == 0
    assert {name for name in modules if name.startswith("banlint.")} - MODEL <= {
        "banlint.cli", "banlint.cli.main", "banlint.cli.terminal", "banlint.run", "banlint.run.status", "banlint.named",
        "banlint.hints",
        "banlint.catalog", "banlint.catalog.load", "banlint.catalog.store",
    }  # fmt: skip
    assert modules & (NEVER | {"argparse", "yaml"}) == set()
