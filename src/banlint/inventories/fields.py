"""Which keys of an inventory mean what: the names that tools and people give to maker, model, address and the rest."""

from __future__ import annotations

from typing import NamedTuple

from banlint.model import Role


class Key(NamedTuple):
    """What a key of a mapping says about its value."""

    role: Role | None = None
    fact: str = ""
    strong: bool = False
    """Whether the key by itself makes its mapping an asset."""
    naming: int = 0
    """How well the value names the asset: 1 is best, 0 is not a name."""


_ROLES: dict[Role, tuple[str, str]] = {
    # role: (keys that make an asset, keys that only add to one)
    Role.MANUFACTURER: (
        "manufacturer manufacturers manufacturername vendor vendors vendorname make maker mfr mfg mfgname mfrname"
        " producer hwvendor hardwarevendor systemvendor systemmanufacturer devicevendor devicemanufacturer"
        " hwmanufacturer hardwaremanufacturer ansiblesystemvendor smanufacturer manufname entphysicalmfgname fabricator"
        " hersteller fabricant constructeur fabricante marca producent"
        " 厂商 厂家 制造商 品牌 生产厂家 製造元 メーカー 제조사",
        "oem",
    ),
    Role.BRAND: ("brand brandname marke marque onvifmanufacturer", ""),
    Role.SUPPLIER: (
        "",
        "supplier suppliername seller reseller distributor lieferant fournisseur proveedor dostawca 供应商",
    ),
    Role.MODEL: (
        "model models modelname modelno modelnr hwmodel hardwaremodel devicemodel devicetype devicetypes"
        " moduletype modell modele modelo"
        " 型号 型号规格 機種 smodel ansibleproductname ansiblenetmodel"
        " entphysicalmodelname systemproduct systemmodel productmodel",
        "product productname productid hardware machinetype pid platformid hwsku modelid",
    ),
    Role.PART_NUMBER: (
        "partnumber partno partnr partid mpn manufacturerpartnumber modelnumber ordernumbermanufacturer",
        "sku productnumber part pn",
    ),
    Role.MAC: (
        "mac macs macaddress macaddresses macaddr hwaddr hwaddress ethernetmac wifimac wlanmac lanmac wifimacaddress"
        " ethernetmacaddress ifphysaddress physaddress permanentmacaddress ieeeaddr bootmacaddress basemac mac地址",
        "",
    ),
    Role.CPE: ("cpe cpes cpe23 cpe23uri", ""),
    Role.PURL: ("", "purl"),
    Role.FCC_ID: ("fccid", ""),
    Role.SYSOBJECTID: ("sysobjectid sysoid snmpsysobjectid", ""),
    Role.PCI_ID: ("pciid", ""),
    Role.USB_ID: ("usbid", ""),
    Role.SERIAL: (
        "",
        "serial serialnumber serialno sn ssn serialnum seriennummer ansiblenetserialnum ansibleproductserial"
        " gponserial gponsn ponsn ponserial ontserial ontserialnumber ontsn onuserial onuserialnumber onusn",
    ),
    Role.GPON: ("", "vendorid gponvendorid ponvendorid ontvendorid onuvendorid ontvendor onuvendor"),
    Role.EDID: ("", "edid edidvendor edidmanufacturer edidid pnpid monitorid displayid"),
    Role.FIRMWARE: ("", "firmware firmwareversion fw swversion osversion softwareversion"),
    Role.DOMAIN: (
        "",
        "clouddomain cloudhost cloudserver cloudurl cloudaddress p2phost p2pserver p2pdomain ddnsserver pushserver",
    ),
    Role.BANNER: (
        "httpserver httpserverheader serverheader httpbanner rtspserver rtspbanner sshbanner telnetbanner ftpbanner"
        " wwwauthenticate httpwwwauthenticate httprealm rtsprealm sysdescr snmpsysdescr",
        "banner banners server sipserver useragent sipuseragent realm authrealm digestrealm sysdescription certsubject"
        " certificatesubject x509subject tlssubject tlscertsubject sslsubject sslcertsubject subjectdn htmltitle"
        " httptitle",
    ),
    Role.SCOPE: ("onvifscope onvifscopes", "scope scopes"),
    Role.CHIP: (
        "",
        "chip chipset chipname soc socname socmodel systemonchip mainchip cpu cpumodel cpuname processor processormodel"
        " processorname",
    ),
    Role.TEXT: (
        "",
        "description comment comments note notes remark remarks bemerkung bemerkungen details"
        " capability capabilities feature features driver drivername icon iconurl xmlns",
    ),
}

_FACTS: dict[str, str] = {
    "purpose": "purpose usage use intendeduse einsatzzweck zweck",
    "site": "site sitename location building standort",
    "site.kind": "sitekind sitetype facilitytype",
    "category": "category devicecategory assetcategory devicerole kategorie",
    "country_of_origin": "countryoforigin origin coo madein countryofproduction countryofmanufacture ursprungsland",
    "brand_country": "brandcountry brandorigin countryofbrand makercountry manufacturercountry vendorcountry",
    "purchase_date": "purchasedate purchasedon boughton datepurchased kaufdatum dateofpurchase",
    "installed_on": "installedon installdate installationdate inservicesince",
    "retired_on": "retiredon retiredate decommissionedon disposaldate",
    "status": "status lifecycle state",
    "hts_code": "htscode hts hscode",
    "contract": "contract contractnumber contractno",
    "order": "order ordernumber purchaseorder po",
    "funding": "funding fundingsource fund grant",
    "price": "price purchasecost cost value unitprice",
}

_NAMES = (
    "name hostname assetname devicename displayname fqdn label title host sysname",
    "assettag inventorynumber inventoryno tag id assetid uuid",
)


FACTS = frozenset(_FACTS)
"""Every fact that an asset can state."""


def normal(key: str) -> str:
    """`key` without case, spaces and punctuation: `Device-Type` and `device_type` are one."""
    return "".join(filter(str.isalnum, key.lower()))


def _table() -> dict[str, Key]:
    table: dict[str, Key] = {}
    for rank, words in enumerate(_NAMES, 1):
        table.update((word, Key(naming=rank)) for word in words.split())
    for fact, words in _FACTS.items():
        table.update((word, Key(fact=fact)) for word in words.split())
    for role, (strong, weak) in _ROLES.items():
        table.update((word, Key(role, strong=True)) for word in strong.split())
        table.update((word, Key(role)) for word in weak.split())
    return table


_TABLE = _table()
_REMEMBERED = 20_000


class _Keys(dict[str, Key | None]):
    """Raw key to meaning, remembered: an inventory spells a few keys a million times."""

    def __missing__(self, raw: str) -> Key | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[raw] = _TABLE.get(normal(raw)) if len(raw) <= 64 else None
        return found


KEYS = _Keys()
