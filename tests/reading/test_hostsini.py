"""Ansible inventories in the INI dialect."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banlint.model import Document, Problem
from banlint.reading import hostsini, reader_for
from banlint.reading.source import BytesSource

LISTED = b"""\
# of the north
[cams]
gate ansible_host=10.0.0.7 vendor="Acme Ltd" model=C-1 # by the door
; none
dock
[cams:vars]
site = Pier 7
[all:children]
cams
"""


def read(data: bytes) -> Document:
    (document,) = hostsini.HostsIniReader().read(BytesSource("hosts", data))
    assert not isinstance(document, Problem)
    return document


@pytest.mark.parametrize("name", ["hosts", "inventory.ini", "north.inventory"])
def test_hosts_with_variables_tell_an_inventory(name: str):
    found = reader_for(name, LISTED)
    assert found is not None
    assert found.name == "hosts-ini"


@pytest.mark.parametrize(
    "head",
    [
        b"[tox]\nenvlist = py3\n",
        b"[web]\n10.0.0.1\n",
        b"gate vendor=Acme\n",
        b"[mypy]\nstrict = true\n[mypy-x.*]\nignore=1\n",
        b"[a]\nthis is a sentence, and x=y in it\n",
    ],
)
def test_other_settings_and_texts_are_none(head: bytes):
    assert reader_for("setup.ini", head) is None


def test_groups_hosts_and_variables_are_read_as_the_yaml_dialect_says_them():
    assert read(LISTED).data == {
        "cams": {
            "hosts": {"gate": {"ansible_host": "10.0.0.7", "vendor": "Acme Ltd", "model": "C-1"}, "dock": {}},
            "vars": {"site": "Pier 7"},
        },
        "all": {"children": {"cams": {}}},
    }


def test_each_value_has_its_place():
    document = read(LISTED)
    span = document.locate(("cams", "hosts", "gate", "model")).span
    assert (span.line, span.column, span.end_column) == (3, 52, 55)
    assert document.locate(("cams", "vars", "site")).span.line == 7


@given(st.text(alphabet="ab[]:=\"'# \n", max_size=60))
def test_any_text_is_survived(text: str):
    hostsini.is_hosts_ini(text.encode())
    read(text.encode())


def test_the_example_of_the_module_is_true():
    assert doctest.testmod(hostsini).failed == 0
