import json
from pathlib import Path

import jsonschema
import pytest

from banlint.cli.config import KEYS, Config, find, read
from banlint.errors import ConfigError

SCHEMA = json.loads((Path(__file__).parents[2] / "rules/schema/config.schema.json").read_text())
FULL = """\
profile = "us-dod"
as-of = 2024-01-31
purpose = "public-safety"
select = ["us-*"]
ignore = "zte"
fail-on = ["prohibited"]
exclude = ["old/*"]
pack = ["packs/own"]
format = "json"
jobs = 2
allow-empty = true
"""


@pytest.fixture
def repository(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "a/b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a/b")
    return tmp_path


def test_the_published_schema_knows_every_setting():
    assert set(SCHEMA["properties"]) == set(KEYS)
    assert SCHEMA["additionalProperties"] is False


def test_every_setting_is_read(repository):
    (repository / "a/banlint.toml").write_text(FULL)
    assert find() == Config(
        "../banlint.toml", ("us-dod",), "2024-01-31", "public-safety", ("us-*",), ("zte",), (), ("prohibited",),
        ("old/*",), ("../packs/own",), "json", 2, True,
    )  # fmt: skip


def test_what_the_schema_allows_is_what_is_read():
    values = {"profile": "us-dod", "select": ["us-*"], "jobs": 2, "allow-empty": True, "as-of": "2024-01-31"}
    jsonschema.Draft202012Validator(SCHEMA).validate(values)


def test_the_nearest_settings_win(repository):
    (repository / "banlint.toml").write_text('format = "json"')
    (repository / "a/pyproject.toml").write_text('[tool.banlint]\nformat = "jsonl"')
    (repository / "a/b/pyproject.toml").write_text("[tool.other]\nx = 1")
    assert find().format == "jsonl"


def test_settings_above_the_repository_are_not_ours(tmp_path, monkeypatch):
    (tmp_path / "banlint.toml").write_text('format = "json"')
    (tmp_path / "repository/.git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    assert find() == Config()


def test_outside_a_repository_only_the_working_folder_counts(tmp_path, monkeypatch):
    (tmp_path / "banlint.toml").write_text('format = "json"')
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert find() == Config()
    monkeypatch.chdir(tmp_path)
    assert find().format == "json"


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ('selct = ["x"]', "no setting `selct`", "did you mean `select`?"),
        ("select = 3", "not a list of texts", ""),
        ("select = [3]", "not a list of texts", ""),
        ('jobs = "two"', "not a whole number", ""),
        ("jobs = true", "not a whole number", ""),
        ('allow-empty = "yes"', "not true or false", ""),
        ("format = 1", "not text", ""),
        ("plugin = ['x']", "no setting `plugin`", ""),
        ("format =", "not TOML", ""),
        ("x = '\udcff'", "not TOML", ""),
    ],
)
def test_what_is_wrong_is_said_with_the_file(repository, text, message, mend):
    (repository / "banlint.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConfigError, match=message) as error:
        find()
    assert error.value.path == "../../banlint.toml"
    assert mend in error.value.mend


def test_two_sets_of_settings_in_one_folder_are_one_too_many(repository):
    (repository / "banlint.toml").write_text("")
    (repository / "pyproject.toml").write_text("[tool.banlint]")
    with pytest.raises(ConfigError, match="both here"):
        find()


def test_a_file_without_our_table_is_no_settings_file(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'")
    with pytest.raises(ConfigError, match="no table"):
        read(str(tmp_path / "pyproject.toml"), whole=False)


def test_settings_reach_the_check_and_the_command_line_goes_before_them(banlint, banned, tmp_path):
    (tmp_path / "banlint.toml").write_text('format = "json"\nprofile = "us-dod"')
    assert json.loads(banlint("check", banned).out)["profile"] == ["us-dod"]
    assert json.loads(banlint("check", "--profile", "us-exporter", banned).out)["profile"] == ["us-exporter"]
    assert not banlint("check", "--isolated", banned).out.startswith("{")


def test_a_broken_settings_file_is_2_and_isolation_does_not_read_it(banlint, clean, tmp_path):
    (tmp_path / "banlint.toml").write_text("selct = 1")
    assert banlint("check", clean).status == 2
    assert banlint("check", "--isolated", clean).status == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('\nprofile = "us-dood"', ":2:1"),
        ('fail-on = [\n  "prohibited",\n  "need-facts",\n]', ":3:3"),
        ('select = ["us-*", "us-nada-*"]', ":1:19"),
        ('ignore = ["hikvison"]', ":1:11"),
        ('as-of = "2024-1-31"', ":1:1"),
        ('horizon = "soon"', ":1:1"),
        ('purpose = "nonsense"', ":1:1"),
        ('format = "jsn"', ":1:1"),
        ("jobs = -3", ":1:1"),
        ('\nprofil = "us-dod"', ":2:1"),
        ("\n\njobs = true", ":3:1"),
    ],
)
def test_what_the_settings_get_wrong_is_said_with_its_line(banlint, clean, tmp_path, text, place):
    (tmp_path / "banlint.toml").write_text(text)
    done = banlint("check", clean)
    assert done.status == 2
    assert f"banlint.toml{place}: problem: " in done.err
    (tmp_path / "banlint.toml").unlink()
    (tmp_path / "pyproject.toml").write_text(f"[project]\nname = 'x'\n[tool.banlint]\n{text}")
    line = int(place.split(":")[1]) + 3
    assert f"pyproject.toml:{line}:{place.split(':')[2]}: problem: " in banlint("check", clean).err


def test_what_the_command_line_gets_wrong_is_not_said_of_the_settings(banlint, clean, tmp_path):
    (tmp_path / "banlint.toml").write_text('profile = "us-dood"')
    assert banlint("check", "--profile", "us-dood", clean).err.startswith("banlint: problem: ")
