"""Managers of computers and scanners: Lansweeper, Intune, Defender, runZero."""

from __future__ import annotations

from banlint.inventories.records import FIRMWARE, MAC, MAKER, MODEL, NAME, SERIAL, Records, fact

Lansweeper = Records(
    "lansweeper",
    "AssetName|AssetType|Manufacturer",
    "AssetName|AssetTypename|Manufacturer",
    "assetBasicInfo|assetCustom",
    roots=(("data", "site", "assetResources", "items"), ("assets",)),
    inlined="assetbasicinfo assetcustom",
    keys={
        "AssetName": NAME,
        "AssetType": fact("category"),
        "AssetTypename": fact("category"),
        "type": fact("category"),
        "Statename": fact("status"),
        "stateName": fact("status"),
        "Warrantydate": None,
        "IPLocation": fact("site"),
        "OS": None,
    },
)
Intune = Records(
    "intune",
    "deviceName|manufacturer|serialNumber",
    "deviceName|managedDeviceOwnerType",
    "Device name|Manufacturer|Serial number",
    "Device name|Managed by|Manufacturer",
    roots=(("value",),),
    keys={
        "Device name": NAME,
        "Wi-Fi MAC": MAC,
        "Ethernet MAC": MAC,
        "EthernetMAC": MAC,
        "wiFiMacAddress": MAC,
        "ethernetMacAddress": MAC,
        "Serial number": SERIAL,
        "osVersion": FIRMWARE,
        "OS version": FIRMWARE,
        "deviceCategoryDisplayName": fact("category"),
        "Category": fact("category"),
        "deviceType": None,
        "notes": None,
    },
)
Defender = Records(
    "defender",
    "Device name|Vendor|Model",
    "Device Name|Vendor|Model",
    "DeviceName|Vendor|Model",
    roots=(("value",), ("Results",)),
    keys={
        "Device name": NAME,
        "Device Name": NAME,
        "Vendor": MAKER,
        "OnboardingStatus": None,
        "Device type": fact("category"),
        "Device Type": fact("category"),
        "DeviceType": fact("category"),
        "DeviceCategory": fact("category"),
        "Device category": fact("category"),
    },
)
RunZero = Records(
    "runzero",
    "hw_vendor|os_vendor",
    "newest_mac_vendor|macs",
    keys={
        "hw_vendor": MAKER,
        "hw_product": MODEL,
        "hw": None,
        "hw_version": FIRMWARE,
        "os_vendor": None,
        "mac_vendors": None,
        "newest_mac_vendor": None,
        "macs": MAC,
        "newest_mac": MAC,
        "type": fact("category"),
        "site_name": fact("site"),
        "service_products": None,
        "comments": None,
    },
    ignored="services software vulnerabilities credentials subnets foreignattributes",
)

ENDPOINTS = (Lansweeper, Intune, Defender, RunZero)
