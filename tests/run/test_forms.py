"""The records of a stream are read as each would be that stands alone, however few of them are asked about."""

import pytest

from banlint.catalog import load
from banlint.inventories.choosing import choose
from banlint.model import Registered
from banlint.plugins.manager import Plugins
from banlint.reading.jsonvalues import Number
from banlint.run.forms import Forms

PLAIN = {"maker": {"name": "Cisco"}, "model": "C9300", "rack": Number("4"), "on": True, "nics": [{"mac": "x"}]}
METAL = {"apiVersion": "metal3.io/v1alpha1", "kind": "BareMetalHost", "status": {"hardware": {}}}
OTHER = {**METAL, "apiVersion": "v1"}
PLUGIN = {"plugin": "cisco.ios.facts", "vendor": "Cisco"}
SETTING = {"plugin": "facts", "vendor": "Cisco"}


@pytest.fixture(scope="module")
def adapters():
    return Plugins((), third_party=False).parts(load()).adapters


def asked(adapters, calls):
    def ask(data, name):
        calls.append(data)
        for one in adapters:
            found = choose(one.part, data, name)
            if found is not None:
                return Registered(one.plugin, found)
        return None

    return ask


def test_records_whose_keys_tell_are_asked_about_once(adapters):
    calls = []
    forms = Forms(asked(adapters, calls))
    found = [forms.adapter({**PLAIN, "model": f"C{number}"}, "a.jsonl") for number in range(50)]
    assert len({id(one.part) for one in found}) == 1
    assert len(calls) < 6


@pytest.mark.parametrize(("one", "other"), [(METAL, OTHER), (OTHER, METAL), (PLUGIN, SETTING), (SETTING, PLUGIN)])
def test_where_a_value_tells_every_record_is_asked_about(adapters, one, other):
    ask = asked(adapters, [])
    forms = Forms(ask)
    for data in (one, one, one, one, other, one, other, PLAIN, other):
        assert type(forms.adapter(data, "a.jsonl").part) is type(ask(data, "a.jsonl").part)


@pytest.mark.parametrize(
    "looks", [bool, lambda text: text.lower(), hash, lambda text: text == "x", lambda text: "x" in {text: 1}]
)
def test_whoever_looks_into_a_value_is_asked_again(looks):
    calls = []

    def ask(data, name):
        calls.append(name)
        looks(data["model"])
        return Registered("p", ask)

    forms = Forms(ask)
    for _ in range(9):
        forms.adapter({"model": "x"}, "a.jsonl")
    assert len(calls) >= 9


def test_what_differs_in_kind_or_length_is_another_form(adapters):
    calls = []
    forms = Forms(asked(adapters, calls))
    records = [PLAIN, {**PLAIN, "rack": None}, {**PLAIN, "nics": []}, {**PLAIN, "on": False}, {**PLAIN, "more": "x"}]
    for data in records * 3:
        forms.adapter(data, "a.jsonl")
    assert len(calls) >= 2 * len(records)
