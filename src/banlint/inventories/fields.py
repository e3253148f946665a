"""Which keys of an inventory mean what: the names that tools and people give to maker, model, address and the rest."""

from __future__ import annotations

from banlint.model import Role
from banlint.named import NamedTuple


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
        " hwmanufacturer hardwaremanufacturer ansiblesystemvendor smanufacturer manufname entphysicalmfgname"
        " fabricator"
        " hersteller fabricant constructeur fabricante marca producent"
        " herstellername nomdufabricant nombredelfabricante wytwórca"
        " produttore fabrikant merk výrobce tillverkare valmistaja üretici производитель изготовитель виробник"
        " 厂商 厂家 制造商 品牌 生产厂家 设备厂商 生产商 製造元 製造者 メーカー メーカー名 제조사",
        "oem",
    ),
    Role.BRAND: ("brand brandname marke marque onvifmanufacturer", ""),
    Role.SUPPLIER: (
        "",
        "supplier suppliername seller reseller distributor lieferant fournisseur proveedor dostawca"
        " 供应商 供货商 仕入先 納入業者 販売元",
    ),
    Role.MODEL: (
        "model models modelname modelno modelnr hwmodel hardwaremodel devicemodel devicetype devicetypes"
        " moduletype modell modele modelo"
        " modellbezeichnung typbezeichnung gerätemodell gerätetyp modèle 设备型号 规格型号 機種名 型番 型式"
        " モデル モデル名"
        " modello модель makemodel makeandmodel manufacturermodel manufacturerandmodel brandmodel vendormodel modelmake"
        " herstellermodell marquemodèle fabricantmodèle"
        " 型号 型号规格 機種 smodel ansibleproductname ansiblenetmodel"
        " entphysicalmodelname systemproduct systemmodel productmodel",
        "product productname productid hardware machinetype pid platformid hwsku modelid",
    ),
    Role.PART_NUMBER: (
        "partnumber partno partnr partid mpn manufacturerpartnumber modelnumber ordernumbermanufacturer",
        "sku productnumber part pn artikelnummer teilenummer herstellerartikelnummer référencefabricant"
        " referenciafabricante"
        " numerkatalogowy 部件号 物料编码 品番 部品番号",
    ),
    Role.MAC: (
        "mac macs macaddress macaddresses macaddr hwaddr hwaddress ethernetmac wifimac wlanmac lanmac wifimacaddress"
        " ethernetmacaddress ifphysaddress physaddress permanentmacaddress ieeeaddr bootmacaddress basemac"
        " macadresse adressemac"
        " direcciónmac direccionmac adresmac mac地址 macアドレス",
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
        "serial serialnumber serialno sn ssn serialnum seriennummer seriennr numérodesérie numerodeserie"
        " númerodeserie nserie numerodiserie serienummer nºdeserie nºdesérie"
        " ndesérie numerseryjny nrseryjny 序列号 设备序列号 シリアル番号 シリアルナンバー 製造番号"
        " ansiblenetserialnum ansibleproductserial"
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
        "banner banners server sipserver useragent sipuseragent realm authrealm digestrealm sysdescription"
        " certsubject"
        " certificatesubject x509subject tlssubject tlscertsubject sslsubject sslcertsubject subjectdn htmltitle"
        " httptitle",
    ),
    Role.SCOPE: ("onvifscope onvifscopes", "scope scopes"),
    Role.CHIP: (
        "",
        "chip chipset chipname soc socname socmodel systemonchip mainchip cpu cpumodel cpuname processor"
        " processormodel"
        " processorname",
    ),
    Role.TEXT: (
        "",
        "description comment comments note notes remark remarks bemerkung bemerkungen details"
        " capability capabilities feature features driver drivername icon iconurl xmlns",
    ),
}

