"""Who and what act: buying, using, paying, supplying, authorising are never mixed up in a message."""

import re
from functools import cache

import pytest

from banlint.api.setting import load
from banlint.inventories.generic import Generic
from banlint.judge.judge import Judge
from banlint.match.engine import Engine
from banlint.model import Asker, ProfileId, Question

CAMERA = {
    "name": "one",
    "manufacturer": "Hikvision",
    "category": "camera",
    "purpose": "police",
    "funding": "federal grant",
}
# What a finding for a profile speaks of, and the words of acts that are another clause's.
ACTS = {
    "us-federal-agency": ("us-ndaa-2019-889a", r"procure or obtain", r"\buses\b|grant|licen[cs]e|subsid|authoris"),
    "us-federal-contractor": ("us-ndaa-2019-889b", r"\buses it\b", r"procure|grant|licen[cs]e|subsid|authoris"),
    "us-grant-recipient": ("us-ndaa-2019-889-grants", r"grant funds", r"\buses\b|licen[cs]e|subsid|authoris"),
    "us-exporter": ("us-bis-entity-list", r"export|licence", r"procure|\bbuy\b|grant|subsid|authoris|award"),
    "us-carrier": ("us-fcc-covered-list", r"subsid", r"licen[cs]e|grant|authoris|export"),
    "us-equipment-applicant": ("us-fcc-equipment-authorization", r"authoris", r"procure|\bbuy\b|grant|subsid|export"),
    "us-dod": ("us-dod-1260h", r"forbids nothing", r"may not|licen[cs]e|grant|subsid"),
}


@cache
def _loaded():
    loaded = load((), third_party=False)
    return loaded.catalog, Engine(loaded.catalog, loaded.plugins.parts(loaded.catalog).matchers)


def _found(fields, *profiles, as_of="2026-11-22", askers=(), **question):
    catalog, engine = _loaded()
    asked = Question(tuple(map(ProfileId, profiles)), as_of, askers=tuple(askers), **question)
    (asset,) = Generic().assets({"assets": [fields]})
    return {str(one.regime): one for one in Judge(catalog, asked).judge(asset, engine.resolve(asset, as_of))}


@pytest.mark.parametrize("profile", ACTS)
def test_a_message_speaks_of_its_own_act_and_of_no_other(profile):
    regime, own, others = ACTS[profile]
    finding = _found({**CAMERA, "funding": "usf"} if profile == "us-carrier" else CAMERA, profile)[regime]
    said = " ".join((finding.reason, *finding.besides))
    assert re.search(own, said)
    assert not re.search(others, said)


def test_an_export_control_is_no_purchase_ban():
    assert _found(CAMERA, "us-exporter")["us-bis-entity-list"].verdict == "restricted"
    assert "us-bis-entity-list" not in _found(CAMERA, "us-federal-agency", "us-federal-contractor", "us-dod")


def test_several_askers_are_answered_each_by_its_own_clause():
    found = _found(CAMERA, "us-federal-agency", "us-federal-contractor", "us-grant-recipient", "us-exporter")
    assert {regime: one.clause for regime, one in found.items() if "889" in regime} == {
        "us-ndaa-2019-889a": "buy",
        "us-ndaa-2019-889b": "use",
        "us-ndaa-2019-889-grants": "fund",
    }


def test_of_one_law_what_binds_another_asker_more_lightly_is_told_when_it_is_to_come():
    found = _found(CAMERA, "us-dod", "us-dod-contractor")["us-ndaa-2024-805"]
    assert (found.verdict, found.clause) == ("needs-facts", "direct")
    assert found.besides[0].startswith("from 2027-06-30: the Department of Defense may not buy goods")


HQ = Asker(ProfileId("us-federal-contractor"), sites=("hq*", "port"))
PAID = Asker(ProfileId("us-grant-recipient"), funding=("federal*",))


@pytest.mark.parametrize(
    ("site", "verdict"),
    [
        ("HQ north", "prohibited"),
        ("Lab", None),
        ({"name": "Pier 7", "kind": "Port"}, "prohibited"),
        (None, "needs-facts"),
    ],
)
def test_an_asker_narrowed_to_sites_asks_for_assets_there_alone(site, verdict):
    fields = {**CAMERA, "site": site} if site else CAMERA
    found = _found(fields, askers=(HQ,)).get("us-ndaa-2019-889b")
    assert (found and found.verdict.value) == verdict
    if verdict == "needs-facts":
        assert found.questions == ("At which site is it? It decides who is bound. Answer in `site`.",)


@pytest.mark.parametrize(
    ("funding", "verdict"), [("Federal grant", "prohibited"), ("own funds", None), ("", "needs-facts")]
)
def test_an_asker_narrowed_to_funds_asks_for_what_they_paid_for_alone(funding, verdict):
    fields = {**CAMERA, "funding": funding} if funding else {k: v for k, v in CAMERA.items() if k != "funding"}
    found = _found(fields, askers=(PAID,)).get("us-ndaa-2019-889-grants")
    assert (found and found.verdict.value) == verdict


def test_who_asks_for_everything_is_not_narrowed_by_who_does_not():
    found = _found({**CAMERA, "site": "Lab"}, "us-federal-contractor", askers=(HQ,))
    assert found["us-ndaa-2019-889b"].verdict == "prohibited"
    assert "us-ndaa-2019-889b" not in _found({**CAMERA, "site": "Lab"}, "us-exporter", askers=(HQ,))
