"""The catalog is found in a checkout, an editable install and a wheel install; an emptied one is an error in each.

Dependencies are taken from the environment that runs the tests, so nothing is downloaded.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
IGNORED = shutil.ignore_patterns("__pycache__", "_catalog.bin", "_rules", ".*_cache")
REPORT = """
import json, sys, banlint
from banlint.catalog import load, rules_folder
made = load()
print(json.dumps({"info": dict(made.info), "rules": rules_folder().as_posix(), "package": banlint.__file__,
                  "regimes": sorted(made.regimes), "parsed": "yaml" in sys.modules}))
"""


def run(*command: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], check=False, capture_output=True, text=True, **options)


def must(*command: object, **options: object) -> str:
    done = run(*command, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_of_the_project(folder: Path) -> Path:
    folder.mkdir()
    for name in ("src", "rules", "tests", "docs", "examples", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name, ignore=IGNORED)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def build(project: Path, target: str, folder: Path) -> Path:
    must(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder, cwd=project, env=environment(folder))
    (made,) = folder.iterdir()
    return made


def environment(folder: Path) -> dict[str, str]:
    """No banlint but the installed one, and a cache of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "XDG_CACHE_HOME")}
    return kept | {"XDG_CACHE_HOME": str(folder.parent / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def fresh_python(folder: Path) -> Path:
    """The interpreter of a new virtual environment that sees our dependencies after its own packages."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    purelib = must(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(purelib) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def install(python: Path, *what: object) -> None:
    must(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--no-build-isolation", "-I", *what,
         env=environment(python.parents[1]))  # fmt: skip


def report(python: Path, folder: Path) -> dict:
    return json.loads(must(python, "-c", REPORT, cwd=folder, env=environment(folder / "x")))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_the_project(tmp_path_factory.mktemp("checkout") / "banlint")


@pytest.fixture(scope="module")
def wheel(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(project, "wheel", tmp_path_factory.mktemp("wheel"))


def test_two_builds_of_the_wheel_are_equal(project: Path, wheel: Path, tmp_path: Path):
    again = build(project, "wheel", tmp_path / "again")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_the_wheel_holds_the_index_and_every_rule(project: Path, wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {path.relative_to(project / "rules").as_posix() for path in (project / "rules").rglob("*.*")}
    assert "banlint/_catalog.bin" in names
    assert {f"banlint/_rules/{name}" for name in rules} <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "rules/"))]


def test_the_wheel_holds_the_files_of_the_html_report(project: Path, wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    parts = [
        path for kind in ("html", "css", "js") for path in (project / "src/banlint/reporting/html").rglob(f"*.{kind}")
    ]
    assert len(parts) > 10
    assert {path.relative_to(project / "src").as_posix() for path in parts} <= names


def test_the_source_archive_builds_the_same_wheel(project: Path, wheel: Path, tmp_path: Path):
    archive = build(project, "sdist", tmp_path / "sdist")
    with tarfile.open(archive) as members:
        members.extractall(tmp_path / "unpacked", filter="data")
    (folder,) = (tmp_path / "unpacked").iterdir()
    present = {path.name for path in folder.iterdir()}
    assert {"src", "rules", "tests", "docs", "examples", "benchmarks", "hatch_build.py", "LICENSE"} <= present
    again = build(folder, "wheel", tmp_path / "wheel")
    with zipfile.ZipFile(again) as one, zipfile.ZipFile(wheel) as other:
        assert one.read("banlint/_catalog.bin") == other.read("banlint/_catalog.bin")


def test_a_wheel_install_finds_its_own_catalog(project: Path, wheel: Path, tmp_path: Path):
    python = fresh_python(tmp_path / "venv")
    install(python, wheel)
    found = report(python, tmp_path)
    assert found["package"].startswith(str(tmp_path / "venv"))
    assert found["rules"] == (Path(found["package"]).parent / "_rules").as_posix()
    assert not found["parsed"]
    assert found["regimes"] == sorted(path.stem for path in (project / "rules/regimes").rglob("*.yaml"))

    (Path(found["package"]).parent / "_catalog.bin").write_bytes(b"")
    failed = run(python, "-c", REPORT, cwd=tmp_path, env=environment(tmp_path / "x"))
    assert "PackError: the compiled catalog is not an index of banlint" in failed.stderr


def test_an_editable_install_reads_the_checkout(wheel: Path, tmp_path: Path):
    project = copy_of_the_project(tmp_path / "banlint")
    python = fresh_python(tmp_path / "venv")
    install(python, "-e", project)
    found = report(python, tmp_path)
    assert found["package"] == str(project / "src/banlint/__init__.py")
    assert found["rules"] == (project / "rules").as_posix()
    assert not report(python, tmp_path)["parsed"]

    manifest = project / "rules/pack.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("version: ", "version: 1"), encoding="utf-8")
    changed = report(python, tmp_path)
    assert changed["info"]["version"] == "1" + found["info"]["version"]

    for folder in ("regimes", "papers"):
        shutil.rmtree(project / "rules" / folder)
    failed = run(python, "-c", REPORT, cwd=tmp_path, env=environment(tmp_path / "x"))
    assert "PackError: the catalog is empty" in failed.stderr


def test_a_checkout_reads_its_own_rules(wheel: Path, project: Path, tmp_path: Path):
    found = json.loads(
        must(sys.executable, "-c", REPORT, env=environment(tmp_path / "x") | {"PYTHONPATH": str(project / "src")})
    )
    assert found["rules"] == (project / "rules").as_posix()
    assert found["info"]["regimes"] > 0


def test_a_checkout_without_rules_is_an_error(tmp_path: Path):
    project = copy_of_the_project(tmp_path / "banlint")
    shutil.rmtree(project / "rules")
    failed = run(sys.executable, "-c", REPORT, env=environment(tmp_path / "x") | {"PYTHONPATH": str(project / "src")})
    assert "PackError: banlint's own rules are missing" in failed.stderr


def test_a_wheel_without_rules_cannot_be_built(tmp_path: Path):
    project = copy_of_the_project(tmp_path / "banlint")
    shutil.rmtree(project / "rules/entities")
    failed = run(
        sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=project, env=environment(tmp_path / "x")
    )
    assert failed.returncode != 0
    assert "PackError" in failed.stderr
