"""Network controllers: what their interfaces answer when asked for devices."""

from __future__ import annotations

from banlint.inventories.beside import Own
from banlint.inventories.records import FIRMWARE, MAC, MAKER, MODEL, NAME, PART, SERIAL, TEXT, Nothing, Records, fact

_FAMILY = {"productType": fact("category"), "family": fact("category"), "deviceType": fact("category")}

Meraki = Records(
    "meraki",
    "networkId|serial|mac",
    "productType|serial|mac",
    # The uplinks and their name servers are not the device.
    ignored="uplinks components",
    keys={**_FAMILY, "url": None, "lanIp": None},
)
CatalystCenter = Records(
    "catalyst-center",
    "instanceUuid|platformId|serialNumber",
    roots=(("response",),),
    keys={
        **_FAMILY,
        "platformId": MODEL,
        "series": None,
        "type": None,
        "apEthernetMacAddress": MAC,
        "role": None,
        "softwareVersion": FIRMWARE,
        "location": None,
        "locationName": fact("site"),
    },
)
IpFabric = Records(
    "ip-fabric",
    "siteName|vendor|sn",
    roots=(("data",),),
    keys={"devType": fact("category"), "platform": None, "family": None, "version": FIRMWARE, "sn": SERIAL},
)
SolarWinds = Records(
    "solarwinds",
    "MachineType|Vendor",
    roots=(("results",),),
    keys={
        "Vendor": MAKER,
        "MachineType": MODEL,
        "PN": PART,
        "ServiceTag": SERIAL,
        "IOSVersion": FIRMWARE,
        "NodeDescription": None,
        "VendorIcon": None,
        "DetailsUrl": None,
    },
)
Slurpit = Records(
    "slurpit",
    "device_os|brand|device_type",
    "Descr|Product|Serial|hostname",
    keys={"device_os": None, "Product": MODEL, "Descr": TEXT, "Name": NAME, "timestamp": None},
)
CitrixAdm = Records(
    "citrix-adm",
    "mgmt_ip_address|serialnumber",
    "mgmt_ip_address|hostname|netmask",
    roots=(("ns",),),
    keys={"type": MODEL, "serialnumber": SERIAL, "hostname": NAME, "state": None, "status": fact("status")},
)
# What a controller says of its sites lists none of their devices.
CatalystSites = Nothing(
    "catalyst-center-sites",
    "siteHierarchyGraphId",
    "siteHierarchy|additionalInfo",
    "parentId|additionalInfo",
    "parent_of_parent|loc_type",
    beside=Own("[]"),
)
Infoblox = Records(
    "infoblox",
    "_ref|name",
    "_ref|ipv4addrs",
    "_ref|ipv4addr",
    roots=(("result",),),
    every=False,
    keys={"network": None},
)
OpenWisp = Records(
    "openwisp",
    "management_ip|mac_address|model|system",
    "last_ip|mac_address|model|system",
    roots=(("results",),),
    keys={"system": TEXT, "os": FIRMWARE, "organization": None, "group": None, "key": None},
)
UniFi = Records(
    "unifi",
    "oui|mac|is_wired",
    "oui|mac|is_guest",
    "adopted|mac|model",
    "inform_url|mac|model",
    roots=(("data",),),
    # A client's `oui` is a name, that of who the address was given to.
    keys={
        "oui": MAKER,
        "board_rev": None,
        "version": FIRMWARE,
        "type": fact("category"),
        "gw_mac": None,
        "ap_mac": None,
    },
    ignored="uplink porttable lastuplink radiotable vaptable sshhostkeyfingerprint configkeys",
)

CONTROLLERS = (
    Meraki, CatalystCenter, CatalystSites, IpFabric, SolarWinds, Slurpit, CitrixAdm, Infoblox, OpenWisp, UniFi,
)  # fmt: skip
