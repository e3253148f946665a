"""Files of others are known by the names of their shapes. Where they do not lie beside the project this is skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from banlint.inventories import ADAPTERS
from banlint.inventories.family import every
from banlint.inventories.ntc import Ntc
from banlint.reading.choose import reader_for
from banlint.reading.source import BytesSource

FILES = Path(__file__).parents[3] / "shared" / "data" / "inventories"
FOLDERS = {
    "ansible-facts-json": "ansible-facts",
    "dmidecode-jc-json": "dmidecode",
    "dmidecode-text": "dmidecode",
    "facter-json": "facter",
    "ironic-hardware-tuples": "ironic-hardware",
    "librenms-test-json": "librenms",
    "ntc-parsed-yaml": "ntc-templates",
    "ohai-json": "ohai",
    "redfish-json": "redfish",
    "sonic-config-db-json": "sonic-config-db",
    "tinkerbell-k8s-yaml": "tinkerbell",
}
_AT_MOST = 12


def shapes(file: Path) -> set[str]:
    source = BytesSource(str(file), file.read_bytes())
    reader = reader_for(source.name, source.head())
    assert reader is not None, file
    documents = [one for one in reader.read(source) if hasattr(one, "data")]
    return {next(each.name for each in every(ADAPTERS) if each.recognises(one.data, source.name)) for one in documents}


@pytest.mark.skipif(not FILES.is_dir(), reason="the files of others are not beside the project")
@pytest.mark.parametrize(("folder", "name"), list(FOLDERS.items()))
def test_the_files_of_a_folder_are_known_by_the_name_of_their_shape(folder: str, name: str):
    files = [one for one in sorted((FILES / folder).rglob("*")) if one.is_file()][:_AT_MOST]
    assert files
    assert {str(one.name): shapes(one) for one in files} == {one.name: {name} for one in files}


def test_the_name_of_a_template_names_the_maker_of_the_device_asked_and_of_nothing_else():
    rows = {"parsed_sample": [{"model": "B1"}]}
    of = {name: next(Ntc(name).assets(rows), None) for name in (
        "acme_os_show_version.yml", "acme_os_show_transceiver.yml", "acme_os_show_lldp_neighbors.yml")}  # fmt: skip
    device, optics, neighbour = of.values()
    assert device is not None
    assert optics is not None
    assert [one.value for one in device.identifiers] == ["acme", "B1"]
    assert [one.value for one in optics.identifiers] == ["B1"]
    assert neighbour is None
