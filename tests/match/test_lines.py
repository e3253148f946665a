"""A brand with several makers: what its models, the asset's own words and the catalog say against one of them."""

from __future__ import annotations

import pytest
from small_catalog import asset, build, engine_of, told

from banlint.catalog.index import OuiRow
from banlint.match.engine import Engine
from banlint.model import Identifier, Role


def test_a_line_that_another_firm_makes_says_nothing_of_the_maker_that_makes_others_of_the_brand(
    engine: Engine,
) -> None:
    assert told(engine.resolve(asset(manufacturer="Honeywell"))) == {"hikvision": "possible", "dahua": "possible"}
    assert told(engine.resolve(asset(manufacturer="Honeywell", model="HC30W42R3"))) == {"hikvision": "possible"}
    assert told(engine.resolve(asset(manufacturer="Honeywell", part_number="hc60wb5r2"))) == {"hikvision": "possible"}


@pytest.mark.parametrize(("blanks", "makers"), [(195, {"hikvision"}), (196, {"hikvision", "dahua"})])
def test_two_hundred_characters_of_a_model_are_looked_at(engine: Engine, blanks: int, makers: set[str]) -> None:
    assert set(told(engine.resolve(asset(manufacturer="Honeywell", model=" " * blanks + "HC30W42R3")))) == makers


def test_a_line_of_one_brand_is_no_line_of_another(engine: Engine) -> None:
    assert told(engine.resolve(asset(manufacturer="LTS", model="HC30W42R3"))) == {"hikvision": "possible"}


@pytest.mark.parametrize(
    "text",
    [
        "Dahua OEM",
        "Dahua-made, NDAA asked",
        "OEM: Dahua",
        "made by Dahua",
        "a camera made by Dahua",
        "manufactured by Dahua in 2019",
        "Dahua ODM",
    ],
)
def test_an_asset_that_says_who_made_it_leaves_no_other_maker_of_the_brand(engine: Engine, text: str) -> None:
    assert told(engine.resolve(asset(manufacturer="Honeywell", text=text))) == {"dahua": "possible"}


@pytest.mark.parametrize(
    "text",
    [
        "not Dahua OEM",
        "not made by Dahua",
        "works with Dahua",
        "Dahua",
        "replaced a Dahua OEM",
        "camera by Dahua",
        "by Dahua",
        "Made with parts by Dahua",
    ],
)
def test_other_words_about_a_maker_settle_nothing(engine: Engine, text: str) -> None:
    found = told(engine.resolve(asset(manufacturer="Honeywell", text=text)))
    assert found == {"hikvision": "possible", "dahua": "possible"}


def test_harder_evidence_than_a_brand_stands_whatever_the_asset_says(engine: Engine) -> None:
    found = engine.resolve(asset(manufacturer="Honeywell", text="Dahua OEM", mac="44:19:b6:00:00:01"))
    assert "hikvision" in told(found)


def test_what_is_said_of_a_brand_does_not_depend_on_the_order_it_is_said_in(engine: Engine) -> None:
    one = asset(manufacturer="Honeywell", model="HC30W42R3", text="OEM: Hikvision")
    assert told(engine.resolve(one._replace(identifiers=one.identifiers[::-1]))) == told(engine.resolve(one))


def test_very_long_texts_and_models_are_read_in_part(engine: Engine) -> None:
    long = asset(manufacturer="Honeywell")
    words = Identifier(Role.TEXT, "word " * 200_000 + "made by Dahua", ("text",), "text")
    models = Identifier(Role.MODEL, "X" * 1_000_000, ("model",), "model")
    found = engine.resolve(long._replace(identifiers=(*long.identifiers, words, models)))
    assert told(found) == {"hikvision": "possible", "dahua": "possible"}


BLOCK = "00:00:01:00:00:01"


def owning(entity: str, basis: str) -> Engine:
    """The engine over a catalog where Honeywell owns a block of addresses that is `entity`'s on this basis."""
    catalog = build()
    catalog.oui = {**catalog.oui, "000001": OuiRow(entity, basis, "Honeywell", "", "s")}
    return engine_of(catalog)


def test_a_brands_own_block_of_addresses_points_to_its_maker_no_more_once_another_is_said_to_have_made_it() -> None:
    engine = owning("dahua", "relabel")
    assert told(engine.resolve(asset(mac=BLOCK))) == {"dahua": "possible"}
    assert told(engine.resolve(asset(mac=BLOCK, text="made by Dahua"))) == {"dahua": "possible"}
    assert told(engine.resolve(asset(mac=BLOCK, text="made by Hikvision"))) == {}


@pytest.mark.parametrize(("entity", "basis", "sure"), [("zte", "former", "possible"), ("dahua", "parent", "probable")])
def test_a_block_of_addresses_that_is_no_brands_stands_whatever_is_said(entity: str, basis: str, sure: str) -> None:
    assert told(owning(entity, basis).resolve(asset(mac=BLOCK, text="made by Hikvision"))) == {entity: sure}
