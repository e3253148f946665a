from __future__ import annotations

import pytest
from small_catalog import Found

from banlint.model import Role

HUAWEI_BUS = {("huawei", "bus-id", "certain")}


@pytest.mark.parametrize(
    "value",
    ["cpe:/h:huawei:secospace_usg6680", "cpe:/o:huawei:vrp:5.1", "cpe:2.3:h:huawei:s5720:*:*:*:*:*:*:*:*",
     "CPE:2.3:O:HUAWEI:vrp:-:*:*:*:*:*:*:*", "cpe:/a:other:x cpe:/h:huawei:x"],
)  # fmt: skip
def test_a_cpe_of_hardware_or_firmware_names_its_vendor(found: Found, value: str) -> None:
    assert found(Role.CPE, value) == {("huawei", "cpe", "certain")}


@pytest.mark.parametrize("value", [r"cpe:2.3:h:tp\-link:x:*", "cpe:/h:tp%2dlink:x"])
def test_a_quoted_vendor_is_read(found: Found, value: str) -> None:
    assert found(Role.CPE, value) == {("tp-link", "cpe", "certain")}


@pytest.mark.parametrize(
    "value", ["cpe:/a:huawei:hisuite", "cpe:2.3:a:huawei:x:*", "cpe:/h:huaweisoft:x", "huawei", "cpe:/h:x:huawei", ""]
)
def test_software_and_other_vendors_are_not_it(found: Found, value: str) -> None:
    assert found(Role.CPE, value) == set()


@pytest.mark.parametrize("value", ["QISEM770W", "QIS-EM770W", "FCC ID: QISEM770W", "qis em770w", "X, FCC ID QISEM770W"])
def test_a_grantee_of_three_signs(found: Found, value: str) -> None:
    assert found(Role.FCC_ID, value) == {("huawei", "fcc-grantee", "certain")}


def test_a_grantee_that_begins_with_a_digit_has_five(found: Found) -> None:
    assert found(Role.FCC_ID, "2ANDR-MT3PD") == {("dji", "fcc-grantee", "certain")}


@pytest.mark.parametrize("value", ["QIS", "XQISEM770W", "2ANDQ-1", "AQIS1", "", "FCC ID"])
def test_other_grantees_are_not_it(found: Found, value: str) -> None:
    assert found(Role.FCC_ID, value) == set()


@pytest.mark.parametrize(
    "value",
    [".1.3.6.1.4.1.2011.2.23.56", "1.3.6.1.4.1.2011", "iso.3.6.1.4.1.2011.2", "enterprises.2011.2.1",
     "SNMPv2-SMI::enterprises.2011.2", "OID: .1.3.6.1.4.1.2011.2", "iso.org.dod.internet.private.enterprises.2011.1"],
)  # fmt: skip
def test_the_enterprise_number_of_a_sysobjectid(found: Found, value: str) -> None:
    assert found(Role.SYSOBJECTID, value) == {("huawei", "snmp-enterprise", "certain")}


def test_a_number_that_is_used_and_not_assigned_is_probable(found: Found) -> None:
    assert found(Role.SYSOBJECTID, ".1.3.6.1.4.1.1004849.3.2.10") == {("dahua", "snmp-enterprise", "probable")}


@pytest.mark.parametrize("value", ["1.3.6.1.4.1.20110.1", "1.3.6.1.4.1.9.2011", "2011", "11.3.6.1.4.1.2011.1", ""])
def test_other_numbers_are_not_it(found: Found, value: str) -> None:
    assert found(Role.SYSOBJECTID, value) == set()


@pytest.mark.parametrize(
    "value",
    ["19e5:1822", "0x19e5", "19E5", "0x19e5:0x1822", "pci:19e5:19e5 d14a", "PCI\\VEN_19E5&DEV_1822&SUBSYS_D14A19E5",
     "pci:v000019E5d00001822sv000019E5sd0000D14Abc02sc00i00", "19e51822"],
)  # fmt: skip
def test_a_pci_vendor_in_every_usual_spelling(found: Found, value: str) -> None:
    assert found(Role.PCI_ID, value) == HUAWEI_BUS


@pytest.mark.parametrize("value", ["12d1:1506", "USB\\VID_12D1&PID_1506\\6&2", "usb:v12D1p1506d0102", "ID 12d1:1506"])
def test_a_usb_vendor_in_every_usual_spelling(found: Found, value: str) -> None:
    assert found(Role.USB_ID, value) == HUAWEI_BUS


def test_one_device_of_another_vendor_can_be_listed(found: Found) -> None:
    assert found(Role.USB_ID, "05c6:6613") == {("zte", "bus-id", "probable")}
    assert found(Role.USB_ID, "05c6:6614") == set()


@pytest.mark.parametrize("value", ["12d1:1506", "8086:19e5", "19e5f", "119e5", "19e51822a", "", "none"])
def test_a_number_of_another_bus_or_place_is_not_it(found: Found, value: str) -> None:
    assert found(Role.PCI_ID, value) == set()


@pytest.mark.parametrize(
    "value",
    [
        "HWV",
        "hwv",
        "HWV1234",
        r"MONITOR\HWV2401\4&1",
        "00ffffffffffff0022f6" + "00" * 100,
        "00 FF FF FF FF FF FF 00 22 F6",
    ],
)
def test_a_displays_vendor_is_its_three_letters_or_the_edid_itself(found: Found, value: str) -> None:
    assert found(Role.EDID, value) == {("huawei", "bus-id", "certain")}


@pytest.mark.parametrize("value", ["HIK", "HWVX", "XHWV", "00ffffffffffff00", "00ffffffffffff00zzzz", "", "Huawei"])
def test_another_displays_vendor_is_nobody(found: Found, value: str) -> None:
    assert found(Role.EDID, value) == set()
