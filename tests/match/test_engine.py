from __future__ import annotations

import sys
import time

import pytest
from small_catalog import asset, build, engine_of, told

from banlint.errors import PluginError
from banlint.match import engine as engines
from banlint.match.engine import Engine
from banlint.model import Basis, Confidence, EntityId, Match, Registered, Role

ANSWER = Match(EntityId("acme"), Basis.ALIAS, Confidence.CERTAIN, "Acme", "test")


class Counting:
    name = "counting"
    roles = frozenset({Role.SERIAL})

    def __init__(self, answer: object = (ANSWER,)) -> None:
        self.asked: list[str] = []
        self.answer = answer

    def match(self, role, value):
        self.asked.append(value)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def with_plugin(matcher: Counting) -> Engine:
    return Engine(build(), [Registered("acme-plugin", matcher)])


def test_a_matcher_is_asked_once_per_distinct_value() -> None:
    matcher = Counting()
    engine = with_plugin(matcher)
    assert [engine.lookup(Role.SERIAL, value) for value in ("a", "b", "a")] == [(ANSWER,)] * 3
    assert matcher.asked == ["a", "b"]


def test_a_matcher_is_asked_only_for_its_roles() -> None:
    matcher = Counting()
    assert with_plugin(matcher).lookup(Role.MODEL, "a") == ()
    assert matcher.asked == []


def test_the_memory_starts_anew_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "REMEMBERED", 3)
    matcher = Counting()
    engine = with_plugin(matcher)
    for value in "abcda":
        engine.lookup(Role.SERIAL, value)
    assert matcher.asked == list("abcda")


def test_a_very_long_value_is_answered_and_not_remembered() -> None:
    matcher = Counting()
    engine = with_plugin(matcher)
    for _ in range(2):
        assert engine.lookup(Role.SERIAL, "x" * 5000) == (ANSWER,)
    assert len(matcher.asked) == 2


@pytest.mark.parametrize("answer", [ValueError("boom"), RecursionError(), ["not a match"], None])
def test_a_matcher_that_fails_is_told_by_the_name_of_its_plugin(answer: object) -> None:
    with pytest.raises(PluginError, match="acme-plugin"):
        with_plugin(Counting(answer)).lookup(Role.SERIAL, "a")


def test_the_roles_of_an_engine_are_those_of_its_matchers_and_the_maker_fields() -> None:
    assert with_plugin(Counting()).roles == {Role.SERIAL, Role.MANUFACTURER, Role.BRAND}


def test_a_former_affiliate_is_judged_on_the_assets_own_day_before_the_days_asked_for(engine: Engine) -> None:
    lorex = asset(manufacturer="Lorex")
    assert told(engine.resolve(lorex, "2020-01-01")) == {"dahua": "certain"}
    assert told(engine.resolve(lorex, "2022-11-24")) == {"dahua": "certain"}
    assert told(engine.resolve(lorex, "2022-11-25")) == {}
    assert told(engine.resolve(lorex, "2018-02-05")) == {}
    assert told(engine.resolve(lorex)) == {"dahua": "certain"}
    assert told(engine.resolve(asset(day="2020-01-01", manufacturer="Lorex"), "2026-11-22")) == {"dahua": "certain"}
    assert told(engine.resolve(asset(day="2020-01-01T10:00:00Z", manufacturer="Lorex"), "2026-11-22"))
    assert told(engine.resolve(asset(day="02/03/2020", manufacturer="Lorex"), "2026-11-22")) == {}


def test_an_asset_that_nothing_identifies_is_undetermined(engine: Engine) -> None:
    assert not engine.resolve(asset(model="X1", serial="1")).determined
    assert not engine.resolve(asset(manufacturer="n/a", brand="?")).determined
    assert engine.resolve(asset(manufacturer="Cisco")).determined
    assert engine.resolve(asset(mac="44:19:b6:00:00:01")).determined


@pytest.mark.skipif(sys.gettrace() is not None, reason="whatever is measured for coverage takes longer")
def test_a_distinct_value_costs_microseconds_and_a_repeat_next_to_nothing() -> None:
    engine = engine_of(build())
    values = [f"Some Networks {number} Inc." for number in range(5000)]
    models = [f"WS-C{number}-48FPS-L" for number in range(5000)]
    engine.lookup(Role.MODEL, "warm")
    assert _per_call(engine, values, models) < 40e-6
    assert min(_per_call(engine, values, models) for _ in range(3)) < 1e-6


def _per_call(engine: Engine, values: list[str], models: list[str]) -> float:
    start = time.process_time()
    for value in values:
        engine.lookup(Role.MANUFACTURER, value)
    for value in models:
        engine.lookup(Role.MODEL, value)
    return (time.process_time() - start) / (len(values) + len(models))


def test_the_memory_of_who_is_a_maker_is_bounded_too(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "REMEMBERED", 3)
    fresh = engine_of(engine.catalog)
    assert [fresh.is_maker(value) for value in ("a1", "?", "a2", "n/a", "a3", "a1")] == [True, False] * 2 + [True] * 2
    assert len(fresh._real) <= 3


def test_a_matcher_that_fails_is_told_with_sixty_characters_of_the_value() -> None:
    with pytest.raises(PluginError, match=r"failed on serial x{60}\.\.\. \(1 more characters\): ValueError: boom"):
        with_plugin(Counting(ValueError("boom"))).lookup(Role.SERIAL, "x" * 61)
