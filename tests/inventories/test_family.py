"""Adapters in families are imported only for documents that might be theirs, and miss none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.choosing import choose
from banlint.inventories.family import Family, every, is_plain
from banlint.inventories.records import Nothing, Records

FAMILIES = [one for one in ADAPTERS if isinstance(one, Family)]
PLAIN = {"assets": [{"name": "cam-1", "manufacturer": "Acme", "model": "A-1"}]}


@pytest.mark.parametrize("data", [PLAIN, PLAIN["assets"], {"assets": {"cam-1": {"brand": "Acme"}}}, {"site": "pier"}])
def test_what_says_no_more_than_our_own_shape_is_plain(data) -> None:
    assert is_plain(data)


@pytest.mark.parametrize(
    "data",
    [
        [],
        "text",
        ["cpe:2.3:h:a:b:-:*:*:*:*:*:*:*"],
        {"assets": "none"},
        {"assets": [{"AssetName": "x", "AssetType": "y"}]},
        {"assets": [], "more": 1},
        [{"name": "a"}, {"name": "b", "hw_vendor": "c"}],
    ],
)
def test_anything_else_is_shown_to_every_adapter(data) -> None:
    assert not is_plain(data)


@pytest.mark.parametrize("adapter", [one for one in every(FAMILIES) if isinstance(one, (Records, Nothing))])
def test_no_export_that_is_known_by_its_keys_is_plain(adapter) -> None:
    for _, keys in adapter._signs:
        assert not is_plain([dict.fromkeys(keys, "x")]), keys


def test_a_family_chooses_the_first_of_its_members_to_recognise_a_document() -> None:
    data = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": []}
    managers = FAMILIES[0]

    chosen = choose(managers, data, "bom.json")

    assert chosen is not None
    assert chosen.name == "cyclonedx"
    assert managers.recognises(data, "bom.json")
    assert list(managers.assets(data)) == []
    assert choose(managers, PLAIN, "pier.yaml") is None


def test_a_plain_inventory_is_checked_without_importing_a_family() -> None:
    code = (
        "import sys; from banlint.cli.main import main; main(['check', 'examples/pier-7.yaml', '-q', '--exit-zero']);"
        "sys.exit(any(name in sys.modules for name in ('banlint.inventories.managers', 'banlint.inventories.networks')))"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0
