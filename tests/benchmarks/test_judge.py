"""The benchmark of judgement runs and measures what it says."""

import importlib.util
from pathlib import Path

import pytest

from banlint.catalog import load
from banlint.match.engine import Engine
from banlint.plugins.manager import Plugins

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("banlint_bench_judge", ROOT / "benchmarks/judge.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.RUNS, module.TIMES = 1, 200
    return module


def test_what_matches_nothing_has_no_finding_and_what_is_found_has_some(bench):
    catalog = load()
    engine = Engine(catalog, Plugins((), third_party=False).parts(catalog).matchers)
    for fields in bench.NOTHING.values():
        for profile in bench.PROFILES:
            assert bench.cost(catalog, engine, profile, bench.asset_of(fields), 10)[1] == 0
    for fields in bench.FOUND.values():
        assert bench.cost(catalog, engine, "us-federal-contractor", bench.asset_of(fields), 10)[1] > 0


def test_the_tables_say_their_goals(bench, capsys):
    bench.main()
    said = capsys.readouterr().out
    assert "goal: under 2; worst" in said
    assert "a life on" in said
