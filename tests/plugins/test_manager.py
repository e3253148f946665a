import sys

import pytest

from banlint.errors import UsageError
from banlint.plugins.manager import Plugins

REPORTER = """
from banlint.plugins.hookspecs import hookimpl
class R:
    name = "mine"
    def begin(self, info, out): ...
    def finding(self, finding): ...
    def problem(self, problem): ...
    def end(self, outcome, footer): ...
@hookimpl
def banlint_register_reporters(register):
    register(R)
"""


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """Writes a module that can be imported for the time of the test."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(name, text, entry_point=False):
        (tmp_path / f"{name}.py").write_text(text)
        if entry_point:
            info = tmp_path / f"{name}-1.0.dist-info"
            info.mkdir()
            (info / "entry_points.txt").write_text(f"[banlint]\n{name} = {name}\n")

    yield write
    for path in tmp_path.glob("*.py"):
        sys.modules.pop(path.stem, None)


def test_ours_is_a_plugin_like_any_other():
    ours = Plugins().listing()[0]
    assert ours.name == "banlint"
    assert {"register_readers", "register_adapters", "register_matchers", "register_reporters"} <= set(ours.hooks)


def test_an_installed_plugin_is_loaded(plugin):
    plugin("acme_a", REPORTER, entry_point=True)
    assert "mine" in Plugins().reporters()


def test_no_plugins_leaves_the_installed_ones_alone(plugin):
    plugin("acme_b", "raise SystemExit('imported')", entry_point=True)
    plugins = Plugins(third_party=False)
    assert plugins.problems == []
    assert [one.name for one in plugins.listing()] == ["banlint"]


def test_a_plugin_can_be_left_out_by_name(plugin):
    plugin("acme_c", "raise SystemExit('imported')", entry_point=True)
    assert Plugins(["no:acme_c"]).problems == []


def test_a_module_is_loaded_by_name(plugin):
    plugin("acme_d", REPORTER)
    assert "mine" in Plugins(["acme_d"], third_party=False).reporters()


def test_a_plugin_that_does_not_exist_is_a_usage_error(plugin):
    plugin("acme_house", REPORTER, entry_point=True)
    with pytest.raises(UsageError) as error:
        Plugins(["acme_hous"])
    assert error.value.mend == "did you mean `acme_house`?"


@pytest.mark.parametrize(
    "body", ["raise ValueError('no')", "raise SystemExit(3)", "import no_such_module_at_all", "x ="]
)
def test_a_plugin_that_cannot_be_imported_is_named(plugin, body):
    plugin("acme_broken", body, entry_point=True)
    problems = Plugins().problems
    assert [problem.kind for problem in problems] == ["plugin"]
    assert "`acme_broken`" in problems[0].message


def test_a_hook_that_fails_is_named_and_the_others_run(plugin):
    plugin("acme_e", REPORTER.replace("register(R)", "raise KeyError('x')"), entry_point=True)
    plugin("acme_f", REPORTER, entry_point=True)
    plugins = Plugins()
    assert {"text", "json", "jsonl", "mine"} <= set(plugins.reporters())
    assert [("acme_e" in problem.message, problem.kind) for problem in plugins.problems] == [(True, "plugin")]


def test_a_misspelt_hook_is_a_problem_with_a_suggestion(plugin):
    plugin("acme_g", REPORTER.replace("register_reporters", "register_reporter"), entry_point=True)
    assert "did you mean `banlint_register_reporters`" in Plugins().problems[0].message


def test_a_hook_without_its_mark_is_a_problem(plugin):
    plugin("acme_h", REPORTER.replace("@hookimpl", ""), entry_point=True)
    assert "not marked with @hookimpl" in Plugins().problems[0].message


def test_a_hook_with_arguments_that_do_not_exist_is_a_problem(plugin):
    plugin("acme_i", REPORTER.replace("(register)", "(registry)", 1), entry_point=True)
    assert len(Plugins().problems) == 1


def test_nobody_replaces_a_reporter_of_ours(plugin):
    plugin("acme_j", REPORTER.replace('"mine"', '"json"'), entry_point=True)
    plugins = Plugins()
    assert plugins.reporters()["json"].__module__.startswith("banlint.")
    assert "format `json` is already there" in plugins.problems[0].message


def test_a_part_that_lacks_a_method_is_refused(plugin):
    plugin("acme_k", REPORTER.replace("    def end(self, outcome, footer): ...\n", ""), entry_point=True)
    plugins = Plugins()
    assert "mine" not in plugins.reporters()
    assert "lacks `end`" in plugins.problems[0].message


def test_a_wrapper_is_refused_for_it_could_take_findings_away(plugin):
    plugin(
        "acme_l",
        REPORTER.replace("@hookimpl", "@hookimpl(wrapper=True)").replace("register(R)", "yield"),
        entry_point=True,
    )
    assert len(Plugins().problems) == 1
