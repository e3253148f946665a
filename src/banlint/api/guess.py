"""What kind of identifier a bare value is, by its shape."""

from __future__ import annotations

from banlint.model import Role

_BEGINNINGS = {
    ("cpe:",): Role.CPE,
    ("pkg:",): Role.PURL,
    ("1.3.6.1.", "iso.3.6.1.", "enterprises.", "snmpv2-smi::enterprises."): Role.SYSOBJECTID,
    ("fcc id", "fcc:", "fcc_id"): Role.FCC_ID,
    ("onvif://",): Role.SCOPE,
    ("pci\\ven_", "pci:v0000"): Role.PCI_ID,
    ("usb\\vid_", "usb:v"): Role.USB_ID,
    ("monitor\\", "display\\"): Role.EDID,
    ("server:", "www-authenticate:", "basic realm", "digest realm"): Role.BANNER,
}
_HEX = frozenset("0123456789abcdefABCDEF")


def roles(value: str) -> tuple[Role, ...]:
    """The roles `value` may stand in, the name and the model of a thing where its shape says nothing.

    >>> roles("44:19:b6:00:00:01")
    (<Role.MAC: 'mac'>,)
    """
    text = value.strip()
    low = text.casefold().lstrip(".")
    for beginnings, role in _BEGINNINGS.items():
        if low.startswith(beginnings):
            return (role,)
    if _is_mac(text):
        return (Role.MAC,)
    if _is_bus_id(text):
        return (Role.PCI_ID, Role.USB_ID)
    also = [role for role, fits in ((Role.FCC_ID, _is_fcc_id), (Role.SERIAL, _is_gpon)) if fits(text)]
    return (*also, Role.MANUFACTURER, Role.MODEL)


def bare(value: str) -> str:
    """`value` without a label that only says what it is: `FCC ID: XYZ` is `XYZ`."""
    text = value.strip()
    for label in ("fcc id:", "fcc id", "fcc_id:", "fcc:"):
        if text.casefold().startswith(label):
            return text[len(label) :].strip()
    return text


def _is_mac(text: str) -> bool:
    digits = "".join(one for one in text if one not in ":-.")
    parted = len(digits) < len(text)
    return set(digits) <= _HEX and (len(digits) == 12 or (parted and len(digits) in (6, 7, 9)))


def _is_bus_id(text: str) -> bool:
    vendor, colon, device = text.partition(":")
    return bool(colon) and len(vendor) == 4 and len(device) == 4 and set(vendor + device) <= _HEX


def _is_fcc_id(text: str) -> bool:
    """Whether a text may be a grantee's code of five and a product's: models are written so as well."""
    grantee, dash, product = text.partition("-")
    return bool(dash and product) and len(grantee) == 5 and grantee[0].isdigit() and grantee.isalnum()


def _is_gpon(text: str) -> bool:
    return len(text) == 12 and text[:4].isalpha() and text[:4].isupper() and set(text[4:]) <= _HEX
