import re

import pytest

from banlint.cli.main import COMMANDS


def test_the_version_names_edition_and_hash_of_the_rules(banlint):
    ran = banlint("--version")
    assert re.fullmatch(r"banlint \S+; rules \S+ \S+, edition \d{4}-\d\d-\d\d \(sha256 [0-9a-f]{12}\)\n", ran.out)


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"]])
def test_the_help_names_every_command(banlint, arguments):
    ran = banlint(*arguments)
    assert ran.status == 0
    assert all(f"\n  {name} " in ran.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_no_wider_than_a_screen(banlint, name):
    ran = banlint(name, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"usage: banlint {name}")
    assert max(map(len, ran.out.splitlines())) <= 110
    assert banlint("help", name).out == ran.out


def test_a_path_in_the_place_of_a_command_is_understood(banlint, clean):
    assert "did you mean `banlint check clean.yaml`?" in banlint("clean.yaml").err


def test_a_misspelt_option_gets_a_suggestion(banlint):
    assert "did you mean `--select`?" in banlint("check", "--slect", "x").err


def test_an_error_of_ours_is_one_line_and_2(banlint, monkeypatch, clean):
    def fail(*arguments):
        raise ZeroDivisionError("x\x1b[0m")

    monkeypatch.setattr("banlint.cli.check.run", fail)
    ran = banlint("check", clean)
    assert ran.status == 2
    assert ran.err == (
        "banlint: problem: internal error: ZeroDivisionError: x\\x1b[0m\n"
        "  = mend: please report it; BANLINT_DEBUG=1 shows where\n"
    )
    monkeypatch.setenv("BANLINT_DEBUG", "1")
    assert "Traceback" in banlint("check", clean).err


def test_an_interruption_is_130(banlint, monkeypatch, clean):
    def interrupt(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("banlint.cli.check.run", interrupt)
    assert banlint("check", clean) == (130, "", "")


def test_a_plugins_command_is_a_command(banlint, tmp_path, monkeypatch):
    (tmp_path / "acme_hello.py").write_text(
        "from banlint.plugins.hookspecs import hookimpl\n"
        "def add(parser): parser.add_argument('--name')\n"
        "def run(options): print('hello', options.name); return 0\n"
        "@hookimpl\n"
        "def banlint_register_commands(register): register(('hello', 'say hello', add, run))\n"
    )
    info = tmp_path / "site/acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text("[banlint]\nacme = acme_hello\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert banlint("hello", "--name", "you").out == "hello you\n"
    page = banlint("hello", "--help")
    assert page.status == 0
    assert page.out.startswith("usage: banlint hello")
    assert "show this page" in page.out


def test_no_statute_company_or_day_is_in_the_help(banlint):
    pages = "".join(banlint(name, "--help").out for name in COMMANDS) + banlint("--help").out
    # What a paper is called is how it is asked for.
    pages = pages.replace("far-889", "")
    assert not re.search(r"huawei|zte|889|ndaa|20(1\d|2[0-3])-", pages, re.IGNORECASE)


@pytest.mark.parametrize(("command", "missing"), [("lists", "ACTION"), ("report", "PAPER"), ("baseline", "ACTION")])
def test_only_what_has_to_be_given_is_asked_for(banlint, command, missing):
    assert banlint(command).err.splitlines()[0].endswith(f"required: {missing}")
