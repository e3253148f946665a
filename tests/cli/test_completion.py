"""`banlint completion`, asked in the shells themselves."""

import contextlib
import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from banlint.cli.main import COMMANDS
from banlint.cli.tree import IDS, commands

pty = pytest.importorskip("pty", reason="there are no terminals of one's own here")
ROOT = Path(__file__).parents[2]
ASKERS = {"us-federal-contractor", "us-exporter", "us-dod"}
# What is typed, what has to be offered, what must not be.
TYPED = [
    ("banlint ch", {"check"}, {"explain"}),
    ("banlint check --form", {"--format"}, {"--profile"}),
    ("banlint identify --m", {"--manufacturer", "--mac", "--model"}, {"--profile"}),
    ("banlint check --profile us-", ASKERS, {"gb-government"}),
    ("banlint check --profile gb-government,us-d", {"gb-government,us-dod"}, set()),
    ("banlint check --select hikv", {"hikvision"}, {"huawei"}),
    ("banlint explain us-ndaa-2019-889", {"us-ndaa-2019-889a", "us-ndaa-2019-889b"}, {"hikvision"}),
    ("banlint check --fail-on pro", {"prohibited", "proposed"}, {"watch"}),
    ("banlint check --format js", {"json", "jsonl"}, {"sarif"}),
    ("banlint waive --authority ", {"dni"}, {"files"}),
    ("banlint lists up", {"update"}, {"import"}),
    ("banlint baseline ", {"write", "show", "prune"}, set()),
    ("banlint schema wai", {"waivers"}, {"config"}),
    ("banlint completion ", {"bash", "zsh", "fish"}, set()),
    ("banlint check sit", {"sites.yaml"}, {"other.json"}),
    ("banlint check --waivers sit", {"sites.yaml"}, {"other.json"}),
    ("banlint check -o sar", {"sarif="}, {"json="}),
    ("banlint check --as-of ", set(), {"sites.yaml", "check", "-"}),
]


