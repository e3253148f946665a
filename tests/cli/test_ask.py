"""`banlint ask` and facts files: questions out, answers in."""

import csv
import io
import json
import subprocess

import pytest

INVENTORY = """\
site: {name: Pier 7, kind: port}
assets:
  - {name: cam-1, manufacturer: Hikvision, model: DS-2CD2143G0-I, category: camera, serial: "=1+1"}
  - {name: cam-2, manufacturer: Dahua, category: camera, site: "@Depot"}
  - {name: cam-3, manufacturer: Dahua, category: camera, purpose: odd jobs}
  - {name: radio, manufacturer: Hytera, category: radio, purpose: public safety}
"""
QUESTION = "What is it used for, and what kind of site is it at?"


@pytest.fixture
def inventory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pier.yaml").write_text(INVENTORY)
    return tmp_path


def test_each_question_stands_once_with_the_assets_it_is_about_by_site(banlint, inventory):
    ran = banlint("ask", "pier.yaml")
    assert ran.status == 0
    assert ran.out.count(QUESTION) == 1
    assert ran.out.index("Pier 7") < ran.out.index("cam-1  Hikvision DS-2CD2143G0-I  pier.yaml:3")
    assert "@Depot" in ran.out
    assert "cam-3  Dahua  (purpose: odd jobs)  pier.yaml:5" in ran.out
    assert "It decides us-ndaa-2019-889a, us-ndaa-2019-889b." in ran.out
    assert ran.out.endswith("1 question about 3 assets\n")
    assert "radio" not in ran.out


def test_an_exception_is_asked_about_where_it_may_well_hold_and_the_ban_stands_meanwhile(banlint, inventory):
    makers = (
        "{name: mast, manufacturer: Huawei, category: base station}",
        "{name: sw, manufacturer: Huawei, category: switch}",
    )
    (inventory / "pier.yaml").write_text("assets:\n" + "".join(f"  - {one}\n" for one in makers))
    ran = banlint("ask", "pier.yaml")
    assert "Can it route or redirect user data traffic" in ran.out
    assert "Answer in routes_user_data. It may lift us-ndaa-2019-889a, us-ndaa-2019-889b.\n" in ran.out
    assert ran.out.endswith("1 question about 1 asset\n")
    assert "mast" in ran.out
    assert banlint("check", "pier.yaml").out.count("prohibited  us-ndaa-2019-889b") == 2
    (inventory / "facts.yaml").write_text('facts: [{asset: mast, answers: {routes_user_data: "no"}}]\n')
    assert banlint("check", "--facts", "facts.yaml", "pier.yaml").out.count("prohibited  us-ndaa-2019-889b") == 1
    assert banlint("ask", "--facts", "facts.yaml", "pier.yaml").out == "Nothing is left open.\n"


def test_where_nothing_is_open_it_says_so(banlint, inventory):
    assert banlint("ask", "--purpose", "police", "--select", "hytera", "pier.yaml").out == "Nothing is left open.\n"


def test_csv_has_a_cell_to_fill_in_and_none_that_a_spreadsheet_would_run(banlint, inventory):
    rows = list(csv.DictReader(io.StringIO(banlint("ask", "--format", "csv", "pier.yaml").out)))
    assert [row["asset"] for row in rows] == ["cam-2", "cam-1", "cam-3"]
    assert {row["answer"] for row in rows} == {""}
    assert rows[0]["site"] == "'@Depot"
    assert rows[1]["serial"] == "'=1+1"


def test_markdown_and_json_say_the_same(banlint, inventory):
    page = banlint("ask", "--format", "markdown", "pier.yaml").out
    assert f"## 1. {QUESTION}" in page
    assert "| cam-1 | Hikvision | DS-2CD2143G0-I |" in page
    (record,) = json.loads(banlint("ask", "--format", "json", "pier.yaml").out)["questions"]
    assert record["question"] == QUESTION
    assert sorted(one["asset"] for one in record["assets"]) == ["cam-1", "cam-2", "cam-3"]


def test_a_facts_file_to_fill_in_answers_once_it_is_filled_in(banlint, inventory):
    assert banlint("ask", "--format", "facts", "-o", "facts.yaml", "pier.yaml").status == 0
    empty = (inventory / "facts.yaml").read_text()
    assert banlint("check", "--facts", "facts.yaml", "pier.yaml").status == 1
    filled = empty.replace("  # -", "  -").replace("  #   ", "    ").replace("site.kind:", "site.kind: port")
    (inventory / "facts.yaml").write_text(filled.replace("purpose:", "purpose: wildlife observation"))
    ran = banlint("check", "--facts", "facts.yaml", "--fail-on", "needs-facts", "pier.yaml")
    assert ran.status == 0
    assert "needs-facts" not in ran.out
    assert "with the answers of facts.yaml (" in ran.out


