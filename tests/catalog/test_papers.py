"""Papers, calendars and the reports of regimes: what they refer to is there, and days are days."""

import pytest

PAPER = """\
id: form
title: A form
kind: report
parties: [buyer]
regimes: [no-ban]
law: [{citation: Ban Act s.3, source: gazette}]
"""
CALENDAR = """\
id: office
title: Monday to Friday
law: [{citation: Holidays Act, source: gazette}]
weekend: [saturday, sunday]
holidays:
  - {name: New Year, month: 1, day: 1}
  - {name: May Day, month: 5, weekday: monday, nth: 1}
"""
STATEMENTS = "statements: [{id: use, regimes: [no-ban], citation: c, does: d, does_not: n}]\n"
BAN = "regimes/no/no-ban.yaml"


def _first(problems, paper=PAPER, calendar=CALENDAR, reports=""):
    more = {"papers__form_DOT_yaml": paper, "calendars__office_DOT_yaml": calendar}
    return problems(*([(BAN, "listings:", f"reports:\n  - {reports}\nlistings:")] if reports else ()), **more)[0]


def test_a_paper_and_a_calendar_are_in_the_catalog(write_pack, compiled):
    made = compiled(write_pack(papers__form_DOT_yaml=PAPER, calendars__office_DOT_yaml=CALENDAR))
    assert made.papers["form"]["regimes"] == ["no-ban"]
    assert made.calendars["office"]["holidays"][1]["nth"] == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("id: form", "id: from", "not the file's name"),
        ("[no-ban]", "[no-bun]", "no regime 'no-bun'"),
        ("[buyer]", "[buyers]", "no party 'buyers'"),
        ("source: gazette", "source: gazet", "no source 'gazet'"),
        ("kind: report", "kind: letter", "'letter' is not allowed"),
        ("kind: report", "kind: representation", "a representation has `statements`"),
        ("law:", STATEMENTS + "law:", "a representation has `statements`"),
        ("law:", "regime: x\nlaw:", "unknown key 'regime'"),
    ],
)
def test_a_mistake_in_a_paper_is_named(problems, old, new, message):
    found = _first(problems, paper=PAPER.replace(old, new, 1))
    assert message in found.message
    assert found.path == "papers/form.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("day: 1}", "day: 32}", "32"),
        ("month: 1, day: 1", "month: 2, day: 30", "month 2 has no day 30"),
        (", nth: 1", "", ""),
        ("[saturday, sunday]", "[saturn]", "'saturn' is not allowed"),
        ("monday, nth: 1", "monday, nth: 5", ""),
    ],
)
def test_a_mistake_in_a_calendar_is_named(problems, old, new, message):
    found = _first(problems, calendar=CALENDAR.replace(old, new, 1))
    assert message in found.message
    assert found.path == "calendars/office.yaml"


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ("{clause: c, within: {amount: 1, unit: business-day}}", "no calendar says which they are"),
        ("{clause: c, within: {amount: 1, unit: business-day}, calendar: offices}", "no calendar 'offices'"),
        ("{clause: c, within: {amount: 1, unit: day}, who: buyers}", "no party 'buyers'"),
        ("{clause: c, within: {amount: 1, unit: day}, about: [no-bun]}", "no regime 'no-bun'"),
        ("{clause: c, within: {amount: 1, unit: day}, asks: [brand], if_known: [model]}", "no part of `asks` 'model'"),
        ("{clause: c, within: {amount: 1, unit: fortnight}}", "'fortnight' is not allowed"),
    ],
)
def test_a_mistake_in_a_report_of_a_regime_is_named(problems, report, message):
    found = _first(problems, reports=report)
    assert message in found.message
    assert found.path == BAN
