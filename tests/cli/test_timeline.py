"""`banlint timeline`, and `--horizon` of a check: what changes, and what is still to come."""

import json

import pytest

from banlint.api.ask import horizon
from banlint.errors import UsageError

INVENTORY = """\
assets:
  - {name: pack, manufacturer: CATL, category: battery, supplier: CDW}
  - {name: switch, manufacturer: Huawei, category: switch, purchase_date: 2019-01-02, retired_on: 2021-05-06}
  - {name: other, manufacturer: Cisco}
"""


@pytest.fixture
def inventory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text(INVENTORY)
    return tmp_path


def test_a_timeline_shows_every_change_and_marks_the_next(banlint, inventory):
    ran = banlint("timeline", "--profile", "us-dod", "--as-of", "2026-11-22", "a.yaml")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0].startswith("a.yaml:2  pack  Contemporary Amperex")
    (following,) = [line for line in lines if line.strip().startswith("next")]
    assert following.split()[:4] == ["next", "2027-06-30", "prohibited", "us-ndaa-2024-805"]
    assert "s.805(a)(1)(B)" in following
    assert any(line.startswith("  ---- 2026-11-22  ") for line in lines)
    assert "Cisco" not in ran.out


def test_a_life_goes_from_the_purchase_to_the_retirement(banlint, inventory):
    ran = banlint("timeline", "--select", "us-ndaa-2019-889b", "--as-of", "2026-11-22", "a.yaml")
    changes = [line.split()[:2] for line in ran.out.splitlines() if line.startswith("       ")]
    assert changes == [["2019-01-02", "scheduled"], ["2020-08-13", "prohibited"], ["2021-05-06", "watch"]]


def test_next_shows_only_what_is_to_come_within_the_horizon(banlint, inventory):
    asked = ("timeline", "--profile", "us-dod", "--as-of", "2026-11-22", "--next")
    assert "2027-10-01" in banlint(*asked, "a.yaml").out
    near = banlint(*asked, "--horizon", "8m", "a.yaml").out
    assert "2027-06-30" in near
    assert "2027-10-01" not in near
    assert "pack" not in banlint(*asked, "--horizon", "30d", "a.yaml").out


def test_a_timeline_as_json_is_one_object(banlint, inventory):
    found = json.loads(
        banlint("timeline", "--format", "json", "--profile", "us-dod", "--as-of", "2026-11-22", "a.yaml").out
    )
    pack = found["assets"][0]
    assert (pack["asset"], pack["line"], pack["next"]) == ("pack", 2, "2027-06-30")
    assert pack["today"]["us-ndaa-2024-805"] == "scheduled"
    assert {"day", "regime", "before", "verdict", "reason", "law"} <= pack["changes"][0].keys()


def test_a_timeline_of_what_cannot_be_read_is_2(banlint, inventory):
    assert banlint("timeline", "none.yaml").status == 2


def test_the_horizon_makes_findings_of_what_is_to_come_and_fails_on_those_alone(banlint, inventory):
    asked = ("check", "--profile", "us-dod", "--as-of", "2022-01-01", "--fail-on", "scheduled", "a.yaml")
    assert banlint(*asked).status == 0
    ran = banlint(*asked, "--horizon", "2y", "--format", "json")
    assert ran.status == 0
    ran = banlint(*asked, "--horizon", "2027-06-30", "--format", "json")
    assert ran.status == 1
    report = json.loads(ran.out)
    (found,) = [one for one in report["findings"] if one["regime"] == "us-ndaa-2024-805"]
    assert (found["verdict"], found["effective"]) == ("scheduled", "2027-06-30")
    assert found["reason"].startswith("prohibited from 2027-06-30: ")
    assert report["horizon"] == "2027-06-30"


@pytest.mark.parametrize(
    ("span", "day"),
    [
        ("90d", "2027-02-20"),
        ("2w", "2026-12-06"),
        ("18m", "2028-05-22"),
        ("2y", "2028-11-22"),
        ("2027-01-01", "2027-01-01"),
    ],
)
def test_a_horizon_is_a_span_or_a_day(span, day):
    assert horizon(span, "2026-11-22") == day


def test_a_month_without_such_a_day_ends_with_its_last():
    assert horizon("1m", "2026-01-31") == "2026-02-28"
    assert horizon("1m", "2027-12-31") == "2028-01-31"
    assert horizon("13m", "2026-12-31") == "2028-01-31"


@pytest.mark.parametrize("span", ["", "18", "m", "-1d", "0d", "9999y", "2026-11-21", "2027-02-30"])
def test_what_is_no_horizon_is_refused(span):
    with pytest.raises(UsageError):
        horizon(span, "2026-11-22")