_FACTS: dict[str, str] = {
    "purpose": "purpose usage use intendeduse einsatzzweck zweck verwendungszweck finalité utilisation finalidad"
    " przeznaczenie 用途 使用目的",
    "site": "site sitename location building standort einsatzort emplacement localisation ubicación ubicacion sede"
    " lokalizacja ubicazione localização localizacao locatie 位置 安装位置 地点 設置場所 拠点",
    "site.kind": "sitekind sitetype facilitytype",
    "category": "category devicecategory assetcategory devicerole kategorie gerätekategorie catégorie"
    " categoría categoria kategoria 类别 设备类别 カテゴリ 種別",
    "country_of_origin": "countryoforigin origin coo madein countryofproduction countryofmanufacture ursprungsland"
    " herkunftsland herstellungsland paysdorigine paísdeorigen paisdeorigen krajpochodzenia 原产国 产地 原産国"
    " 生産国",
    "brand_country": "brandcountry brandorigin countryofbrand makercountry manufacturercountry vendorcountry",
    "purchase_date": "purchasedate purchasedon boughton datepurchased kaufdatum dateofpurchase acquisitiondate"
    " dateacquired"
    " anschaffungsdatum beschaffungsdatum datedachat dateachat fechadecompra fechacompra datazakupu"
    " dataacquisto datadiacquisto datadecompra datadeaquisição aankoopdatum aanschafdatum"
    " 采购日期 购买日期 购置日期 購入日 購入日付 取得日",
    "installed_on": "installedon installdate installationdate inservicesince dateinstalled inservicedate"
    " inbetriebnahme"
    " installationsdatum einbaudatum datedinstallation datedemiseenservice fechadeinstalación fechadeinstalacion"
    " datainstalacji datadiinstallazione datadeinstalação installatiedatum 安装日期 設置日 導入日",
    "retired_on": "retiredon retiredate decommissionedon disposaldate retirementdate"
    " decommissiondate ausgemustertam außerbetriebnahme datedemisehorsservice fechadebaja datawycofania"
    " 报废日期 廃棄日 除却日",
    "import_date": "importdate importedon dateofimport dateimported einfuhrdatum dateimportation fechadeimportacion"
    " dataimportu 进口日期 輸入日",
    "routes_user_data": "routesuserdata routesdata",
    "connects_to": "connectsto serviceconnectsto",
    "essential": "essential essentialcomponent substantialoressential",
    "status": "status lifecycle state zustand statut état estado stan 状态 使用状态 状態 ステータス",
    "hts_code": "htscode hts hscode",
    "contract": "contract contractnumber contractno vertrag vertragsnummer contrat numérodecontrat contrato"
    " numerumowy umowa 合同号 合同编号 契約番号",
    "order": "order ordernumber purchaseorder ponumber po bestellnummer auftragsnummer numérodecommande bondecommande"
    " pedido númerodepedido zamówienie numerzamówienia 订单号 采购订单 注文番号 発注番号",
    "supplier.uei": "uei ueinumber supplieruei vendoruei",
    "supplier.cage": "cage cagecode suppliercage vendorcage",
    "funding": "funding fundingsource fund grant",
    "price": "price purchasecost cost value unitprice preis anschaffungskosten prix precio cena 价格 単価 価格",
}

_NAMES = (
    "name hostname assetname devicename displayname fqdn label title host sysname bezeichnung gerätename"
    " nom nomdelappareil nome naam nombre nombredelequipo nazwa nazwaurządzenia"
    " 设备名称 名称 主机名 機器名 名前 ホスト名",
    "assettag inventorynumber inventoryno tag id assetid uuid inventarnummer inventarnr"
    " numérodinventaire númerodeinventario numerinwentarzowy 资产编号 设备编号 資産番号 管理番号",
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
_MARKS = "/(（[#"
_APART = str.maketrans("(（[)）]", "//////")


def _meaning(raw: str) -> Key | None:
    """What a key means: by all of it, or, where a heading says it twice, by its parts: `Maker / Brand`."""
    found = _TABLE.get(normal(raw))
    if found is not None or not any(mark in raw for mark in _MARKS):
        return found
    # A tool that numbers its keys does so before a last `#`.
    raw = raw.rpartition("#")[2] if raw[0].isdecimal() else raw
    parts = [_TABLE.get(normal(part)) for part in raw.translate(_APART).split("/") if part.strip()]
    known = [part for part in parts if part is not None]
    if "/" in raw and len(known) < len(parts):
        # What is parted by a slash may be a path; a heading is known in all its parts.
        return None
    return next((part for part in known if part.role is not None), known[0] if known else None)


class _Keys(dict[str, Key | None]):
    """Raw key to meaning, remembered: an inventory spells a few keys a million times."""

    def __missing__(self, raw: str) -> Key | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[raw] = _meaning(raw) if len(raw) <= 64 else None
        return found


KEYS = _Keys()
