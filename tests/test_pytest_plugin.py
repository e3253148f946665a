"""`pytest --banlint`, in a project of its own and in a process of its own."""

import importlib.metadata
import json
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[1]
BAD = "assets:\n  - name: gate-camera\n    manufacturer: Huawei\n    model: AR6120\n"
GOOD = "assets:\n  - {name: door, manufacturer: Example Devices}\n  - {name: box}\n"
DECIDED = BAD.replace("Huawei", "Huawei  # banlint: ignore[us-*] until=2098-12-31 -- replaced in spring")
OFFERED = importlib.metadata.entry_points(group="pytest11", name="banlint")
"""Where banlint is installed pytest finds the plugin by itself; in a mere checkout it is named."""


@pytest.fixture
def project(pytester, monkeypatch):
    """Writes files, and runs pytest there."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments, **files):
        for name, text in files.items():
            path = pytester.path / name.replace("__", "/").replace("_", ".", 1)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        named = () if OFFERED else ("-p", "banlint.pytest_plugin")
        return pytester.runpytest_subprocess(*named, "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments)

    return run


def test_an_asset_with_findings_is_a_test_that_fails_with_our_report(project):
    ran = project("--banlint", inv__bad_yaml=BAD)
    ran.assert_outcomes(failed=1, passed=1)
    assert ran.ret == 1
    text = ran.stdout.str()
    assert "inv/bad.yaml:3:19  prohibited  us-ndaa-2019-889b  gate-camera" in text
    assert "      |                   ^^^^^^" in text
    assert "= law: NDAA FY2019" in text
    assert "for us-federal-contractor; rules " in text
    assert "Traceback" not in text
    assert "FAILED inv/bad.yaml::gate-camera" in text


def test_a_clean_inventory_is_one_test_that_passes_and_says_what_it_could_not_tell(project):
    ran = project("--banlint", "-rP", good_yaml=GOOD, settings_yaml="port: 22\n")
    ran.assert_outcomes(passed=1)
    assert "2 assets, 1 undetermined: no finding is no clearance" in ran.stdout.str()


def test_a_file_that_cannot_be_read_in_full_is_a_test_that_fails(project):
    ran = project("--banlint", broken_json='{"assets": [', bad_yaml=BAD)
    ran.assert_outcomes(failed=2, passed=1)
    assert "FAILED broken.json::inventory" in ran.stdout.str()
    assert "problem: " in ran.stdout.str()


def test_what_went_wrong_beside_files_fails_too(project):
    ran = project("--banlint", good_yaml=GOOD, plugin_py="raise ValueError('broken')\n", banlint_toml="pack = []\n")
    ran.assert_outcomes(passed=1)
    (link := Path("nowhere.yaml")).symlink_to("gone.yaml")
    ran = project("--banlint")
    ran.assert_outcomes(passed=1, failed=1)
    assert f"{link}: problem: a link that leads nowhere" in ran.stdout.str()


def test_what_was_decided_is_skipped_with_the_reason(project):
    ran = project("--banlint", "-rs", bad_yaml=DECIDED)
    ran.assert_outcomes(passed=1, skipped=1)
    assert "replaced in spring" in ran.stdout.str()


def test_the_question_is_asked_by_options_or_by_the_settings_of_pytest(project):
    ini = "[pytest]\nbanlint_profile = us-exporter\nbanlint_select = us-bis-entity-list\nbanlint_fail_on = restricted\n"
    ran = project("--banlint", bad_yaml=BAD, pytest_ini=ini)
    ran.assert_outcomes(failed=1, passed=1)
    assert "restricted  us-bis-entity-list" in ran.stdout.str()
    assert "banlint: --profile=us-exporter --select=us-bis-entity-list --fail-on=restricted" in ran.stdout.str()
    ran = project("--banlint", "-rP", "--banlint-fail-on", "prohibited")
    ran.assert_outcomes(passed=2)
    assert "restricted  us-bis-entity-list" in ran.stdout.str()
    contractor = ("--banlint-profile", "us-federal-contractor", "--banlint-select", "us-ndaa-2019-889b")
    ran = project("--banlint", "--banlint-as-of", "2018-01-01", *contractor)
    ran.assert_outcomes(passed=1)


def test_the_settings_of_banlint_hold(project):
    ran = project("--banlint", old__bad_yaml=BAD, good_yaml=GOOD, banlint_toml='exclude = ["old/"]\n')
    ran.assert_outcomes(passed=1)


def test_paths_are_named_in_the_settings_or_on_the_command_line(project):
    ini = "[pytest]\ntestpaths = tests\nbanlint_paths = inv\n"
    test = "def test_it(): pass\n"
    Path("tests").mkdir()
    Path("tests/test_a.py").write_text(test)
    ran = project("--banlint", inv__bad_yaml=BAD, other__bad_yaml=BAD, pytest_ini=ini)
    ran.assert_outcomes(failed=1, passed=2)
    assert "other/bad.yaml" not in ran.stdout.str()
    project("--banlint", "other").assert_outcomes(failed=1, passed=1)
    project("--banlint", "inv/bad.yaml::gate-camera").assert_outcomes(failed=1)
    project("--banlint", "tests").assert_outcomes(passed=1)
    project().assert_outcomes(passed=1)


def test_a_path_that_looks_like_an_option_is_a_path(project):
    Path("-inv.yaml").write_text(BAD)
    project("--banlint", "./-inv.yaml").assert_outcomes(failed=1, passed=1)


def test_a_wrong_question_is_an_error_of_usage(project):
    ran = project("--banlint", "--banlint-profile", "nobody", bad_yaml=BAD)
    assert ran.ret == pytest.ExitCode.USAGE_ERROR
    assert "nobody" in ran.stderr.str() + ran.stdout.str()


@pytest.mark.parametrize("name", ["a::b", "a[1]", "x\\n::error::y", "", "\\u202egnp", "inventory"])
def test_no_name_of_an_asset_breaks_a_report(project, name):
    asset = {"name": json.loads(f'"{name}"'), "manufacturer": "Huawei"}
    ran = project("--banlint", "--junitxml=out.xml", bad_json=json.dumps({"assets": [asset, asset]}))
    ran.assert_outcomes(failed=2, passed=1)
    assert not [line for line in ran.stdout.lines if line.startswith("::")]
    from xml.etree import ElementTree as ET

    cases = [one.get("name") for one in ET.parse("out.xml").iter("testcase")]
    assert len(set(cases)) == 3


def test_it_costs_nothing_where_it_is_not_asked_for(project):
    test = "import sys\ndef test_it():\n    mine = sorted(m for m in sys.modules if m.split('.')[0] == 'banlint')\n"
    test += "    assert mine == ['banlint', 'banlint.hints', 'banlint.pytest_plugin']\n"
    Path("test_modules.py").write_text(test)
    ran = project("-p", "no:xdist", bad_yaml=BAD)
    ran.assert_outcomes(passed=1)
    # Which plugins are installed, and where it runs, is pytest's own to say.
    said = [line for line in ran.outlines if not line.startswith(("plugins:", "rootdir:"))]
    assert "banlint" not in "".join(said)


def test_it_needs_no_other_plugin(project, monkeypatch):
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    named = ("-p", "banlint.pytest_plugin") if OFFERED else ()
    project(*named, "--banlint", bad_yaml=BAD).assert_outcomes(failed=1, passed=1)


def test_with_xdist_each_test_runs_once(project):
    pytest.importorskip("xdist", reason="pytest-xdist is not installed here")
    project("--banlint", "-n", "2", bad_yaml=BAD, good_yaml=GOOD).assert_outcomes(failed=1, passed=2)


def test_the_plugin_is_declared_for_who_installs_banlint():
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["pytest11"]
    assert declared == {"banlint": "banlint.pytest_plugin"}
