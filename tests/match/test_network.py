from __future__ import annotations

import pytest
from small_catalog import Found, asset, told

from banlint.match.engine import Engine
from banlint.model import Role


@pytest.mark.parametrize(
    ("value", "entity"),
    [
        ("dev.hik-connect.com", "hikvision"),
        ("hik-connect.com", "hikvision"),
        ("https://www.Easy4ipCloud.com:8800/path", "dahua"),
        ("a.example.org, api.hik-connect.com", "hikvision"),
    ],
)
def test_a_cloud_host_is_known_by_the_end_of_its_name(found: Found, value: str, entity: str) -> None:
    assert found(Role.DOMAIN, value) == {(entity, "domain", "probable")}


@pytest.mark.parametrize(("before", "met"), [(4081, True), (4082, False)])
def test_four_thousand_characters_of_a_field_are_read(found: Found, before: int, met: bool) -> None:
    assert bool(found(Role.DOMAIN, " " * before + "hik-connect.com")) is met
    assert not found(Role.DOMAIN, " " * 4096 + "hik-connect.com")


@pytest.mark.parametrize("value", ["nothik-connect.com", "hik-connect.com.example.org", "hik-connect", "", "..."])
def test_a_host_of_another_domain_is_nobodys(found: Found, value: str) -> None:
    assert found(Role.DOMAIN, value) == set()


@pytest.mark.parametrize(
    ("value", "who"),
    [
        ("onvif://www.onvif.org/hardware/DS-2CD2143G0-I", ("hikvision", "model-pattern", "certain")),
        ("onvif://www.onvif.org/name/HIKVISION%20Cam", ("hikvision", "alias", "probable")),
        ("onvif://www.onvif.org/type/ptz onvif://www.onvif.org/hardware/IPC-HFW3441E", ("dahua", "model-pattern", "certain")),
        ("ONVIF://WWW.ONVIF.ORG/manufacturer/Dahua", ("dahua", "alias", "probable")),
    ],
)  # fmt: skip
def test_a_scope_tells_the_model_for_sure_and_a_name_at_most_probably(
    found: Found, value: str, who: tuple[str, str, str]
) -> None:
    assert who in found(Role.SCOPE, value)
    assert {entity for entity, _, _ in found(Role.SCOPE, value)} == {who[0]}


def test_a_brand_that_others_make_for_is_read_in_a_name_and_not_in_what_it_is_of(found: Found) -> None:
    brand = {("hikvision", "relabel", "possible"), ("dahua", "relabel", "possible")}
    assert found(Role.SCOPE, "onvif://www.onvif.org/name/Honeywell") == brand
    assert found(Role.SCOPE, "onvif://www.onvif.org/mfr/Honeywell") == brand
    assert found(Role.SCOPE, "onvif://www.onvif.org/hardware/Honeywell") == set()


@pytest.mark.parametrize(
    "value", ["onvif://www.onvif.org/location/Huawei%20Road", "http://example.org/hardware/DS-2CD2143G0-I", "Hikvision"]
)
def test_a_place_and_what_is_no_scope_name_nobody(found: Found, value: str) -> None:
    assert found(Role.SCOPE, value) == set()


def test_a_cloud_proves_a_relabelling_brands_maker(engine: Engine) -> None:
    identity = engine.resolve(asset(brand="Honeywell", domain="www.easy4ipcloud.com"))
    assert told(identity) == {"dahua": "probable", "hikvision": "possible"}
