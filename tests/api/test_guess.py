"""What a bare value may be, by its shape."""

import pytest

from banlint.api.guess import roles
from banlint.api.identify import identify
from banlint.model import Role


@pytest.mark.parametrize(
    ("value", "role"),
    [
        ("44:19:b6:00:00:01", Role.MAC),
        ("cpe:/h:x:y", Role.CPE),
        ("pkg:npm/x@1", Role.PURL),
        (".1.3.6.1.4.1.2011.2", Role.SYSOBJECTID),
        ("onvif://www.onvif.org/name/X", Role.SCOPE),
        ("PCI\\VEN_19E5&DEV_1822", Role.PCI_ID),
        ("usb:v12D1p1506d0000", Role.USB_ID),
        ("MONITOR\\HWV1234", Role.EDID),
        ("Server: X", Role.BANNER),
    ],
)
def test_some_shapes_are_of_one_kind_alone(value, role):
    assert roles(value) == (role,)


@pytest.mark.parametrize("value", ["2ADTD-IPC", "HWTC1A2B3X", "DS-2CD2143G0-I", "Acme"])
def test_what_may_be_a_name_or_a_model_is_read_as_both(value):
    assert {Role.MANUFACTURER, Role.MODEL} <= set(roles(value))


@pytest.mark.parametrize(("value", "role"), [("2ADTD-IPC", "fcc_id"), ("HWTCA1B2C3ZZ", "manufacturer")])
def test_a_code_is_one_only_where_it_leads_to_a_company(value, role):
    evidence = identify(value).evidence
    assert {one.identifier.role.value for one in evidence} == ({role} if role == "fcc_id" else set())
