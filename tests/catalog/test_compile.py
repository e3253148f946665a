"""What a sound pack becomes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from banlint.catalog import rules_folder
from banlint.catalog.index import Catalog, CodeRow, NameRow, OuiRow, VetoRow
from banlint.errors import PackError

Write = Callable[..., Path]


def test_info_says_what_the_catalog_is(catalog: Catalog):
    counts = {name: catalog.info[name] for name in ("name", "version", "edition", "regimes", "entities")}
    assert counts == {"name": "test-pack", "version": "1.2.3", "edition": "2026-01-02", "regimes": 1, "entities": 2}
    assert len(str(catalog.info["sha256"])) == 64


def test_an_official_name_is_keyed_without_its_legal_form(catalog: Catalog):
    (row,) = catalog.names["acme devices"]
    assert row == NameRow(
        "acme", "official-name", "certain", "Acme Devices Co., Ltd.", "gazette", "", "", False, ""
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "basis", "confidence"),
    [
        ("acme", "alias", "certain"),
        ("acmee", "alias", "probable"),
        ("acmeview", "brand", "certain"),
        ("roadrunner networks", "affiliate", "certain"),
        ("beep beep devices", "affiliate", "certain"),
        ("coyote", "relabel", "possible"),
    ],
)
def test_each_kind_of_name_has_its_basis_and_confidence(catalog: Catalog, name: str, basis: str, confidence: str):
    (row,) = catalog.names[name]
    assert (row.entity, row.basis, row.confidence) == ("acme", basis, confidence)


def test_an_alias_of_an_affiliate_keeps_its_dates_and_says_whose_it_is(catalog: Catalog):
    (row,) = catalog.names["beep beep devices"]
    assert (row.since, row.until, row.note) == ("2013-01-01", "2022-11-24", "Roadrunner Networks GmbH")


def test_an_affiliate_of_low_confidence_is_only_possible(write_pack: Write, compiled: Callable[..., Catalog]):
    made = compiled(write_pack(("entities/acme.yaml", "confidence: high", "confidence: low")))
    assert made.names["roadrunner networks"][0].confidence == "possible"


def test_longest_counts_words_and_leaves_exact_names_out(catalog: Catalog):
    assert catalog.longest["acme"] == 2
    assert catalog.longest["beep"] == 3
    assert "ac" not in catalog.longest


def test_look_alikes_are_keyed_like_names(catalog: Catalog):
    assert catalog.vetoes["acme bakery"] == VetoRow("acme", "Acme Bakery", "it bakes")


def test_words_of_other_trades_are_keyed_like_the_words_of_names_and_are_no_law(catalog: Catalog):
    assert catalog.trades == {"foods", "backerei"}
    assert "trades" not in catalog.vocabulary


def test_words_beside_names_are_keyed_like_the_words_of_names_and_what_goes_with_a_thing_is_another(catalog: Catalog):
    assert catalog.goes_with == {"for", "fur"}
    assert catalog.about_another == {"for", "fur", "formerly", "no"}
    assert catalog.fillers == {"der", "the"}
    assert (catalog.made, catalog.original, catalog.denials) == ({"built"}, {"oem"}, {"niet"})
    assert "beside" not in catalog.vocabulary


def test_placeholders_are_known_however_they_are_written_and_so_is_what_has_no_letter(catalog: Catalog):
    assert catalog.placeholders == {"n a", "to be filled by o e m"}
    for value in ("", " ", "-", "?", "N/A", "n.a.", "TO BE FILLED BY O.E.M.", "?" * 60):
        assert catalog.is_placeholder(value)
    for value in ("Acme", "N", "na", "?" * 61):
        assert not catalog.is_placeholder(value)


def test_a_pack_adds_words_beside_names_to_those_of_another(
    write_pack: Write, compiled: Callable[..., Catalog], tmp_path: Path
):
    more = tmp_path / "more"
    more.mkdir()
    (more / "pack.yaml").write_text("name: more\ntitle: More words\nversion: 1.0.0\nedition: 2026-01-02\n")
    (more / "vocabulary.yaml").write_text(
        "parties: {seller: a seller}\nacts: {sell: {may_not: may not sell it}}\ncategories: {radio: {title: a radio}}\n"
        "purposes: {talk: {title: talk}}\nsite_kinds: {mast: {title: mast}}\nbeside: {goes_with: [voor]}\n"
    )
    made = compiled(write_pack(), more)
    assert made.goes_with == {"for", "fur", "voor"}
    assert made.fillers == {"der", "the"}


def test_codes_are_keyed_as_inventories_are_looked_up(catalog: Catalog):
    assert catalog.oui["AABBCC"] == OuiRow("acme", "parent", "Acme Devices Co., Ltd.", "", "gazette")
    assert catalog.oui["AABBCCD"].entity == ""
    assert catalog.snmp["99999"] == CodeRow("acme", "Acme", "certain", "gazette", "")
    assert catalog.snmp["99998"].confidence == "probable"
    assert catalog.bus["pci:abcd"].entity == "acme"
    assert catalog.cpe["acme"] == CodeRow("acme", "acme", "probable", "gazette", "")
    assert catalog.fcc["2ABCD"].text == "Acme"


def test_models_keep_their_pattern_and_stand_alone_flag(catalog: Catalog):
    (row,) = catalog.models
    assert (row.entity, row.id, row.pattern, row.stands_alone) == ("acme", "ac-2", r"\bAC-2[0-9]{3}\b", True)


def test_a_list_row_without_entity_is_an_entity_of_its_own(catalog: Catalog):
    (row,) = catalog.listed["威利贸易"]
    assert (row.entity, row.exact) == ("no-list:wile-trading", True)
    assert catalog.entities["no-list:wile-trading"]["name"] == "Wile Trading LLC"
    assert catalog.lists["no-list"]["acme"][0]["delisted_on"] == "2021-01-02"


def test_law_holds_the_files_with_defaults(catalog: Catalog):
    regime = catalog.regimes["no-ban"]
    assert regime["covers"] == {"categories": ["video"], "goods": "both", "affiliates": True}
    assert regime["exceptions"] == []
    assert regime["listings"][0]["stages"] == []
    assert catalog.entities["acme"]["country"] == "NO"
    assert catalog.sources["gazette"]["official"] is True
    assert catalog.vocabulary["categories"]["camera"]["within"] == ["video"]
    assert catalog.profiles["buyer"]["parties"] == ["buyer"]


def test_the_hash_is_the_same_wherever_the_pack_lies(write_pack: Write, compiled: Callable[..., Catalog]):
    one, other = compiled(write_pack()), compiled(write_pack(folder="elsewhere/deep"))
    assert one.info["sha256"] == other.info["sha256"]


def test_the_hash_changes_with_one_byte(write_pack: Write, compiled: Callable[..., Catalog]):
    one, other = compiled(write_pack()), compiled(write_pack(("sources.yaml", "The Gazette", "The Gazettf")))
    assert one.info["sha256"] != other.info["sha256"]


def test_the_same_pack_is_the_same_bytes_under_any_hash_seed(write_pack: Write):
    script = (
        "import sys, pathlib; from banlint.catalog.compile import compile_packs;"
        "from banlint.catalog.files import read_folder; from banlint.catalog import rules_folder;"
        "sys.stdout.buffer.write(compile_packs([read_folder(pathlib.Path(sys.argv[1]))], read_folder(rules_folder())))"
    )
    path = os.pathsep.join(sys.path)
    digests = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", script, write_pack()],
                env={"PYTHONPATH": path, "PYTHONHASHSEED": seed},
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
        ).hexdigest()
        for seed in ("0", "1", "4711")
    }
    assert len(digests) == 1


def test_a_pack_may_build_on_another(write_pack: Write, compiled: Callable[..., Catalog], tmp_path: Path):
    extra = tmp_path / "extra"
    (extra / "lists").mkdir(parents=True)
    (extra / "pack.yaml").write_text("{name: more, title: More, version: '1.0', edition: 2026-02-03}\n")
    (extra / "lists/mine.csv").write_text(
        "name,aliases,country,listed_on,delisted_on,citation,entity\nAcme Boats,,,,,,acme\n"
    )
    made = compiled(write_pack(), extra)
    assert made.listed["acme boats"][0].entity == "acme"
    assert (made.info["name"], made.info["edition"]) == ("test-pack+more", "2026-02-03")


def test_a_catalog_without_entities_is_an_error(tmp_path: Path, compiled: Callable[..., Catalog]):
    (tmp_path / "pack.yaml").write_text("{name: none, title: None, version: '1.0', edition: 2026-02-03}\n")
    with pytest.raises(PackError, match="the catalog is empty"):
        compiled(tmp_path)


def test_our_own_rules_are_where_the_checkout_has_them():
    assert (rules_folder() / "pack.yaml").is_file()
