"""Loading: the cache saves time and never changes an answer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from banlint.catalog import cache, check_pack, load, rules_folder
from banlint.errors import PackError

Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setattr(cache, "folder", lambda: folder)
    return folder


def test_a_pack_is_compiled_once(write_pack: Write, cache_folder: Path):
    folder = write_pack()
    load([folder], own=False)
    (entry,) = cache_folder.iterdir()
    stamp = entry.stat().st_mtime_ns
    assert load([folder], own=False).info["name"] == "test-pack"
    assert entry.stat().st_mtime_ns == stamp


def test_a_changed_pack_is_compiled_anew(write_pack: Write):
    folder = write_pack()
    load([folder], own=False)
    text = (folder / "pack.yaml").read_text().replace("1.2.3", "1.2.4")
    (folder / "pack.yaml").write_text(text)
    assert load([folder], own=False).info["version"] == "1.2.4"


@pytest.mark.parametrize("damage", [b"", b"no index at all", None])
def test_a_damaged_entry_is_written_over(write_pack: Write, cache_folder: Path, damage: bytes | None):
    folder = write_pack()
    load([folder], own=False)
    (entry,) = cache_folder.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[:-1] + b"?" if damage is None else damage)
    assert load([folder], own=False).regimes.keys() == {"no-ban"}
    assert entry.read_bytes() == whole


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
def test_an_entry_that_others_could_have_written_is_not_read(write_pack: Write, cache_folder: Path):
    folder = write_pack()
    load([folder], own=False)
    (entry,) = cache_folder.iterdir()
    entry.chmod(0o666)
    assert cache.read(entry.name) is None


def test_a_cache_that_cannot_be_written_is_no_error(write_pack: Write, cache_folder: Path):
    cache_folder.write_text("a file stands where the folder would be")
    assert load([write_pack()], own=False).info["regimes"] == 1


def test_no_cache_folder_at_all_is_no_error(write_pack: Write, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "folder", lambda: None)
    assert load([write_pack()], own=False).info["regimes"] == 1


def test_old_entries_are_dropped(write_pack: Write, cache_folder: Path):
    cache_folder.mkdir()
    for number in range(20):
        (cache_folder / f"{number}.bin").write_bytes(b"")
    load([write_pack()], own=False)
    assert len(list(cache_folder.glob("*.bin"))) == 8


def test_a_broken_pack_leaves_nothing_behind(write_pack: Write, cache_folder: Path):
    with pytest.raises(PackError):
        load([write_pack(("pack.yaml", "version", "versoin"))], own=False)
    assert not cache_folder.exists()


def test_a_compiled_pack_needs_no_parser(write_pack: Write):
    folder = write_pack()
    script = (
        "import sys, pathlib; from banlint.catalog import cache, load;"
        "cache.folder = lambda: pathlib.Path(sys.argv[2]);"
        "made = load([pathlib.Path(sys.argv[1])], own=False); made.regimes;"
        "print(*sorted({'yaml', 'jsonschema', 're2', 'referencing', 'csv'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", script, folder, folder.parent / "cache"]
    env = {"PYTHONPATH": ":".join(sys.path)}
    first, second = (subprocess.run(command, env=env, capture_output=True, text=True, check=True) for _ in range(2))
    assert "yaml" in first.stdout
    assert second.stdout == "\n"


def test_an_extra_pack_has_no_schemas(write_pack: Write):
    folder = write_pack()
    (folder / "schema").mkdir()
    (folder / "schema/entity.schema.json").write_text("{}")
    with pytest.raises(PackError, match="only banlint's own pack has schemas"):
        load([folder], own=False)


def test_our_own_rules_are_sound():
    assert check_pack(rules_folder()) == []


def test_our_own_rules_are_loaded_with_their_counts():
    made = load()
    assert made.info["regimes"] == len(made.regimes) > 0
    assert made.info["entities"] == len(made.entities) > 0


def test_check_pack_lists_what_is_wrong(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text("name: x\n")
    assert "'title' is missing" in check_pack(tmp_path)[0].message
