"""Every run first proves that it finds a known maker and nobody else."""

import pytest

import banlint
from banlint.catalog import load
from banlint.match.engine import Engine
from banlint.model import Basis, Confidence, EntityId, Match, Registered, Role
from banlint.plugins.manager import Plugins
from banlint.run.controls import problems

CLEAN = "assets:\n  - name: router-1\n    manufacturer: Cisco\n"


class Matcher:
    """A plugin's matcher that answers as it is told."""

    name = "test"
    roles = frozenset({Role.MANUFACTURER})

    def __init__(self, answer):
        self.match = lambda role, value: answer(value)


@pytest.fixture(scope="module")
def catalog():
    return load()


def engine(catalog, *more):
    matchers = Plugins(third_party=False).parts(catalog).matchers
    return Engine(catalog, (*matchers, *(Registered("test", one) for one in more)))


def said(catalog, *more, as_of="2026-11-22"):
    return [one.message for one in problems(catalog, engine(catalog, *more), as_of)]


@pytest.mark.parametrize("as_of", ["2026-11-22", "1900-01-01", "2099-12-31"])
def test_the_controls_hold_whatever_day_is_asked_about(catalog, as_of):
    assert said(catalog, as_of=as_of) == []


def test_a_catalog_without_the_known_maker_is_a_problem(catalog):
    empty = type("Emptied", (), {"controls": catalog.controls})()
    nobody = Engine(catalog, ())
    assert [one.kind for one in problems(empty, nobody, "2026-11-22")] == ["pack"]


def test_each_field_of_the_known_maker_has_to_be_met(catalog):
    only_names = tuple(one for one in engine(catalog).matchers if Role.MANUFACTURER in one.part.roles)
    (problem,) = problems(catalog, Engine(catalog, only_names), "2026-11-22")
    assert "by its sysobjectid" in problem.message


def test_a_matcher_that_meets_everything_is_a_problem(catalog):
    every = Matcher(lambda value: [Match(EntityId("huawei"), Basis.ALIAS, Confidence.CERTAIN, value, "test")])
    assert ["took a maker that no rule names" in one for one in said(catalog, every)] == [True]


def test_a_matcher_that_fails_is_named(catalog):
    def broken(value):
        raise ValueError(value)

    (message,) = said(catalog, Matcher(broken))
    assert "matcher test of plugin test failed" in message


def test_a_judge_that_finds_nothing_is_a_problem(catalog, monkeypatch):
    monkeypatch.setattr("banlint.run.controls._Judge.judge", lambda *_: iter(()))
    assert ["did not judge it" in one for one in said(catalog)] == [True]


def test_the_law_of_the_run_has_no_part_in_it(tmp_path):
    inventory = tmp_path / "clean.yaml"
    inventory.write_text(CLEAN)
    result = banlint.check([str(inventory)], as_of="2010-01-01", select=["us-*"], third_party=False)
    assert (result.status, result.problems, result.outcome.counts.assets) == (0, (), 1)


def test_a_failed_control_ends_a_clean_run_with_2_and_the_files_are_checked_all_the_same(tmp_path, monkeypatch):
    inventory = tmp_path / "inventory.yaml"
    inventory.write_text(CLEAN + "  - name: camera-1\n    manufacturer: Huawei\n")
    monkeypatch.setattr("banlint.run.controls._Judge.judge", lambda *_: (_ for _ in ()).throw(ValueError("broken")))
    result = banlint.check([str(inventory)], third_party=False)
    assert result.status == 2
    assert result.outcome.counts.assets == 2
    assert [one.path for one in result.problems if "control" in one.message] == [""]


def test_fewer_assets_than_expected_are_a_problem_of_no_file(tmp_path):
    inventory = tmp_path / "clean.yaml"
    inventory.write_text(CLEAN)
    result = banlint.check([str(inventory)], expect_assets_min=2, third_party=False)
    assert (result.status, result.outcome.counts.files_failed, len(result.problems)) == (2, 0, 1)
    assert "1 assets, where at least 2 are expected" in result.problems[0].message
