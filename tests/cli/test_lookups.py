"""identify, explain, rules and plugins."""

import json

import pytest


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_name_leads_to_its_company_with_the_source(banlint, form):
    ran = banlint("identify", "HUAWEI", "--format", form, "--as-of", "2024-01-31")
    assert ran.status == 0
    if form == "json":
        assert json.loads(ran.out)["entities"] == ["huawei"]
    else:
        assert "compared as `huawei`" in ran.out
        assert "-> huawei: " in ran.out
        assert "source: " in ran.out


def test_a_mac_address_is_known_by_its_shape(banlint):
    out = json.loads(banlint("identify", "--format", "json", "44:19:b6:00:00:01").out)
    assert out["read_as"][0]["role"] == "mac"
    assert out["entities"] == ["hikvision"]


def test_fields_are_taken_together(banlint):
    out = json.loads(banlint("identify", "--format", "json", "--manufacturer", "ZTE", "--model", "X").out)
    assert [one["role"] for one in out["read_as"]] == ["manufacturer", "model"]


def test_a_name_of_nobody_is_said_to_be_so_and_is_0(banlint):
    ran = banlint("identify", "Acme Cameras")
    assert ran.status == 0
    assert "-> no company of the catalog" in ran.out


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.parametrize("name", ["us-ndaa-2019-889b", "us-bis-entity-list", "hikvision"])
def test_a_regime_or_company_is_explained(banlint, form, name):
    ran = banlint("explain", name, "--format", form, "--as-of", "2020-08-14")
    assert ran.status == 0
    assert name.replace("-", r"\-" if False else "-") in ran.out
    assert all(line.isprintable() for line in ran.out.split("\n"))


def test_an_explained_regime_says_its_state_on_the_day(banlint):
    assert (
        "on 2019-05-22: enacted, from 2020-08-13"
        in banlint("explain", "us-ndaa-2019-889b", "--as-of", "2019-05-22").out
    )
    assert (
        "on 2020-08-14: effective, since 2020-08-13"
        in banlint("explain", "us-ndaa-2019-889b", "--as-of", "2020-08-14").out
    )


def test_a_misspelt_id_gets_a_suggestion(banlint):
    assert "did you mean `hikvision`?" in banlint("explain", "hikvison").err


def test_the_regimes_are_listed_with_their_state(banlint):
    rows = json.loads(banlint("rules", "--format", "json", "--as-of", "2019-05-22").out)["regimes"]
    states = {row["id"]: row["state"] for row in rows}
    assert states["us-ndaa-2019-889b"] == "enacted"
    assert len(banlint("rules").out.splitlines()) == len(rows) + 1


def test_regimes_can_be_chosen_by_place_and_asker(banlint):
    every = json.loads(banlint("rules", "--format", "json").out)["regimes"]
    bound = json.loads(banlint("rules", "--format", "json", "--profile", "us-exporter").out)["regimes"]
    assert 0 < len(bound) < len(every)
    for place in ("us-tx", "GB"):
        rows = json.loads(banlint("rules", "--format", "json", "--jurisdiction", place).out)["regimes"]
        assert {row["jurisdiction"].partition("-")[0] for row in rows} == {place.upper().partition("-")[0]}


def test_a_place_of_which_nothing_is_known_is_not_one_without_bans(banlint):
    done = banlint("rules", "--jurisdiction", "UK")
    assert done.status == 2
    assert "GB" in done.err
    assert not done.out


def test_plugins_are_listed(banlint):
    listed = json.loads(banlint("plugins", "--format", "json").out)["plugins"]
    assert listed[0]["name"] == "banlint"


def test_our_own_pack_is_sound(banlint):
    ran = banlint("test")
    assert ran.status == 0, ran.err
    assert ": sound: " in ran.out
    assert "problem" not in ran.err
