"""Files as a git revision has them: on real repositories, and never by running what a repository brings."""

import os
import subprocess
from pathlib import Path

import pytest

from banlint.errors import InputError, UsageError
from banlint.limits import Limits
from banlint.reading.revision import Revision

pytestmark = pytest.mark.skipif(
    subprocess.run(("git", "--version"), capture_output=True, check=False).returncode != 0,
    reason="git is not installed",
)


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
    command = ("git", "-C", str(folder), *who, *arguments)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path, **files: str) -> str:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yaml", ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "-m", "a change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    commit(
        folder,
        pier_yaml="assets: []\n",
        inventories__a_yaml="first\n",
        inventories__b_yaml="b\n",
        inventory_yaml="no\n",
    )
    git(folder, "tag", "before")
    commit(folder, inventories__a_yaml="second\n")
    monkeypatch.chdir(folder)
    return folder


def test_a_file_is_read_as_the_revision_has_it_whatever_lies_in_the_folder_now(repository):
    Path("inventories/a.yaml").write_text("third\n", "utf-8")
    assert Revision("before").read("inventories/a.yaml") == b"first\n"
    assert Revision("HEAD").read("inventories/a.yaml") == b"second\n"
    assert Revision("HEAD~1").read("inventories/a.yaml") == b"first\n"


def test_a_revision_is_known_by_its_full_name(repository):
    assert Revision("before").commit == git(repository, "rev-parse", "before")


def test_a_file_that_the_revision_does_not_have_is_none(repository):
    assert Revision("before").read("inventories/c.yaml") is None


def test_files_below_a_folder_are_listed_and_read_in_order_of_name(repository):
    revision = Revision("before")
    listed = revision.files("inventories")
    assert [entry.name for entry in listed] == ["inventories/a.yaml", "inventories/b.yaml"]
    assert [content for _, content in revision.contents(listed)] == [b"first\n", b"b\n"]
    assert [entry.name for entry in revision.files("inventories/a.yaml")] == ["inventories/a.yaml"]
    assert [entry.name for entry in revision.files()][-1] == "pier.yaml"


def test_paths_are_named_as_from_the_working_folder_or_in_full(repository, monkeypatch):
    monkeypatch.chdir(repository / "inventories")
    assert Revision("before").read("a.yaml") == b"first\n"
    assert Revision("before").read("../pier.yaml") == b"assets: []\n"
    assert Revision("before").read(str(repository / "pier.yaml")) == b"assets: []\n"


def test_a_folder_that_is_gone_since_is_listed_still(repository, monkeypatch):
    git(repository, "rm", "-r", "--quiet", "inventories")
    assert len(Revision("before", "inventories").files("inventories")) == 2


def test_names_are_never_patterns(repository):
    commit(repository, **{"[ab]_yaml": "brackets\n", "*_yaml": "star\n", ":(top)x_yaml": "colon\n"})
    revision = Revision("HEAD")
    assert [entry.name for entry in revision.files("*.yaml")] == ["*.yaml"]
    assert revision.read("[ab].yaml") == b"brackets\n"
    assert revision.read(":(top)x.yaml") == b"colon\n"


@pytest.mark.parametrize("name", ["line\nbreak.yaml", 'tab\tand "quote".yaml', "海康威视.yaml", "-rf.yaml", " .yaml"])
def test_names_of_all_sorts_are_read(repository, name):
    commit(repository, **{name: "x\n"})
    revision = Revision("HEAD")
    assert revision.read(name) == b"x\n"
    assert name in [entry.name for entry in revision.files()]


@pytest.mark.parametrize("name", ["-h", "--output=/tmp/x", "", "a\nb", "x" * 300])
def test_a_revision_that_could_be_an_option_or_is_no_name_is_refused(repository, name):
    with pytest.raises(UsageError, match="is no git revision"):
        Revision(name)


@pytest.mark.parametrize("name", ["nowhere", "before..HEAD", "HEAD:pier.yaml", "HEAD^9"])
def test_an_unknown_revision_says_so_and_that_it_may_have_to_be_fetched(repository, name):
    with pytest.raises(UsageError, match="no revision is called") as refused:
        Revision(name)
    assert "fetched" in refused.value.mend


def test_outside_a_repository_there_is_no_revision(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="in no git repository"):
        Revision("HEAD", str(tmp_path))


def test_without_git_it_says_to_install_it(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository / "nothing"))
    with pytest.raises(UsageError, match="git is not installed"):
        Revision("HEAD")


def test_a_git_in_the_working_folder_is_not_run(repository, monkeypatch):
    Path("git").write_text("#!/bin/sh\ntouch ran\n", "utf-8")
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(UsageError, match="git is not installed"):
        Revision("HEAD")
    assert not Path("ran").exists()


