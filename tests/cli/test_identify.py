"""`banlint identify` shows the chain from a value to a company, or why there is none."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

SCHEMA = json.loads((Path(__file__).parents[2] / "rules/schema/identify.schema.json").read_text())
CHECK = Draft202012Validator(SCHEMA)
NOW = ("--as-of", "2026-11-22")


@pytest.fixture
def answer(banlint):
    """The JSON answer, held to its schema."""

    def ask(*arguments):
        ran = banlint("identify", "--format", "json", *arguments)
        assert ran.status == 0, ran.err
        record = json.loads(ran.out)
        CHECK.validate(record)
        return record

    return ask


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_chain_says_how_a_value_was_folded_what_it_met_and_who_says_so(banlint):
    out = banlint("identify", "--manufacturer", "HIKVISION", *NOW).out
    assert "HIKVISION: read as manufacturer, compared as `hikvision`" in out
    assert "met alias `Hikvision`, a name of Hangzhou Hikvision Digital Technology Co., Ltd., certain" in out
    assert "source: " in out
    assert ", https://" in out
    assert ", read 20" in out


def test_the_same_in_json(answer):
    (one,) = answer("--manufacturer", "HIKVISION", *NOW)["evidence"]
    assert (one["folded"], one["term"], one["basis"], one["entity"]) == ("hikvision", "Hikvision", "alias", "hikvision")
    assert one["source_title"]
    assert one["source_url"].startswith("https://")
    assert one["source_read"] > "2020"


def test_a_company_sold_since_is_said_to_be_nobodys_today(banlint, answer):
    out = banlint("identify", "--manufacturer", "Honor", *NOW).out
    assert "-> no company of the catalog" in out
    assert "not taken: manufacturer Honor met affiliate `Honor`" in out
    assert "until 2020-11-17: not huawei's on 2026-11-22" in out
    (one,) = answer("--manufacturer", "Honor", *NOW)["not_taken"]
    assert (one["holds_as_of"], one["why"]) == (False, "not huawei's on 2026-11-22")


def test_on_its_own_date_it_was_its_owners_and_both_days_are_told(banlint, answer):
    given = ("--manufacturer", "Honor", "--date", "2019-05-01", *NOW)
    out = banlint("identify", *given).out
    assert "as of 2026-11-22, for a device of 2019-05-01" in out
    assert "huawei's: on 2019-05-01 (the device's own), not on 2026-11-22 (the day asked about)" in out
    record = answer(*given)
    assert record["entities"] == ["huawei"]
    assert (record["evidence"][0]["holds_on_date"], record["evidence"][0]["holds_as_of"]) == (True, False)


@pytest.mark.parametrize(
    ("day", "owned"), [("2018-02-05", False), ("2018-02-06", True), ("2022-11-24", True), ("2022-11-25", False)]
)
def test_a_brand_bought_and_sold_is_judged_to_the_day(answer, day, owned):
    record = answer("--manufacturer", "Lorex", "--date", day, *NOW)
    assert any(one["basis"] == "affiliate" for one in record["evidence"]) is owned
    assert any(one["basis"] == "affiliate" for one in record["not_taken"]) is not owned
    assert all(one["confidence"] == "possible" for one in record["evidence"]) is not owned


def test_a_bare_value_is_read_as_what_it_meets(answer):
    assert [one["role"] for one in answer("DS-2CD2143G0-I")["read_as"]] == ["model"]
    assert [one["role"] for one in answer("Hikvision")["read_as"]] == ["manufacturer"]
    assert [one["role"] for one in answer("Widget 7")["read_as"]] == ["manufacturer", "model"]


def test_a_look_alike_is_explained(banlint, answer):
    assert "Haivision is listed as a look-alike of hikvision: " in banlint("identify", "Haivision", *NOW).out
    record = answer("Haivision")
    assert [(one["text"], one["entity"]) for one in record["look_alikes"]] == [("Haivision", "hikvision")]
    assert record["near"] == []


@pytest.mark.parametrize(
    ("value", "name", "distance", "why"),
    [
        ("Bikvision", "Hikvision", 1, "first letter"),
        ("Hikqqsion", "Hikvision", 2, "only one slip"),
    ],
)
def test_a_near_miss_is_told_with_the_reason_it_was_not_taken(banlint, answer, value, name, distance, why):
    out = banlint("identify", value, *NOW).out
    assert f"no match; nearest catalog name: {name} of hikvision at distance {distance}, not taken because " in out
    (near,) = answer(value)["near"]
    assert (near["text"], near["distance"]) == (name, distance)
    assert why in near["why"]


@pytest.mark.parametrize("value", ["Acme Cameras", "unknown", "n/a", "x"])
def test_what_is_near_to_nothing_is_left_alone(answer, value):
    record = answer("--manufacturer", value)
    assert (record["near"], record["entities"]) == ([], [])


def test_identifiers_are_judged_together_and_conflicts_have_both_sides(banlint, answer):
    given = ("--manufacturer", "Cisco", "--mac", "44:19:b6:00:00:01")
    assert "conflict: manufacturer says Cisco, MAC address 44:19:B6 is registered to" in banlint("identify", *given).out
    record = answer(*given)
    assert record["entities"] == ["hikvision"]
    assert record["evidence"][0]["confidence"] == "possible"
    assert len(record["conflicts"]) == 1


@pytest.mark.parametrize(
    ("option", "value", "role"),
    [
        ("--manufacturer", "Acme", "manufacturer"),
        ("--model", "X-1", "model"),
        ("--mac", "02:00:00:00:00:01", "mac"),
        ("--cpe", "cpe:2.3:h:acme:x:-:*:*:*:*:*:*:*", "cpe"),
        ("--fcc-id", "2ABCD-X", "fcc_id"),
        ("--sysobjectid", "1.3.6.1.4.1.1.1", "sysobjectid"),
        ("--pci", "1234:5678", "pci_id"),
        ("--pci-id", "1234:5678", "pci_id"),
        ("--usb", "1234:5678", "usb_id"),
        ("--serial", "S1", "serial"),
        ("--description", "a camera", "text"),
    ],
)
def test_every_kind_of_identifier_has_an_option(answer, option, value, role):
    assert [(one["role"], one["value"]) for one in answer(option, value)["read_as"]] == [(role, value)]


def test_an_option_may_be_repeated(answer):
    read = answer("--mac", "02:00:00:00:00:01", "--mac", "44:19:b6:00:00:01")
    assert [one["value"] for one in read["read_as"]] == ["02:00:00:00:00:01", "44:19:b6:00:00:01"]
    assert read["entities"] == ["hikvision"]


def test_a_pattern_too_common_to_stand_alone_is_said_to_need_more(answer):
    every = [answer("--model", model)["not_taken"] for model in ("S5720-28X-LI", "NVR5216-16P-4KS2E", "MF652")]
    assert all(one["why"] for taken in every for one in taken)


@pytest.mark.parametrize("date", ["2019-13-01", "yesterday", "2019-1-1"])
def test_a_date_that_is_none_is_refused(banlint, date):
    ran = banlint("identify", "Honor", "--date", date)
    assert ran.status == 2
    assert "is not a day" in ran.err


@pytest.mark.parametrize("value", ["a\x1b[31mb", "x" * 5000, "海康\u200b威视", "\u202eabc", "##vso[task]", ""])
def test_strange_values_are_shown_safely(banlint, answer, value):
    out = banlint("identify", "--manufacturer", value, "--model", "Y", *NOW).out
    assert all(line.isprintable() for line in out.split("\n"))
    assert "##vso" not in banlint("identify", "--format", "json", "--manufacturer", value, "--model", "Y").out
    answer("--manufacturer", value, "--model", "Y")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_any_value_gets_an_answer_of_the_published_shape(answer, value):
    answer("--manufacturer=" + value, "--model=Y")


def test_check_explains_each_piece_of_evidence_step_by_step(banlint, banned):
    out = banlint("check", "--isolated", "--explain", banned, *NOW).out
    assert "evidence: manufacturer: Huawei at line 3, compared as `huawei` met alias `Huawei`" in out
    assert "          source: " in out
    assert "source: " not in banlint("check", "--isolated", banned, *NOW).out


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_check_explains_in_json_on_request_alone(banlint, banned, form):
    def first(*more):
        out = banlint("check", "--isolated", "--format", form, banned, *NOW, *more).out
        found = json.loads(out)["findings"][0] if form == "json" else json.loads(out.splitlines()[0])
        return found["evidence"][0]

    plain, explained = first(), first("--explain")
    assert "source_title" not in plain
    assert explained.items() >= plain.items()
    assert (explained["folded"], explained["holds"]) == ("huawei", True)
    assert explained["source_title"]


def test_check_says_when_what_holds_no_longer_did_on_the_assets_own_day(banlint, tmp_path):
    path = tmp_path / "old.yaml"
    path.write_text("assets:\n  - {name: phone, manufacturer: Honor, purchase_date: 2019-05-01}\n")
    out = banlint("check", "--isolated", "--explain", path, *NOW).out
    assert "huawei's: not on 2026-11-22 (the day asked about), but on the asset's own day" in out
