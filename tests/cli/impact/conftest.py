"""What `banlint impact` answers, held to its schema; a draft, an inventory with prices, a repository."""

import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
SCHEMA = json.loads((ROOT / "rules/schema/impact.schema.json").read_text("utf-8"))
DRAFT = """\
id: xx-draft
title: A draft
short: Draft
jurisdiction: US
kind: use-ban
effect: prohibited
confidence: high
summary: A ban that nobody has enacted.
law:
  - {citation: "Bill 1", url: "https://example.com/bill", source: draft}
clauses:
  - {id: use, parties: [us-federal-contractor], acts: [use], citation: "s.1", says: "nobody may use it"}
stages:
  - {state: proposed, on: 2026-11-01, citation: "Bill 1", source: draft}
  - {state: effective, on: 2027-07-01, citation: "Bill 1", source: draft}
covers: {}
listings:
  - {entity: uniview, citation: "s.2", url: "https://example.com/bill", read: 2026-11-22, confidence: high, source: draft}
"""


@pytest.fixture
def pier():
    return ROOT / "examples/pier-7.yaml"


@pytest.fixture
def impact(banlint):
    """Runs `banlint impact --format json` and checks the answer against the published schema."""

    def run(*arguments, status=0):
        ran = banlint("impact", "--isolated", "--format", "json", *arguments)
        assert ran.status == status, ran.err
        answer = json.loads(ran.out)
        Draft202012Validator(SCHEMA).validate(answer)
        return answer

    return run


@pytest.fixture
def hits():
    """The asset, regime and verdict of each change of a kind."""

    def of(answer, change="new"):
        return [(one["asset"], one["regime"], one["verdict"]) for one in answer["changes"] if one["change"] == change]

    return of


@pytest.fixture
def git():
    """Runs git in a folder, as somebody."""

    def run(folder, *arguments):
        who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(("git", "-C", str(folder), *who, *arguments), check=True, capture_output=True)

    return run


@pytest.fixture
def repository(tmp_path, banlint, git):
    """A repository whose first commit holds one switch, tagged `before`."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    inventories = tmp_path / "inventories"
    inventories.mkdir()
    (inventories / "a.yaml").write_text("assets:\n  - {name: core, manufacturer: Huawei, model: AR6120}\n", "utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "tag", "before")
    return inventories


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.yaml"
    path.write_text(DRAFT, "utf-8")
    return path


@pytest.fixture
def routers(tmp_path):
    path = tmp_path / "routers.yaml"
    path.write_text(
        "assets:\n"
        "  - {name: r1, manufacturer: Uniview, site: Hall 1, category: router, price: USD 120.50}\n"
        "  - {name: r2, manufacturer: Uniview, site: Hall 1, category: router, price: 80 EUR}\n"
        "  - {name: r3, manufacturer: Uniview, site: Hall 2, category: router, price: a lot}\n"
        "  - {name: r4, manufacturer: Uniview, category: switch}\n"
        "  - {name: r5, manufacturer: Cisco, price: USD 4000}\n",
        "utf-8",
    )
    return path