def test_a_path_outside_the_repository_is_refused(repository, tmp_path):
    with pytest.raises(UsageError, match="is not in the repository"):
        Revision("HEAD").read(str(tmp_path / "elsewhere.yaml"))
    with pytest.raises(UsageError, match="is not in the repository"):
        Revision("HEAD").read("../elsewhere.yaml")


def test_a_link_in_the_revision_is_not_followed(repository):
    Path("link.yaml").symlink_to("pier.yaml")
    commit(repository)
    revision = Revision("HEAD")
    with pytest.raises(InputError, match="a link"):
        revision.read("link.yaml")
    listed = revision.files("link.yaml")
    assert [entry.link for entry in listed] == [True]
    assert list(revision.contents(listed)) == []


def test_a_link_in_the_folder_does_not_lead_to_another_file_of_the_revision(repository):
    Path("inventories/a.yaml").unlink()
    Path("inventories/a.yaml").symlink_to("../pier.yaml")
    assert Revision("before").read("inventories/a.yaml") == b"first\n"


def test_a_repository_reached_through_a_link_is_the_same(repository, tmp_path, monkeypatch):
    (tmp_path / "linked").symlink_to(repository)
    monkeypatch.chdir(tmp_path)
    assert Revision("before", "linked").read("linked/inventories/a.yaml") == b"first\n"


def test_a_folder_is_no_file(repository):
    with pytest.raises(InputError, match="a folder"):
        Revision("HEAD").read("inventories")


def test_what_is_too_large_is_refused_before_it_is_read(repository):
    commit(repository, large_yaml="x" * 5000)
    with pytest.raises(InputError, match="larger than"):
        Revision("HEAD", limits=Limits(file_bytes=4096)).read("large.yaml")


def test_a_revision_of_too_many_files_is_refused(repository):
    with pytest.raises(InputError, match="more than 2 files"):
        Revision("HEAD", limits=Limits(revision_files=2)).files()


def test_content_that_is_not_here_is_said(repository):
    key = Revision("HEAD").files("pier.yaml")[0].key
    blob = repository / ".git/objects" / key[:2] / key[2:]
    blob.chmod(0o644)
    blob.unlink()
    with pytest.raises(InputError, match="is not here"):
        Revision("HEAD").read("pier.yaml")


def test_filters_conversions_hooks_and_monitors_of_the_repository_do_not_run(repository):
    ran = repository / "ran"
    program = repository / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n", "utf-8")
    program.chmod(0o755)
    for key in ("filter.x.smudge", "filter.x.clean", "diff.x.textconv", "core.fsmonitor", "core.pager", "core.editor"):
        git(repository, "config", key, str(program))
    git(repository, "config", "alias.ls-tree", f"!{program}")
    Path(".gitattributes").write_text("* filter=x diff=x text eol=crlf working-tree-encoding=UTF-16\n", "utf-8")
    assert Revision("HEAD").read("pier.yaml") == b"assets: []\n"
    assert Revision("HEAD").files()
    assert not ran.exists()


def test_a_replacement_does_not_stand_in_for_what_was_committed(repository):
    old, new = (git(repository, "rev-parse", f"{name}:inventories/a.yaml") for name in ("before", "HEAD"))
    git(repository, "replace", old, new)
    assert Revision("before").read("inventories/a.yaml") == b"first\n"


def test_a_hooks_own_surroundings_do_not_mislead(repository, monkeypatch):
    monkeypatch.setenv("GIT_DIR", ".git-that-is-not-there")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    assert Revision("before").read("inventories/a.yaml") == b"first\n"


def test_what_only_looks_like_a_repository_is_none(repository):
    git(repository, "clone", "--quiet", "--bare", ".", "inventories/bare")
    with pytest.raises(UsageError, match="in no git repository"):
        Revision("HEAD", "inventories/bare")


def test_nothing_is_written(repository):
    before = {path: path.stat().st_mtime_ns for path in (repository / ".git").rglob("*") if path.is_file()}
    Revision("HEAD").read("pier.yaml")
    Revision("HEAD").files()
    assert before == {path: path.stat().st_mtime_ns for path in (repository / ".git").rglob("*") if path.is_file()}
    assert not os.path.exists(".git/index.lock")


@pytest.mark.parametrize("url", ["ext::sh -c touch% ran", "./other", "ssh://localhost/x", "https://localhost:1/x"])
def test_what_is_missing_is_not_fetched_by_a_program_that_the_repository_names(repository, url):
    ran = repository / "ran"
    program = repository / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n", "utf-8")
    program.chmod(0o755)
    for key, value in {
        "core.repositoryformatversion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": url,
        "remote.origin.uploadpack": str(program),
        "core.sshCommand": str(program),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
    }.items():
        git(repository, "config", key, value)
    key = git(repository, "rev-parse", "HEAD:pier.yaml")
    (repository / ".git/objects" / key[:2] / key[2:]).unlink()
    with pytest.raises(InputError, match=r"is not here|cannot list"):
        Revision("HEAD").read("pier.yaml")
    assert not ran.exists()
