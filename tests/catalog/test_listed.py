"""Rows of long lists in a compiled catalog: found by their exact name, told apart from homonyms, loaded at no cost."""

from __future__ import annotations

import csv
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banlint.catalog import load, rules_folder
from banlint.catalog.compile import compile_packs
from banlint.catalog.files import read_folder
from banlint.catalog.index import Catalog
from banlint.catalog.listed import is_one_word
from banlint.catalog.names import key
from banlint.catalog.packed import Places, Values, places, values
from banlint.catalog.store import Index
from banlint.match.names import NameMatcher
from banlint.model import Role

Write = Callable[..., Path]
SHARED = Path(__file__).parents[3] / "shared"
shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of makers is not beside this checkout")
HEAD = "name,aliases,country,listed_on,delisted_on,citation,entity\n"


@pytest.fixture
def lists(write_pack: Write, compiled: Callable[..., Catalog]) -> Callable[..., Catalog]:
    """The catalog of the test pack with these lists."""

    def make(**rows: str) -> Catalog:
        files = {f"lists__{name.replace('_', '-')}_DOT_csv": HEAD + text for name, text in rows.items()}
        return compiled(write_pack(**files))

    return make


@pytest.fixture(scope="module")
def ours() -> Catalog:
    rules = read_folder(rules_folder())
    return Catalog(Index(compile_packs([rules], rules)))


def found(catalog: Catalog, value: str) -> set[tuple[str, str, str]]:
    matches = NameMatcher(catalog).match(Role.MANUFACTURER, value)
    return {(match.entity, match.basis.value, match.confidence.value) for match in matches}


def test_a_row_is_found_by_its_whole_name_and_by_nothing_less(lists: Callable[..., Catalog]):
    made = lists(one="Fudd Trading LLC,Fudd General Trading,CN,,,,\n")
    assert found(made, "FUDD TRADING, L.L.C.") == {("one:fudd-trading", "official-name", "certain")}
    assert found(made, "fudd general trading") == {("one:fudd-trading", "alias", "probable")}
    assert not found(made, "Fudd Trading Partners")
    assert not found(made, "Trading")


def test_a_single_word_is_only_possible_and_initials_are_nothing(lists: Callable[..., Catalog]):
    made = lists(one="Anvil Ltd,Hammer; AVL; NO-Anvil; 铁砧,,,,,\n")
    assert found(made, "Anvil") == {("one:anvil", "official-name", "possible")}
    assert found(made, "Hammer") == found(made, "NO-Anvil") == {("one:anvil", "alias", "possible")}
    assert found(made, "铁砧") == {("one:anvil", "alias", "probable")}
    assert not found(made, "AVL")


def test_an_alias_that_is_a_name_of_ours_means_ours(lists: Callable[..., Catalog]):
    made = lists(one="Graphene Institute of Norway,Acme,,,,,\n")
    assert found(made, "Acme") == {("acme", "alias", "certain")}
    assert found(made, "Graphene Institute of Norway") == {
        ("one:graphene-institute-of-norway", "official-name", "certain")
    }


def test_a_row_about_an_affiliate_of_ours_is_of_the_affiliate(lists: Callable[..., Catalog]):
    made = lists(one="Acme Boats of Bergen,Acme Ships,,,,,acme\n")
    assert found(made, "Acme Boats of Bergen") == {("acme", "affiliate", "certain")}
    assert found(made, "Acme Ships") >= {("acme", "affiliate", "probable")}


def test_one_company_of_several_lists_is_one_entity_with_the_id_of_the_first(lists: Callable[..., Catalog]):
    made = lists(
        b_list="FUDD TRADING LLC,,,2021-01-01,,B,\n", a_list="Fudd Trading LLC,Fudd Exports,CN,2020-01-01,,A,\n"
    )
    entity = made.entities["a-list:fudd-trading"]
    assert (entity["name"], entity["country"], entity["list"]) == ("Fudd Trading LLC", "CN", "a-list")
    assert [name["text"] for name in entity["names"]] == ["Fudd Trading LLC", "Fudd Exports", "FUDD TRADING LLC"]
    assert [made.lists[name]["a-list:fudd-trading"][0]["citation"] for name in ("a-list", "b-list")] == ["A", "B"]
    assert "b-list:fudd-trading" not in made.entities
    assert made.info["entities"] == len(made.entities) == len(list(made.entities))


