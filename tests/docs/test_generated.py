"""What the documentation takes from the program is what the program says now; `make docs` brings it up to date."""

import inspect
import re

import pytest


def test_every_generated_part_is_current(docs, page):
    text = page.read_text("utf-8")
    parts = re.findall(r"<!-- generated: (\w+) -->\n(.*?)\n\n<!-- end -->", text, re.DOTALL)
    assert text.count("<!-- generated: ") == len(parts)
    for name, shown in parts:
        assert shown == docs.GENERATORS[name]().rstrip(), f"{page.name}: `{name}` is behind; `make docs` mends it"


@pytest.mark.parametrize(
    ("generator", "where"),
    [
        ("commands", "docs/reference.md"),
        ("statuses", "README.md"),
        ("statuses", "docs/exit-status.md"),
        ("hooks", "docs/plugins.md"),
        ("settings", "docs/configuration.md"),
        ("report", "docs/output.md"),
        ("answer", "docs/output.md"),
        ("difference", "docs/impact.md"),
        ("ceilings", "docs/limits.md"),
        ("askers", "docs/configuration.md"),
        ("conformance", "docs/conformance.md"),
        ("departures", "docs/conformance.md"),
    ],
)
def test_a_promise_of_the_program_has_its_page(docs, generator, where):
    assert f"<!-- generated: {generator} -->" in (docs.ROOT / where).read_text("utf-8")


def test_every_hook_is_documented_with_its_signature(docs):
    from banlint.plugins import hookspecs

    text = (docs.ROOT / "docs/plugins.md").read_text("utf-8")
    for name, hook in vars(hookspecs).items():
        if name.startswith("banlint_"):
            assert f"def {name}(" in text
            assert inspect.getdoc(hook) in text


def test_every_option_is_on_the_reference_page(docs):
    from importlib import import_module

    from banlint.cli.main import COMMANDS
    from banlint.cli.parser import Parser

    text = (docs.ROOT / "docs/reference.md").read_text("utf-8")
    for _, module in COMMANDS.values():
        parser = Parser("x", "", "")
        import_module(module).arguments(parser)
        for action in parser._actions:
            assert all(option in text for option in action.option_strings)


def test_every_setting_and_limit_is_on_its_page(docs):
    from banlint.cli.config import KEYS
    from banlint.limits import Limits

    settings = (docs.ROOT / "docs/configuration.md").read_text("utf-8")
    limits = (docs.ROOT / "docs/limits.md").read_text("utf-8")
    assert all(f"| `{key}` |" in settings for key in KEYS)
    assert all(f"| `{name}` |" in limits for name in Limits._fields)


@pytest.mark.parametrize(
    ("shown", "real", "equal"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n", "a\nb\n", False),
        ("", "a\n", False),
        ("a\n[...]\nc\n", "a\nb\nc\n", True),
        ("a\n[...]\nc\n", "a\nb\nd\n", False),
        ("a\n[...]\n", "b\na\n", False),
        ("[...]\nc\n", "a\nc\n", True),
        (
            "as of 2020-01-01; rules 2026-11-22 (sha256 19d4928d7e1f), 6 regimes, 5 entities\n",
            "as of 2020-01-01; rules 2027-01-01 (sha256 0123456789ab), 60 regimes, 4,112 entities\n",
            True,
        ),
        ("as of 2020-01-01; rules x (sha256 ab)\n", "as of 2020-01-02; rules x (sha256 ab)\n", False),
    ],
)
def test_lines_left_out_and_the_catalogs_edition_are_all_that_may_differ(docs, shown, real, equal):
    assert docs.same(shown, real) is equal


def test_the_architecture_page_names_every_part_and_the_floors(docs):
    text = (docs.ROOT / "docs/architecture.md").read_text("utf-8")
    folder = docs.ROOT / "src/banlint"
    parts = {one.stem for one in folder.iterdir() if one.suffix == ".py" or (one / "__init__.py").exists()}
    for part in parts - {"__init__", "__main__"}:
        assert f"| `{part}` |" in text
    assert "<!-- generated: floors -->" in text
