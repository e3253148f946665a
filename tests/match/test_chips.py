from __future__ import annotations

import pytest
from small_catalog import Found, asset, told

from banlint.match.engine import Engine
from banlint.model import Role


@pytest.mark.parametrize("value", ["Hi3516DV300", "HiSilicon hi3518ev200", "Huawei"])
def test_a_chip_is_a_part_whose_device_may_be_anybodys(found: Found, value: str) -> None:
    assert found(Role.CHIP, value) == {("huawei", "chip", "possible")}


@pytest.mark.parametrize("value", ["Ambarella S3L", "Intel Xeon E5-2680", "DS-2CD2143G0-I", "LTS", ""])
def test_other_chips_and_what_is_no_chip_are_nobodys(found: Found, value: str) -> None:
    assert found(Role.CHIP, value) == set()


def test_a_chip_stays_a_part_beside_another_maker_and_conflicts_with_none(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Somebody", chip="Hi3516DV300"))
    assert (told(identity), identity.conflicts) == ({"huawei": "possible"}, ())


def test_a_chip_bears_out_no_common_pattern_and_lifts_no_brand(engine: Engine) -> None:
    assert [e.match.basis for e in engine.resolve(asset(model="AR1220", chip="Hi3516DV300")).evidence] == ["chip"]
    assert told(engine.resolve(asset(brand="Honeywell", chip="Hi3516DV300"))) == {
        "hikvision": "possible",
        "dahua": "possible",
        "huawei": "possible",
    }
