"""What an asset only speaks of is shown on request, and never fails a check."""

import json

import pytest

SPOKEN = """assets:
  - name: core-1
    manufacturer: Cisco
    description: replaced the Huawei switch
    site: Huawei Road
  - {name: mount, manufacturer: Acme, model: bracket for Hikvision cameras}
  - {name: hytera-dispatch, manufacturer: Acme, driver: zte_ev}
"""


@pytest.fixture
def spoken(tmp_path):
    path = tmp_path / "spoken.yaml"
    path.write_text(SPOKEN)
    return path.name


def test_mentions_are_not_shown_unless_asked_for(banlint, spoken):
    ran = banlint("check", "--format", "jsonl", spoken)
    assert (ran.status, ran.out) == (0, "")


def test_mentions_are_to_watch_possible_and_once_an_asset_and_company(banlint, spoken):
    ran = banlint("check", "--mentions", "--format", "jsonl", spoken)
    findings = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.status == 0
    assert [(one["asset"]["name"], one["entity"]) for one in findings] == [
        ("core-1", "huawei"), ("mount", "hikvision"), ("hytera-dispatch", "hytera"), ("hytera-dispatch", "zte"),
    ]  # fmt: skip
    assert {(one["verdict"], one["confidence"]) for one in findings} == {("watch", "possible")}
    assert {proof["basis"] for one in findings for proof in one["evidence"]} == {"mention"}
    assert [proof["value"] for proof in findings[0]["evidence"]] == ["replaced the Huawei switch", "Huawei Road"]
    assert [proof["line"] for proof in findings[0]["evidence"]] == [4, 5]


def test_a_mention_never_fails_whatever_fails_a_check(banlint, spoken):
    assert banlint("check", "--mentions", "--fail-on", "watch,prohibited", spoken).status == 0


def test_the_settings_file_may_ask_for_mentions(banlint, spoken, tmp_path):
    (tmp_path / "banlint.toml").write_text("mentions = true\n")
    assert "a mention of" in banlint("check", spoken).out


def test_a_stream_is_listened_to_as_closely_as_a_file(banlint, tmp_path):
    record = {"maker": {"name": "Cisco"}, "model": "C9300", "description": "in the hall"}
    lines = [json.dumps(record)] * 50 + [json.dumps({**record, "description": "replaced the Huawei switch"})]
    (tmp_path / "assets.jsonl").write_text("\n".join(lines))
    ran = banlint("check", "--mentions", "--format", "jsonl", "assets.jsonl")
    assert [json.loads(line)["pointer"] for line in ran.out.splitlines()] == ["@50"]
