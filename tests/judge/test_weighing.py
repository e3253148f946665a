"""What is remembered of one asset is what another would be told afresh."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match.engine import Engine
from banlint.model import Asker, ProfileId, Question

DAY = "2026-11-22"
VALUES = {
    "manufacturer": ["Hikvision", "Huawei", "TP-Link", "Lorex", "Axis"],
    "category": ["camera", "switch", "base station", "chip", "server", "telecom service", "battery", "odd thing"],
    "purpose": ["police", "wildlife", "perimeter security", "office, police"],
    "funding": ["own funds", "federal grant", "usf", "who knows"],
    "country_of_origin": ["CN", "US", "Vietnam"],
    "purchase_date": ["2018-03-02", "2021-01-01", "2026-11-01", "2027-01-01", "long ago"],
    "installed_on": ["2019-01-01", "2024-05-06"],
    "retired_on": ["2020-01-01", "2026-12-31"],
    "status": ["retired", "in use"],
    "routes_user_data": ["yes", "no", "perhaps"],
    "connects_to": ["roaming", "nothing"],
    "essential": ["yes", "no"],
    "supplier": ["CDW", "Hikvision USA, Inc.", "unknown"],
    "site": ["Pier 7", {"name": "Pier 7", "kind": "port"}, {"name": "Office", "kind": "office", "country": "US"}],
    "components": [[{"manufacturer": "HiSilicon", "category": "chip"}], [{"manufacturer": "ZTE", "category": "modem"}]],
}
ASSETS = st.lists(
    st.fixed_dictionaries(
        {"manufacturer": st.sampled_from(VALUES["manufacturer"])},
        optional={name: st.sampled_from(values) for name, values in VALUES.items() if name != "manufacturer"},
    ),
    min_size=2,
    max_size=6,
)
ASKERS = [
    Question((ProfileId("us-dod"), ProfileId("us-federal-contractor")), DAY),
    Question((ProfileId("us-carrier"), ProfileId("us-importer")), DAY, include=("unverified",)),
    Question((), DAY, askers=(Asker(ProfileId("us-grant-recipient"), ("pier*",), ("fed*",)),)),
    Question((ProfileId("us-tx-agency"), ProfileId("us-exporter")), DAY, purpose="police"),
]


@cache
def _loaded():
    loaded = load((), third_party=False)
    return loaded.catalog, Engine(loaded.catalog, loaded.plugins.parts(loaded.catalog).matchers)


@cache
def _used(question):
    return Judge(_loaded()[0], question)


@given(ASSETS, st.sampled_from(ASKERS))
@settings(max_examples=25, deadline=None)
def test_what_was_judged_before_changes_nothing(described, question):
    catalog, engine = _loaded()
    used = _used(question)
    for asset in Generic().assets({"assets": described}):
        identity = engine.resolve(asset, DAY)
        assert list(used.judge(asset, identity)) == list(Judge(catalog, question).judge(asset, identity))