def test_a_facts_file_is_never_overwritten(banlint, inventory):
    (inventory / "facts.yaml").write_text("facts: []\n")
    ran = banlint("ask", "--format", "facts", "-o", "facts.yaml", "pier.yaml")
    assert ran.status == 2
    assert "answers in it would be lost" in ran.err
    assert (inventory / "facts.yaml").read_text() == "facts: []\n"


def test_a_broken_facts_file_is_2_with_its_place_and_what_would_mend_it(banlint, inventory):
    (inventory / "facts.yaml").write_text("facts:\n  - asset: cam-1\n    answers: {purpos: police}\n")
    ran = banlint("check", "--facts", "facts.yaml", "pier.yaml")
    assert ran.status == 2
    assert "facts.yaml:3:15: problem: an answer has no `purpos`" in ran.err
    assert "did you mean `purpose`?" in ran.err


def test_the_settings_name_a_facts_file_which_is_no_inventory(banlint, inventory):
    (inventory / "banlint.toml").write_text('facts = "facts.yaml"\n')
    (inventory / "facts.yaml").write_text(
        "facts:\n  - {asset: cam-*, answers: {purpose: police}}\n  - {asset: nobody, answers: {purpose: police}}\n"
    )
    ran = banlint("check", "--format", "json", ".")
    report = json.loads(ran.out)
    assert {one["verdict"] for one in report["findings"]} == {"prohibited"}
    assert report["policy"]["facts"] == "facts.yaml"
    assert report["counts"]["files_read"] == 1
    assert "facts.yaml:3:1: notice: no asset was met that is meant here: asset nobody" in ran.err
    # One file says nothing of what the answers are about elsewhere.
    assert "nobody" not in banlint("check", "pier.yaml").err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_answers_count_as_used_whichever_process_used_them(banlint, inventory, jobs):
    for number in range(40):
        (inventory / f"{number}.yaml").write_text(f"assets: [{{name: cam-{number}, manufacturer: Dahua}}]\n")
    entries = "".join(f"  - {{asset: cam-{number}, answers: {{purpose: police}}}}\n" for number in (4, 39))
    (inventory / "facts.yaml").write_text(f"facts:\n{entries}  - {{asset: no, answers: {{purpose: police}}}}\n")
    ran = banlint("check", "-j", jobs, "--facts", "facts.yaml", "--exit-zero", ".")
    assert ran.err.count("notice:") == 1
    assert "asset no" in ran.err


def test_askers_of_the_settings_ask_for_their_sites_and_funds(banlint, inventory):
    (inventory / "banlint.toml").write_text(
        '[[asker]]\nprofile = "us-federal-contractor"\nsites = ["pier *"]\n'
        '[[asker]]\nprofile = "us-grant-recipient"\nfunding = ["federal*"]\n'
    )
    ran = banlint("check", "pier.yaml", "--purpose", "police")
    assert "for us-federal-contractor at pier *, us-grant-recipient paid for by federal*" in ran.out
    assert "cam-1" in ran.out
    assert "What paid for it? It decides who is bound. Answer in `funding`." in ran.out
    report = json.loads(banlint("check", "pier.yaml", "--format", "json").out)
    assert report["askers"][0] == {"profile": "us-federal-contractor", "sites": ["pier *"], "funding": []}
    assert "paid for by" not in banlint("check", "--profile", "us-dod", "pier.yaml").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('asker = "us-dod"', "`asker` is not a list of tables"),
        ('[[asker]]\nsites = ["x"]', "asker 1 has no profile"),
        ('[[asker]]\nprofile = "us-dodo"', "did you mean `us-dod`?"),
        ('[[asker]]\nprofile = "us-dod"\nsite = ["x"]', "did you mean `sites`?"),
        ('[[asker]]\nprofile = "us-dod"\nsites = [1]', "asker 1: `sites` is no list of texts"),
        ('horizon = "soon"', "`soon` is no span of time"),
    ],
)
def test_what_is_wrong_with_an_asker_is_told(banlint, inventory, text, said):
    (inventory / "banlint.toml").write_text(text + "\n")
    ran = banlint("check", "pier.yaml")
    assert ran.status == 2
    assert said in ran.err


def test_answers_of_a_pull_request_count_for_nothing_where_policy_is_protected(banlint, inventory):
    def git(*arguments):
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *arguments], cwd=inventory, check=True, capture_output=True)

    (inventory / "banlint.toml").write_text('facts = "facts.yaml"\n')
    (inventory / "facts.yaml").write_text("facts:\n  - {asset: cam-*, answers: {purpose: police}}\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    (inventory / "facts.yaml").write_text("facts:\n  - {asset: cam-*, answers: {purpose: wildlife observation}}\n")
    assert "cam-1" not in banlint("check", "pier.yaml").out
    assert "cam-1" in banlint("check", "--policy-from", "HEAD", "pier.yaml").out
