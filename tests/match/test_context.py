"""What kind of thing an asset is, beside a model that is too common to count by itself."""

from __future__ import annotations

import pytest
from small_catalog import asset, told

from banlint.match.engine import Engine
from banlint.model import Asset, Fact


def of_kind(category: str, **fields: str) -> Asset:
    return asset(**fields)._replace(facts={"category": Fact(category, ("category",), "category")})


@pytest.mark.parametrize("category", ["router", "Router", "core router", "Router, WAN"])
def test_a_common_model_is_possible_on_the_kind_of_thing_it_names(engine: Engine, category: str) -> None:
    assert told(engine.resolve(of_kind(category, model="AR1220"))) == {"huawei": "possible"}


@pytest.mark.parametrize("category", ["chip", "", "routers and the like", "routerboard"])
def test_on_another_kind_of_thing_it_says_nothing(engine: Engine, category: str) -> None:
    assert told(engine.resolve(of_kind(category, model="AR1220"))) == {}


def test_the_kind_of_a_thing_does_not_outweigh_a_maker_that_is_named(engine: Engine) -> None:
    assert told(engine.resolve(of_kind("router", model="AR1220", manufacturer="Allied Telesis"))) == {}


def test_the_kind_of_a_thing_names_no_maker(engine: Engine) -> None:
    assert not engine.resolve(of_kind("router", model="AR1220")).determined
