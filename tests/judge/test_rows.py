"""Rows of long lists as listings of their entity."""

import pytest

from banlint.judge.rows import as_listings

GROUP = {
    "id": "acme",
    "names": [{"text": "Acme Devices Corporation"}, {"text": "Acme"}],
    "affiliates": [{"name": "Roadrunner Networks", "aliases": ["RR Net"]}],
}
LISTING = {"citation": "The List", "stages": [{"state": "effective", "on": "2018-01-01"}]}


def row(name, aliases="", since="2020-01-02", until="", citation="no. 1"):
    return {"name": name, "aliases": aliases, "listed_on": since, "delisted_on": until, "citation": citation}


def found(*rows, entity=GROUP):
    return list(as_listings(rows, entity, LISTING))


@pytest.mark.parametrize(
    ("since", "until", "stages"),
    [
        ("2020-01-02", "", [("effective", "2020-01-02")]),
        ("2020-01-02", "2021-01-02", [("effective", "2020-01-02"), ("withdrawn", "2021-01-02")]),
        ("", "2021-01-02", [("effective", ""), ("withdrawn", "2021-01-02")]),
        ("", "", []),
    ],
)
def test_a_row_holds_from_the_day_it_was_listed_to_the_day_it_was_taken_off(since, until, stages):
    (one,) = found(row("Acme", since=since, until=until))
    assert [(stage["state"], stage["on"]) for stage in one["stages"]] == stages
    assert one["list_stages"] == LISTING["stages"]


def test_rows_of_one_day_and_citation_are_one_listing():
    assert len(found(row("Acme"), row("Acme Devices Corporation"))) == 1
    assert [one["citation"] for one in found(row("Acme"), row("Acme", citation="no. 2"))] == ["no. 1", "no. 2"]
    assert len(found(row("Acme"), row("Acme", since="2020-01-03"))) == 2


def test_a_row_without_a_citation_has_that_of_the_list():
    (one,) = found(row("Acme", citation=""))
    assert one["citation"] == "The List"


@pytest.mark.parametrize(
    ("name", "aliases", "names"),
    [
        ("Acme Devices Corporation", "", None),
        ("ACME DEVICES CORPORATION LTD", "", None),
        ("Somebody Else", "Other; Acme", None),
        ("Roadrunner Networks", "", ["Roadrunner Networks"]),
        ("RR Net", "Acme", ["RR Net", "Acme"]),
        ("Acme Trading", "Acme T.; ;Acme T.", ["Acme Trading", "Acme T."]),
    ],
)
def test_a_row_about_one_company_of_a_group_reaches_it_alone(name, aliases, names):
    (one,) = found(row(name, aliases))
    assert one.get("names") == names


def test_an_entity_that_is_a_row_itself_is_reached_whole():
    (one,) = found(row("Roadrunner Networks"), entity={**GROUP, "list": "xx-list"})
    assert "names" not in one
