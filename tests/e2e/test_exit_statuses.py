"""The table of exit statuses, each row run through the installed command."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = shutil.which("banlint", path=sysconfig.get_path("scripts"))
BANNED = "assets:\n  - name: router-1\n    manufacturer: Huawei\n    model: AR6120\n"
CLEAN = "assets:\n  - name: router-1\n    manufacturer: Cisco\n    model: ISR 4331\n"
UNCERTAIN = "assets:\n  - name: camera-1\n    manufacturer: Dahua\n    category: camera\n"
WAIVERS = """\
waivers:
  - {asset: router-1, regime: us-*, authority: dni, owner: me, reason: why, from: 2020-01-01, until: 2098-12-31}
"""
FAILS = "raise ValueError('broken')\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not COMMAND, reason="the banlint command is not installed beside this Python"),
]

ROWS = [
    # what is in the folder, the arguments of `check`, the status
    ("clean.yaml", "clean.yaml", 0),
    ("clean.yaml", ".", 0),
    ("banned.yaml", "--fail-on watch .", 0),
    ("banned.yaml", "--as-of 2018-08-12 .", 0),
    ("banned.yaml", "--select us-bis-entity-list --profile us-exporter .", 0),
    ("banned.yaml", "--exit-zero .", 0),
    ("settings.yaml", "--allow-empty .", 0),
    ("", "--allow-empty .", 0),
    ("suppressed.yaml", ".", 0),
    ("suppressed.yaml", "--no-waivers .", 1),
    ("suppressed.yaml", "--as-of 2099-01-01 .", 1),
    ("banned.yaml waivers.yml", "--waivers waivers.yml .", 0),
    ("banned.yaml", "banned.yaml", 1),
    ("banned.yaml clean.yaml settings.yaml", ".", 1),
    ("banned.yaml", "--format json .", 1),
    ("banned.yaml", "--allow-empty .", 1),
    ("uncertain.yaml", ".", 1),
    ("uncertain.yaml", "--fail-on prohibited .", 0),
    ("uncertain.yaml", "--fail-on prohibited --purpose public-safety .", 1),
    ("banned.yaml", "--select us-bis-entity-list --profile us-exporter --fail-on restricted .", 1),
    ("clean.yaml broken.json", "--waivers broken.json clean.yaml", 2),
    ("clean.yaml broken.json", "--baseline broken.json clean.yaml", 2),
    ("clean.yaml", "--waivers no-such-file clean.yaml", 2),
    ("clean.yaml", "--policy-from main clean.yaml", 2),
    ("broken.json", ".", 2),
    ("broken.json banned.yaml", ".", 2),
    ("broken.json banned.yaml", "--exit-zero .", 2),
    ("broken.json", "--allow-empty .", 2),
    ("clean.yaml", "clean.yaml no-such-file.yaml", 2),
    ("clean.yaml", "--no-such-option .", 2),
    ("clean.yaml", "--profile nobody .", 2),
    ("clean.yaml", "--as-of tomorrow .", 2),
    ("clean.yaml banlint.toml", ".", 2),
    ("clean.yaml banlint.toml", "--isolated .", 0),
    ("clean.yaml", "--pack no-such-pack .", 2),
    ("clean.yaml", "-o json=no-such-folder/report.json .", 2),
    ("clean.yaml", "-p no_such_plugin .", 2),
    ("banned.yaml fails.py", "-p fails banned.yaml", 2),
    ("clean.yaml", "--expect-assets-min 1 .", 0),
    ("clean.yaml", "--expect-assets-min 2 .", 2),
    ("", "--expect-assets-min 1 --allow-empty .", 2),
    ("clean.yaml", "--limit file_bytes=10 .", 2),
    ("clean.yaml", "--limit file_bytes=1GiB .", 0),
    ("clean.yaml", "--limit no_such_limit=1 .", 2),
    ("settings.yaml", ".", 3),
    ("settings.yaml", "--exit-zero .", 3),
    ("", ".", 3),
]
FILES = {
    "clean.yaml": CLEAN,
    "banned.yaml": BANNED,
    "uncertain.yaml": UNCERTAIN,
    "suppressed.yaml": BANNED.replace("Huawei", "Huawei  # banlint: ignore[us-*] until=2098-12-31 -- why"),
    "waivers.yml": WAIVERS,
    "settings.yaml": "port: 22\n",
    "broken.json": '{"assets": [',
    "banlint.toml": 'profiel = "us-dod"\n',
    "fails.py": FAILS,
}


def environment(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NO_COLOR"))}
    return kept | {"PYTHONPATH": str(folder)}


def run(folder, *arguments, **more):
    given = {"cwd": folder, "env": environment(folder), "stdin": subprocess.DEVNULL, "encoding": "utf-8"}
    return subprocess.run([COMMAND, *arguments], check=False, capture_output=True, timeout=60, **given | more)


@pytest.mark.parametrize(("files", "arguments", "status"), ROWS, ids=lambda one: str(one) or "nothing")
def test_the_status_is_the_one_promised(tmp_path, files, arguments, status):
    for name in files.split():
        (tmp_path / name).write_text(FILES[name])
    done = run(tmp_path, "check", *arguments.split())
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if status >= 2:
        assert "problem: " in done.stderr
    if "banned.yaml" in files and status == 2:
        assert "router-1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ("--version", 0),
        ("--help", 0),
        ("", 2),
        ("chek", 2),
        ("identify 44:19:b6:0a:11:f2", 0),
        ("identify nobody-at-all", 0),
        ("identify", 2),
        ("explain us-ndaa-2019-889b", 0),
        ("explain no-such-thing", 2),
        ("rules", 0),
        ("plugins", 0),
        ("test", 0),
        ("test no-such-pack", 2),
    ],
)
def test_the_other_commands_end_with_0_or_2(tmp_path, arguments, status):
    done = run(tmp_path, *arguments.split())
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise there")
def test_an_interrupt_is_130_without_a_traceback(tmp_path):
    process = subprocess.Popen(
        [COMMAND, "check", "-"], cwd=tmp_path, env=environment(tmp_path), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # As at a terminal: a shell that runs the suite in the background has its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 no thread runs here
    )  # fmt: skip
    process.stdin.write(b'{"a": 1}\n' * 1000)
    process.stdin.flush()
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_an_empty_catalog_is_never_a_pass(tmp_path):
    for name in ("src", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_catalog.bin"))
    for folder in ("regimes", "papers"):
        shutil.rmtree(tmp_path / "rules" / folder)
    (tmp_path / "clean.yaml").write_text(CLEAN)
    code = "import sys; from banlint.cli.main import main; sys.exit(main(['check', '--allow-empty', 'clean.yaml']))"
    given = environment(tmp_path / "src") | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=given, check=False, capture_output=True, text=True
    )
    assert done.returncode == 2, done.stdout + done.stderr
    assert "the catalog is empty" in done.stderr


def test_the_table_of_the_documentation_has_no_status_that_is_not_run_here():
    text = (ROOT / "docs/exit-status.md").read_text("utf-8")
    shown = {int(status) for status in re.findall(r"\| (\d+) \|$", text, re.MULTILINE)}
    assert shown == {status for *_, status in ROWS} | {130, 141}
