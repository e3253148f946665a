"""Real inventories, and hostile ones, against lists of what is in them that others made.

They are no part of the project: a folder `shared` beside it holds them.
"""

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/data/inventories"
FOUND_WITH = ("us-federal-contractor", "us-exporter")
OUR_FIVE = ("hikvision", "dahua", "huawei", "zte", "hytera")
MISPLACED = {("_edge/anchors_merge.yaml", 11): 12}
"""Rows of truth whose line is not the one the value stands on."""
NOT_READ_THERE = {"duplicate_keys.json", "escaped.json", "deep.json", "nul.json", "laughs.yaml", "latin1_bad_utf8.json"}
"""Where the value of a row of truth may be out of reach of a strict reader; then a problem has to name the file."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the inventories of ../shared are not here"),
]


def check(*arguments):
    select = ",".join(("us-ndaa-2019-889b", *OUR_FIVE))
    command = [sys.executable, "-P", "-m", "banlint", "check", "--isolated", "--no-plugins", "--format", "json"]
    return subprocess.run(
        [*command, "--as-of", "2026-11-22", "--select", select, *map(str, arguments)],
        cwd=SHARED, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, check=False, capture_output=True, timeout=300,
    )  # fmt: skip


def truth(name):
    with (SHARED / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def lines_of(finding):
    """The lines that a finding names, its own and those of its evidence."""
    return {finding["line"]} | {one["line"] for one in finding["evidence"] if one.get("line")}


@pytest.fixture(scope="module")
def library():
    done = check("devicetype-library", "-j", "2")
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def whole():
    return check(".", "-j", "2")


def test_every_device_and_module_type_of_a_banned_maker_is_found_at_its_line(library):
    expected = {
        (row["path"], row["line"]): row["vendor_key"]
        for row in truth("truth.jsonl")
        if row["path"].startswith("devicetype-library/") and row["is_asset_of_vendor"] and row["kind"] == "manufacturer"
    }
    assert set(expected.values()) == {"huawei", "zte"}
    found = {(one["path"], one["line"]): one["entity"] for one in library["findings"]}
    assert found == expected


def test_every_file_of_the_library_is_read(library):
    assert library["problems"] == []
    assert library["counts"]["files_failed"] == 0


def test_nothing_in_the_whole_folder_ends_in_a_traceback(whole):
    assert whole.returncode == 2
    assert b"Traceback" not in whole.stderr
    assert b"internal error" not in whole.stderr
    report = json.loads(whole.stdout)
    assert report["counts"]["files_failed"] < 20
    assert all(one["path"] and one["message"] and one["mend"] for one in report["problems"])


def formats():
    return sorted(folder.name for folder in SHARED.iterdir() if folder.is_dir()) if SHARED.is_dir() else []


@pytest.mark.parametrize("folder", formats())
def test_one_file_of_each_format_ends_with_a_status_that_means_something(folder):
    smallest = min(
        (path for path in (SHARED / folder).rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
    )
    done = check(smallest.relative_to(SHARED))
    assert done.returncode in (0, 1, 2, 3)
    assert b"Traceback" not in done.stderr
    assert b"internal error" not in done.stderr
    json.loads(done.stdout)


@pytest.fixture(scope="module")
def edge():
    report = json.loads(check("_edge").stdout)
    findings, problems = defaultdict(list), defaultdict(list)
    for one in report["findings"]:
        findings[one["path"]].append(one)
    for one in report["problems"]:
        problems[one["path"]].append(one)
    return findings, problems


def rows(wanted):
    return [row for row in truth("_edge/truth.jsonl") if row["is_asset_of_vendor"] is wanted] if SHARED.is_dir() else []


def named(row):
    return f"{row['path']}:{row['line']} {row['value']}"


@pytest.mark.parametrize("row", rows(wanted=True), ids=named)
def test_what_a_strange_file_holds_is_found_or_the_file_is_a_problem(edge, row):
    findings, problems = edge
    line = MISPLACED.get((row["path"], row["line"]), row["line"])
    at = [one for one in findings[row["path"]] if one["entity"] == row["vendor_key"] and line in lines_of(one)]
    assert at or (Path(row["path"]).name in NOT_READ_THERE and problems[row["path"]])


@pytest.mark.parametrize("row", rows(wanted=False), ids=named)
def test_what_is_only_mentioned_is_not_reported(edge, row):
    findings, _ = edge
    assert not [
        one for one in findings[row["path"]] if one["entity"] == row["vendor_key"] and row["line"] in lines_of(one)
    ]


@pytest.mark.parametrize(
    "name",
    ["concatenated.json", "cyclic.yaml", "deep.json", "duplicate_keys.json", "empty.json", "escaped.json", "jsonc.json",
     "latin1_bad_utf8.json", "laughs.yaml", "lines.ndjson", "nul.json", "vault_whole.yml"],
)  # fmt: skip
def test_what_cannot_be_read_in_full_is_a_problem_with_place_and_mend(edge, name):
    _, problems = edge
    first = problems[f"_edge/{name}"][0]
    assert first["line"] >= 1
    assert first["column"] >= 1
    assert first["mend"]
