"""The manual pages, set by groff where it is there."""

import re
import shutil
import subprocess

import pytest

from banlint.cli.main import COMMANDS
from banlint.cli.man import pages
from banlint.cli.tree import commands

PAGES = pages()
GROFF = shutil.which("groff")
needs_groff = pytest.mark.skipif(not GROFF, reason="groff is not installed here")


def typeset(text):
    command = [GROFF, "-Tascii", "-man", "-ww", "-rLL=120n", "-P-cbou"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def squeezed(text):
    """`text` without what setting may change: blanks, and hyphens at the ends of lines."""
    return re.sub(r"[\s-]+", "", text.replace("\b", ""))


def test_there_is_a_page_for_banlint_and_for_each_command():
    assert set(PAGES) == {"banlint.1", *(f"banlint-{name}.1" for name in COMMANDS)}


@needs_groff
@pytest.mark.parametrize("name", PAGES)
def test_groff_sets_a_page_without_a_warning(name):
    shown, warned = typeset(PAGES[name])
    assert warned == ""
    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"):
        assert f"\n{heading}\n" in f"\n{shown}"


@needs_groff
@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_a_page_says_all_that_the_help_says(command):
    shown = squeezed(typeset(PAGES[f"banlint-{command.name}.1"])[0])
    for option in command.options:
        assert squeezed(", ".join(option.names) + option.metavar) in shown
        assert squeezed(option.summary) in shown
    for line in (command.parser.epilog or "").splitlines():
        if line.startswith("  "):
            assert squeezed(line) in shown


@needs_groff
def test_what_roff_takes_for_its_own_is_text():
    from banlint.cli.man import _plain

    hostile = r".so /etc/passwd"
    odd = r"a\fBb 'c' `d` ~e -f \(ga"
    shown, warned = typeset(f".TH X 1\n.SH NAME\n{_plain(hostile)}\n.br\n{_plain(odd)}\n")
    assert hostile in shown
    assert odd in shown
    assert warned == ""


@pytest.mark.skipif(not shutil.which("man"), reason="man is not installed here")
def test_man_shows_a_page_that_was_printed(banlint, tmp_path):
    (tmp_path / "check.1").write_text(banlint("man", "check").out)
    done = subprocess.run(["man", "-l", tmp_path / "check.1"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "banlint-check - find banned equipment" in re.sub(r".\x08", "", done.stdout).replace("‐", "-")


def test_pages_are_written_where_they_are_wanted(banlint, tmp_path):
    (tmp_path / "man1").mkdir()
    assert banlint("man", "--write", "man1").status == 0
    assert {path.name: path.read_text() for path in (tmp_path / "man1").iterdir()} == PAGES


@pytest.mark.parametrize(("arguments", "said"), [(("chek",), "did you mean `check`?"), (("--write", "x"), "no folder")])
def test_what_is_not_there_is_said(banlint, arguments, said):
    ran = banlint("man", *arguments)
    assert ran.status == 2
    assert said in ran.err
