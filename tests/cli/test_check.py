import json
import os
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/output.schema.json").read_text())
HOSTILE = ["\x1b[2J", "a\nb", "::error::x", "##vso[x]y", "\u202eevil", "[/red]", "\ud800", "\u2028"]


def test_a_finding_shows_the_line_it_is_on(banlint, banned):
    out = banlint("check", banned.name).out
    assert out.startswith("banned.yaml:3:19  prohibited  ")
    assert "    3 |     manufacturer: Huawei\n      |                   ^^^^^^ " in out


def test_counts_question_and_edition_end_the_report(banlint, banned):
    lines = banlint("check", "--as-of", "2024-01-31", banned.name).out.splitlines()
    assert lines[-2].startswith("1 asset in 1 file: ")
    assert lines[-1].startswith("as of 2024-01-31 for us-federal-contractor; rules 20")


def test_json_is_what_the_schema_says(banlint, banned, broken):
    ran = banlint("check", "--format", "json", banned.name, broken.name)
    report = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert len(report["findings"]) == report["counts"]["findings"] > 0
    assert [problem["path"] for problem in report["problems"]] == ["broken.json"]


def test_json_lines_hold_findings_and_nothing_else(banlint, banned):
    lines = banlint("check", "--format", "jsonl", banned.name).out.splitlines()
    assert lines
    assert {json.loads(line)["entity"] for line in lines} == {"huawei"}


def test_several_reports_are_written_at_once(banlint, banned, tmp_path):
    ran = banlint("check", "-o", "json=r.json", "-o", "text=r.txt", "--format", "jsonl", banned.name)
    assert ran.status == 1
    report = json.loads((tmp_path / "r.json").read_text())
    assert [json.loads(line) for line in ran.out.splitlines()] == report["findings"]
    assert "banned.yaml:3:19" in (tmp_path / "r.txt").read_text()


def test_an_inventory_is_never_overwritten_by_a_report(banlint, banned):
    before = banned.read_text()
    assert banlint("check", "-o", f"json={banned.name}", banned.name).status == 2
    assert banlint("check", "-o", f"json={banned.name}").status == 2
    assert banned.read_text() == before


def test_two_reports_cannot_go_to_one_file(banlint, banned, tmp_path):
    assert banlint("check", "-o", "json=r", "-o", "text=./r", banned.name).status == 2
    assert not (tmp_path / "r").exists()


def test_paths_and_options_come_in_any_order(banlint, banned, clean):
    out = banlint("check", banned.name, "--format", "json", clean.name).out
    assert json.loads(out)["counts"]["files"] == 2


def test_standard_input_is_read_under_the_name_given(process, banned):
    with banned.open("rb") as stdin:
        ran = process("check", "-", "--stdin-name", "lab.yaml", "--format", "jsonl", stdin=stdin)
    assert json.loads(ran.stdout.splitlines()[0])["path"] == "lab.yaml"
    assert ran.returncode == 1


def test_selecting_and_ignoring_narrow_what_is_asked(banlint, banned):
    def regimes(*options):
        out = banlint("check", "--format", "jsonl", *options, banned.name).out
        return {json.loads(line)["regime"] for line in out.splitlines()}

    every = regimes()
    some = regimes("--select", "us-ndaa-2019-889*")
    assert some < every or some == every
    assert regimes("--ignore", "us-ndaa-2019-889*") == every - some
    assert regimes("--select", "zte") == set()


def test_a_misspelt_regime_is_an_error_with_a_suggestion(banlint, banned):
    ran = banlint("check", "--select", "us-ndaa-2019-898b", banned.name)
    assert ran.status == 2
    assert "did you mean `us-ndaa-2019-889b`?" in ran.err


def test_quiet_prints_findings_and_no_counts(banlint, banned, clean):
    assert banlint("check", "-q", clean.name).out == ""
    assert "assets" not in banlint("check", "-q", banned.name).out.replace("assets/", "")


def test_colour_comes_when_asked_for_and_not_on_a_pipe(banlint, banned):
    assert "\x1b[" not in banlint("check", banned.name).out
    assert "\x1b[31;1mprohibited" in banlint("check", "--color", "always", banned.name).out


def test_all_evidence_is_shown_with_its_sources_on_request(banlint, banned):
    assert " source: " in banlint("check", "--explain", banned.name).out


def test_the_same_run_twice_gives_the_same_bytes(process, banned):
    runs = [process("check", "--format", form, banned).stdout for form in ("json", "json", "text", "text")]
    assert runs[0] == runs[1]
    assert runs[2] == runs[3]


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_strangers_text_does_not_act_through_the_whole_command(banlint, tmp_path, form):
    assets = [{"name": value, "manufacturer": "Huawei", "model": value, "serial": value} for value in HOSTILE]
    (tmp_path / "a.json").write_text(json.dumps({"assets": assets}))
    ran = banlint("check", "--format", form, "a.json")
    for line in (ran.out + ran.err).split("\n"):
        assert line.isprintable()
        assert not line.lstrip().startswith("::")
        assert "##vso[" not in line


def test_a_file_name_that_is_a_command_is_none(banlint, tmp_path):
    (tmp_path / "::error::x.yaml").write_text("assets:\n  - {name: a, manufacturer: Huawei}\n")
    ran = banlint("check", ".")
    assert "error::x.yaml" in ran.out
    assert not any(line.lstrip().startswith("::") for line in (ran.out + ran.err).splitlines())


def test_standard_streams_of_another_encoding_do_not_stop_it(process, tmp_path):
    (tmp_path / "a.yaml").write_text("assets:\n  - {name: 摄像头, manufacturer: Huawei}\n", encoding="utf-8")
    ran = process("check", "a.yaml", environment={"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "LC_ALL": "C"})
    assert ran.returncode == 1
    assert "摄像头" in ran.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_colour_unless_it_says_not_to(process, banned):
    def on_terminal(**environment):
        ours, theirs = os.openpty()
        process("check", banned.name, stdout=theirs, environment={"TERM": "xterm"} | environment)
        os.close(theirs)
        text = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:
                break
            if not block:
                break
            text += block
        os.close(ours)
        return text

    assert b"\x1b[31;1mprohibited" in on_terminal()
    assert b"\x1b[" not in on_terminal(NO_COLOR="1")


def test_a_report_in_the_folder_that_is_checked_is_no_inventory(process, banned, tmp_path):
    counts = []
    for _ in range(2):
        ran = process("check", "-o", "json=./r[1].json", "--format", "json", ".")
        counts.append(json.loads(ran.stdout)["counts"])
    assert counts[0] == counts[1]
    assert counts[0]["files"] == 1
    assert sorted(os.listdir(tmp_path)) == ["banned.yaml", "r[1].json"]
