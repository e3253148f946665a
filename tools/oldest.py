"""Runs a quick part of the suite with the lowest versions that pyproject.toml allows, in an environment of its own.

    python tools/oldest.py [--python python3.11] [--newest] [TESTS ...]

Ends with 0 and says so where no package index is at hand: then nothing was tested. `--newest` takes the newest versions
instead, for trying another Python.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = [
    "tests/catalog/test_compile.py", "tests/catalog/test_pack.py", "tests/inventories/test_mapped.py",
    "tests/match/test_codes.py", "tests/match/test_models.py", "tests/plugins/test_manager.py",
    "tests/policy/test_addwaiver.py", "tests/policy/test_waiverfile.py", "tests/reading/test_jsonlines.py",
    "tests/reading/test_jsontext.py", "tests/reading/test_workbook.py", "tests/reading/test_yamltext.py",
    "tests/run/test_controls.py", "tests/run/test_discovery.py",
]  # fmt: skip
"""Where each library is used most: jsonschema, YAML, JSON, patterns, workbooks, paths, plugins, mappings."""
TOOLS = ["pytest", "hypothesis", "openpyxl"]
"""What the quick part needs of the tools for testing, in any version."""


def lowest(requirement: str) -> str:
    """A requirement with its lower bound as the only version: `a>=1` is `a==1`."""
    if not re.fullmatch(r"[A-Za-z0-9._\[\]-]+>=[0-9.]+", requirement):
        raise SystemExit(f"no lower bound that could be tested: {requirement}")
    return requirement.replace(">=", "==")


def requirements() -> list[str]:
    """What an installation asks for, with the extras that read more formats."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [*project["dependencies"], *extras["mapping"], *extras["xlsx"]]


def installed(python: str, wanted: list[str], folder: Path) -> Path | None:
    """An environment in `folder` with `wanted`, or nothing where no package index answers."""
    subprocess.run([python, "-m", "venv", "--clear", folder], check=True)
    own = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [own, "-m", "pip", "--quiet", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "download", "--no-deps", "-d", folder / "probe", "pluggy"], check=False).returncode:
        return None
    subprocess.run([*pip, "install", "--only-binary", ":all:", *wanted], check=True)
    return own


def main() -> int:
    """The status of the tests."""
    ask = argparse.ArgumentParser(description="Tests with the lowest versions allowed.")
    ask.add_argument("tests", nargs="*", default=QUICK)
    ask.add_argument("--python", default=sys.executable)
    ask.add_argument("--newest", action="store_true")
    given = ask.parse_args()
    wanted = requirements() if given.newest else [lowest(one) for one in requirements()]
    own = installed(given.python, [*wanted, *TOOLS], ROOT / "build" / ("newest" if given.newest else "oldest"))
    if own is None:
        print("skipped: no package index is at hand, so the lowest versions cannot be installed")
        return 0
    subprocess.run([own, "-m", "pip", "--disable-pip-version-check", "list", "--format", "freeze"], check=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [own, "-m", "pytest", "-q", "-m", "not slow", "-p", "no:cacheprovider", *given.tests]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
