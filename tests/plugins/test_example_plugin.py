"""The example plugin, built, installed into a new environment and run by the installed command."""

import os
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "examples/plugin"


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    pytest.importorskip("hatchling", reason="the example is built with hatchling, which is not installed here")
    pip = pytest.importorskip("pip", reason="pip installs the example, and is not here")
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    # Everything banlint depends on comes from this environment; the plugin is installed into the new one.
    (own / "outer.pth").write_text(
        f"{ROOT / 'src'}\n{sysconfig.get_path('purelib')}\n{Path(pip.__file__).parents[1]}\n"
    )
    found = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [found, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index", PLUGIN]
    subprocess.run(install, check=True, capture_output=True, env=clean())
    return found


def clean():
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}


@pytest.mark.slow
def test_it_is_listed_with_its_distribution_and_hooks(python, tmp_path):
    command = [python, "-m", "banlint", "plugins"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=clean(), check=False)
    assert run.stderr == ""
    assert "house-rules (banlint_house_rules 1.0.0)\n  register_asset_checks\n  register_reporters\n" in run.stdout


@pytest.mark.slow
def test_its_own_tests_pass_against_the_installed_command(python, tmp_path):
    command = [
        python,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        "--rootdir",
        PLUGIN,
        PLUGIN / "tests",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env=clean(), check=False)
    assert run.returncode == 0, run.stdout
