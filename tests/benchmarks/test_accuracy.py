"""The accuracy benchmark runs, on a small sample of its own, and writes a page that can be read."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = """\
manufacturer,model,description,mac,cpe,other,vendor_key,banned_889,source,note
Hikvision,DS-2CD2143G0-I,,,,,hikvision,yes,own,
,DS-2CD2143G0-I,,44:19:b6:00:00:01,,,hikvision,yes,own,
,,,,,sysObjectID=1.3.6.1.4.1.39165.1,hikvision,yes,own,
,,,,,pci:19e5:0222,huawei,yes,own,
Unheard Of,Widget 7,,,,serial=7,hikvision,yes,own,a miss
Hikvision,Widget 8,,,,,none,no,own,a false hit
Aztech,DSL605E,,,,,none,no,own,
"""
TRUTH = [
    {"path": "a.yaml", "line": 3, "pointer": "/assets/0/manufacturer", "field": "manufacturer", "value": "Huawei",
     "vendor_key": "huawei", "kind": "manufacturer", "is_asset_of_vendor": True, "asset": "/assets/0", "primary": True,
     "certain": True, "note": ""},
    {"path": "a.yaml", "line": 6, "pointer": "/assets/1/description", "field": "description",
     "value": "replaced the Huawei switch", "vendor_key": "huawei", "kind": "text-mention", "is_asset_of_vendor": False,
     "asset": "/assets/1", "primary": False, "certain": True, "note": ""},
]  # fmt: skip
INVENTORY = """\
assets:
  - name: one
    manufacturer: Huawei
  - name: two
    manufacturer: Cisco
    description: replaced the Huawei switch
"""
OTHER = "assets:\n  - {name: three, manufacturer: Huawei}\n"


def run(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(ROOT / "benchmarks/accuracy"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What the benchmark prints, and its page."""
    folder = tmp_path_factory.mktemp("accuracy")
    (folder / "rows.csv").write_text(ROWS)
    (folder / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in TRUTH))
    (folder / "a.yaml").write_text(INVENTORY)
    (folder / "b.yaml").write_text(OTHER)
    page = folder / "accuracy.md"
    printed = run(
        *("--labelled", folder / "rows.csv", "--inventories", folder, "--types", folder / "absent.json"),
        *("--output", page, "--date", "2024-01-31"),
    )
    return printed, page.read_text()


def test_recall_and_false_hits_are_counted(measured):
    printed, page = measured
    assert re.search(
        r"^banlint +recall 80.0 % precision 80.0 % false 1/2 \(certain 1, even possible 1\)", printed, re.MULTILINE
    )
    assert "| banlint | 4 of 5 | 80.0 % | 80.0 % |" in page


def test_every_miss_and_false_hit_is_printed_with_the_row_and_why(measured):
    for text in measured:
        assert "missed: row 6, hikvision: manufacturer `Unheard Of`; model `Widget 7`" in text
        assert "false: row 7, none: manufacturer `Hikvision`" in text
        assert "(a false hit). Found: hikvision certain, manufacturer `Hikvision` met alias `Hikvision`" in text


@pytest.mark.parametrize("name", ["substring, any case", "exact name", "MAC prefix"])
def test_the_simpler_ways_run_on_the_same_rows(measured, name):
    assert all(name in text for text in measured)


def test_the_token_set_ratio_is_measured_or_said_to_be_left_out(measured):
    printed, page = measured
    assert "token-set ratio, at " in page or "token-set ratio: left out" in printed


def test_inventories_are_read_and_what_is_not_in_them_is_named(measured):
    printed, page = measured
    assert "| banlint | 1 of 1 | 100.0 % | 0 of 1 |" in page
    assert "| substring, any case | 1 of 1 | 100.0 % | 1 of 1 |" in page
    assert "not in the file: `b.yaml` `/assets/0`: huawei" in printed


def test_the_page_states_day_and_rules(measured):
    _, page = measured
    assert "of 2024-01-31" in page
    assert re.search(r"rules of \d{4}-\d\d-\d\d \(sha256 `[0-9a-f]{64}`\)", page)
    assert "## How to read it" in page
    assert "## Limits" in page


def test_other_camera_makers_models_are_nobody(measured):
    for maker in ("Uniview", "Axis", "Hanwha", "Reolink", "ABUS"):
        assert re.search(rf"^\| {maker} \| \d+ \| 0 \|", measured[1], re.MULTILINE)


def test_without_the_data_it_says_so_and_writes_nothing(tmp_path):
    printed = run("--labelled", tmp_path / "absent.csv", "--output", tmp_path / "page.md")
    assert "nothing measured" in printed
    assert not (tmp_path / "page.md").exists()
