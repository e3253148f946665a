"""A draft regime: judged as if it were in force, valued, and held to what a pack is held to."""

import pytest


def test_a_draft_is_judged_as_if_it_were_in_force_with_the_day_it_would_be(impact, draft, routers, hits):
    answer = impact("--as-of", "2026-11-22", "--regime", draft, routers)
    assert [asset for asset, _, _ in hits(answer)] == ["r1", "r2", "r3", "r4"]
    assert {(one["verdict"], one["effective"]) for one in answer["changes"]} == {("prohibited", "2027-07-01")}
    assert answer["considered"][0] | {"sha256": ""} == {
        "id": "xx-draft", "title": "A draft", "state": "draft", "path": str(draft), "sha256": "", "added": [], "since": "",
    }  # fmt: skip


def test_values_are_summed_by_currency_and_what_is_no_amount_is_counted(impact, draft, routers):
    new = impact("--as-of", "2026-11-22", "--regime", draft, routers)["totals"]["new"]
    assert new["value"] == [{"currency": "EUR", "amount": "80"}, {"currency": "USD", "amount": "120.50"}]
    assert (new["assets"], new["unpriced"], new["unread"]) == (4, 1, 1)


def test_what_is_newly_hit_is_told_by_site_vendor_category_verdict_and_date(impact, draft, routers):
    by = impact("--as-of", "2026-11-22", "--regime", draft, routers)["new_by"]
    assert [(one["name"], one["assets"]) for one in by["site"]] == [("Hall 1", 2), ("Hall 2", 1), ("", 1)]
    assert [(one["name"], one["assets"]) for one in by["category"]] == [("router", 3), ("switch", 1)]
    assert [(one["name"], one["assets"]) for one in by["verdict"]] == [("prohibited", 4)]
    assert [(one["name"], one["assets"]) for one in by["date"]] == [("2027-07-01", 4)]


def test_a_draft_beside_another_day_is_what_its_own_stages_say(impact, draft, routers):
    early = impact("--as-of", "2026-11-22", "--regime", draft, "--compare", "2027-06-30", routers)
    assert {one["verdict"] for one in early["changes"]} == {"proposed"}
    late = impact("--as-of", "2026-11-22", "--regime", draft, "--compare", "2027-07-01", routers)
    assert {one["verdict"] for one in late["changes"]} == {"prohibited"}


def test_a_draft_of_a_regime_that_is_there_stands_in_its_stead(impact, tmp_path, routers, hits, draft):
    path = tmp_path / "amended.yaml"
    path.write_text(draft.read_text("utf-8").replace("id: xx-draft", "id: us-ndaa-2019-889b"), "utf-8")
    answer = impact("--as-of", "2026-11-22", "--regime", path, routers)
    assert {regime for _, regime, _ in hits(answer)} == {"us-ndaa-2019-889b"}


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("effect: prohibited", "effect: forbidden", "draft.yaml:6:", "write one of prohibited"),
        ("title: A draft", "titel: A draft", "draft.yaml:2:", "write 'title'"),
        ("id: xx-draft", "id: [", "draft.yaml:", "not YAML"),
        ("id: xx-draft", "id: ../x", "draft.yaml:1:", "made of a-z"),
        ("covers: {}", "covers: &all {}", "draft.yaml:16:", "write the value out"),
    ],
)
def test_a_draft_that_is_not_in_the_format_is_refused_with_the_place_and_the_mend(
    banlint, draft, routers, old, new, place, said
):
    text = draft.read_text("utf-8")
    assert old in text
    draft.write_text(text.replace(old, new), "utf-8")
    ran = banlint("impact", "--isolated", "--regime", draft, routers)
    assert ran.status == 2
    assert place in ran.err
    assert said in ran.err
    assert ran.out == ""


def test_a_draft_that_speaks_of_what_is_not_there_is_refused_with_every_place(banlint, draft, routers):
    text = draft.read_text("utf-8")
    for old, new in (
        ("entity: uniview", "entity: unview"),
        ("parties: [us-federal-contractor]", "parties: [everybody]"),
        ("on: 2027-07-01", "on: 2025-07-01"),
        ("source: draft}\nclauses", "source: nobody}\nclauses"),
    ):
        assert old in text
        text = text.replace(old, new)
    draft.write_text(text, "utf-8")
    ran = banlint("impact", "--isolated", "--regime", draft, routers)
    assert ran.status == 2
    for place, said in (
        ("draft.yaml:18:", "write 'uniview'"),
        ("draft.yaml:12:", "there is no party"),
        ("draft.yaml:15:", "in order of days"),
        ("draft.yaml:10:", "there is no source 'nobody'"),
    ):
        assert place in ran.err
        assert said in ran.err


def test_the_example_of_a_draft_is_sound_and_hits_the_cameras_of_the_pier(impact, pier, hits):
    answer = impact("--as-of", "2026-11-22", "--regime", pier.parent / "draft-regime.yaml", pier)
    assert [asset for asset, _, _ in hits(answer)] == ["gate-camera", "quay-recorder", "cafeteria-queue-camera"]
    assert {one["effective"] for one in answer["changes"]} == {"2027-07-01"}


def test_a_draft_among_the_inventories_is_taken_for_none(banlint, draft, routers):
    ran = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--regime", "draft.yaml", ".")
    assert ran.status == 0
    assert "5 assets in 1 file," in ran.out


def test_two_drafts_of_one_id_are_refused(banlint, draft, routers, tmp_path):
    (tmp_path / "second.yaml").write_text(draft.read_text("utf-8"), "utf-8")
    ran = banlint("impact", "--isolated", "--regime", draft, "--regime", "second.yaml", routers)
    assert ran.status == 2
    assert "two drafts have the id 'xx-draft'" in ran.err


def test_a_bought_thing_that_a_ban_on_buying_would_leave_be_is_told_apart(impact, draft, tmp_path, hits):
    text = (
        draft.read_text("utf-8")
        .replace("acts: [use]", "acts: [buy]")
        .replace("us-federal-contractor", "us-federal-agency")
    )
    draft.write_text(text, "utf-8")
    path = tmp_path / "bought.yaml"
    path.write_text("assets:\n  - {name: old, manufacturer: Uniview, purchase_date: 2019-01-01}\n", "utf-8")
    answer = impact("--as-of", "2026-11-22", "--profile", "us-federal-agency", "--regime", draft, path)
    assert hits(answer) == []
    assert hits(answer, "named") == [("old", "xx-draft", "watch")]


def test_what_of_a_draft_is_of_low_confidence_is_never_passed_over_in_silence(banlint, draft, routers):
    text = draft.read_text("utf-8")
    command = ("impact", "--isolated", "--as-of", "2026-11-22", "--regime", draft, routers)
    draft.write_text(text.replace("confidence: high\nsummary", "confidence: low\nsummary"), "utf-8")
    ran = banlint(*command)
    assert ran.status == 2
    assert "add --include unverified" in ran.err
    draft.write_text(text.replace("confidence: high, source: draft}", "confidence: low, source: draft}"), "utf-8")
    assert "xx-draft: 1 listing of low confidence left out" in banlint(*command).out
