"""Firms that share a word with a maker of the catalog and are others; and firms that are the maker, however spelled."""

from __future__ import annotations

import pytest

from banlint.catalog import load
from banlint.match.names import NameMatcher
from banlint.model import Role
from banlint.text import fold

OTHERS = """
HK Vision | Hilook Optical Inc | Dahua-Jianghong Park Estates | Dahua Hotel | Dahua Realty Co., Ltd. | Dahua Furniture
Dahua Textile Co Ltd | Dahua Cement Works | Huawei Restaurant | Huawei Seafood Trading | Huawei Travel Agency
Huawei Dental Clinic | Huawei Garment Factory | Uniview Eyewear | Uniview Opticians Ltd | Tiandy Foods
Hytera Realty | Hytera Properties LLC | ZTE Travel & Tours | ZTE Pharmacy | DJI Restaurant Group | DJI Farms
Kaspersky Bakery | Inspur Kindergarten | Hikvision Immobilien GmbH | Ezviz Bistro | HiLook Windows & Doors Inc
HiLook Eyewear Ltd | HiWatch Jewelry Inc. | HK-Vision | H K Vision | Imou Cosmetics Co., Ltd.
""".replace("\n", "|").split("|")  # fmt: skip
OURS = """
Hikvision USA Inc. = hikvision | HIKVISION EUROPE B.V. = hikvision | Hik Vision = hikvision | HKVision = hikvision
Hangzhou Hikvision = hikvision | Hikvision (HiLook) = hikvision | HiLook by Hikvision = hikvision
Hikvision HiLook Ltd = hikvision | HiLook = hikvision | HiLook cameras = hikvision | Ezviz Inc. = hikvision
Hikvison = hikvision | Hikvision Digital Technology = hikvision | Dahua Technology Co., Ltd = dahua
Zhejiang Dahua = dahua | Dahua Technology Italy S.R.L. = dahua | Dahua Security = dahua | DAHUA TECH = dahua
Huawei Technologies Deutschland GmbH = huawei | Huawei Device = huawei | HUAWEI TECH. CO., LTD = huawei
Huawei Marine Networks Co., Limited = huawei | ZTE Deutschland GmbH = zte | ZTE Corp. = zte | zte corporation = zte
Hytera Communications America (West) Inc. = hytera | Hytera Mobilfunk GmbH = hytera | DJI Technology Inc = dji
SZ DJI Technology Co., Ltd. = dji | Uniview Technologies Co Ltd = uniview | Tp-link Technologies = tp-link | TP LINK TECHNOLOGIES CO., LTD. = tp-link
""".replace("\n", "|").split("|")  # fmt: skip


@pytest.fixture(scope="module")
def names() -> NameMatcher:
    return NameMatcher(load())


@pytest.mark.parametrize("value", [one.strip() for one in OTHERS if one.strip()])
def test_a_firm_of_another_trade_or_with_a_brand_for_its_first_word_is_at_most_possible(names, value) -> None:
    assert {match.confidence.value for match in names.match(Role.MANUFACTURER, value)} <= {"possible"}


@pytest.mark.parametrize("value", ["für Hikvision", "Halterung FÜR Hikvision", "Hikvision kompatibel", "No Hikvision"])
def test_a_name_beside_a_word_that_makes_it_anothers_is_no_maker(names, value) -> None:
    assert names.match(Role.MANUFACTURER, value) == ()


def test_every_word_beside_a_name_is_known_as_fields_spell_it(names) -> None:
    catalog = load()
    assert {"for", "fur", "no"} <= catalog.about_another
    assert catalog.goes_with < catalog.about_another
    for word in catalog.about_another | catalog.fillers:
        assert fold(word) == word
    for word in catalog.about_another:
        assert names.match(Role.MANUFACTURER, f"{word} Hikvision") == (), word


def test_firms_of_other_trades_that_stand_on_lists_by_that_very_name_are_as_sure_as_their_rows(names) -> None:
    catalog = load()
    listed = [key for table in (catalog.names, catalog.listed) for key in table if catalog.trades & set(key.split())]
    assert len(listed) > 100
    for name in listed:
        said = {row.confidence for row in (*catalog.names.get(name, ()), *catalog.listed.get(name, ()))}
        assert {match.confidence.value for match in names.match(Role.MANUFACTURER, name)} == said, name


@pytest.mark.parametrize("row", [one.strip() for one in OURS if one.strip()])
def test_a_true_name_is_probable_or_better_whatever_stands_beside_it(names, row) -> None:
    value, entity = row.split(" = ")
    sure = {match.confidence.value for match in names.match(Role.MANUFACTURER, value) if match.entity == entity}
    assert sure & {"probable", "certain"}
