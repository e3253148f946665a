"""The API of lives, open questions, facts and the horizon."""

import pytest

import banlint
from banlint.errors import ConfigError, UsageError

DAY = "2026-11-22"


@pytest.fixture
def inventory(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(
        "assets:\n  - {name: cam, manufacturer: Dahua, category: camera}\n  - {name: x, manufacturer: Acme}\n"
    )
    return str(path)


def test_a_life_tells_today_and_every_change(inventory):
    (life,), problems = banlint.timeline([inventory], as_of=DAY, select=["us-ndaa-2019-889b"])
    assert problems == ()
    assert (life.asset, life.line) == ("cam", 2)
    assert [(one.day, one.after.verdict.value) for one in life.changes] == [
        ("2018-05-24", "proposed"),
        ("2018-08-13", "scheduled"),
        ("2020-08-13", "needs-facts"),
    ]
    assert life.today["us-ndaa-2019-889b"].verdict == "needs-facts"


def test_open_questions_come_of_findings_and_are_answered_by_a_facts_file(inventory, tmp_path):
    found = banlint.check([inventory], as_of=DAY).findings
    (one,) = banlint.questions(found)
    assert one.fields == ("purpose", "site.kind")
    facts = tmp_path / "facts.yml"
    facts.write_text("facts: [{asset: cam, answers: {purpose: police}}]\n")
    answered = banlint.check([inventory], as_of=DAY, facts=str(facts)).findings
    assert {finding.verdict.value for finding in answered} == {"prohibited"}
    assert "purpose by " in answered[0].covered
    assert banlint.questions(answered) == ()
    (life,), _ = banlint.timeline([inventory], as_of=DAY, select=["us-ndaa-2019-889b"], facts=str(facts))
    assert life.today["us-ndaa-2019-889b"].verdict == "prohibited"


def test_a_horizon_tells_of_what_is_to_come(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"manufacturer": "CATL", "category": "battery", "name": "pack"}\n{"manufacturer": "Acme"}\n')
    asked = {"profile": "us-dod", "as_of": "2023-01-01", "select": ["us-ndaa-2024-805"]}
    assert banlint.check([path], **asked).findings == ()
    (found,) = banlint.check([path], **asked, horizon="2027-06-30").findings
    assert (found.verdict, found.effective) == ("scheduled", "2026-06-30")


def test_what_is_wrong_with_the_call_is_raised(inventory):
    with pytest.raises(UsageError):
        banlint.check([inventory], horizon="soon")
    with pytest.raises(ConfigError):
        banlint.check([inventory], facts="none.yaml")
    with pytest.raises(ConfigError):
        banlint.timeline([inventory], facts="none.yaml")