def test_two_companies_of_one_name_in_two_countries_stay_two(lists: Callable[..., Catalog]):
    made = lists(a_list="Global Trading,,CN,,,,\n", b_list="Global Trading,,IR,,,,\n")
    assert {entity for entity, _, _ in found(made, "Global Trading")} == {
        "a-list:global-trading",
        "b-list:global-trading",
    }


def test_the_rows_of_a_list_give_their_own_days(lists: Callable[..., Catalog]):
    made = lists(one="Fudd Trading LLC,A; B,CN,2020-01-02,2021-01-02,List no. 1,\n")
    (row,) = made.lists["one"]["one:fudd-trading"]
    assert row == {"name": "Fudd Trading LLC", "aliases": "A; B", "country": "CN", "listed_on": "2020-01-02", "delisted_on": "2021-01-02", "citation": "List no. 1"}  # fmt: skip
    assert made.lists["one"].get("one:nobody") is None
    assert list(made.lists["one"]) == ["one:fudd-trading"]


def test_packed_tables_give_back_what_was_put_in():
    items = [("a", 1), ("b", 2), ("a", 3), ("é\ud800", 4)]
    table = Places(places(items))
    assert sorted(table.all("a")) == [1, 3]
    assert list(table.all("é\ud800")) == [4]
    assert not table.all("c")
    rows = Values(lambda: memoryview(values([("x",), ("y", "z")])))
    assert [rows[number] for number in range(len(rows))] == [("x",), ("y", "z")]


def rows_of_ours() -> Iterator[tuple[str, list[dict[str, str]]]]:
    for path in sorted((rules_folder() / "lists").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, list(csv.DictReader(file))


def test_every_row_of_every_list_of_ours_is_found_by_its_name(ours: Catalog):
    for name, rows in rows_of_ours():
        listed = ours.lists[name]
        assert sum(map(len, listed.values())) == len(rows)
        for row in rows:
            found_ = (*ours.listed.get(key(row["name"]), ()), *ours.names.get(key(row["name"]), ()))
            assert any(one.entity in listed for one in found_), row["name"]


def test_every_row_that_bears_a_name_of_ours_says_whose_it_is(ours: Catalog):
    for _, rows in rows_of_ours():
        for row in rows:
            bases = {one.basis for one in ours.names.get(key(row["name"]), ())}
            assert row["entity"] or bases <= {"relabel"}, row["name"]


@pytest.mark.parametrize(
    ("name", "entity"),
    [("BGI", "bgi"), ("Hytera Communications Limited", "hytera"), ("ZTE Parsian", "zte")],
)
def test_near_names_of_the_lists_lead_to_the_entity_that_has_them(ours: Catalog, name: str, entity: str):
    assert {one for one, _, _ in found(ours, name)} == {entity}


@pytest.mark.parametrize("name", ["Leon", "HESA", "BEST", "Cambrian", "Apex Tools", "Silk Roads"])
def test_a_word_that_is_many_a_firms_name_is_no_certain_hit(ours: Catalog, name: str):
    assert all(sure == "possible" for _, _, sure in found(ours, name))


@shared
def test_ordinary_makers_meet_no_row_of_a_list_they_are_not_on(ours: Catalog):
    makers = {row[0] for row in json.loads((SHARED / "tools/devicetypes_index.json").read_text())}
    with (SHARED / "data/identity/traps.csv").open(encoding="utf-8", newline="") as file:
        makers |= {
            part.strip()
            for row in csv.DictReader(file)
            for part in re.split(r'[,;/"()]', f"{row['string']},{row['why']}")
        }
    hits = {maker: {row.text for row in ours.listed.get(key(maker), ())} for maker in makers if key(maker)}
    # Qtech of Russia, and Keda of Suzhou under its brand, are on the Entity List.
    assert {maker for maker, names in hits.items() if names} <= {"QTECH", "Kedacom"}


def test_the_whole_catalog_compiles_and_loads_within_its_bounds():
    rules = read_folder(rules_folder())
    began = time.process_time()
    content = compile_packs([rules], rules)
    assert time.process_time() - began < 10
    times = []
    for _ in range(5):
        began = time.process_time()
        Catalog(Index(content))
        times.append(time.process_time() - began)
    assert min(times) < 0.015
    assert len(content) < 10 * 1024 * 1024


def test_one_word_is_told_by_its_letters_and_not_by_its_legal_form():
    assert [is_one_word(text) for text in ("Anvil, Inc.", "TP-Anvil", "Anvil Works", "铁砧")] == [
        True,
        True,
        False,
        False,
    ]


def test_the_old_edition_is_marked():
    record = load().sources["ofac-sdn"]
    assert record["read"] == "2021-07-31" or "2021" in record["title"]
