"""`pytest --banlint`: inventories as tests. Nothing more of banlint is imported until that is asked for."""

from __future__ import annotations

from banlint.hints import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_VALUES = {
    "profile": "who is asking, by profile id; may be repeated",
    "as-of": "judge by the law of this day, as 2024-01-31",
    "select": "only these regimes or entities",
    "fail-on": "the verdicts that fail, no others; default: prohibited,needs-facts",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options, and what a project sets once for all."""
    group = parser.getgroup("banlint", "equipment that procurement bans cover, in inventories")
    group.addoption("--banlint", action="store_true", help="check inventories: a test for each asset with findings")
    for name, said in _VALUES.items():
        group.addoption(f"--banlint-{name}", action="append", default=[], metavar="VALUE", help=said)
        parser.addini(f"banlint_{name.replace('-', '_')}", f"banlint: {said}", type="args", default=[])
    parser.addini("banlint_paths", "banlint: inventories to check where no path is named", type="args", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Load what checks, where it is asked for."""
    if config.getoption("--banlint"):
        from banlint.pytest_items import Inventories

        config.pluginmanager.register(Inventories(config, _asked(config)), "banlint-inventories")


def pytest_report_header(config: pytest.Config, start_path: Path) -> str | None:  # noqa: ARG001 - by name
    """What is asked, so that it can be seen from the log what a pass means."""
    if not config.getoption("--banlint"):
        return None
    return f"banlint: {' '.join(_asked(config)) or 'as its settings ask'}"


def _asked(config: pytest.Config) -> list[str]:
    """The arguments for `banlint check`: the command line goes before the settings of pytest."""
    asked = []
    for name in _VALUES:
        values = config.getoption(f"--banlint-{name}") or config.getini(f"banlint_{name.replace('-', '_')}")
        asked += [f"--{name}={value}" for value in values]
    return asked