def shell(name):
    found = shutil.which(name)
    return pytest.mark.skipif(not found or os.name == "nt", reason=f"{name} is not installed here")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with files to complete, and `banlint` on the path."""
    tmp_path = tmp_path_factory.mktemp("shells")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/banlint"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m banlint "$@"\n')
    command.chmod(0o755)
    (tmp_path / "here").mkdir()
    for name in ("sites.yaml", "other.json", "name with blank.yaml"):
        (tmp_path / "here" / name).write_text("")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PYTHONPATH", str(ROOT / "src"))
        patched.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR"):
            patched.setenv(name, str(tmp_path))
        for name in ("bash", "zsh", "fish"):
            script = subprocess.run([command, "completion", name], check=True, capture_output=True).stdout
            (tmp_path / f"banlint.{name}").write_bytes(script)
        # The rules of a checkout are compiled once, and kept.
        subprocess.run([command, "completion", "--ids", "act"], check=True, capture_output=True)
        yield tmp_path


def said(place, *command):
    done = subprocess.run(
        command, cwd=place / "here", check=False, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def words_of(line):
    """The words of a line as readline parts them: `=` stands for itself."""
    words = shlex.split(line.replace("=", " = ")) + ([""] if line.endswith((" ", "=")) else [])
    return ["="] if words == ["="] else words


def in_bash(place, line):
    words = words_of(line)
    script = (
        f'source {place}/banlint.bash; COMP_WORDS=({shlex.join(words)}); COMP_CWORD={len(words) - 1}; '
        'compopt() { :; }; _banlint banlint; printf "%s\\n" "${COMPREPLY[@]}"'
    )  # fmt: skip
    return said(place, "bash", "--norc", "-c", script).splitlines()


@shell("bash")
@pytest.mark.parametrize(("line", "offered", "not_offered"), TYPED)
def test_bash_offers_what_fits(place, line, offered, not_offered):
    found = set(in_bash(place, line))
    assert offered <= found
    assert not not_offered & found


@shell("bash")
def test_bash_parts_words_at_an_equals_sign(place):
    assert in_bash(place, "banlint check --format=jun") == ["junit"]
    assert in_bash(place, "banlint check --format=") != ["sites.yaml"]
    assert in_bash(place, "banlint check -o json=oth") == ["other.json"]


@shell("bash")
def test_bash_keeps_a_name_with_a_blank_whole(place):
    assert "name with blank.yaml" in in_bash(place, "banlint check name")


@shell("bash")
def test_bash_completes_at_a_real_prompt(place):
    """Readline itself: a tab, and what then stands in the line."""
    begin = f"PS1='> '; source {place}/banlint.bash; bind 'set enable-bracketed-paste off'"
    with at_prompt(place, ["bash", "--norc", "-i"], begin, "banlint explain us-ndaa-2018-1634\t") as shown:
        assert b"banlint explain us-ndaa-2018-1634-kaspersky" in shown(lambda shown: b"kaspersky" in shown)


@shell("zsh")
@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("banlint expl", "banlint explain "),
        ("banlint check --profile us-fed", "banlint check --profile us-federal-"),
        ("banlint check --profile=gb-government,us-do", "banlint check --profile=gb-government,us-dod"),
        ("banlint check --fail-on watc", "banlint check --fail-on watch "),
        ("banlint explain us-ndaa-2018-1634", "banlint explain us-ndaa-2018-1634-kaspersky "),
        ("banlint check sit", "banlint check sites.yaml "),
        ("banlint check -o sari", "banlint check -o sarif="),
        ("banlint check -o sarif=sit", "banlint check -o sarif=sites.yaml"),
        ("banlint baseline wri", "banlint baseline write "),
        ("banlint schema waiv", "banlint schema waivers "),
    ],
)
def test_zsh_completes_at_a_real_prompt(place, typed, then):
    """A tab, and then a key that writes what stands in the line."""
    begin = (
        "PS1='> '; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D; "
        f'source {place}/banlint.zsh; tell() {{ print -rn -- "<$BUFFER>" > {place}/line }}; '
        "zle -N tell; bindkey '^X' tell"
    )
    line = place / "line"
    line.unlink(missing_ok=True)
    with at_prompt(place, ["zsh", "-f", "-i"], begin, f"{typed}\t\x18") as shown:
        shown(lambda _: line.exists() and line.read_text())
    assert line.read_text().startswith(f"<{then}")


@shell("fish")
@pytest.mark.parametrize(("line", "offered", "not_offered"), TYPED)
def test_fish_offers_what_fits(place, line, offered, not_offered):
    shown = said(place, "fish", "-N", "-c", f"source {place}/banlint.fish; complete -C {shlex.quote(line)}")
    found = {one.partition("\t")[0] for one in shown.splitlines()}
    assert offered <= found
    assert not not_offered & found


@shell("fish")
def test_fish_completes_the_file_of_a_report(place):
    shown = said(place, "fish", "-N", "-c", f"source {place}/banlint.fish; complete -C 'banlint check -o json=oth'")
    assert shown.split() == ["json=other.json"]


@shell("shellcheck")
def test_the_script_for_bash_has_nothing_that_shellcheck_knows_better(place):
    assert said(place, "shellcheck", "-s", "bash", str(place / "banlint.bash")) == ""


@contextlib.contextmanager
def at_prompt(place, command, begin, typed):
    """Type into an interactive shell on a terminal of its own; gives what it shows until something holds."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(place / "here")
        os.environ["TERM"] = "dumb"
        os.execvp(command[0], command)

    def shown(until):
        text, end = b"", time.monotonic() + 30
        while time.monotonic() < end and not until(text):
            if select.select([terminal], [], [], 0.1)[0]:
                text += os.read(terminal, 1 << 16)
        return text

    try:
        os.write(terminal, f"{begin}; printf 're%s' ady\n".encode())
        shown(lambda text: b"ready" in text)
        os.write(terminal, typed.encode())
        yield shown
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def test_every_command_and_option_is_in_every_script(place):
    for name in ("bash", "zsh", "fish"):
        text = (place / f"banlint.{name}").read_text()
        for command in commands():
            assert command.name in text
            for option in command.options:
                assert all((one[2:] if name == "fish" else one) in text for one in option.names)


def test_the_commands_are_those_of_the_help():
    assert [one.name for one in commands()] == list(COMMANDS)


@pytest.mark.parametrize("kind", IDS)
def test_ids_are_plain_words_one_a_line(banlint, kind):
    ran = banlint("completion", "--ids", kind)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines
    assert all(line.replace("-", "").isalnum() and line.isascii() for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((), "which shell"), (("tcsh",), "invalid choice"), (("--ids", "profil"), "did you mean `profile`?")],
)
def test_what_is_not_there_is_said(banlint, arguments, said):
    ran = banlint("completion", *arguments)
    assert ran.status == 2
    assert said in ran.err
