from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalog import asset, build, engine_of, told

from banlint.catalog.names import NameRow
from banlint.match.engine import Engine
from banlint.match.identity import Said, merge
from banlint.model import Asset, Evidence, Identifier, Role

HIK_MAC = "44:19:b6:00:00:01"
DAHUA_MAC = "3c:ef:8c:00:00:01"
HUAWEI_MAC = "00:18:82:aa:bb:cc"


def test_agreement_lists_all_evidence_strongest_first(engine: Engine) -> None:
    identity = engine.resolve(asset(mac=HIK_MAC, model="DS-2CD2143G0-I", manufacturer="Hikvision"))
    assert [(e.identifier.role, e.match.confidence) for e in identity.evidence] == [
        ("manufacturer", "certain"),
        ("model", "certain"),
        ("mac", "probable"),
    ]
    assert identity.conflicts == ()


@pytest.mark.parametrize("maker", ["", "unknown", "N/A", "OEM", "-"])
def test_a_placeholder_leaves_the_model_to_speak(engine: Engine, maker: str) -> None:
    assert told(engine.resolve(asset(manufacturer=maker, model="DS-2CD2143G0-I"))) == {"hikvision": "certain"}


def test_another_maker_outweighs_a_model_grammar(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Cisco", model="DS-2CD2143G0-I", part_number="AR1220"))
    assert (identity.evidence, identity.conflicts, identity.determined) == ((), (), True)


def test_another_maker_against_an_address_is_possible_and_said(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Cisco", mac=HUAWEI_MAC))
    assert told(identity) == {"huawei": "possible"}
    assert identity.conflicts == (
        "manufacturer says Cisco, MAC address 00:18:82 is registered to HUAWEI TECHNOLOGIES CO.,LTD",
    )


@pytest.mark.parametrize(
    "code", [{"usb_id": "12d1:1506"}, {"sysobjectid": "1.3.6.1.4.1.2011.1"}, {"cpe": "cpe:/h:huawei:x"}]
)
def test_another_maker_against_a_registered_code_is_possible_and_said(engine: Engine, code: Mapping[str, str]) -> None:
    identity = engine.resolve(asset(brand="Cisco", **code))
    assert told(identity) == {"huawei": "possible"}
    assert identity.conflicts[0].startswith("brand says Cisco, ")


def test_an_operators_brand_gives_way_to_a_code_and_a_grammar_that_agree(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Vodafone", model="K3805-Z", usb_id="19d2:1002"))
    assert told(identity) == {"zte": "probable"}
    assert identity.conflicts


def test_a_seller_says_nothing_once_a_maker_is_named(engine: Engine) -> None:
    assert told(engine.resolve(asset(supplier="Huawei"))) == {"huawei": "possible"}
    assert told(engine.resolve(asset(manufacturer="Cisco", supplier="Huawei"))) == {}
    assert told(engine.resolve(asset(manufacturer="Hikvision", supplier="Huawei"))) == {"hikvision": "certain"}


def test_a_maker_of_the_catalog_against_another_ones_address_keeps_both_and_says_so(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Hikvision", mac=DAHUA_MAC))
    assert told(identity) == {"hikvision": "probable", "dahua": "probable"}
    assert identity.conflicts == (
        "manufacturer says Hikvision, MAC address 3C:EF:8C is registered to Zhejiang Dahua Technology Co., Ltd.",
    )


def test_a_maker_of_the_catalog_against_another_ones_grammar_keeps_both_and_doubts_the_grammar(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Hikvision", model="IPC-HFW4431R-Z"))
    assert told(identity) == {"hikvision": "probable", "dahua": "probable"}
    assert identity.conflicts == ("manufacturer says Hikvision, model IPC-HFW4431R-Z is one of dahua (IPC-H cameras)",)


def test_an_unknown_manufacturer_of_a_known_brand_is_told_with_it(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Foxconn", brand="Huawei"))
    assert told(identity) == {"huawei": "certain"}
    assert identity.conflicts == ("manufacturer says Foxconn, brand says Huawei",)


def test_a_relabelling_brand_alone_is_possible(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Honeywell"))
    assert told(identity) == {"hikvision": "possible", "dahua": "possible"}


@pytest.mark.parametrize("proof", [{"model": "IPC-HFW4431R-Z"}, {"mac": DAHUA_MAC}])
def test_hard_evidence_of_one_maker_raises_the_relabelling_brand_to_probable(
    engine: Engine, proof: Mapping[str, str]
) -> None:
    identity = engine.resolve(asset(manufacturer="Honeywell", **proof))
    assert told(identity) == {"dahua": "probable", "hikvision": "possible"}
    of_dahua = {(e.identifier.role.value, e.match.confidence) for e in identity.evidence if e.match.entity == "dahua"}
    assert of_dahua == {("manufacturer", "probable"), (*proof, "probable")}
    assert identity.conflicts == ()


def test_a_brands_own_address_block_proves_no_maker(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Honeywell", mac="9c:8e:cd:00:00:01"))
    assert told(identity) == {"hikvision": "possible", "dahua": "possible"}


def test_a_common_pattern_counts_only_beside_another_identifier_of_its_maker(engine: Engine) -> None:
    assert engine.resolve(asset(model="AR1220")).evidence == ()
    assert not engine.resolve(asset(model="AR1220")).determined
    assert len(engine.resolve(asset(model="AR1220", part_number="AR1220")).evidence) == 0
    assert len(engine.resolve(asset(model="AR1220", manufacturer="Huawei")).evidence) == 2
    assert len(engine.resolve(asset(model="AR1220", mac=HUAWEI_MAC)).evidence) == 2
    assert len(engine.resolve(asset(model="AR1220", mac=HIK_MAC)).evidence) == 1
    assert [e.identifier.role for e in engine.resolve(asset(model="AR1220", supplier="Huawei")).evidence] == [
        "supplier"
    ]


def test_a_hint_about_the_asset_bears_out_a_common_pattern() -> None:
    plain = engine_of(build())
    hinted = Engine(build(), plain.matchers, lambda asset, match: asset.name == "one")
    assert told(hinted.resolve(asset(model="AR1220"))) == {"huawei": "possible"}


def test_many_addresses_of_one_block_are_one_piece_of_evidence(engine: Engine) -> None:
    ports = tuple(
        Identifier(Role.MAC, f"00:18:82:00:00:{number:02x}", ("ports", number), "mac") for number in range(50)
    )
    identity = engine.resolve(Asset("switch", (), ports[::-1]))
    assert [e.identifier.path for e in identity.evidence] == [("ports", 0)]


def test_two_conflicts_of_one_kind_are_said_once(engine: Engine) -> None:
    identity = engine.resolve(
        asset(manufacturer="Cisco", mac=f"{HUAWEI_MAC}, ac:64:dd:00:00:01", cpe="cpe:/h:huawei:x")
    )
    assert identity.conflicts == (
        "manufacturer says Cisco, CPE vendor huawei is huawei",
        "manufacturer says Cisco, MAC address 00:18:82 is registered to HUAWEI TECHNOLOGIES CO.,LTD, and 1 more",
    )


def test_a_name_that_only_a_disputed_address_stands_beside_is_not_taken_and_both_are_said(engine: Engine) -> None:
    identity = engine.resolve(asset(manufacturer="Hikvision", mac="80:09:02:00:00:01"))
    assert (told(identity), identity.determined) == ({}, False)
    assert identity.conflicts == (
        "manufacturer says Hikvision, MAC address 80:09:02 is registered to Keysight Technologies, Inc.,"
        " though public tables give it to others",
    )


def test_a_name_against_another_firms_address_is_no_longer_certain_unless_something_else_agrees(engine: Engine) -> None:
    other = "ac:64:dd:70:00:01"
    assert told(engine.resolve(asset(manufacturer="Hikvision", mac=other))) == {"hikvision": "probable"}
    agreed = engine.resolve(asset(manufacturer="Hikvision", model="DS-2CD2143G0-I", mac=other))
    assert told(agreed) == {"hikvision": "certain"}
    assert len(agreed.conflicts) == 1


def test_a_name_beside_a_disputed_address_stands_where_a_model_agrees(engine: Engine) -> None:
    agreed = engine.resolve(asset(manufacturer="Hikvision", model="DS-2CD2143G0-I", mac="80:09:02:00:00:01"))
    assert told(agreed) == {"hikvision": "certain"}


def test_an_address_of_somebody_else_is_no_evidence_by_itself(engine: Engine) -> None:
    identity = engine.resolve(asset(mac="80:09:02:00:00:01"))
    assert (identity.evidence, identity.conflicts, identity.determined) == ((), (), False)


def test_a_model_that_begins_with_anothers_name_is_possible(engine: Engine) -> None:
    assert told(engine.resolve(asset(manufacturer="Longsys", model="HIKVISION E1000 SSD"))) == {"hikvision": "possible"}
    assert told(engine.resolve(asset(manufacturer="Longsys", model="E1000 Hikvision"))) == {}
    assert told(engine.resolve(asset(manufacturer="Longsys", model="Hikvision compatible mount"))) == {}


def test_an_operators_brand_says_nothing_until_a_model_or_a_code_says_whose_it_is() -> None:
    catalog = build()
    rows = tuple(
        NameRow(entity, "relabel", "possible", "Vodafone", "src", "", "", False, "", True)
        for entity in ("zte", "huawei")
    )
    catalog.names = {**catalog.names, "vodafone": rows}
    catalog.longest = {**catalog.longest, "vodafone": 1}
    operator = engine_of(catalog)
    alone = operator.resolve(asset(manufacturer="Vodafone", model="Station"))
    assert (alone.evidence, alone.determined) == ((), True)
    assert told(operator.resolve(asset(manufacturer="Vodafone", model="K3805-Z"))) == {"zte": "probable"}
    assert told(operator.resolve(asset(manufacturer="Vodafone", usb_id="12d1:1465"))) == {"huawei": "probable"}


VALUES = {
    "manufacturer": ["Hikvision", "Honeywell", "Cisco", "unknown", "Huawei"],
    "brand": ["HiWatch", "Lorex", "Acme", "n/a"],
    "supplier": ["Huawei", "CDW"],
    "model": ["DS-2CD2143G0-I", "IPC-HFW4431R-Z", "AR1220", "K3805-Z", "Huawei S1"],
    "part_number": ["AR1220", "DS-2CD2143G0-I", "X"],
    "mac": [HIK_MAC, DAHUA_MAC, HUAWEI_MAC, "00:1e:96:00:00:01"],
    "usb_id": ["12d1:1", "19d2:1002"],
    "cpe": ["cpe:/h:huawei:x"],
}
IDENTIFIERS = st.lists(
    st.sampled_from([(role, value) for role, values in VALUES.items() for value in values]), max_size=8
).map(lambda pairs: [Identifier(Role(role), value, (n, role), role) for n, (role, value) in enumerate(pairs)])
ENGINE = engine_of(build())


@given(IDENTIFIERS, st.randoms(use_true_random=False))
def test_the_order_of_identifiers_never_changes_the_result(identifiers, random) -> None:
    shuffled = list(identifiers)
    random.shuffle(shuffled)
    one, other = (ENGINE.resolve(Asset("a", (), tuple(order))) for order in (identifiers, shuffled))
    assert one == other


@given(IDENTIFIERS)
def test_nothing_is_surer_than_what_was_met_but_a_raised_relabel(identifiers) -> None:
    for evidence in ENGINE.resolve(Asset("a", (), tuple(identifiers))).evidence:
        met = {
            match.basis: match.confidence.rank
            for match in ENGINE.lookup(evidence.identifier.role, evidence.identifier.value)
            if match.entity == evidence.match.entity
        }
        ceiling = max(met.get(evidence.match.basis, 0), 1 if evidence.match.basis == "relabel" else 0)
        assert evidence.match.confidence.rank <= ceiling


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 60 + "... (1 more characters)")])
def test_a_conflict_shows_sixty_characters_of_what_is_said(engine: Engine, length: int, shown: str) -> None:
    found = engine.resolve(asset(manufacturer="x" * length, mac="44:19:b6:00:00:01"))
    assert any(f"manufacturer says {shown}," in one for one in found.conflicts), found.conflicts


def test_a_model_that_another_maker_only_may_make_takes_nothing_from_the_name_on_the_box(engine: Engine) -> None:
    assert told(engine.resolve(asset(manufacturer="Hikvision", model="K3805-Z"))) == {
        "hikvision": "certain",
        "zte": "possible",
    }


def test_a_code_of_another_maker_is_no_certain_model_of_its(engine: Engine) -> None:
    found = engine.resolve(asset(manufacturer="Hikvision", usb_id="12d1:1506"))
    assert told(found) == {"hikvision": "certain", "huawei": "certain"}
    assert len(found.conflicts) == 1


def test_of_many_addresses_the_first_by_number_is_told(engine: Engine) -> None:
    ports = [Identifier(Role.MAC, f"00:18:82:00:00:{at:02x}", ("ports", at), "mac") for at in (100, 20, 9)]
    assert [one.identifier.path for one in engine.resolve(Asset("a", (), tuple(ports))).evidence] == [("ports", 9)]


def test_of_fields_by_name_and_by_number_those_by_number_come_first(engine: Engine) -> None:
    ports = [Identifier(Role.MAC, "00:18:82:00:00:01", ("ports", at), "mac") for at in ("0", "a", 7)]
    assert [one.identifier.path for one in engine.resolve(Asset("a", (), tuple(ports))).evidence] == [("ports", 7)]


def test_without_a_hint_the_kind_of_a_thing_bears_nothing_out(engine: Engine) -> None:
    router = asset(model="AR1220")
    said = Said(tuple(Evidence(router.identifiers[0], one) for one in engine.lookup(Role.MODEL, "AR1220")), ())
    assert merge(router, said).evidence == ()
    assert told(merge(router, said, lambda *_: True)) == {"huawei": "possible"}
