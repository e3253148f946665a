"""What was made of one asset is told of another only where it would be made of that one too."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.match import kin
from banlint.match.context import Context
from banlint.match.engine import Engine
from banlint.match.identity import Said
from banlint.match.kin import Kin
from banlint.model import Asset, Basis, Confidence, EntityId, Evidence, Fact, Identifier, Match, Role

DAY = "2026-11-22"
MACS = ["44:19:b6:00:00:01", "44:19:b6:00:00:02", "00:18:82:aa:bb:cc", "00:1b:54:00:00:01", "3c:ef:8c:12:34:56", "no"]
VALUES = {
    "manufacturer": ["Hikvision", "HUAWEI", "Lorex", "LTS", "Axis", "unknown", "", "TP-Link", "Cisco"],
    "brand": ["Hikvision", "EZVIZ", "Lorex", "Dell"],
    "model": ["DS-2CD2143G0-I", "S5720-28X-LI-24S-DC", "IPC-HFW2431S-S-S2", "C9300", "Hikvision NVR", "CMIP1112"],
    "part_number": ["DS-7616NI-K2", "S5700-28X-LI-AC", "N42"],
    "mac_address": [*MACS, MACS[:2], MACS[1:5]],
    "category": ["camera", "switch", "odd thing"],
    "supplier": ["Hikvision USA, Inc.", "CDW"],
    "description": ["camera made by Dahua", "near the old Hikvision recorder", "OEM: Hikvision"],
    "cpe": ["cpe:2.3:h:hikvision:ds-2cd2143:-:*:*:*:*:*:*:*", "cpe:2.3:h:zte:f660:-:*:*:*:*:*:*:*"],
    "chip": ["Hi3516", "Kirin 990"],
    "purchase_date": ["2012-01-01", "2023-01-01"],
    "interfaces": [[{"mac": one} for one in MACS[:3]], [{"mac": MACS[4]}]],
}
ASSETS = st.lists(
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in VALUES.items()}),
    min_size=2,
    max_size=8,
)


@cache
def engines():
    loaded = load((), third_party=False)
    matchers = loaded.plugins.parts(loaded.catalog).matchers
    return Engine(loaded.catalog, matchers), Engine(loaded.catalog, matchers, hint=Context(loaded.catalog))


@given(ASSETS, st.sampled_from(["assets", "devices"]))
@settings(max_examples=150, deadline=None)
def test_what_was_met_before_changes_no_identity(described, key):
    used, afresh = engines()
    for asset in Generic().assets({key: described}):
        assert used.resolve(asset, DAY) == afresh.resolve(asset, DAY)


def test_assets_that_say_the_same_keep_their_own_values_and_places():
    used, _ = engines()
    described = [{"manufacturer": "Hikvision", "mac_address": mac} for mac in MACS[:2]]
    found = [used.resolve(asset, DAY) for asset in Generic().assets({"assets": described})]
    assert [[one.identifier.path[1] for one in identity.evidence] for identity in found] == [[0, 0], [1, 1]]
    assert [identity.evidence[1].identifier.value for identity in found] == MACS[:2]


COMMON = Match(EntityId("acme"), Basis.MODEL_PATTERN, Confidence.PROBABLE, "R routers", "s", needs_maker=True)
NAMED = Match(EntityId("acme"), Basis.ALIAS, Confidence.CERTAIN, "Acme", "s")


class Asked:
    """Judges assets and counts those whose kind was looked at, which is done anew for what was not met before."""

    def __init__(self):
        self.count = 0
        self.kin = Kin(self.hint)

    def hint(self, asset, match):
        self.count += 1
        return asset.facts["category"].value == "router"

    def __call__(self, model, match=COMMON, category="router", field="model", at=0):
        """The confidence of what the asset at a place of the file is, from one thing that is said of it."""
        said = Identifier(Role.MODEL, model, ("assets", at, field), field)
        facts = {"category": Fact(category, ("assets", at, "category"), "category")}
        identity = self.kin.merge(Asset("a", ("assets", at), (said,), facts), Said((Evidence(said, match),), ()))
        assert all(one.identifier is said for one in identity.evidence)
        return [str(one.match.confidence) for one in identity.evidence]


def test_assets_that_say_the_same_are_judged_once():
    asked = Asked()
    assert [asked("R100", at=at) for at in range(3)] == [["possible"]] * 3
    assert asked.count == 1


def test_an_asset_that_says_anything_else_is_judged_by_itself():
    asked = Asked()
    for more in (
        {"category": "hub"},
        {"category": "switch"},
        {"field": "product"},
        {"match": COMMON._replace(term="")},
    ):
        asked("R100", at=1)
        before = asked.count
        asked("R100", at=2, **more)
        assert asked.count == before + 1, more
    assert asked("R200") == ["possible"]


def test_the_kind_of_a_thing_decides_of_each_asset_whatever_was_met_before():
    asked = Asked()
    told = [asked("R100", category=category) for category in ("router", "hub", "router", "hub")]
    assert told == [["possible"], [], ["possible"], []]


def test_the_kind_of_a_thing_tells_no_assets_apart_that_need_no_maker():
    asked = Asked()
    kinds = ("router", "hub")
    assert [asked("R100", NAMED, category, at=at) for at, category in enumerate(kinds)] == [["certain"]] * 2
    assert len(asked.kin._known) == 1


@pytest.mark.parametrize(("length", "judged"), [(200, 1), (201, 2)])
def test_a_value_of_more_than_two_hundred_characters_is_not_kept(length, judged):
    asked = Asked()
    assert [asked("R" * length, at=at) for at in range(2)] == [["possible"]] * 2
    assert asked.count == judged


def test_the_memory_of_kinds_starts_anew_when_it_is_full(monkeypatch):
    monkeypatch.setattr(kin, "_REMEMBERED", 2)
    asked = Asked()
    for model in ("R1", "R2", "R1", "R3", "R2", "R3"):
        asked(model)
    assert asked.count == 4


def test_two_values_of_one_place_are_judged_by_themselves():
    asked = Asked()
    both = [Identifier(Role.MODEL, text, ("model",), "model") for text in ("R100", "R200")]
    asset = Asset("a", (), tuple(both), {"category": Fact("router", ("category",), "category")})
    for _ in range(2):
        asked.kin.merge(asset, Said(tuple(Evidence(one, COMMON) for one in both), ()))
    assert (asked.count, len(asked.kin._known)) == (2, 0)


QUIET = Match(EntityId("acme"), Basis.RELABEL, Confidence.POSSIBLE, "Brand", "s", needs_maker=True)


def test_the_words_of_a_model_decide_of_each_asset_of_a_quiet_brand():
    judging = Kin(lambda asset, _: any("camera" in one.value for one in asset.identifiers))
    told = []
    for role, text in ((Role.MODEL, "camera"), (Role.MODEL, "hub"), (Role.PART_NUMBER, "camera"), (Role.MODEL, "hub")):
        brand, model = Identifier(Role.BRAND, "Brand", ("brand",), "brand"), Identifier(role, text, ("x",), "x")
        said = Said((Evidence(brand, QUIET),), (brand,))
        told.append(len(judging.merge(Asset("a", (), (brand, model)), said).evidence))
    assert told == [1, 0, 1, 0]
