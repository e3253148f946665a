"""README.md and docs/ say what the program does: their commands are run, their links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

import banlint

ROOT = Path(__file__).resolve().parents[2]
_LINK = re.compile(r"(?<!!)\[[^\]\[]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def test_a_command_prints_what_the_page_shows(docs, session):
    for shown, real in zip(session, docs.run(session), strict=True):
        assert docs.same(shown.output, real.output), (
            f"the documentation is behind (`make docs` mends it)\n$ {shown.command}{real.output}"
        )


def test_every_relative_link_leads_to_a_file(page):
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        found = page if not name else page.parent / name
        assert found.exists(), target
        if anchor:
            assert anchor in {_anchor(heading) for heading in _HEADING.findall(found.read_text("utf-8"))}, target


def _anchor(heading):
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_readme_tells_the_story_at_three_dates(docs):
    sessions = list(docs.sessions((ROOT / "README.md").read_text("utf-8")))
    told = [(dict(re.findall(r"(scheduled|restricted|prohibited|proposed)  (us-[\w-]+)", steps[0].output)),
             steps[-1].output) for steps in sessions[:3]]  # fmt: skip
    assert [status for _, status in told] == ["exit status 0\n", "exit status 0\n", "exit status 1\n"]
    assert told[0][0]["scheduled"] == told[1][0]["scheduled"] == told[2][0]["prohibited"] == "us-ndaa-2019-889b"
    assert "restricted" not in told[0][0]
    assert told[1][0]["restricted"] == told[2][0]["restricted"] == "us-bis-entity-list"


def test_settings_shown_are_settings_that_exist(page):
    schema = yaml.safe_load((ROOT / "rules/schema/config.schema.json").read_text())
    for block in re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE):
        table = tomllib.loads(block)
        if "project" not in table:
            Draft202012Validator(schema).validate(table)


def test_the_answers_that_the_readme_gives_settle_the_question(tmp_path):
    text = (ROOT / "README.md").read_text("utf-8")
    example = next(
        one for one in re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE) if "purpose:" in one
    )
    answers = {"prohibited": ["public-safety", "perimeter-security"], "": ["queue analytics", "traffic-counting"]}
    for verdict, purposes in answers.items():
        for purpose in purposes:
            assert purpose in example
            path = tmp_path / "answered.yaml"
            path.write_text(re.sub(r"purpose: .*", f"purpose: {purpose}", example))
            found = banlint.check([path], as_of="2026-11-22", select=["us-ndaa-2019-889b"]).findings
            assert [one.verdict for one in found] == [verdict] * bool(verdict), purpose


@pytest.mark.parametrize("name", ["README.md", "docs/inventories.md"])
def test_inventories_shown_follow_the_published_schema(name):
    schema = yaml.safe_load((ROOT / "rules/schema/inventory.schema.json").read_text())
    blocks = re.findall(r"^```yaml\n(.*?)^```$", (ROOT / name).read_text("utf-8"), re.DOTALL | re.MULTILINE)
    shown = [table for table in (yaml.load(block, yaml.BaseLoader) for block in blocks) if "assets" in table]
    assert shown
    for table in shown:
        Draft202012Validator(schema).validate(table)
