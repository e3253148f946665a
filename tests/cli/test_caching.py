"""`--cache`: the same bytes in every format, and where it lies."""

import json

import pytest

FORMATS = (
    "text", "table", "summary", "json", "jsonl", "sarif", "github", "gitlab", "markdown", "csv", "oscal", "cyclonedx",
)  # fmt: skip


@pytest.fixture
def results(tmp_path):
    """The files of results in a folder, by default that of the working folder."""
    return lambda folder=".banlint_cache": sorted((tmp_path / folder).glob("*.results"))


def test_every_report_has_the_same_bytes(banlint, banned, clean, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")

    def reported(*options):
        named = [part for name in FORMATS for part in ("-o", f"{name}=out/{name}")]
        (tmp_path / "out").mkdir(exist_ok=True)
        ran = banlint("check", "--explain", *options, *named, clean, banned)
        return ran, {name: (tmp_path / "out" / name).read_bytes() for name in FORMATS}

    without = reported()
    for _ in range(2):
        ran, reports = reported("--cache")
        assert ran == without[0]
        assert [name for name in FORMATS if reports[name] != without[1][name]] == []


@pytest.mark.parametrize("name", ["junit", "html", "xlsx"])
def test_reports_of_every_asset_do_without_it_and_say_so(banlint, clean, tmp_path, name):
    ran = banlint("check", "--cache", "-o", f"{name}=with", clean)
    assert ran._replace(err="") == banlint("check", "-o", f"{name}=without", clean)
    assert (tmp_path / "with").read_bytes() == (tmp_path / "without").read_bytes()
    assert ".banlint_cache: notice: the cache is of no use to this run: a report of this run tells of every" in ran.err


def test_settings_ask_for_it_and_the_command_line_goes_before_them(banlint, clean, tmp_path, results):
    (tmp_path / "banlint.toml").write_text("cache = true\n")
    banlint("check", "--no-cache", clean)
    assert results() == []
    banlint("check", clean)
    assert len(results()) == 1
    banlint("check", "--cache-dir", "elsewhere", clean)
    assert len(results("elsewhere")) == 1


def test_it_lies_at_the_root_of_the_repository(banlint, clean, tmp_path, results, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    banlint("check", "--cache", clean)
    assert len(results()) == 1


def test_it_hides_from_git_from_backups_and_from_banlint(banlint, clean, tmp_path):
    without = banlint("check", "--format", "json")
    for folder in (".banlint_cache", "elsewhere"):
        assert [banlint("check", "--format", "json", "--cache-dir", folder) for _ in range(2)] == [without] * 2
        assert (tmp_path / folder / ".gitignore").read_text() == "*\n"
        assert (
            (tmp_path / folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
        )
    assert json.loads(without.out)["counts"]["files"] == 1


def test_what_is_wrong_with_it_is_said_beside_the_report(banlint, banned, tmp_path, results):
    without = banlint("check", "--format", "json", banned)
    banlint("check", "--cache", banned)
    (path,) = results()
    path.write_bytes(path.read_bytes()[:-1])
    ran = banlint("check", "--cache", "--format", "json", banned)
    assert ran._replace(err="") == without
    assert ran.err.startswith(".banlint_cache: notice: the cache is of no use to this run: it was altered, cut short")


def test_standard_input_is_checked_every_time(process, results):
    data = b'[{"name": "r", "manufacturer": "Huawei"}]'
    ran = [process("check", "--cache", "-", "--stdin-name", "lab.json", input=data).returncode for _ in range(2)]
    assert (ran, results()) == ([1, 1], [])
