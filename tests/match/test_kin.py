"""What was made of one asset is told of another only where it would be made of that one too."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.match.context import Context
from banlint.match.engine import Engine

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
