"""Decisions through the command: what is honoured is told and counted, what is broken stops, a change approves nothing."""

import json
import os
import subprocess

import pytest

DAY = ("--as-of", "2026-11-22")
WAIVER = (
    "--asset", "router-1", "--authority", "dni", "--owner", "me", "--reason", "needed", "--until", "2027-03-31",
    "--from", "2026-01-01",
)  # fmt: skip
BOTH = ("--regime", "us-ndaa-2019-889a,us-ndaa-2019-889b")


@pytest.fixture
def waived(banlint, banned):
    """A file of waivers for all that is found of the banned router."""
    ran = banlint("waive", *WAIVER, *BOTH)
    assert ran.status == 0
    return "waivers.yaml"


@pytest.fixture
def git(tmp_path):
    """Runs git in a repository of its own."""

    def git(*arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        who = ("-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, env=environment, check=True, capture_output=True)

    git("init", "-q")
    return git


def report(ran):
    return json.loads(ran.out)


def test_waived_findings_are_counted_and_do_not_fail(banlint, banned, waived):
    ran = banlint("check", *DAY, "--waivers", waived, banned.name)
    assert ran.status == 0
    assert ran.out.splitlines()[1] == "1 asset in 1 file: nothing undecided, 2 waived"
    assert banlint("check", *DAY, "--waivers", waived, "--no-waivers", banned.name).status == 1


def test_they_are_shown_when_asked_for_and_always_in_json(banlint, banned, waived):
    out = banlint("check", *DAY, "--waivers", waived, "--show-waived", banned.name).out
    assert "prohibited (waived)  us-ndaa-2019-889b  router-1" in out
    assert "= decision: waived by dni, owner me, until 2027-03-31: needed (waivers.yaml:5)" in out
    found = report(banlint("check", *DAY, "--waivers", waived, "--format", "json", banned.name))
    assert [one["decision"]["kind"] for one in found["findings"]] == ["waived", "waived"]
    assert found["policy"]["waivers"] == "waivers.yaml"
    assert found["counts"]["waived"] == found["counts"]["findings"] == 2
    assert found["failing"] == 0


HOSTILE = ["\x1b[2J", "a\nb", "::error::x", "##vso[x]y", "\u202eevil", "\u2028"]


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_that_a_file_says_reaches_the_terminal_raw(banlint, tmp_path, value):
    (tmp_path / "a.json").write_text(json.dumps([{"name": value, "manufacturer": "Huawei", "banlint": value}]))
    more = ("--regime", "us-ndaa-2019-889b", "--asset", f"x{value}", "--owner", f"o{value}", "--reason", f"r{value}")
    runs = [
        banlint("waive", *WAIVER, *more),
        banlint("waive", *WAIVER, *more, "--diff"),
        banlint("waivers", *DAY, "--waivers", "waivers.yaml"),
        banlint("check", *DAY, "--waivers", "waivers.yaml", "--show-waived", "a.json"),
        banlint("baseline", "write", *DAY, "a.json"),
        banlint("baseline", "show"),
    ]
    for ran in runs:
        for line in (ran.out + ran.err).split("\n"):
            assert line.isprintable()
            assert not line.lstrip().startswith("::")
            assert "##vso" not in line


def test_the_report_says_when_nothing_was_honoured(banlint, banned, waived):
    assert "honouring no suppression and no waiver" in banlint("check", "--no-waivers", banned.name).out


def test_the_settings_name_waivers_and_baseline_from_where_they_stand(banlint, banned, waived, tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    (tmp_path / "banlint.toml").write_text('waivers = "waivers.yaml"\n')
    monkeypatch.chdir(tmp_path / "below")
    assert banlint("check", *DAY, "../banned.yaml").status == 0
    assert banlint("check", *DAY, "--isolated", "../banned.yaml").status == 1


def test_the_baseline_that_the_settings_name_is_written_though_it_is_not_there_yet(
    banlint, banned, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "banlint.toml").write_text('baseline = "before.jsonl"\n')
    ran = banlint("baseline", "write", *DAY, banned)
    assert (ran.status, ran.err) == (0, "")
    assert banlint("check", *DAY, banned).status == 0


def test_the_files_of_decisions_are_no_inventories(banlint, banned, waived):
    banlint("baseline", "write", *DAY, ".")
    found = report(
        banlint("check", *DAY, "--waivers", waived, "--baseline", "banlint-baseline.jsonl", "--format", "json", ".")
    )
    assert found["counts"]["files"] == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [("waivers:\n  - asset: x\n", "w.yaml:2:5"), ("waivers: [\n", "w.yaml:2:1"), ("", "w.yaml:1:1")],
)
def test_a_broken_file_of_waivers_stops_the_check_with_its_place_and_mend(banlint, banned, tmp_path, text, place):
    (tmp_path / "w.yaml").write_text(text)
    ran = banlint("check", "--waivers", "w.yaml", banned.name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"{place}: problem: ")
    assert "= mend: " in ran.err


def test_so_does_one_that_is_not_there(banlint, banned):
    for option in ("--waivers", "--baseline", "--policy-from"):
        ran = banlint("check", option, "none-such", banned.name)
        assert ran.status == 2
        assert "= mend: " in ran.err


def test_what_the_law_does_not_let_an_authority_waive_is_told(banlint, banned):
    ran = banlint("waive", *WAIVER, "--authority", "own-policy", *BOTH)
    assert ran.status == 0
    assert "by law own-policy cannot waive us-ndaa-2019-889a" in ran.err


class TestWaive:
    """`banlint waive`."""

    def test_it_shows_the_difference_and_writes_nothing(self, banlint, waived, tmp_path):
        before = (tmp_path / waived).read_bytes()
        out = banlint("waive", *WAIVER, *BOTH, "--asset", "other", "--diff").out
        assert out.startswith("--- a/waivers.yaml\n+++ b/waivers.yaml\n")
        assert "+  - asset: other\n" in out
        assert (tmp_path / waived).read_bytes() == before

    def test_it_adds_at_the_end_and_the_rest_stays(self, banlint, waived, tmp_path):
        before = (tmp_path / waived).read_text() + "\n# the end\n"
        (tmp_path / waived).write_text(before)
        banlint("waive", *WAIVER, *BOTH, "--asset", "other")
        after = (tmp_path / waived).read_text()
        assert after.startswith(before.removesuffix("\n# the end\n"))
        assert after.endswith("\n# the end\n")

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            (("--until", ""), "needs --until"),
            (("--until", "soon"), "is not a day"),
            (("--until", "2020-01-01"), "before it begins"),
            (("--reason", ""), "needs --reason"),
            (("--owner", ""), "needs --owner"),
            (("--authority", "boss"), "no authority is called `boss`"),
            (("--regime", "us-ndaa-2019-889q"), "no regime is called"),
            (("--entity", "hikvison"), "no entity is called"),
            (("--asset", ""), "needs --asset"),
            (("--asset", "*"), "names everything"),
        ],
    )
    def test_what_would_not_be_honoured_is_not_written(self, banlint, tmp_path, change, said):
        regime = () if change[0] == "--regime" else BOTH
        ran = banlint("waive", *WAIVER, *regime, *change)
        assert ran.status == 2
        assert said in ran.err
        assert list(tmp_path.iterdir()) == []

    def test_it_never_writes_through_a_link(self, banlint, tmp_path):
        (tmp_path / "real").write_text("")
        (tmp_path / "waivers.yaml").symlink_to("real")
        assert banlint("waive", *WAIVER, *BOTH).status == 2
        assert (tmp_path / "real").read_text() == ""

    def test_it_leaves_no_half_of_a_file(self, banlint, waived, tmp_path, monkeypatch):
        before = (tmp_path / waived).read_bytes()

        def fails(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", fails)
        ran = banlint("waive", *WAIVER, *BOTH, "--asset", "other")
        assert ran.status == 2
        assert "No space left" in ran.err
        assert (tmp_path / waived).read_bytes() == before
        assert [one.name for one in tmp_path.glob(".*")] == []


class TestWaivers:
    """`banlint waivers`."""

    def test_it_lists_them(self, banlint, waived):
        ran = banlint("waivers", *DAY, "--waivers", waived)
        assert ran.status == 0
        assert "waivers.yaml:5  held   2027-03-31  dni" in ran.out
        assert ran.out.endswith("1 decision listed, 1 of them in force on 2026-11-22\n")

    @pytest.mark.parametrize(
        ("due", "as_of", "status"),
        [("60d", "2026-11-22", 0), ("129d", "2026-11-22", 1), ("128d", "2026-11-22", 0), ("8w", "2027-03-01", 1),
         ("1d", "2027-04-01", 1), ("0", "2027-03-31", 1), ("0d", "2027-03-30", 0)],
    )  # fmt: skip
    def test_what_falls_due_is_a_status_for_a_calendar(self, banlint, waived, due, as_of, status):
        ran = banlint("waivers", "--as-of", as_of, "--waivers", waived, "--due", due)
        assert ran.status == status
        assert ran.out.endswith(
            f"{status} decision{'s' * (not status)} due, {int(as_of < '2027-04') * status} of them in force on {as_of}\n"
        )

    def test_with_inventories_it_counts_what_each_decides(self, banlint, banned, waived, tmp_path):
        (tmp_path / "b.yaml").write_text(
            "assets:\n  - name: b\n    manufacturer: Huawei  # banlint: ignore[us-*] until=2026-12-30 -- soon gone\n"
        )
        found = report(banlint("waivers", *DAY, "--waivers", waived, "--format", "json", "--due", "200d", "."))
        assert [(one["kind"], one["findings"]) for one in found["waivers"]] == [("waiver", 2), ("suppression", 2)]
        assert {notice["kind"] for notice in found["notices"]} == {"lapsing"}

    @pytest.mark.parametrize("due", ["soon", "d", "-1d", "1.5d", "٣d", "99999999d"])
    def test_a_time_that_is_none_is_refused(self, banlint, waived, due):
        assert banlint("waivers", "--waivers", waived, f"--due={due}").status == 2

    def test_without_a_file_it_says_how_to_name_one(self, banlint):
        assert "--waivers FILE" in banlint("waivers").err


class TestBaseline:
    """`banlint baseline`."""

    def test_it_hides_what_was_there_and_nothing_else(self, banlint, banned, tmp_path):
        assert banlint("baseline", "write", *DAY, ".").out == "banlint-baseline.jsonl: 2 findings added\n"
        check = ("check", *DAY, "--baseline", "banlint-baseline.jsonl", ".")
        assert banlint(*check).status == 0
        (tmp_path / "new.yaml").write_text("assets:\n  - {name: b, manufacturer: ZTE}\n")
        ran = banlint(*check)
        assert ran.status == 1
        assert "2 assets in 2 files: 2 prohibited, 2 in the baseline" in ran.out
        assert "banned.yaml" not in ran.out

    def test_adding_is_asked_for_by_name(self, banlint, banned, tmp_path):
        banlint("baseline", "write", *DAY, ".")
        (tmp_path / "new.yaml").write_text("assets:\n  - {name: b, manufacturer: ZTE}\n")
        kept = (tmp_path / "banlint-baseline.jsonl").read_text()
        assert banlint("baseline", "write", *DAY, ".").status == 2
        assert "+{" in banlint("baseline", "write", "--add", "--diff", *DAY, ".").out
        assert (tmp_path / "banlint-baseline.jsonl").read_text() == kept
        assert "2 findings added" in banlint("baseline", "write", "--add", *DAY, ".").out
        assert "4 findings in" in banlint("baseline", "show").out

    def test_pruning_takes_out_what_is_gone_and_adds_nothing(self, banlint, banned, tmp_path):
        (tmp_path / "gone.yaml").write_text("assets:\n  - {name: b, manufacturer: ZTE}\n")
        banlint("baseline", "write", *DAY, ".")
        (tmp_path / "gone.yaml").unlink()
        (tmp_path / "new.yaml").write_text("assets:\n  - {name: c, manufacturer: ZTE}\n")
        ran = banlint("check", *DAY, "--baseline", "banlint-baseline.jsonl", ".")
        assert "2 entries are stale" in ran.err
        assert banlint("baseline", "prune", *DAY, ".").out == "banlint-baseline.jsonl: 2 findings taken out\n"
        assert "2 findings in" in banlint("baseline", "show").out

    def test_what_was_not_looked_at_is_not_pruned(self, banlint, banned, tmp_path):
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub/b.yaml").write_text("assets:\n  - {name: b, manufacturer: ZTE}\n")
        banlint("baseline", "write", *DAY, ".")
        (tmp_path / "sub/b.yaml").unlink()
        assert "0 findings taken out" in banlint("baseline", "prune", *DAY, banned.name).out

    def test_from_a_folder_below_it_prunes_what_is_gone_there_alone(self, banlint, banned, tmp_path, monkeypatch):
        (tmp_path / "sub").mkdir()
        (tmp_path / "sub/b.yaml").write_text("assets:\n  - {name: b, manufacturer: ZTE}\n")
        banlint("baseline", "write", *DAY, ".")
        monkeypatch.chdir(tmp_path / "sub")
        (tmp_path / "sub/b.yaml").write_text("assets:\n  - {name: c, manufacturer: ZTE}\n")
        ran = banlint("check", *DAY, "--baseline", "../banlint-baseline.jsonl", ".")
        assert "2 entries are stale" in ran.err
        ran = banlint("baseline", "prune", "--baseline", "../banlint-baseline.jsonl", *DAY, ".")
        assert "2 findings taken out" in ran.out
        assert "banned.yaml  router-1" in banlint("baseline", "show", "--baseline", "../banlint-baseline.jsonl").out

    def test_a_check_that_failed_in_part_changes_nothing(self, banlint, banned, broken, tmp_path):
        assert banlint("baseline", "write", *DAY, ".").status == 2
        assert not (tmp_path / "banlint-baseline.jsonl").exists()

    def test_what_is_waived_does_not_become_part_of_it(self, banlint, banned, waived):
        assert "0 findings added" in banlint("baseline", "write", *DAY, "--waivers", waived, ".").out

    def test_a_file_that_is_no_baseline_is_left_alone(self, banlint, banned):
        before = banned.read_text()
        for action in (("write", "--add"), ("prune",), ("show",), ("write",)):
            assert banlint("baseline", *action, "--baseline", banned.name).status == 2
        assert banned.read_text() == before


class TestAnnotate:
    """`banlint annotate`."""

    def test_verdicts_come_and_go_and_come_once(self, banlint, banned):
        before = banned.read_bytes()
        assert "2 comments written" in banlint("annotate", *DAY, banned.name).out
        after = banned.read_text()
        assert (
            "    # banlint says: prohibited under us-ndaa-2019-889b since 2020-08-13, huawei\n    manufacturer" in after
        )
        banlint("annotate", *DAY, banned.name)
        assert banned.read_text() == after
        banlint("annotate", "--clear", banned.name)
        assert banned.read_bytes() == before

    def test_a_suppression_is_written_and_honoured(self, banlint, banned):
        command = ("annotate", *DAY, "--suppress", "us-*", "--until", "2027-03-31", "--reason", "why", "--ref", "CR-1")
        assert (
            "+    # banlint: ignore[us-*] until=2027-03-31 ref=CR-1 -- why"
            in banlint(*command, "--diff", banned.name).out
        )
        assert banlint("check", *DAY, banned.name).status == 1
        banlint(*command, banned.name)
        assert banlint("check", *DAY, banned.name).status == 0
        assert "0 comments written" in banlint(*command, banned.name).out

    def test_only_what_was_meant_is_suppressed(self, banlint, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("assets:\n  - {name: a, manufacturer: ZTE}\n  - {name: b, manufacturer: ZTE}\n")
        banlint(
            "annotate",
            "--suppress",
            "us-*",
            "--until",
            "2027-03-31",
            "--reason",
            "why",
            "--asset",
            "b",
            path.name,
            *DAY,
        )
        found = report(banlint("check", *DAY, "--format", "json", path.name))["findings"]
        assert {one["asset"]["name"] for one in found if one["decision"]} == {"b"}
        assert {one["asset"]["name"] for one in found if not one["decision"]} == {"a"}

    def test_what_cannot_be_told_apart_is_refused_with_its_place(self, banlint, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("assets: [{name: a, manufacturer: ZTE}, {name: b, manufacturer: ZTE}]\n")
        ran = banlint("annotate", *DAY, "--suppress", "us-*", "--until", "2027-03-31", "--reason", "why", path.name)
        assert ran.status == 2
        assert "a.yaml:1:34: problem: a suppression of a cannot be written" in ran.err
        assert "#" not in path.read_text()

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--suppress", "us-*", "--until", "2027-03-31"), "without a reason"),
            (("--suppress", "us-*", "--reason", "x"), "without an end"),
            (("--suppress", "*", "--reason", "x", "--until", "2027-03-31"), "names no regime"),
            (("--suppress", "us-*", "--reason", "x\ny", "--until", "2027-03-31"), "not be read as it is meant"),
            (("--suppress", "us-*", "--reason", "x", "--until", "2027-03-31", "--ref", "a -- b"), "not be read as it is meant"),
            (("--reason", "x"), "belongs to a suppression"),
            (("--clear", "--suppress", "us-*"), "two things"),
        ],
    )  # fmt: skip
    def test_what_would_not_be_honoured_is_not_written(self, banlint, banned, options, said):
        before = banned.read_bytes()
        ran = banlint("annotate", *options, banned.name)
        assert ran.status == 2
        assert said in ran.err
        assert banned.read_bytes() == before

    def test_only_yaml_has_comments(self, banlint, tmp_path):
        (tmp_path / "a.json").write_text('[{"name": "a", "manufacturer": "ZTE"}]')
        ran = banlint("annotate", "a.json", "none.yaml", ".")
        assert ran.status == 2
        assert "a.json: problem: no YAML" in ran.err
        assert "none.yaml: problem: no such file" in ran.err


class TestPolicyFrom:
    """`--policy-from`: a change approves of nothing that it brings."""

    @pytest.fixture
    def changed(self, banlint, banned, git, tmp_path):
        """A change that adds a banned router, a waiver, a suppression and a baseline for it, and settings."""
        (tmp_path / "banlint.toml").write_text('waivers = "waivers.yaml"\nbaseline = "b.jsonl"\n')
        (tmp_path / "waivers.yaml").write_text("waivers: []\n")
        (tmp_path / "b.jsonl").write_text('{"kind": "banlint-baseline", "version": 1}\n')
        git("add", ".")
        git("commit", "-qm", "protected")
        banlint("waive", *WAIVER, "--regime", "us-ndaa-2019-889a")
        text = banned.read_text().replace(
            "Huawei\n", "Huawei  # banlint: ignore[us-ndaa-2019-889b] until=2099-01-01 -- mine\n"
        )
        banned.write_text(text)
        (tmp_path / "banlint.toml").write_text('waivers = "waivers.yaml"\nbaseline = "b.jsonl"\nignore = ["us-*"]\n')
        return banned

    def test_without_it_the_change_passes_itself(self, banlint, changed):
        assert banlint("check", *DAY, "--config", "none").status == 2
        assert banlint("check", *DAY).status == 0

    def test_with_it_nothing_of_the_change_holds_and_all_of_it_is_listed(self, banlint, changed):
        ran = banlint("check", *DAY, "--policy-from", "HEAD")
        assert ran.status == 1
        assert ran.out.startswith("waivers.yaml:2: this change adds a waiver: asset router-1: us-ndaa-2019-889a from")
        assert "not honoured: the suppression in line 3 is part of this change" in ran.out
        assert "2 prohibited" in ran.out
        assert ", decisions from " in ran.out
        assert "banned.yaml:3:27: notice: this change adds a suppression" in ran.err
        found = report(banlint("check", *DAY, "--policy-from", "HEAD", "--format", "json"))
        assert len(found["policy"]["revision"]) == 40
        (added,) = found["policy"]["added"]
        assert added["path"] == "waivers.yaml"

    @pytest.mark.parametrize(
        "name", ["json", "markdown", "html", "sarif", "junit", "github", "gitlab", "csv", "table", "summary"]
    )
    def test_every_report_lists_the_waivers_that_a_change_adds(self, banlint, changed, name):
        assert "asset router-1: us-ndaa-2019-889a from" in banlint(
            "check", *DAY, "--policy-from", "HEAD", "--format", name
        ).out.replace("%3A", ":")

    def test_once_it_is_part_of_the_revision_it_holds(self, banlint, changed, git, tmp_path):
        (tmp_path / "banlint.toml").write_text('waivers = "waivers.yaml"\n')
        git("commit", "-qam", "approved")
        ran = banlint("check", *DAY, "--policy-from", "HEAD")
        assert ran.status == 0
        assert "nothing undecided, 1 suppressed, 1 waived" in ran.out

    def test_a_suppression_that_moves_to_another_asset_holds_no_more(self, banlint, changed, git):
        git("commit", "-qam", "approved")
        changed.write_text(changed.read_text().replace("router-1", "router-2"))
        found = report(banlint("check", *DAY, "--isolated", "--policy-from", "HEAD", "--format", "json"))
        assert all(one["decision"] is None for one in found["findings"])

    def test_waivers_that_the_change_breaks_are_not_needed(self, banlint, changed, tmp_path):
        (tmp_path / "waivers.yaml").write_text("waivers: [\n")
        ran = banlint("check", *DAY, "--policy-from", "HEAD")
        assert ran.status == 1
        assert "notice: this change breaks it: not YAML" in ran.err

    @pytest.mark.parametrize("revision", ["none-such", "--help", "HEAD:waivers.yaml", ""])
    def test_a_revision_that_is_none_is_refused(self, banlint, changed, revision):
        ran = banlint("check", *DAY, f"--policy-from={revision}")
        assert ran.status == (2 if revision else 0)

    def test_a_file_that_the_revision_lacks_is_refused(self, banlint, changed):
        ran = banlint("check", *DAY, "--policy-from", "HEAD", "--waivers", "new.yaml")
        assert ran.status == 2
        assert "new.yaml: problem: HEAD has no such file" in ran.err
