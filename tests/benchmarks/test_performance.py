"""The performance benchmark measures whole processes, says what is reached and what is missed, and writes a page."""

import itertools
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "benchmarks/performance"


@pytest.fixture
def parts(monkeypatch):
    """Its modules, which stand beside each other rather than in a package; another benchmark has some of the names."""
    names = ("data", "yardsticks", "works", "page", "profiles")
    for name in (*names, "measure"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(str(FOLDER.parent))
    monkeypatch.syspath_prepend(str(FOLDER))
    yield {name: __import__(name) for name in names}
    for name in names:
        sys.modules.pop(name, None)


def goal(kind, limit, value):
    return {"kind": kind, "limit": limit, "value": value, "against": "bare parser", "command": "banlint check"}


@pytest.mark.parametrize(
    ("kind", "limit", "good", "bad"),
    [
        ("cpu", 0.8, 0.79, 0.81),
        ("less", 25, 25.1, 24.9),
        ("over", 60, 59, 61),
        ("faster", 1.6, 1.7, 1.5),
        ("peak", 48, 48, 49),
    ],
)
def test_a_goal_is_reached_or_missed(parts, kind, limit, good, bad):
    assert parts["page"].kept(goal(kind, limit, good))
    assert not parts["page"].kept(goal(kind, limit, bad))


def test_the_page_says_what_was_missed_and_which_tool_was_not_there(parts):
    taken = {"cpu": 1.5, "wall": 1.6, "peak": 20.0, "status": 0}
    one = {
        "title": "A list",
        "date": "2026-01-31",
        "rounds": 3,
        "note": "",
        "commands": {"banlint check": taken, "bare parser": taken, "another": None},
        "goals": [goal("cpu", 0.8, 1.0), goal("peak", 48, 20.0)],
    }
    profile = {"title": "A list", "shares": [["banlint.run.check", 0.5]]}
    page = parts["page"].page({"list": one}, {"list": profile}, "a machine", "Python 3")
    assert "CPU against bare parser | at most 0.8 x | 1.00 x | **missed**" in page
    assert "peak memory | at most 48 MiB | 20 MiB | reached" in page
    assert "| another | not run | | |" in page
    assert "| `banlint.run.check` | 50% |" in page


@pytest.mark.parametrize(("rounds", "said"), [(1, "one round"), (2, "medians of 2 rounds")])
def test_one_round_has_no_median(parts, rounds, said):
    one = {"title": "A list", "date": "2026-01-31", "rounds": rounds, "note": "", "commands": {}, "goals": []}
    assert f"Measured 2026-01-31, {said}.\n" in parts["page"].page({"list": one}, {}, "a machine", "Python 3")


def test_a_workbook_of_the_benchmark_is_read_as_its_table(parts, tmp_path):
    calamine = pytest.importorskip("python_calamine")
    data = parts["data"].Data(tmp_path)
    (tmp_path / "assets-2.csv").write_text(
        "name,manufacturer,mac_address\ncam,Axis & Co <x>,00:00:5e:00:53:01\ngate,,\n"
    )
    path = data.workbook(2)
    assert zipfile.is_zipfile(path)
    rows = list(calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())
    assert rows == [
        ["name", "manufacturer", "mac_address"],
        ["cam", "Axis & Co <x>", "00:00:5e:00:53:01"],
        ["gate", "", ""],
    ]


def test_a_repeated_file_is_the_same_lines_again(parts, tmp_path):
    (tmp_path / "assets-2.ndjson").write_text('{"id": 1}\n{"id": 2}\n')
    path = parts["data"].Data(tmp_path).repeated(2, 3)
    assert Path(path).read_text() == '{"id": 1}\n{"id": 2}\n' * 3


def test_where_a_check_spends_its_time_is_told_by_module(tmp_path):
    (tmp_path / "a.json").write_text('[{"manufacturer": "Axis", "model": "P3245"}]')
    command = [sys.executable, str(FOLDER / "profiles.py"), str(tmp_path / "a.json")]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    shares = [line.split("\t") for line in run.stdout.splitlines()]
    assert len(shares) == 9
    assert all(0 < float(share) < 1 for share, _ in shares)
    assert all(float(one[0]) >= float(two[0]) for one, two in itertools.pairwise(shares))
