"""What kind of thing an asset is, beside a model that is too common to count by itself."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from small_catalog import asset, told

from banlint.match.context import Context
from banlint.match.engine import Engine
from banlint.model import Asset, Basis, Confidence, EntityId, Fact, Match


class Kinds(NamedTuple):
    """A catalog of nothing but the kinds of things that names are of."""

    context: dict[str, frozenset[str]]


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


def test_a_relabelled_brand_asks_the_words_of_the_model_too_and_a_maker_does_not() -> None:
    asked = Context(Kinds({"acme\tBrand": frozenset({"camera"})}))
    brand = Match(EntityId("acme"), Basis.RELABEL, Confidence.POSSIBLE, "Brand", "s")
    assert asked(asset(model="dome camera 4K"), brand)
    assert asked(asset(part_number="CAMERA-4"), brand)
    assert not asked(asset(text="camera"), brand)
    assert not asked(asset(model="dome camera 4K"), brand._replace(basis=Basis.ALIAS))
    assert not asked(asset(model="dome camera 4K"), brand._replace(term="Other"))
    assert asked(of_kind("camera"), brand._replace(basis=Basis.ALIAS))


def test_a_kind_that_is_not_known_yet_may_be_any() -> None:
    asked = Context(Kinds({"acme\tBrand": frozenset({"camera"})}))
    match = Match(EntityId("acme"), Basis.ALIAS, Confidence.POSSIBLE, "Brand", "s")
    assert asked(of_kind("\x00"), match)
    assert not asked(of_kind("\x00x"), match)
    assert not asked(of_kind(" " * 195 + "camera"), match)
    assert asked(of_kind(" " * 194 + "camera"), match)
