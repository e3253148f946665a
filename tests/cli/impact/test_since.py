"""What a branch adds to the inventories, told from real repositories; and other editions of the rules."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_what_a_branch_adds_and_removes_is_told_and_what_only_moved_is_not(impact, repository, hits):
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


def test_an_inventory_that_the_branch_removes_is_no_mistake_of_the_path(impact, repository, hits):
    (repository / "a.yaml").unlink()
    answer = impact("--since", "before", "--select", "us-ndaa-2019-889b", "inventories/a.yaml")
    assert hits(answer, "gone") == [("core", "us-ndaa-2019-889b", "prohibited")]


def test_a_verdict_that_changed_is_told_with_what_it_was(impact, repository, git):
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


def test_a_broken_inventory_of_the_past_is_a_problem_of_that_revision(banlint, repository, git):
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


def _speaks_of_part_b(name, content):
    """Whether a file of the rules is that law, or falls with it."""
    return name.startswith(("regimes/", "papers/")) and b"us-ndaa-2019-889b" in content


def test_another_edition_of_the_rules_is_what_is_compared_with(impact, tmp_path, hits, pier):
    from banlint.catalog.compile import compile_packs
    from banlint.catalog.files import read_folder

    rules = read_folder(ROOT / "rules")
    kept = {name: content for name, content in rules.contents.items() if not _speaks_of_part_b(name, content)}
    old = tmp_path / "old.bin"
    old.write_bytes(compile_packs([rules._replace(contents=kept)], rules))
    answer = impact("--as-of", "2026-11-22", "--catalog", old, pier)
    assert {regime for _, regime, _ in hits(answer)} == {"us-ndaa-2019-889b"}
    assert answer["before"]["catalog"]["regimes"] < answer["after"]["catalog"]["regimes"]


def test_what_is_no_edition_is_refused(banlint, banned):
    ran = banlint("impact", "--isolated", "--catalog", banned, banned)
    assert ran.status == 2
    assert "is not an index of banlint" in ran.err


def test_an_edition_of_the_rules_may_be_their_folder(impact, tmp_path, pier, hits):
    shutil.copytree(ROOT / "rules", tmp_path / "old")
    for path in (tmp_path / "old").rglob("*.yaml"):
        if _speaks_of_part_b(path.relative_to(tmp_path / "old").as_posix(), path.read_bytes()):
            path.unlink()
    answer = impact("--as-of", "2026-11-22", "--catalog", tmp_path / "old", pier)
    assert {regime for _, regime, _ in hits(answer)} == {"us-ndaa-2019-889b"}


def test_what_is_new_and_was_decided_is_listed_and_does_not_fail(impact, banlint, repository):
    note = "# banlint: ignore[us-ndaa-2019-889b] until=2099-01-01 ref=CR-1 -- lab only"
    (repository / "b.yaml").write_text(f"assets:\n  - name: second\n    manufacturer: Huawei  {note}\n", "utf-8")
    command = ("--since", "before", "--select", "us-ndaa-2019-889b", "--fail-on-new", "inventories")
    answer = impact(*command)
    assert [(one["asset"], one["decision"]) for one in answer["changes"]] == [("second", "suppressed")]
    assert answer["totals"]["new"]["decided"] == 1
    assert answer["failing"] == 0
    assert "prohibited (suppressed)" in banlint("impact", "--isolated", *command).out


def test_links_and_submodules_of_the_past_are_passed_over(impact, repository, git, hits):
    (repository / "link.yaml").symlink_to("/etc/passwd")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "a link")
    (repository / "link.yaml").unlink()
    answer = impact("--since", "HEAD", "inventories")
    assert answer["changes"] == []
    assert answer["before"]["counts"]["assets"] == 1


def test_names_with_odd_characters_are_the_same_file_on_both_sides(impact, repository, git):
    for name in ("ümlaut.yaml", "with space.yaml", "[glob]*.yaml", "-dash.yaml"):
        (repository / name).write_text("assets:\n  - {name: odd, manufacturer: Huawei}\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "odd names")
    answer = impact("--since", "HEAD", "inventories")
    assert answer["changes"] == []
    assert answer["before"]["counts"]["files_read"] == answer["after"]["counts"]["files_read"] == 5


def test_a_branch_cannot_waive_what_it_adds_where_policy_comes_from_elsewhere(impact, repository, monkeypatch):
    monkeypatch.chdir(repository)
    ban = "us-ndaa-2019-889b"
    (repository / "a.yaml").write_text(
        "assets:\n"
        "  - {name: core, manufacturer: Huawei, model: AR6120}\n"
        "  - {name: inline, manufacturer: ZTE, category: router}"
        f"  # banlint: ignore[{ban}] until=2030-01-01 -- trust me\n"
        "  - {name: filed, manufacturer: ZTE, category: router, serial: A1}\n",
        "utf-8",
    )
    (repository / "waivers.yaml").write_text(
        f"waivers:\n  - {{asset: filed, regime: {ban}, authority: dni, owner: me, reason: trust me, from: 2026-01-01, "
        "until: 2030-01-01}\n",
        "utf-8",
    )
    (repository / "banlint.toml").write_text('waivers = "waivers.yaml"\n', "utf-8")
    asked = ("--since", "before", "--select", ban, "--as-of", "2026-11-22", "--fail-on-new", "a.yaml")
    trusted = impact("--waivers", "waivers.yaml", *asked)
    assert {one["asset"]: one["decision"] for one in trusted["changes"]} == {"inline": "suppressed", "filed": "waived"}
    held = impact("--policy-from", "before", *asked, status=1)
    assert {one["asset"]: one["decision"] for one in held["changes"]} == {"inline": "", "filed": ""}
    assert impact("--waivers", "waivers.yaml", "--no-waivers", *asked, status=1)["failing"] == 2
