"""Files of others are known by the names of their shapes. Where they do not lie beside the project this is skipped."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from pathlib import Path

import pytest

from banlint.errors import BanlintError
from banlint.inventories import ADAPTERS
from banlint.inventories.choosing import choose
from banlint.inventories.ntc import Ntc
from banlint.reading.choose import reader_for
from banlint.reading.source import BytesSource

FILES = Path(__file__).parents[3] / "shared" / "data" / "inventories"
FOLDERS = {
    "ansible-facts-json": "ansible-facts",
    # One is a text alone, one a file of a single variable.
    "ansible-inventory": "ansible-inventory ansible-settings ansible-variables generic",
    "asset-csv": "generic",
    # An app's own tables stand beside the answers that it was given.
    "controller-api-json": "meraki catalyst-center catalyst-center-sites ip-fabric slurpit librenms citrix-adm infoblox"
    " generic",
    "cyclonedx-json": "cyclonedx",
    "device42-json": "device42",
    "devicetype-library": "netbox-type",
    "dmidecode-jc-json": "dmidecode",
    "dmidecode-text": "dmidecode",
    "facter-json": "facter",
    "geonet-asset-csv": "geonet",
    "glpi-agent-resources": "glpi",
    "glpi-inventory-json": "glpi",
    "ironic-hardware-tuples": "ironic-hardware",
    "jc-json": "arp dmidecode hciconfig ifconfig lsblk lspci lsusb nmap upower wifi-scan",
    "librenms-test-json": "librenms",
    "lshw-json": "lshw hostnamectl lscpu lsmem",
    "maas-api-json": "maas",
    "metal3-k8s-yaml": "metal3 kubernetes metal3-bmc-list",
    "napalm-facts-json": "napalm",
    "nautobot-ansible-inventory": "ansible-hostvars",
    "nautobot-bootstrap-yaml": "nautobot-bootstrap",
    "nautobot-fixtures": "",
    "netbox-ansible-inventory": "ansible-hostvars",
    "netbox-devicetype-yaml-extra": "netbox-type",
    "netbox-fixture-json": "netbox-dumpdata",
    "netbox-initializers-yaml": "",
    # A comment within the table is a row of another shape.
    "network-csv": "netmiko generic",
    "nornir-yaml": "nornir",
    "ntc-parsed-yaml": "ntc-templates",
    "ohai-json": "ohai",
    # Its warehouses and regions are tables of an id and a name.
    "ralph-csv": "ralph generic",
    "redfish-json": "redfish",
    "snipeit-csv": "snipeit-csv snipeit-models-csv snipeit-other-csv",
    "sonic-config-db-json": "sonic-config-db",
    "spdx-json": "spdx-2 spdx-3",
    "suzieq-yaml": "suzieq",
    # One is of a version before there were resources in a state.
    "terraform-state-json": "terraform-state",
    "tinkerbell-k8s-yaml": "tinkerbell",
    "zabbix-template-yaml": "zabbix",
}
"""The shapes that the files of each folder have. None where no file holds a document: only comments, or an error."""
_AT_MOST = 130


def shapes(file: Path) -> AbstractSet[str]:
    source = BytesSource(str(file), file.read_bytes())
    reader = reader_for(source.name, source.head())
    assert reader is not None, file
    found = set()
    try:
        for one in reader.read(source):
            data = getattr(one, "data", None)
            if isinstance(data, (dict, list)):
                found.add(next(chosen for each in ADAPTERS if (chosen := choose(each, data, source.name))).name)
    except BanlintError:
        pass
    return found


@pytest.mark.skipif(not FILES.is_dir(), reason="the files of others are not beside the project")
def test_every_folder_of_the_files_of_others_is_in_the_table():
    assert sorted(one.name for one in FILES.iterdir() if one.is_dir() and one.name != "_edge") == sorted(FOLDERS)


@pytest.mark.skipif(not FILES.is_dir(), reason="the files of others are not beside the project")
@pytest.mark.parametrize(("folder", "names"), list(FOLDERS.items()))
def test_the_files_of_a_folder_are_known_by_the_names_of_their_shapes(folder: str, names: str):
    files = [one for one in sorted((FILES / folder).rglob("*")) if one.is_file()][:_AT_MOST]
    assert files
    assert set().union(*map(shapes, files)) == set(names.split())


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
