"""The story of May 2019: a ban is being considered, and how exposed are we?"""

import pytest

STORY = ("--as-of", "2019-05-22", "--profile", "us-exporter")


def test_in_may_2019_the_listing_that_is_considered_would_hit_the_cameras_and_recorders_of_two_makers(
    impact, hits, pier
):
    answer = impact(*STORY, "--regime", "us-bis-entity-list", pier)
    assert hits(answer) == [
        ("gate-camera", "us-bis-entity-list", "restricted"),
        ("quay-recorder", "us-bis-entity-list", "restricted"),
        ("cafeteria-queue-camera", "us-bis-entity-list", "restricted"),
    ]
    assert {one["was"] for one in answer["changes"]} == {"proposed"}
    # Nobody knew yet from when.
    assert {one["effective"] for one in answer["changes"]} == {""}
    assert answer["totals"]["new"]["assets"] == 3


def test_a_single_listing_is_supposed_from_a_day(impact, hits, pier):
    supposed = ("--add-entity", "hikvision", "--regime", "us-bis-entity-list", "--from", "2019-10-09")
    answer = impact(*STORY, *supposed, pier)
    assert hits(answer) == [("gate-camera", "us-bis-entity-list", "restricted")]
    assert answer["changes"][0]["effective"] == "2019-10-09"
    assert answer["changes"][0]["reason"].endswith("from 2019-10-09")
    assert answer["considered"][0]["added"] == ["hikvision"]


def test_what_was_listed_already_is_no_news(impact, pier):
    answer = impact(*STORY, "--add-entity", "huawei", "--regime", "us-bis-entity-list", pier)
    assert answer["changes"] == []
    assert any("huawei is listed by us-bis-entity-list already" in note for note in answer["notes"])


def test_what_was_enacted_in_2018_is_told_with_the_days_it_takes_effect(impact, hits, pier):
    answer = impact("--as-of", "2019-05-22", "--regime", "us-ndaa-2019-889b", pier)
    assert ("yard-switch", "us-ndaa-2019-889b", "prohibited") in hits(answer)
    assert ("cafeteria-queue-camera", "us-ndaa-2019-889b", "needs-facts") in hits(answer)
    assert {one["effective"] for one in answer["changes"]} == {"2020-08-13"}


def test_by_default_everything_pending_that_binds_the_asker_is_supposed(impact, pier):
    answer = impact("--as-of", "2019-05-22", pier)
    considered = [one["id"] for one in answer["considered"]]
    assert {"us-ndaa-2019-889a", "us-ndaa-2019-889b"} <= set(considered)
    assert "us-bis-entity-list" not in considered
    assert any("us-bis-entity-list" in note for note in answer["notes"])


def test_another_days_law_is_judged_as_it_then_was(impact, hits, pier):
    answer = impact("--as-of", "2019-08-12", "--compare", "2019-08-13", pier)
    new = {regime for _, regime, _ in hits(answer)}
    assert "us-ndaa-2019-889a" in new
    assert "us-ndaa-2019-889b" not in new
    assert answer["supposed"] is False


def test_an_asset_that_another_law_bars_already_is_said_to_be(impact, pier):
    answer = impact("--as-of", "2020-01-01", "--regime", "us-ndaa-2019-889b", pier)
    assert [one["already"] for one in answer["changes"] if one["asset"] == "yard-switch"] == [True]
    assert answer["totals"]["new"]["already"] >= 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--regime", "us-bis-entity-list"), "does not bind us-federal-contractor"),
        (("--regime", "us-bis-entity-lst"), "did you mean `us-bis-entity-list`?"),
        (("--as-of", "2026-01-01", "--regime", "us-ndaa-2019-889b"), "nothing of us-ndaa-2019-889b is proposed"),
        (("--add-entity", "hikvision"), "added to one regime"),
        (
            ("--as-of", "2019-05-22", "--regime", "us-ndaa-2019-889b", "--ignore", "us-ndaa-*"),
            "asked about and ignored",
        ),
        (
            ("--regime", "us-ndaa-2019-889b", "--add-entity", "hikvision", "--select", "huawei"),
            "hikvision is asked about and not selected",
        ),
        (("--add-entity", "hikvison", "--regime", "us-ndaa-2019-889b"), "did you mean `hikvision`?"),
        (("--from", "2020-01-01"), "no company to list"),
        (("--compare", "tomorrow"), "is not a day"),
        (("--regime", "nowhere.yaml"), "no such file"),
        (("--catalog", "nowhere"), "cannot be read"),
        (("--since", "--help"), "expected one argument"),
        (("--since", "HEAD"), "in no git repository"),
        (("--format", "xml"), "no format is called"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_would_be_right(banlint, monkeypatch, tmp_path, arguments, said):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.yaml").write_text("assets: []\n", "utf-8")
    ran = banlint("impact", "--isolated", *arguments, "a.yaml")
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_nothing_to_judge_is_status_3(banlint, tmp_path):
    (tmp_path / "a.yaml").write_text("assets: []\n", "utf-8")
    assert banlint("impact", "--isolated", "a.yaml").status == 3
    assert banlint("impact", "--isolated", "--allow-empty", "a.yaml").status == 0


def test_what_cannot_be_read_is_status_2_said_once_and_the_rest_is_answered(impact, banlint, broken, banned):
    ran = banlint("impact", "--isolated", "--as-of", "2019-05-22", broken, banned)
    assert ran.status == 2
    assert ran.err.count("broken.json") == 1
    assert "router-1" in ran.out


def test_a_regime_that_is_named_is_judged_whatever_else_is_selected(impact, pier, hits):
    asked = ("--as-of", "2019-05-22", "--regime", "us-ndaa-2019-889b")
    answer = impact(*asked, "--select", "us-ndaa-2019-889a", pier)
    assert hits(answer) == hits(impact(*asked, pier))
