"""A shape that somebody described is read as they say, and nothing of it costs more than its document."""

import json

import pytest

pytest.importorskip("jsonpath", reason="the extra `mapping` is not installed")

from hypothesis import given, settings
from hypothesis import strategies as st

from banlint.errors import ConfigError, InputError
from banlint.inventories import mapped
from banlint.inventories.mapped import UNRESOLVED, Mapped
from banlint.inventories.mapping import rules
from banlint.inventories.queries import Query
from banlint.model import Role

STOCK = {"files": "*.json", "assets": "$.devices[*]", "fields": {"name": "$.label", "manufacturer": "$.maker"}}


def read(data, **more):
    made = rules("stock", {**STOCK, **more}, lambda path: ("map.yaml", 1, 1))
    return list(Mapped(made).assets(data))


def values(asset, role):
    return [one.value for one in asset.identifiers if one.role is role]


def test_assets_and_fields_stand_where_the_queries_find_them():
    (asset,) = read({"devices": [{"label": "a", "maker": "Acme"}]})
    assert asset.name == "a"
    assert asset.identifiers[0].path == ("devices", 0, "maker")


def test_a_key_that_is_not_mapped_is_not_read():
    (asset,) = read({"devices": [{"label": "a", "manufacturer": "Acme"}]})
    assert asset.identifiers == ()


def test_an_asset_that_two_queries_select_is_one():
    assert len(read({"devices": [{"label": "a"}]}, assets=["$.devices[*]", "$..[?@.label]"])) == 1


def test_what_holds_for_the_document_holds_for_each_asset():
    (asset,) = read({"at": "Pier 7", "devices": [{"label": "a"}]}, document={"site": "$.at"})
    assert asset.facts["site"].value == "Pier 7"


def test_pairs_say_themselves_what_they_are():
    pairs = [{"at": "$.p[*]", "key": "$.k", "value": "$.v", "fields": {"MAC": "mac"}}]
    data = {"devices": [{"p": [{"k": "MAC", "v": "02:00:00:00:00:01"}, {"k": "PSK", "v": "hush"}]}]}
    (asset,) = read(data, pairs=pairs)
    assert values(asset, Role.MAC) == ["02:00:00:00:00:01"]
    assert asset.identifiers[0].path == ("devices", 0, "p", 0, "v")


REFERENCE = {
    "manufacturer": {
        "from": "$.type",
        "through": [
            {"rows": "$.types[*]", "key": "$.id", "value": "$.maker"},
            {"rows": "$.makers[*]", "key": "$.id", "value": "$.name"},
        ],
    }
}
TABLES = {"types": [{"id": 1, "maker": "x"}], "makers": [{"id": "x", "name": "Acme"}]}


def test_a_reference_is_followed_through_tables_and_stands_where_it_is_written():
    (asset,) = read({"devices": [{"type": 1}], **TABLES}, resolve=REFERENCE)
    assert values(asset, Role.MANUFACTURER) == ["Acme"]
    assert asset.identifiers[0].path == ("devices", 0, "type")


def test_a_reference_that_leads_nowhere_is_said():
    (asset,) = read({"devices": [{"type": 2}], **TABLES}, resolve=REFERENCE)
    assert asset.facts[UNRESOLVED].value == "2"


@pytest.mark.parametrize("key", ["neighbour", "ignore"])
def test_what_speaks_of_another_thing_holds_no_asset(key):
    data = {"devices": [{"maker": "Acme", "peer": {"maker": "Other"}}]}
    found = read(data, assets="$..[?@.maker]", **{key: "$.devices[*].peer"})
    assert [one.path for one in found] == [("devices", 0)]


def test_a_row_of_a_table_is_an_asset_by_itself():
    (asset,) = read({"Serial No": "1", "maker": "Acme"}, assets="$", fields={"serial": "$['Serial No']"})
    assert asset.path == ()


def test_too_many_results_are_a_problem(monkeypatch):
    monkeypatch.setattr(mapped, "_MOST_VALUES", 3)
    with pytest.raises(InputError, match="more than 3"):
        read({"devices": [{"m": list(range(9))}]}, fields={"mac": "$.m[*]"})


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("maker", "begin with"),
        ("$..a..b", "more than once"),
        ("$[0,0]", "several"),
        ("$[?$.a]", "whole document"),
        ("$[?match(@.a, 'x')]", "several"),
        ("$[?search(@.a)]", "pattern"),
        ("$.a[", "no JSONPath"),
        ("$" + ".a" * 200, "characters"),
        ("$[?" + "(" * 90 + "@.a" + ")" * 90 + "]", "too deep"),
    ],
)
def test_a_query_that_could_cost_more_than_the_document_is_refused(query, said):
    with pytest.raises(ConfigError, match=said):
        Query(query)


@given(st.text(alphabet="$.[]*?@'\"ab01:!=<>&|() \\é", max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_text_is_a_query_or_refused(text):
    try:
        query = Query("$" + text)
    except ConfigError:
        return
    json.dumps([found.path for found in query.find({"a": [{"b": 1}, {"a": "x"}]})])
