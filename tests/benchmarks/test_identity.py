"""The benchmark of identification runs and measures what it says."""

import importlib.util
from pathlib import Path

import pytest

from banlint.catalog import load

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("banlint_bench_identity", ROOT / "benchmarks/identity.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.RUNS = 1
    return module


def test_every_kind_of_value_is_timed(bench, capsys):
    timed = bench.values(load(), 40)
    assert {"names", "models", "MAC addresses", "CPEs"} <= timed.keys()
    assert all(new > 0 and met > 0 and again > 0 for new, met, again in timed.values())
    assert "goals 10, repeated 0.2" in capsys.readouterr().out


def test_values_are_distinct_and_the_same_at_every_run(bench):
    make = bench.KINDS["names"][2]
    values = bench._distinct(make, 100)
    assert len(set(values)) == 100
    assert values == bench._distinct(make, 100)


def test_known_values_are_known(bench):
    catalog = load()
    engine = bench.engine_of(catalog)
    for name, (role, known, _, vary) in bench.KINDS.items():
        values = [vary(value, place) for place, value in enumerate(bench._spread(known(catalog), 50))]
        assert sum(bool(engine.lookup(role, value)) for value in values), name


def test_what_the_catalog_knows_little_of_is_varied_until_there_is_enough(bench):
    catalog = load()
    for name in ("models", "MAC addresses", "CPEs", "PCI ids"):
        _, known, _, vary = bench.KINDS[name]
        values = [vary(value, place) for place, value in enumerate(bench._repeated(sorted(known(catalog)), 3000))]
        assert len(set(values)) > 2000, name


def test_hostile_values_are_timed_at_every_length(bench, capsys):
    timed = bench.lengths(load(), (64, 512))
    assert timed.keys() == bench.HOSTILE.keys()
    assert all(len(row) == 2 for row in timed.values())
    assert "nanoseconds per character" in capsys.readouterr().out


def test_no_hostile_value_takes_more_than_its_length(bench, capsys):
    """A thousandfold length may take a thousandfold time, and not the square of it."""
    timed = bench.lengths(load(), (4096, 1 << 20))
    assert all(long <= 10 * short + 50 for short, long in timed.values())
