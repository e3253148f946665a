"""The mapping that `inventory --init` begins."""

from __future__ import annotations

import pytest

from banlint.inventories.generic import Generic
from banlint.inventories.sketch import sketch
from banlint.model import Data


def begun(data: Data) -> str:
    return sketch("stock.json", [(data, list(Generic().assets(data)))])


def test_of_lists_that_say_nothing_known_the_one_that_says_most_is_the_root():
    data: Data = {
        "kinds": [{"nr": "1", "t": "x"}, {"nr": "2", "t": "y"}, {"nr": "3", "t": "z"}],
        "stock": [{"ref": "a", "hersteller_nr": "1", "typ_nr": "1", "wo": "Pier"}, {"ref": "b", "typ_nr": "2"}],
    }
    begin = begun(data)
    assert '- "$.stock[*]"' in begin
    assert '# ...: "$.hersteller_nr"' in begin


@pytest.mark.parametrize(
    ("pair", "query"),
    [
        ({"name": "Vendor", "value": "Acme"}, "$.more[?@['name']=='Vendor'].value"),
        ({"key": "Vendor", "value": {"name": "Acme"}}, "$.more[?@['key']=='Vendor'].value.name"),
        ({"attribute": {"name": "Vendor"}, "value": "Acme"}, "$.more[?@['attribute'].name=='Vendor'].value"),
    ],
)
def test_a_value_in_a_list_of_pairs_is_asked_for_by_its_label(pair: Data, query: str):
    data: Data = {"things": [{"model": "C-1", "more": [pair]}]}
    begin = begun(data)
    assert query in begin


def test_what_is_asked_for_by_its_label_is_found():
    jsonpath = pytest.importorskip("jsonpath")
    data: Data = {"things": [{"more": [{"name": "Model", "value": "C-1"}, {"name": "Vendor", "value": "Acme"}]}]}
    line = next(line for line in begun(data).splitlines() if line.strip().startswith("manufacturer:"))
    query = line.partition(":")[2].strip().strip('"')
    assert jsonpath.findall(query, data["things"][0]) == ["Acme"]
