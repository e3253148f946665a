"""pre-commit itself, in a scratch repository: environments are built from this checkout, so pip has to reach an index."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
pytest.importorskip("pre_commit", reason="pre-commit is not installed here")

ROOT = Path(__file__).resolve().parents[2]
BAD = "assets:\n  - name: gate-camera\n    manufacturer: Huawei\n    model: AR6120\n"
GOOD = "assets:\n  - name: gate-camera\n    manufacturer: Axis Communications\n    model: P3265-LVE\n"
WAIVERS = """\
waivers:
  - {asset: waived-camera, manufacturer: Huawei, regime: us-*, authority: dni, owner: me, reason: why, from: 2020-01-01,
     until: 2098-12-31}
"""
NOBODY = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.invalid"}
NOBODY |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in NOBODY.items()}


def environment(folder):
    """Without what git and Python of the caller would force on the scratch repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    return kept | NOBODY | {"PRE_COMMIT_HOME": str(folder / "pre-commit-home"), "PRE_COMMIT_COLOR": "never"}


def run(folder, *command, timeout=300):
    return subprocess.run(
        [*map(str, command)], cwd=folder / "scratch", env=environment(folder), check=False, timeout=timeout,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip


def pre_commit(folder, *arguments):
    return run(folder, sys.executable, "-m", "pre_commit", *arguments)


def git(folder, *arguments):
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stdout
    return done.stdout.strip()


@pytest.fixture(scope="module", autouse=True)
def can_build(tmp_path_factory):
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit builds from a git repository, and this is none")
    probe = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0", "--timeout", "15"]
    probe += ["-d", str(tmp_path_factory.mktemp("probe")), "hatchling>=1.26"]
    if subprocess.run(probe, check=False, capture_output=True, timeout=120).returncode:
        pytest.skip("pip reaches no package index, and pre-commit builds its environments with it")


@pytest.fixture
def scratch(tmp_path):
    """The folder around a new git repository called `scratch`."""
    (tmp_path / "scratch").mkdir()
    git(tmp_path, "init", "-q", "-b", "main")
    write(tmp_path, "README.md", "no hardware here\n")
    write(tmp_path, "settings.yaml", "port: 22\n")
    git(tmp_path, "commit", "-q", "-m", "begin")
    return tmp_path


def write(folder, name, text):
    (folder / "scratch" / name).write_text(text)
    git(folder, "add", name)


def results(output):
    """What pre-commit says of each hook: its name to `Passed`, `Failed` or `Skipped`."""
    lines = (line for line in output.splitlines() if line.startswith("banlint") and "..." in line)
    return {line.split("...")[0]: line.rpartition(".")[2].rpartition(")")[2] for line in lines}


def test_a_good_commit_passes_and_the_whole_inventory_shows_an_old_bad_file(scratch):
    write(scratch, "old.yaml", BAD)
    git(scratch, "commit", "-q", "-m", "before there was a hook")
    write(scratch, "new.yaml", GOOD)
    done = pre_commit(scratch, "try-repo", ROOT)
    assert results(done.stdout) == {"banlint": "Passed", "banlint (whole inventory)": "Failed"}, done.stdout
    assert "old.yaml:3:19  prohibited" in done.stdout


def test_a_bad_commit_is_refused(scratch):
    write(scratch, "new.yaml", BAD)
    done = pre_commit(scratch, "try-repo", ROOT, "banlint")
    assert done.returncode == 1, done.stdout
    assert results(done.stdout) == {"banlint": "Failed"}
    assert "new.yaml:3:19  prohibited" in done.stdout
    assert "- exit code: 1" in done.stdout


def test_what_the_settings_leave_out_is_left_out_though_pre_commit_names_it(scratch):
    for folder in ("archive", "live"):
        (scratch / "scratch" / folder).mkdir()
    write(scratch, "banlint.toml", 'exclude = ["archive/"]\nwaivers = "waivers.yaml"\n')
    write(scratch, "waivers.yaml", WAIVERS)
    write(scratch, "archive/old.yaml", BAD)
    write(scratch, "live/new.yaml", BAD.replace("gate-camera", "waived-camera"))
    done = pre_commit(scratch, "try-repo", ROOT)
    assert done.returncode == 0, done.stdout
    assert results(done.stdout) == {"banlint": "Passed", "banlint (whole inventory)": "Passed"}


def test_a_commit_of_more_names_than_a_command_line_holds_is_checked_whole(scratch):
    """pre-commit hands them over in batches: a finding in the first, or in the last, is a finding."""
    folder = "f" * 200
    (scratch / "scratch" / folder).mkdir()
    for count in range(1200):
        text = BAD if count in (0, 1199) else GOOD
        (scratch / "scratch" / folder / f"{count:04}.yaml").write_text(text)
    git(scratch, "add", ".")
    done = pre_commit(scratch, "try-repo", ROOT, "banlint")
    assert done.returncode == 1, done.stdout
    assert "0000.yaml:3:19  prohibited" in done.stdout
    assert "1199.yaml:3:19  prohibited" in done.stdout
    counts = [int(line.split()[3]) for line in done.stdout.splitlines() if " assets in " in line]
    assert len(counts) > 1
    # The settings that the repository began with are a file of YAML too.
    assert sum(counts) == 1200


def test_a_repository_with_no_inventories_passes(scratch):
    write(scratch, "settings.yaml", "port: 23\n")
    done = pre_commit(scratch, "try-repo", ROOT)
    assert done.returncode == 0, done.stdout
    assert results(done.stdout) == {"banlint": "Passed", "banlint (whole inventory)": "Passed"}


def test_installed_it_stops_the_commit_itself_and_packs_are_checked_on_request(scratch):
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    packs = "{id: banlint-packs, args: [pack]}"
    repo = f"repos:\n- repo: {ROOT}\n  rev: {head.strip()}\n  hooks: [{{id: banlint}}, {packs}]\n"
    write(scratch, ".pre-commit-config.yaml", repo)
    assert pre_commit(scratch, "install").returncode == 0
    write(scratch, "new.yaml", BAD)
    refused = run(scratch, "git", "commit", "-m", "bad")
    assert refused.returncode == 1, refused.stdout
    assert "new.yaml:3:19  prohibited" in refused.stdout
    assert git(scratch, "log", "--format=%s") == "begin"
    write(scratch, "new.yaml", GOOD)
    passed = run(scratch, "git", "commit", "-m", "good")
    assert passed.returncode == 0, passed.stdout
    assert git(scratch, "log", "--format=%s", "-1") == "good"

    (scratch / "scratch/pack").mkdir()
    write(scratch, "pack/pack.yaml", "name: house\ntitle: House\nversion: 1.0.0\nedition: 2026-01-01\naliasses: []\n")
    found = pre_commit(scratch, "run", "--hook-stage", "manual", "banlint-packs")
    assert found.returncode == 1, found.stdout
    assert "pack/pack.yaml" in found.stdout
    assert "aliasses" in found.stdout
