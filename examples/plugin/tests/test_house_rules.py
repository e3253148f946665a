"""The plugin, run by the real command. Install it first: `pip install .`"""

import json
import subprocess
import sys
from pathlib import Path

INVENTORY = """\
assets:
  - {name: cam-1, manufacturer: Acme Cameras, serial: A-17}
  - {name: cam-2, manufacturer: Acme Cameras}
"""


def banlint(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "banlint", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


def test_equipment_without_a_serial_number_is_watched(tmp_path: Path) -> None:
    (tmp_path / "lab.yaml").write_text(INVENTORY)
    run = banlint("check", "--format", "jsonl", "lab.yaml", folder=tmp_path)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(one["regime"], one["verdict"], one["asset"]["name"]) for one in found] == [
        ("house-no-serial", "watch", "cam-2")
    ]
    assert run.returncode == 0


def test_findings_can_be_had_for_a_spreadsheet(tmp_path: Path) -> None:
    (tmp_path / "lab.yaml").write_text(INVENTORY)
    run = banlint("check", "--format", "tsv", "lab.yaml", folder=tmp_path)
    assert run.stdout.splitlines() == [
        "path\tline\tverdict\tregime\tasset",
        "lab.yaml\t3\twatch\thouse-no-serial\tcam-2",
    ]


def test_the_report_for_people_ends_with_whom_to_ask(tmp_path: Path) -> None:
    (tmp_path / "lab.yaml").write_text(INVENTORY)
    run = banlint("check", "lab.yaml", folder=tmp_path)
    assert run.stdout.splitlines()[-1] == "questions: ask the equipment desk"
