"""explain and rules: every listing over time, and regimes by what they do, to whom and when."""

import json

import pytest


def listed(banlint, *options):
    return {row["id"]: row for row in json.loads(banlint("rules", "--format", "json", *options).out)["regimes"]}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2019-05-21", "not in force"),
        ("2019-05-22", "proposed"),
        ("2019-10-08", "proposed"),
        ("2019-10-09", "effective"),
    ],
)
def test_a_company_is_told_with_its_listings_on_the_day(banlint, day, state):
    lines = banlint("explain", "hikvision", "--as-of", day).out.split("listings over time")[0].splitlines()
    (line,) = (one for one in lines if one.startswith("  us-bis-entity-list ") and "84 FR 54002" in one)
    assert f" {state} " in line


def test_a_company_is_told_with_every_listing_over_time(banlint):
    over = banlint("explain", "hikvision", "--as-of", "2019-05-22").out.split("listings over time")[1]
    days = [line.split()[0] for line in over.splitlines()[2:] if line.strip()]
    assert days == sorted(days)
    assert {"2018-08-13", "2019-05-22", "2019-08-13", "2019-10-09", "2020-08-13"} <= set(days)


def test_names_brands_and_affiliates_are_told_with_their_days(banlint):
    out = banlint("explain", "hytera", "--as-of", "2024-01-01").out
    (sepura,) = (line for line in out.splitlines() if line.startswith("  - Sepura plc"))
    assert "from 2017-05-25, until 2022-07-14 (not on 2024-01-01)" in sepura


def test_a_company_that_only_a_list_names_is_explained_too(banlint, tmp_path):
    found = json.loads(banlint("identify", "--format", "json", "ZTE Parsian").out)["entities"]
    assert found
    told = json.loads(banlint("explain", found[0], "--format", "json").out)
    assert told["listings"]
    assert {"regime", "state", "since", "over_time", "citation"} <= set(told["listings"][0])


def test_a_company_is_told_to_programs_with_its_listings(banlint):
    told = json.loads(banlint("explain", "hikvision", "--format", "json", "--as-of", "2019-05-22").out)
    states = {(one["regime"], one["state"]) for one in told["listings"]}
    assert {("us-ndaa-2019-889a", "enacted"), ("us-bis-entity-list", "proposed")} <= states


def test_a_table_is_a_table_in_markdown(banlint):
    out = banlint("explain", "hikvision", "--format", "markdown").out
    assert "| from | regime | state | narrowed to | citation |\n| --- | --- | --- | --- | --- |\n" in out


def test_regimes_are_chosen_by_what_they_do_to_whom_and_when(banlint):
    every = listed(banlint, "--as-of", "2026-11-22")
    for option, key in (("--kind", "kind"), ("--state", "state")):
        value = every["us-ndaa-2019-889b"][key]
        chosen = listed(banlint, "--as-of", "2026-11-22", option, value)
        assert chosen == {name: row for name, row in every.items() if row[key] == value}
    for option, key in (("--party", "parties"), ("--act", "acts")):
        value = every["us-ndaa-2019-889b"][key][0]
        chosen = listed(banlint, "--as-of", "2026-11-22", option, value)
        assert chosen == {name: row for name, row in every.items() if value in row[key]}


def test_a_country_is_asked_for_with_its_parts(banlint):
    places = {row["jurisdiction"] for row in listed(banlint, "--jurisdiction", "us").values()}
    assert "US" in places
    assert all(place.startswith("US") for place in places)


@pytest.mark.parametrize("option", ["--party", "--act", "--kind", "--state", "--profile"])
def test_a_misspelt_filter_is_an_error(banlint, option):
    ran = banlint("rules", option, "nothing-of-ours")
    assert ran.status == 2
    assert "is called `nothing-of-ours`" in ran.err


def test_what_is_off_by_default_has_to_be_called_by_its_name(banlint, clean):
    ran = banlint("check", "--include", "unverifed", clean)
    assert ran.status == 2
    assert "did you mean `unverified`?" in ran.err
    ran = banlint("check", "--include", "unverified", clean)
    assert ran.status == 0
    assert ", with unverified;" in ran.out


def test_capabilities_are_context_in_every_report(banlint, tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("assets:\n  - {name: cam, manufacturer: Huawei, features: [face recognition]}\n")
    assert (
        "= context: said to be capable of face recognition (features: face recognition)" in banlint("check", path).out
    )
    told = json.loads(banlint("check", "--format", "json", path).out)
    assert told["findings"][0]["context"] == ["said to be capable of face recognition (features: face recognition)"]
    assert told["include"] == []
