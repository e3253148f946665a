"""`banlint impact`: how exposed an inventory is to a law that may come, to another day's law, and what a change adds."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/impact.schema.json").read_text("utf-8"))
PIER = ROOT / "examples/pier-7.yaml"
STORY = ("--as-of", "2019-05-22", "--profile", "us-exporter")


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


def hits(answer, change="new"):
    return [(one["asset"], one["regime"], one["verdict"]) for one in answer["changes"] if one["change"] == change]


def git(folder, *arguments):
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", "-C", str(folder), *who, *arguments), check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path, banlint):
    """A repository whose first commit holds one switch, tagged `before`."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    inventories = tmp_path / "inventories"
    inventories.mkdir()
    (inventories / "a.yaml").write_text("assets:\n  - {name: core, manufacturer: Huawei, model: AR6120}\n", "utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "tag", "before")
    return inventories


# --- the story of May 2019 ------------------------------------------------------------------------------------------


def test_in_may_2019_the_listing_that_is_considered_would_hit_the_cameras_and_recorders_of_two_makers(impact):
    answer = impact(*STORY, "--regime", "us-bis-entity-list", PIER)
    assert hits(answer) == [
        ("gate-camera", "us-bis-entity-list", "restricted"),
        ("quay-recorder", "us-bis-entity-list", "restricted"),
        ("cafeteria-queue-camera", "us-bis-entity-list", "restricted"),
    ]
    assert {one["was"] for one in answer["changes"]} == {"proposed"}
    # Nobody knew yet from when.
    assert {one["effective"] for one in answer["changes"]} == {""}
    assert answer["totals"]["new"]["assets"] == 3


def test_a_single_listing_is_supposed_from_a_day(impact):
    supposed = ("--add-entity", "hikvision", "--regime", "us-bis-entity-list", "--from", "2019-10-09")
    answer = impact(*STORY, *supposed, PIER)
    assert hits(answer) == [("gate-camera", "us-bis-entity-list", "restricted")]
    assert answer["changes"][0]["effective"] == "2019-10-09"
    assert answer["changes"][0]["reason"].endswith("from 2019-10-09")
    assert answer["considered"][0]["added"] == ["hikvision"]


def test_what_was_listed_already_is_no_news(impact):
    answer = impact(*STORY, "--add-entity", "huawei", "--regime", "us-bis-entity-list", PIER)
    assert answer["changes"] == []
    assert any("huawei is listed by us-bis-entity-list already" in note for note in answer["notes"])


def test_what_was_enacted_in_2018_is_told_with_the_days_it_takes_effect(impact):
    answer = impact("--as-of", "2019-05-22", "--regime", "us-ndaa-2019-889b", PIER)
    assert ("yard-switch", "us-ndaa-2019-889b", "prohibited") in hits(answer)
    assert ("cafeteria-queue-camera", "us-ndaa-2019-889b", "needs-facts") in hits(answer)
    assert {one["effective"] for one in answer["changes"]} == {"2020-08-13"}


def test_by_default_everything_pending_that_binds_the_asker_is_supposed(impact):
    answer = impact("--as-of", "2019-05-22", PIER)
    considered = [one["id"] for one in answer["considered"]]
    assert {"us-ndaa-2019-889a", "us-ndaa-2019-889b"} <= set(considered)
    assert "us-bis-entity-list" not in considered
    assert any("us-bis-entity-list" in note for note in answer["notes"])


def test_another_days_law_is_judged_as_it_then_was(impact):
    answer = impact("--as-of", "2019-08-12", "--compare", "2019-08-13", PIER)
    new = {regime for _, regime, _ in hits(answer)}
    assert "us-ndaa-2019-889a" in new
    assert "us-ndaa-2019-889b" not in new
    assert answer["supposed"] is False


def test_an_asset_that_another_law_bars_already_is_said_to_be(impact):
    answer = impact("--as-of", "2020-01-01", "--regime", "us-ndaa-2019-889b", PIER)
    assert [one["already"] for one in answer["changes"] if one["asset"] == "yard-switch"] == [True]
    assert answer["totals"]["new"]["already"] >= 1


# --- what cannot be asked -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--regime", "us-bis-entity-list"), "does not bind us-federal-contractor"),
        (("--regime", "us-bis-entity-lst"), "did you mean `us-bis-entity-list`?"),
        (("--as-of", "2026-01-01", "--regime", "us-ndaa-2019-889b"), "nothing of us-ndaa-2019-889b is proposed"),
        (("--add-entity", "hikvision"), "added to one regime"),
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


# --- drafts -----------------------------------------------------------------------------------------------------------

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


def test_a_draft_is_judged_as_if_it_were_in_force_with_the_day_it_would_be(impact, draft, routers):
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


def test_a_draft_of_a_regime_that_is_there_stands_in_its_stead(impact, tmp_path, routers):
    path = tmp_path / "amended.yaml"
    path.write_text(DRAFT.replace("id: xx-draft", "id: us-ndaa-2019-889b"), "utf-8")
    answer = impact("--as-of", "2026-11-22", "--regime", path, routers)
    assert {regime for _, regime, _ in hits(answer)} == {"us-ndaa-2019-889b"}


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("effect: prohibited", "effect: forbidden", "draft.yaml:6:", "write one of prohibited"),
        ("title: A draft", "titel: A draft", "draft.yaml:2:", "write 'title'"),
        ("entity: uniview", "entity: unview", "draft.yaml:18:", "write 'uniview'"),
        ("parties: [us-federal-contractor]", "parties: [everybody]", "draft.yaml:12:", "there is no party"),
        ("on: 2027-07-01", "on: 2025-07-01", "draft.yaml:15:", "in order of days"),
        ("id: xx-draft", "id: [", "draft.yaml:", "not YAML"),
        ("id: xx-draft", "id: ../x", "draft.yaml:1:", "made of a-z"),
        ("source: draft}\nclauses", "source: nobody}\nclauses", "draft.yaml:10:", "there is no source 'nobody'"),
    ],
)
def test_a_draft_that_is_not_sound_is_refused_with_the_place_and_the_mend(
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


# --- what a branch adds -----------------------------------------------------------------------------------------------


def test_what_a_branch_adds_and_removes_is_told_and_what_only_moved_is_not(impact, repository):
    (repository / "a.yaml").unlink()
    (repository / "b.yaml").write_text(
        "assets:\n"
        "  - {name: radio, manufacturer: Hytera, purpose: public safety}\n"
        "  - model: AR6120\n    name: core\n    manufacturer: Huawei\n",
        "utf-8",
    )
    answer = impact("--since", "before", "--select", "us-ndaa-2019-889b", "inventories")
    assert hits(answer) == [("radio", "us-ndaa-2019-889b", "prohibited")]
    assert hits(answer, "gone") == []
    (repository / "b.yaml").write_text("assets:\n  - {name: other, manufacturer: Cisco}\n", "utf-8")
    answer = impact("--since", "before", "--select", "us-ndaa-2019-889b", "inventories")
    assert hits(answer) == []
    assert hits(answer, "gone") == [("core", "us-ndaa-2019-889b", "prohibited")]
    assert len(answer["before"]["commit"]) == 40


def test_an_inventory_that_the_branch_removes_is_no_mistake_of_the_path(impact, repository):
    (repository / "a.yaml").unlink()
    answer = impact("--since", "before", "--select", "us-ndaa-2019-889b", "inventories/a.yaml")
    assert hits(answer, "gone") == [("core", "us-ndaa-2019-889b", "prohibited")]


def test_a_verdict_that_changed_is_told_with_what_it_was(impact, repository):
    path = repository / "a.yaml"
    path.write_text("assets:\n  - {name: cam, manufacturer: Dahua, category: camera}\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "a camera")
    path.write_text(
        "assets:\n  - {name: cam, manufacturer: Dahua, category: camera, purpose: public safety}\n", "utf-8"
    )
    answer = impact("--since", "HEAD", "--select", "us-ndaa-2019-889b", "inventories")
    assert [(one["change"], one["was"], one["verdict"]) for one in answer["changes"]] == [
        ("graver", "needs-facts", "prohibited")
    ]


def test_a_broken_inventory_of_the_past_is_a_problem_of_that_revision(banlint, repository):
    path = repository / "a.yaml"
    path.write_text("assets: [\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "broken")
    path.write_text("assets:\n  - {name: core, manufacturer: Huawei}\n", "utf-8")
    ran = banlint("impact", "--isolated", "--since", "HEAD", "inventories")
    assert ran.status == 2
    assert "HEAD:inventories/a.yaml" in ran.err


def test_only_asked_to_does_something_new_fail(banlint, repository):
    command = ("impact", "--isolated", "--since", "before", "--select", "us-ndaa-2019-889b")
    assert banlint(*command, "--fail-on-new", "inventories").status == 0
    (repository / "b.yaml").write_text("assets:\n  - {name: second, manufacturer: Huawei}\n", "utf-8")
    assert banlint(*command, "inventories").status == 0
    assert banlint(*command, "--fail-on-new", "inventories").status == 1
    assert banlint(*command, "--fail-on-new", "--fail-on", "restricted", "inventories").status == 0


def test_files_that_are_left_out_now_are_left_out_then(impact, repository):
    (repository / ".gitignore").write_text("a.yaml\n", "utf-8")
    (repository / "b.yaml").write_text("assets:\n  - {name: other, manufacturer: Cisco}\n", "utf-8")
    assert impact("--since", "before", "inventories")["changes"] == []
    (repository / ".gitignore").unlink()
    (repository / "a.yaml").unlink()
    assert impact("--since", "before", "--exclude", "a.*", "inventories")["changes"] == []


# --- other editions of the rules -----------------------------------------------------------------------------------------


def test_another_edition_of_the_rules_is_what_is_compared_with(impact, tmp_path):
    from banlint.catalog.compile import compile_packs
    from banlint.catalog.files import read_folder

    rules = read_folder(ROOT / "rules")
    kept = {name: content for name, content in rules.contents.items() if not name.endswith("us-ndaa-2019-889b.yaml")}
    old = tmp_path / "old.bin"
    old.write_bytes(compile_packs([rules._replace(contents=kept)], rules))
    answer = impact("--as-of", "2026-11-22", "--catalog", old, PIER)
    assert {regime for _, regime, _ in hits(answer)} == {"us-ndaa-2019-889b"}
    assert answer["before"]["catalog"]["regimes"] == answer["after"]["catalog"]["regimes"] - 1


def test_what_is_no_edition_is_refused(banlint, banned):
    ran = banlint("impact", "--isolated", "--catalog", banned, banned)
    assert ran.status == 2
    assert "is not an index of banlint" in ran.err


# --- the other forms --------------------------------------------------------------------------------------------------


def test_the_page_begins_with_the_totals_and_ends_with_what_else_has_to_be_known(banlint, draft, routers):
    out = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--regime", draft, routers).out
    sections = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert sections[:2] == ["impact: if xx-draft were in force", "totals"]
    assert sections[-2:] == ["newly hit: the assets", "what else has to be known"]
    assert "EUR 80 + USD 120.50" in out
    assert "what is supposed is no law" in out


def test_a_page_lists_as_many_assets_as_it_is_asked_to_and_says_how_many_more_there_are(banlint, draft, routers):
    out = banlint("impact", "--isolated", "--shown", 1, "--as-of", "2026-11-22", "--regime", draft, routers).out
    assert "3 more" in out


def test_csv_has_a_row_for_each_change_and_no_cell_that_a_spreadsheet_runs(banlint, draft, tmp_path):
    path = tmp_path / "evil.yaml"
    path.write_text("assets:\n  - {name: '=cmd()', manufacturer: Uniview, site: '@x', price: '-1'}\n", "utf-8")
    ran = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--format", "csv", "--regime", draft, path)
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["asset"], row["site"], row["price"], row["value"]) == ("'=cmd()", "'@x", "'-1", "")
    assert (row["change"], row["verdict"], row["effective"]) == ("new", "prohibited", "2027-07-01")


def test_strangers_words_are_shown_and_never_obeyed(banlint, draft, tmp_path):
    path = tmp_path / "evil.yaml"
    name = '"::error::x\\e[31m"'
    path.write_text(f"assets:\n  - {{name: {name}, manufacturer: Uniview, site: {name}, category: '|`<b>'}}\n", "utf-8")
    for form in ("text", "markdown"):
        out = banlint("impact", "--isolated", "--as-of", "2026-11-22", "--format", form, "--regime", draft, path).out
        assert "\x1b" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    assert "\\|\\`\\<b\\>" in out


def test_standard_input_is_judged_twice_though_it_can_be_read_once(process):
    ran = process(
        "impact", "--isolated", "--as-of", "2019-05-22", "--stdin-name", "a.yaml", "-", input=PIER.read_bytes()
    )
    assert ran.returncode == 0
    assert b"yard-switch" in ran.stdout


def test_the_same_question_has_the_same_answer_byte_for_byte(banlint):
    command = ("impact", "--isolated", "--as-of", "2019-05-22", "--format", "json", PIER)
    assert banlint(*command).out == banlint(*command).out


def test_order_and_place_of_assets_are_no_change(impact, tmp_path, repository):
    names = [f"  - {{name: s{number}, manufacturer: Huawei}}\n" for number in range(5)]
    twins = [
        "  - {name: twin, manufacturer: Dahua, purpose: public safety}\n",
        "  - {name: twin, manufacturer: Dahua}\n",
    ]
    (repository / "a.yaml").write_text("assets:\n" + "".join([*names, *twins]), "utf-8")
    git(repository, "commit", "--quiet", "-am", "more")
    (repository / "a.yaml").write_text("# moved\nassets:\n" + "".join([*twins[::-1], *names[::-1]]), "utf-8")
    assert impact("--since", "HEAD", "inventories")["changes"] == []
