"""Which files a run checks."""

import os
import subprocess

import pytest

from banlint.model import Problem
from banlint.run.discovery import Input, discover


@pytest.fixture
def tree(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x\n")
        return tmp_path

    return make


def names(*paths, exclude=(), force=False):
    return [one.name for one in discover(paths, exclude, force=force) if isinstance(one, Input)]


def problems(*paths):
    return [one for one in discover(paths) if isinstance(one, Problem)]


def test_a_folder_is_walked_in_order_of_name(tree):
    tree("b.yaml", "a/z.yaml", "a/c.json")
    assert names(".") == ["b.yaml", "a/c.json", "a/z.yaml"]


def test_a_named_file_is_checked_once_however_often_it_is_named(tree):
    tree("a.yaml")
    assert names("a.yaml", "a.yaml") == ["a.yaml"]


def test_a_path_that_is_not_there_is_a_problem_and_the_others_are_checked(tree):
    tree("a.yaml")
    assert [one.path for one in problems("gone.yaml", "a.yaml")] == ["gone.yaml"]
    assert names("gone.yaml", "a.yaml") == ["a.yaml"]


def test_git_ignore_files_are_honoured_down_the_tree(tree):
    root = tree("a.yaml", "build/b.yaml", "deep/c.yaml", "deep/keep.yaml", "deep/er/c.yaml")
    (root / ".gitignore").write_text("build/\n")
    (root / "deep/.gitignore").write_text("*.yaml\n!keep.yaml\n")
    assert names(".") == [".gitignore", "a.yaml", "deep/.gitignore", "deep/keep.yaml"]


def test_the_repositorys_ignore_file_holds_in_a_folder_below_it(tree):
    root = tree("sub/a.yaml", "sub/out/b.yaml")
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / ".gitignore").write_text("out\n")
    assert names("sub") == ["sub/a.yaml"]


def test_a_named_file_is_checked_though_git_ignores_it(tree):
    root = tree("a.yaml")
    (root / ".gitignore").write_text("*\n")
    assert names("a.yaml") == ["a.yaml"]


def test_a_folder_is_excluded_as_ignore_files_spell_it(tree):
    tree("old/a.yaml", "old/er/b.yaml", "new/c.yaml")
    assert names(".", exclude=("old/",)) == ["new/c.yaml"]


def test_a_named_file_is_checked_though_it_is_excluded(tree):
    tree("old/a.yaml", "banlint-map.yaml")
    assert names("old/a.yaml", "banlint-map.yaml", exclude=("old/",)) == ["old/a.yaml", "banlint-map.yaml"]


@pytest.mark.parametrize("pattern", ["old", "old/", "old/*", "old/er", "*.bak.yaml", "a.bak.yaml", "old/er/a.bak.yaml"])
def test_with_force_it_is_left_out_as_a_walk_would_leave_it_out(tree, pattern):
    root = tree("old/er/a.bak.yaml", "new/b.yaml", "banlint-map.yaml")
    named = ("old/er/a.bak.yaml", "new/b.yaml", "banlint-map.yaml", str(root / "old/er/a.bak.yaml"))
    assert names(*named, exclude=(pattern,), force=True) == ["new/b.yaml"]


def test_with_force_a_file_above_the_working_folder_is_still_checked(tree, monkeypatch):
    root = tree("a.yaml", "below/b.yaml")
    monkeypatch.chdir(root / "below")
    assert names("../a.yaml", "b.yaml", exclude=("below",), force=True) == ["../a.yaml", "b.yaml"]


def test_excluded_paths_are_left_out(tree):
    tree("a.yaml", "old/b.yaml", "new/old.yaml")
    assert names(".", exclude=("old/*",)) == ["a.yaml", "new/old.yaml"]


def test_the_repositorys_own_store_is_never_walked(tree):
    tree(".git/config", "a.yaml")
    assert names(".") == ["a.yaml"]


def test_a_loop_of_links_ends(tree):
    root = tree("a.yaml", "deep/er/b.yaml")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "deep/er/up").symlink_to("..", target_is_directory=True)
    assert names(".") == ["a.yaml", "deep/er/b.yaml"]
    assert problems(".") == []


def test_a_link_within_the_folder_is_checked_under_its_targets_name(tree):
    root = tree("a.yaml", "new/c.yaml")
    (root / "b.yaml").symlink_to("a.yaml")
    (root / "current").symlink_to("new", target_is_directory=True)
    assert names(".") == ["a.yaml", "new/c.yaml"]
    assert problems(".") == []


OUT = ["/etc/hostname", "/etc", "../other", "../other/c.yaml", "../interim", ".."]


@pytest.mark.parametrize("target", [*OUT, "gone.yaml", "b"])
def test_a_link_to_a_file_or_a_folder_that_leads_out_or_nowhere_is_a_problem(tree, target):
    root = tree("in/a.yaml", "other/c.yaml", "interim/d.yaml")
    (root / "in/b").symlink_to(target)
    assert [one.path for one in problems("in")] == ["in/b"]
    assert names("in") == ["in/a.yaml"]


@pytest.mark.parametrize("target", ["../other", "../other/c.yaml"])
def test_a_link_that_leads_out_is_none_once_its_target_is_named(tree, target):
    root = tree("in/a.yaml", "other/c.yaml")
    (root / "in/b").symlink_to(target)
    assert problems("in", "other") == problems("other/c.yaml", str(root / "other"), "in") == []
    assert names("in", "other") == ["in/a.yaml", "other/c.yaml"]


def test_with_force_a_named_folder_that_is_left_out_holds_no_target(tree):
    root = tree("in/a.yaml", "other/c.yaml")
    (root / "in/b").symlink_to("../other")
    found = discover(["in", "other"], ["other"], force=True)
    assert [one.path for one in found if isinstance(one, Problem)] == ["in/b"]


@pytest.mark.parametrize("target", OUT)
def test_a_link_that_leads_out_and_is_ignored_or_excluded_is_none(tree, target):
    root = tree("in/a.yaml", "other/c.yaml", "interim/d.yaml")
    (root / "in/b").symlink_to(target)
    assert names("in", exclude=("b",)) == ["in/a.yaml"]
    assert [one for one in discover(["in"], ["b"]) if isinstance(one, Problem)] == []
    (root / "in/.gitignore").write_text("b\n")
    assert problems("in") == []


def test_a_named_link_to_a_folder_is_walked(tree):
    root = tree("other/c.yaml", "other/deep/d.yaml")
    (root / "in").symlink_to("other", target_is_directory=True)
    (root / "other/again").symlink_to("deep", target_is_directory=True)
    assert names("in") == ["in/c.yaml", "in/deep/d.yaml"]
    assert problems("in") == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_cannot_be_listed_is_a_problem(tree):
    root = tree("in/shut/a.yaml")
    (root / "in/shut").chmod(0)
    assert [one.path for one in problems("in")] == ["in/shut"]
