"""The table of exit statuses, each row run."""

import os
import subprocess

import pytest


def test_nothing_found_is_0(banlint, clean):
    assert banlint("check", clean).status == 0


def test_findings_are_1(banlint, banned):
    assert banlint("check", banned).status == 1


def test_findings_below_the_failing_level_are_0(banlint, banned):
    assert banlint("check", "--fail-on", "watch", banned).status == 0


def test_exit_zero_turns_1_into_0(banlint, banned):
    ran = banlint("check", "--exit-zero", banned)
    assert ran.status == 0
    assert "router-1" in ran.out


@pytest.mark.parametrize("option", [[], ["--exit-zero"], ["--allow-empty"]])
def test_a_broken_input_is_2_and_beats_the_findings_that_are_shown(banlint, banned, broken, option):
    ran = banlint("check", *option, broken, banned)
    assert ran.status == 2
    assert "router-1" in ran.out
    assert "broken.json" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["--no-such"],
        ["check", "--no-such"],
        ["check", "--profile", "nobody"],
        ["check", "--as-of", "yesterday"],
        ["check", "--as-of", "2020-02-30"],
        ["check", "--select", "no-such-ban"],
        ["check", "--purpose", "zzzzzz"],
        ["check", "--fail-on", "red"],
        ["check", "--format", "xml"],
        ["check", "-o", "json"],
        ["check", "-o", "xml=a.xml"],
        ["check", "-j", "-1"],
        ["check", "-p", "no_such_plugin"],
        ["check", "--pack", "no-such-folder"],
        ["check", "--config", "no-such-file.toml"],
        ["check", "no-such-path"],
        ["identify"],
        ["explain"],
        ["explain", "no-such-thing"],
        ["rules", "--profile", "nobody"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_2_with_one_problem_said(banlint, clean, arguments):
    ran = banlint(*arguments, *([clean] if arguments[0] == "check" and "no-such-path" not in arguments else []))
    assert ran.status == 2
    assert ran.err.count(": problem: ") == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("text", ["", "port: 22\n", "{}\n"])
def test_no_hardware_anywhere_is_3_and_0_where_that_is_allowed(banlint, tmp_path, text):
    (tmp_path / "settings.yaml").write_text(text)
    assert banlint("check", ".").status == 3
    assert banlint("check", "--exit-zero", ".").status == 3
    allowed = banlint("check", "--allow-empty", ".")
    assert (allowed.status, "--allow-empty" in allowed.out) == (0, True)


def test_an_empty_folder_is_3(banlint):
    assert banlint("check").status == 3


def test_a_report_that_cannot_be_written_is_2(banlint, banned, tmp_path):
    ran = banlint("check", "-o", "json=missing/r.json", banned)
    assert ran.status == 2


def test_a_plugin_that_fails_is_2_and_the_findings_are_shown(banlint, banned, tmp_path, monkeypatch):
    (tmp_path / "acme_fails.py").write_text("raise ValueError('broken')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    ran = banlint("check", "-p", "acme_fails", banned)
    assert ran.status == 2
    assert "`acme_fails`" in ran.err
    assert "router-1" in ran.out


def test_a_check_that_fails_is_2_and_takes_no_finding_away(banlint, banned, tmp_path, monkeypatch):
    (tmp_path / "acme_check.py").write_text(
        "from banlint.plugins.hookspecs import hookimpl\n"
        "def check(asset, identity, question): raise ValueError('broken')\n"
        "@hookimpl\n"
        "def banlint_register_asset_checks(register): register(check)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    ran = banlint("check", "-p", "acme_check", banned)
    assert ran.status == 2
    assert "acme_check" in ran.err
    assert "router-1" in ran.out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_full_disk_is_2_without_a_traceback(process, banned, form):
    with open("/dev/full", "wb") as full:
        ran = process("check", "--format", form, banned, stdout=full)
    assert ran.returncode == 2
    assert b"No space left" in ran.stderr
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes break otherwise there")
def test_a_reader_that_goes_away_ends_it_quietly(process, banned):
    reading, writing = os.pipe()
    os.close(reading)
    ran = process("check", banned, stdout=writing)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


def test_the_command_alone_shows_its_help_and_is_2(process):
    ran = process(stdout=subprocess.PIPE)
    assert ran.returncode == 2
    assert b"exit status:" in ran.stdout
