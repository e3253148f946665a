"""Limits raised and lowered for inventories that are known."""

import json

import pytest

from banlint.cli.ceilings import NAMES, limits_of
from banlint.errors import UsageError
from banlint.limits import DEFAULT


@pytest.fixture
def deep(tmp_path):
    """A banned device below 150 levels, more than are read by default."""
    asset = {"name": "router-1", "manufacturer": "Huawei"}
    for _ in range(150):
        asset = {"within": asset}
    path = tmp_path / "deep.json"
    path.write_text(json.dumps(asset))
    return path


def test_a_file_that_is_known_is_read_under_a_limit_raised_for_it(banlint, deep):
    refused = banlint("check", deep)
    assert refused.status == 2
    assert "128" in refused.err
    read = banlint("check", "--limit", "depth=200", deep)
    assert read.status == 1
    assert "router-1" in read.out


def test_a_limit_can_be_lowered_and_is_then_a_problem_to_meet(banlint, banned):
    ran = banlint("check", "--limit", "file_bytes=10", banned)
    assert ran.status == 2
    assert "router-1" not in ran.out


def test_every_limit_named_takes_its_place_and_the_others_stay():
    made = limits_of(["depth=7", "nodes=9"])
    assert (made.depth, made.nodes) == (7, 9)
    assert made == DEFAULT._replace(depth=7, nodes=9)
    assert limits_of(None) == limits_of([]) == DEFAULT


@pytest.mark.parametrize(
    ("written", "number"),
    [("5", 5), ("2KiB", 2048), ("2 kib", 2048), ("3MiB", 3 << 20), ("1GiB", 1 << 30), ("0", 0)],
)
def test_a_limit_is_a_number_with_or_without_a_unit(written, number):
    assert limits_of([f"file_bytes={written}"]).file_bytes == number


@pytest.mark.parametrize("written", ["", "x", "-1", "1.5", "1TiB", "GiB", "٣", "9" * 16, "1 2"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(UsageError, match="is no limit"):
        limits_of([f"file_bytes={written}"])


def test_nothing_deeper_than_the_interpreter_can_walk_is_promised():
    assert limits_of(["depth=400"]).depth == 400
    with pytest.raises(UsageError, match="400 levels"):
        limits_of(["depth=401"])
    assert limits_of(["nodes=401"]).nodes == 401


def test_a_misspelt_limit_gets_a_suggestion_or_the_names_there_are(banlint, banned):
    assert "did you mean `file_bytes`?" in banlint("check", "--limit", "file_byte=1", banned).err
    assert "there are: file_bytes, " in banlint("check", "--limit", "zzzzzz=1", banned).err


@pytest.mark.parametrize("name", ["shown_chars", "pack_bytes", "pack_files", "evidence_bytes"])
def test_what_is_no_limit_of_inventories_cannot_be_raised(name):
    assert name not in NAMES
    with pytest.raises(UsageError, match="there is no limit"):
        limits_of([f"{name}=1"])
